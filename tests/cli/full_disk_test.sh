#!/usr/bin/env bash
# Fills the disk that a run is kept on, a tmpfs of 8 MB, and makes room again: it is said, the run waits for it, and
# every byte is there in the end. SmallDisk, in the other tests, only looks like such a disk.
# Usage: full_disk_test.sh PROGRAM
set -euo pipefail

program=$1
if [ "${2:-}" != inside ]; then
    apart=(--mount)
    [ "$(id -u)" = 0 ] || apart+=(--user --map-current-user --keep-caps)
    # Propagation can't be changed where the root is no mount, as in a chroot.
    unshare "${apart[@]}" true 2>/dev/null || apart+=(--propagation unchanged)
    exec unshare "${apart[@]}" -- "$0" "$program" inside
fi

folder=$(mktemp -d)
export HOME=$folder/home
mkdir "$HOME"
run=
# A run that still waits for room would wait for good.
trap '[ -z "$run" ] || kill -KILL "$run" 2>/dev/null || true; umount "$HOME" || umount --lazy "$HOME"; rm -rf "$folder"' EXIT
mount -t tmpfs -o size=8m,mode=700 none "$HOME"
cd "$folder"
unset XDG_DATA_HOME XDG_CONFIG_HOME

fail() {
    echo "$1"
    tail -n 5 errors
    df "$HOME"
    exit 1
}

# wait_for WORDS: until the run has said so.
wait_for() {
    local line
    while read -r -t 60 line; do
        [[ $line != *$1* ]] || return 0
    done < <(tail -n +1 -f errors)
    fail "never said: $1"
}

tasks=20
: >errors # before the program, which takes its time, makes it: it is looked at already
"$program" run -w "host[1-$tasks]" --transport local --parallel 2 --format jsonl \
    --command "head -c 1000000 /dev/zero | tr '\\0' x; echo {{host}}" >events 2>errors &
run=$!
wait_for 'disk is full'
kill -0 $run || fail "the run did not wait"
ended=$(grep -c '"event":"task_finished"' events || true)
[ "$ended" -lt $tasks ] || fail "all tasks have ended, on a disk that could not hold half of them"

mount -o remount,size=64m "$HOME"
wait_for 'room again'
wait $run || fail "the run ended with $?"
run=
"$program" history list --format jsonl | grep -q '"state":"finished"' || fail "the history does not know it"
"$program" history export last --format files -o out >/dev/null
for ((i = 1; i <= tasks; i++)); do
    { head -c 1000000 /dev/zero | tr '\0' x && echo "host$i"; } | cmp - "out/host$i.stdout.txt" || fail "host$i"
done
