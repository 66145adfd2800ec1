# Shared by the scripts: where we are, and how they speak. Sourced, never run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${DAICHO_BUILD:-$root/build}
jobs=${DAICHO_JOBS:-$(nproc)}

say() { printf '── %s\n' "$*" >&2; }

fail() {
  printf '✗ %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# timed TITLE COMMAND… : shows the command's own output, and how long it took.
timed() {
  local title=$1 start=$SECONDS status=0
  shift
  say "$title"
  "$@" || status=$?
  printf '   %s: %d s\n' "$title" $((SECONDS - start)) >&2
  return "$status"
}

# run_quietly TITLE COMMAND… : one line while it runs, its whole output only when it fails.
run_quietly() {
  local title=$1 log start
  shift
  log=$(mktemp)
  start=$SECONDS
  printf '── %s …\n' "$title" >&2
  "$@" >"$log" 2>&1 &
  local pid=$! next=15
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS - start >= next)); then
      printf '   %s: %d s\n' "$title" $((SECONDS - start)) >&2
      next=$((next + 15))
    fi
  done
  if wait "$pid"; then
    rm -f "$log"
    printf '   %s: done in %d s\n' "$title" $((SECONDS - start)) >&2
  else
    local status=$?
    cat "$log" >&2
    rm -f "$log"
    printf '✗ %s failed (exit status %d)\n' "$title" "$status" >&2
    return "$status"
  fi
}
