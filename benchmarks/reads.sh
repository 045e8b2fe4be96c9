#!/bin/sh
# Measures how many reads a second an authority answers over HTTP, by wrk with 16 connections, and how
# much processor time of the node each took. Needs wrk and curl (packages of Debian).
#   SECONDS_PER_KIND  how long each kind of read is asked for (default 20)
#   SECONDS_TO_WARM_UP  how long before that, not counted (default 20)
#   CONNECTIONS  (default 16)
#   PORT_OFFSET  added to every port (default 5000)
#   RPC, RPC_PID  the URL and the process of a node that runs already, instead of one of our own
set -eu
seconds=${SECONDS_PER_KIND:-20}
warm_up=${SECONDS_TO_WARM_UP:-20}
connections=${CONNECTIONS:-16}
offset=${PORT_OFFSET:-5000}

for tool in wrk curl; do
  command -v "$tool" >/dev/null || {
    echo "The read benchmark is skipped: $tool is not installed (apt-get install $tool)."
    exit 0
  }
done

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
pid=
stop() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

if [ -z "${RPC:-}" ]; then
  "$root/lyceum" network create "$work/network" --authorities 1 --learners 0 --steps 1 \
    --port-offset "$offset" >"$work/create.out"
  "$root/lyceum" authority run --config "$work/network/authority-1/authority.toml" >"$work/run.out" 2>&1 &
  pid=$!
  until grep -q 'answers JSON-RPC' "$work/run.out"; do
    kill -0 "$pid" || { cat "$work/run.out" >&2; exit 1; }
    sleep 1
  done
  RPC=http://127.0.0.1:$((8545 + offset))
  RPC_PID=$pid
fi

cat >"$work/post.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = os.getenv("BODY")
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format("%d %d %.1f %.1f %d\n", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
LUA

# Clock ticks of processor time that the node has used.
ticks() {
  sed 's/.*) //' "/proc/$RPC_PID/stat" | awk '{ print $12 + $13 }'
}

ask() { # SECONDS METHOD PARAMS
  BODY="{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":$3}" \
    wrk -t2 -c"$connections" -d"$1s" -s "$work/post.lua" "$RPC" | tail -n 1
}

measure() { # NAME METHOD PARAMS
  curl -s -H 'Content-Type: application/json' "$RPC" \
    -d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":$3}" >"$work/answer"
  grep -q '"result"' "$work/answer" || { cat "$work/answer" >&2; exit 1; }
  ask "$warm_up" "$2" "$3" >/dev/null
  before=$(ticks)
  result=$(ask "$seconds" "$2" "$3")
  after=$(ticks)
  echo "$result" | awk -v name="$1" -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" '{
    printf "%-28s %8.0f/s  %6.0f µs of processor time each, p50 %.1f ms, p99 %.1f ms, %d failed\n",
      name, $1 / ($2 / 1000000), ticks / hertz * 1000000 / $1, $3, $4, $5
  }'
}

registry=0x0000000000000000000000000000000000001000
hashing=0x0000000000000000000000000000000000007777
rounds=0x6103e85b60205f205f5260019003806003575f5ff3
echo "$connections connections, $seconds s each, load average $(cut -d' ' -f1 /proc/loadavg) on $(getconf _NPROCESSORS_ONLN) processors"
measure eth_blockNumber eth_blockNumber '[]'
measure eth_getBalance eth_getBalance "[\"$registry\",\"latest\"]"
measure 'eth_call, reads of storage' eth_call "[{\"to\":\"$registry\",\"data\":\"0xb7ab4db5\"},\"latest\"]"
measure 'eth_call, 1,000 Keccaks' eth_call \
  "[{\"to\":\"$hashing\"},\"latest\",{\"$hashing\":{\"code\":\"$rounds\"}}]"
