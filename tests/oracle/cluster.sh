# A private PostgreSQL cluster that lives as long as the script that sources this file.
#
#     . tests/oracle/cluster.sh
#     cluster_start [extra server options]     # sets CLUSTER_DIR; sql() talks to it
#     sql -f schema.sql
# It listens on a socket inside its own temporary folder only, runs as user postgres when the
# script runs as root, and is stopped by its own process id when the script ends.

CLUSTER_BIN=${CLUSTER_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
CLUSTER_DIR=

cluster_as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

cluster_start() {
    [ -x "$CLUSTER_BIN/initdb" ] || { echo "PostgreSQL server programs not found" >&2; return 3; }
    CLUSTER_DIR=$(mktemp -d "${TMPDIR:-/tmp}/daicho-oracle.XXXXXX")
    trap cluster_stop EXIT
    trap 'exit 130' INT TERM
    mkdir "$CLUSTER_DIR/rows" "$CLUSTER_DIR/pg"
    chmod 755 "$CLUSTER_DIR"
    [ "$(id -u)" != 0 ] || chown postgres "$CLUSTER_DIR/pg"
    cluster_as "$CLUSTER_BIN/initdb" -D "$CLUSTER_DIR/pg/data" -A trust -U postgres -E UTF8 \
        --locale=C --no-sync >/dev/null
    cluster_as "$CLUSTER_BIN/pg_ctl" -D "$CLUSTER_DIR/pg/data" -w -s -l "$CLUSTER_DIR/pg/log" \
        -o "-c listen_addresses='' -c unix_socket_directories=$CLUSTER_DIR/pg -c jit=off \
            -c shared_buffers=256MB -c work_mem=64MB -c max_wal_size=4GB $*" start
}

cluster_stop() {
    local pid
    pid=$(head -1 "$CLUSTER_DIR/pg/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$pid" ]; then
        kill -QUIT "$pid" 2>/dev/null || true       # immediate: nothing in it is kept
        while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    fi
    [ -z "$CLUSTER_DIR" ] || rm -rf "$CLUSTER_DIR"
}

sql() {
    psql -X -q -h "$CLUSTER_DIR/pg" -U postgres -d postgres -v ON_ERROR_STOP=1 "$@"
}

# cluster_load <numeric|bigint> <folder of COPY text>: schema, rows, the law typed a second time.
cluster_load() {
    local here exact numeric table
    here=$(dirname "${BASH_SOURCE[0]}")
    exact=$1; numeric=false; [ "$exact" = bigint ] || numeric=true
    sql -v exact="$exact" -v is_numeric=$numeric -f "$here/schema.sql" -f "$here/law.sql" \
        -f "$here/law_check.sql"
    for table in "$2"/*.tsv; do
        echo "\\copy $(basename "$table" .tsv) from '$table'"
    done | sql
    sql -c 'create unique index on owner_group (g)' -c 'create index on house_unit (g, n)' \
        -c 'create index on asset_revision (g, n)' -c 'create index on parcel_previous (g, n)' \
        -c analyze
}
