#!/usr/bin/env bash
# What a desktop makes of the installed files, asked with the desktop's own tools.
# Usage: desktop_test.sh CHECK CMAKE BUILD_DIR VERSION   with a check_... function's name for CHECK
set -euo pipefail
check=$1 cmake=$2 build=$3 version=$4

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tree=$scratch/root
share=$tree/usr/share
media_type=application/vnd.regatta.profile+json

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# An installed tree with its caches made, and a person without settings who sees it.
install_data() {
    DESTDIR=$tree "$cmake" --install "$build" --prefix /usr --component data >/dev/null
    export HOME=$scratch/home XDG_DATA_DIRS=$share:/usr/share XDG_CURRENT_DESKTOP=GNOME
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
    mkdir -p "$HOME"
    update-mime-database "$share/mime"
    update-desktop-database "$share/applications"
    profile="$HOME/a job.regatta"
    printf '{"regatta": 1, "targets": ["localhost"], "steps": [{"run": "true"}]}\n' >"$profile"
}

check_desktop_entry() {
    local words
    words=$(desktop-file-validate "$share/applications/org.regatta.Regatta.desktop" 2>&1) || fail "$words"
    [ -z "$words" ] || fail "$words"
}

check_metainfo() {
    local file=$share/metainfo/org.regatta.Regatta.metainfo.xml
    appstreamcli validate --no-net "$file"
    grep -q "<release version=\"$version\"" "$file" || fail "no release $version in the metainfo"
    grep -q "Regatta $version" "$share/man/man1/regatta.1" || fail "no $version in the manual page"
}

check_media_type() {
    local seen
    seen=$(xdg-mime query filetype "$profile")
    [ "$seen" = "$media_type" ] || fail "xdg-mime says $seen"
    seen=$(gio info -a standard::icon "$profile")
    [[ $seen == *application-vnd.regatta.profile+json* ]] || fail "icons of a profile: $seen"
    [ -s "$share/icons/hicolor/scalable/mimetypes/application-vnd.regatta.profile+json.svg" ] || fail "the icon is missing"
}

# The desktop starts the program that it finds for the type; a stand-in tells with which arguments.
check_double_click() {
    mkdir "$scratch/bin"
    printf '#!/bin/sh\nprintf "%%s\\n" "$#" "$@" >"%s.part"\nmv "%s.part" "%s"\n' \
        "$scratch/started" "$scratch/started" "$scratch/started" >"$scratch/bin/regatta"
    chmod +x "$scratch/bin/regatta"
    PATH=$scratch/bin:$PATH gio open "$profile"

    local deadline=$((SECONDS + 20))
    until [ -e "$scratch/started" ]; do
        [ $SECONDS -lt $deadline ] || fail "nothing was started"
        sleep 0.05
    done
    [ "$(cat "$scratch/started")" = "1"$'\n'"$profile" ] || fail "started with: $(cat "$scratch/started")"
}

check_completion() {
    # shellcheck disable=SC1091 # installed a moment ago
    source "$share/bash-completion/completions/regatta"
    COMP_WORDS=(regatta run --tran) COMP_CWORD=2
    _regatta
    [ "${COMPREPLY[*]}" = --transport ] || fail "--tran completes to: ${COMPREPLY[*]}"
    COMP_WORDS=(regatta run --gat) COMP_CWORD=2
    _regatta
    [ "${COMPREPLY[*]}" = --gather ] || fail "--gat completes to: ${COMPREPLY[*]}"
    COMP_WORDS=(regatta --) COMP_CWORD=1
    _regatta
    [[ " ${COMPREPLY[*]} " == *" --new-window "*" --version "* ]] || fail "-- completes to: ${COMPREPLY[*]}"
    cd "$HOME"
    COMP_WORDS=(regatta check a) COMP_CWORD=2
    _regatta
    [ "${COMPREPLY[*]}" = "a job.regatta" ] || fail "a completes to: ${COMPREPLY[*]}"
}

install_data
"check_$check"
