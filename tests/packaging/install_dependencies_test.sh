#!/usr/bin/env bash
# packaging/install-dependencies on systems that are made up: the tools it calls are stand-ins that tell what they got.
# Usage: install_dependencies_test.sh CHECK SOURCE_DIR   with a check_... function's name for CHECK
set -euo pipefail
check=$1 script=$2/packaging/install-dependencies

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
for tool in sh sed tr sort grep mktemp rm cat env dirname; do
    ln -s "$(command -v $tool)" "$scratch/bin/$tool"
done
printf '# why\none\n\ntwo # and why\nthree\n' >"$scratch/list.txt"

fail() {
    echo "FAILED: $*; it said:" >&2
    cat "$scratch/words" >&2
    exit 1
}

# tool NAME SCRIPT: a stand-in that notes how it was called.
tool() {
    printf '#!/bin/sh\necho "%s $*" >>"%s/calls"\n%s\n' "$1" "$scratch" "$2" >"$scratch/bin/$1"
    chmod +x "$scratch/bin/$1"
}

debian() { tool dpkg-query "echo 'installed one'; echo 'config-files two'; exit 1"; }
root() { tool id 'echo 0'; }
somebody() { tool id 'echo 1000'; }

# Sets $status; the words are in $scratch/words, the calls in $scratch/calls.
run_script() {
    : >"$scratch/calls"
    status=0
    PATH=$scratch/bin "$script" "$scratch/list.txt" >"$scratch/words" 2>&1 || status=$?
}

check_is_silent_when_nothing_is_missing() {
    root
    tool dpkg-query "printf 'installed one\ninstalled two\ninstalled three\n'"
    tool apt-get 'exit 1'
    run_script
    [ "$status" -eq 0 ] || fail "status $status"
    [ ! -s "$scratch/words" ] || fail "not silent"
    ! grep -q apt-get "$scratch/calls" || fail "apt-get was called"
}

check_installs_what_is_missing_and_says_so() {
    root
    debian
    tool apt-get ''
    run_script
    [ $status -eq 0 ] || fail "status $status"
    grep -q 'installing.*three two' "$scratch/words" || fail "no word of it"
    grep -q '^apt-get install .*--no-install-recommends .* three two$' "$scratch/calls" || fail "$(cat "$scratch/calls")"
    ! grep -q 'apt-get update' "$scratch/calls" || fail "lists were fetched without need"
}

check_fetches_lists_when_installing_fails() {
    root
    debian
    tool apt-get "case \$1 in update) : >'$scratch/fetched' ;; *) [ -e '$scratch/fetched' ] ;; esac"
    run_script
    [ $status -eq 0 ] || fail "status $status"
    [ "$(cut -d' ' -f2 "$scratch/calls" | grep -E 'install|update' | tr '\n' ' ')" = "install update install " ] ||
        fail "$(cat "$scratch/calls")"
}

check_shows_why_installing_failed() {
    root
    debian
    tool apt-get 'echo no such package; exit 100'
    run_script
    [ $status -eq 1 ] || fail "status $status"
    grep -q 'no such package' "$scratch/words" || fail "apt-get's words are missing"
}

check_asks_sudo() {
    somebody
    debian
    tool apt-get ''
    # shellcheck disable=SC2016 # for the stand-in
    tool sudo 'exec "$@"'
    run_script
    [ $status -eq 0 ] || fail "status $status"
    grep -q '^sudo env .*apt-get install' "$scratch/calls" || fail "$(cat "$scratch/calls")"
}

check_tells_what_to_do_without_sudo() {
    somebody
    debian
    tool apt-get ''
    run_script
    [ $status -eq 1 ] || fail "status $status"
    grep -q 'apt-get install --no-install-recommends three two' "$scratch/words" || fail "no command to copy"
}

check_goes_on_without_apt() {
    root
    run_script
    [ $status -eq 0 ] || fail "status $status"
    grep -q 'one three two' "$scratch/words" || fail "the packages aren't named"
}

"check_$check"
