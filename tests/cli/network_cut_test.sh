#!/usr/bin/env bash
# Pulls the cable between a run and its hundred hosts, and plugs it in again: every task ends as lost within its limit,
# and succeeds with its retries. A real sshd at the far end of a veth pair, all in namespaces of their own.
# Usage: network_cut_test.sh PROGRAM
set -euo pipefail

program=$1
if [ "${2:-}" != inside ]; then
    # Propagation can't be changed where the root is no mount, as in a chroot; for /proc alone unshare does.
    apart=(--net --pid --fork --kill-child --mount-proc --propagation unchanged)
    [ "$(id -u)" = 0 ] || apart+=(--user --map-current-user --keep-caps)
    exec unshare "${apart[@]}" -- "$0" "$program" inside
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder
unset SSH_AUTH_SOCK XDG_DATA_HOME XDG_CONFIG_HOME

fail() {
    echo "$1"
    tail -n 5 events errors sshd.log
    exit 1
}

# wait_for COUNT PATTERN: until events of so many tasks have it.
wait_for() {
    local line
    local -A tasks=()
    while read -r -t 100 line; do
        [[ $line =~ $2 && $line =~ \"task\":([0-9]+) ]] || continue
        tasks[${BASH_REMATCH[1]}]=1
        [ ${#tasks[@]} -lt "$1" ] || return 0
    done < <(tail -n +1 -f events)
    fail "only ${#tasks[@]} of $1 tasks: $2"
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

: >events # before the program, which takes its time, makes it: it is looked at already
"$program" run -w '10.99.1.[1-100]:2222' --identity key --known-hosts known_hosts --host-keys accept-new --ssh-config none \
    --yes --parallel 0 --connect-timeout 30 --retries 30 --format jsonl \
    --command "test -e $folder/is_whole || { echo up; exec sleep 600; }" >events 2>errors &
run=$!
wait_for 100 '"text":"up"'
ip link set here down
# Who sent something at that moment knows at once, the others when nobody answers three probes: within a minute.
wait_for 100 '"attempt":2'
touch is_whole
ip link set here up
ip route add 10.99.1.0/24 via 10.99.0.2 # went away with the link
wait $run || fail "the run ended with $?"
grep -q '"event":"run_finished".*"succeeded":100' events || fail "not all succeeded"
