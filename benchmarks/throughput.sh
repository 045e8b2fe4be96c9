#!/bin/sh
# Measures a network of authorities, each a process of its own on this machine, under `lyceum load`.
# Prints what the load reports, for each kind of transaction; further arguments go to `lyceum load`.
#   AUTHORITIES  how many (default 4)
#   SECONDS_UNDER_LOAD  how long transactions are submitted (default 60)
#   SECONDS_TO_WARM_UP  how long before that, not counted (default 60)
#   KINDS        what is measured, one after the other (default "transfer erc20")
#   PORT_OFFSET  added to every port (default 4000)
#   LYCEUM_JAVA_OPTIONS  for all processes, as the launcher takes it
set -eu
authorities=${AUTHORITIES:-4}
seconds=${SECONDS_UNDER_LOAD:-60}
warm_up=${SECONDS_TO_WARM_UP:-60}
kinds=${KINDS:-transfer erc20}
offset=${PORT_OFFSET:-4000}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
pids=
stop() {
  # shellcheck disable=SC2086
  [ -z "$pids" ] || kill $pids 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

"$root/lyceum" network create "$work/network" --authorities "$authorities" --learners 0 --steps 1 \
  --port-offset "$offset" >"$work/create.out"

urls=
i=1
while [ "$i" -le "$authorities" ]; do
  "$root/lyceum" authority run --config "$work/network/authority-$i/authority.toml" >"$work/$i.out" 2>&1 &
  pids="$pids $!"
  urls="$urls,http://127.0.0.1:$((8545 + offset + 10 * (i - 1)))"
  i=$((i + 1))
done
urls=${urls#,}
i=1
while [ "$i" -le "$authorities" ]; do
  until grep -q 'answers JSON-RPC' "$work/$i.out"; do
    # shellcheck disable=SC2086
    kill -0 $pids || { cat "$work/$i.out" >&2; exit 1; }
    sleep 1
  done
  i=$((i + 1))
done

processors=$(getconf _NPROCESSORS_ONLN)
echo "$authorities authorities on $processors processors; processes:$pids"
# shellcheck disable=SC2086
set -- --rpc "$urls" --pid "$(echo $pids | tr ' ' ',')" "$@"
for kind in $kinds; do
  "$root/lyceum" load --kind "$kind" --seconds "$warm_up" --seed "warm-up $kind" "$@" >"$work/warm-up.out"
  "$root/lyceum" load --kind "$kind" --seconds "$seconds" "$@"
done
