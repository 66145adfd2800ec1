# PostgreSQL servers that a test kills and starts at will: a primary and, when asked for, a standby
# that a commit waits for. Reads one command a line, answers "ok" when it is done:
#     standby | kill | start | promote      (kill and start: the primary)
# The first answer is the folder; sockets are in <folder>/pg (primary) and <folder>/standby. Ends
# with its input, and everything with it.
set -e
. "$(dirname "${BASH_SOURCE[0]}")/cluster.sh"

# Nothing here outlives the machine: only the servers die, not the disk under them.
quick="-c fsync=off -c full_page_writes=off -c shared_buffers=32MB"

processes() { # FOLDER: the server and its children
  local pid
  pid=$(head -1 "$1/data/postmaster.pid" 2>/dev/null) || return 0
  echo "$pid $(pgrep -P "$pid" | tr '\n' ' ')"
}

kill_server() { # FOLDER: as the power does
  local all
  all=$(processes "$1")
  [ -z "$all" ] || kill -KILL $all 2>/dev/null || true
  for pid in $all; do while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done; done
}

start_server() { # FOLDER [OPTIONS]
  rm -f "$1/data/postmaster.pid"
  cluster_as "$CLUSTER_BIN/pg_ctl" -D "$1/data" -w -s -l "$1/log" \
    -o "-c listen_addresses='' -c unix_socket_directories=$1 -c jit=off $quick ${*:2}" start
}

start_standby() {
  mkdir "$CLUSTER_DIR/standby"
  [ "$(id -u)" != 0 ] || chown postgres "$CLUSTER_DIR/standby"
  cluster_as "$CLUSTER_BIN/pg_basebackup" -h "$CLUSTER_DIR/pg" -U postgres --checkpoint=fast -R \
    -D "$CLUSTER_DIR/standby/data"
  start_server "$CLUSTER_DIR/standby" -c hot_standby=on
  sql -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null
  until [ "$(sql -Atc "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")" = 1 ]; do
    sleep 0.05
  done
}

end_all() {
  [ -z "$CLUSTER_DIR" ] || kill_server "$CLUSTER_DIR/standby"
  cluster_stop
}

cluster_start $quick >&2
trap end_all EXIT
echo "$CLUSTER_DIR"
while read -r command; do
  case "$command" in
    standby) start_standby ;;
    kill) kill_server "$CLUSTER_DIR/pg" ;;
    start) start_server "$CLUSTER_DIR/pg" ;;
    promote) cluster_as "$CLUSTER_BIN/pg_ctl" -D "$CLUSTER_DIR/standby/data" -w -s promote ;;
    *) exit 2 ;;
  esac >&2
  echo ok
done
