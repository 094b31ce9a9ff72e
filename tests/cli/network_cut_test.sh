#!/usr/bin/env bash
# Pulls the cable between runs and their hundred hosts, and plugs it in again: every task ends as lost or timed out
# within its limit, on the command line as in the window, which lives on; and succeeds where there are retries. A real
# sshd at the far end of a veth pair, all in namespaces of their own.
# Usage: network_cut_test.sh PROGRAM [CUT_WINDOW]
set -euo pipefail

if [ "${!#}" != inside ]; then
    # Propagation can't be changed where the root is no mount, as in a chroot; for /proc alone unshare does.
    apart=(--net --pid --fork --kill-child --mount-proc --propagation unchanged)
    [ "$(id -u)" = 0 ] || apart+=(--user --map-current-user --keep-caps)
    exec unshare "${apart[@]}" -- "$0" "$@" inside
fi
program=$1
window=${2%inside} # in a build without Qt Gui there is none

# Seconds. A connection that nobody answers on is lost within a minute, the rest is for a loaded machine.
lost_within=75
step_limit=20
most_lag=5000 # milliseconds: a window that waits for the network itself stands still for much longer

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder
unset SSH_AUTH_SOCK XDG_DATA_HOME XDG_CONFIG_HOME

fail() {
    echo "$1"
    tail -n 5 events lost late said errors sshd.log
    exit 1
}

# wait_for FILE COUNT PATTERN: until events of so many tasks have it.
wait_for() {
    local line
    local -A tasks=()
    while read -r -t 100 line; do
        [[ $line =~ $3 && $line =~ \"task\":([0-9]+) ]] || continue
        tasks[${BASH_REMATCH[1]}]=1
        [ ${#tasks[@]} -lt "$2" ] || return 0
    done < <(tail -n +1 -f "$1")
    fail "only ${#tasks[@]} of $2 tasks: $3 in $1"
}

mkfifo is_apart
unshare --net -- sh -c 'echo >is_apart; exec sleep infinity' &
far=$!
read -r _ <is_apart
far_away() { nsenter --target "$far" --net -- "$@"; }

ip link set lo up
ip link add here type veth peer name there netns "$far"
ip address add 10.99.0.1/24 dev here
ip link set here up
far_away ip link set lo up
far_away ip address add 10.99.0.2/24 dev there
far_away ip link set there up
# All addresses of a network are one host's.
far_away ip route add local 10.99.1.0/24 dev lo
ip route add 10.99.1.0/24 via 10.99.0.2

ssh-keygen -q -t ed25519 -N '' -f host_key
ssh-keygen -q -t ed25519 -N '' -f key
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
cat >sshd_config <<END
HostKey $folder/host_key
AuthorizedKeysFile $folder/key.pub
ListenAddress 0.0.0.0:2222
MaxStartups 1000
PidFile none
StrictModes no
UsePAM no
LogLevel ERROR
SetEnv SHLVL=9
END
far_away "$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$folder/sshd_config" 2>sshd.log &
until far_away bash -c ': </dev/tcp/10.99.0.2/2222' 2>/dev/null; do
    kill -0 $! || fail "no sshd"
done

# start FILE OPTIONS...: a run whose events go there.
start() {
    local events=$1
    shift
    : >"$events" # there before anybody reads it
    "$program" run --identity key --known-hosts "known_hosts.$events" --host-keys accept-new --ssh-config none --yes \
        --parallel 0 --connect-timeout 30 --format jsonl "$@" >>"$events" 2>>errors &
}

# ends_with PROCESS CODE SECONDS: so it ends, no later than that after the cut.
ends_with() {
    local code=0
    wait "$1" || code=$?
    [ $code = "$2" ] || fail "a run ended with $code"
    [ $((SECONDS - cut)) -le "$3" ] || fail "a run ended $((SECONDS - cut)) s after the cut"
}

hosts='10.99.1.[1-100]:2222'
stays='echo up; exec sleep 600'
: >said
start events -w "$hosts" --retries 30 --command "test -e $folder/is_whole || { echo up; exec sleep 600; }"
run=$!
start lost -w "$hosts" --command "$stays"
lost=$!
wait_for events 100 '"text":"up"'
wait_for lost 100 '"text":"up"'
if [ -n "$window" ]; then
    "$window" "$hosts" key known_hosts.window "$stays" >>said 2>>errors &
    looked_at=$!
    wait_for said 100 'up$'
fi
# Last, since its time goes by before the cut, too.
start late -w '10.99.1.[1-10]:2222' --timeout $step_limit --command "$stays"
late=$!
wait_for late 10 '"text":"up"'
ip link set here down
cut=$SECONDS

ends_with $late 1 $((step_limit + 15))
grep -q '"event":"run_finished".*"timed_out":10' late || fail "not all were timed out"
ends_with $lost 1 $lost_within
grep -q '"event":"run_finished".*"connection_lost":100' lost || fail "not all were lost"
if [ -n "$window" ]; then
    ends_with "$looked_at" 0 $lost_within
    grep -qx 'connection_lost 100' said || fail "not all were lost in the window"
    [ "$(sed -n 's/^lag //p' said)" -le $most_lag ] || fail "the window stood still"
fi
# Who sent something at that moment knows at once, the others when nobody answers three probes: within a minute.
wait_for events 100 '"attempt":2'
touch is_whole
ip link set here up
ip route add 10.99.1.0/24 via 10.99.0.2 # went away with the link
ends_with $run 0 150
grep -q '"event":"run_finished".*"succeeded":100' events || fail "not all succeeded"
