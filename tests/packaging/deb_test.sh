#!/usr/bin/env bash
# Builds the .deb and looks into it.
# Usage: deb_test.sh CPACK BUILD_DIR
set -euo pipefail
cpack=$1 build=$2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

"$cpack" --config "$build/CPackConfig.cmake" -B "$scratch" >"$scratch/log" 2>&1 || fail "$(cat "$scratch/log")"
deb=$(echo "$scratch"/regatta_*.deb)

contents=$(dpkg-deb --contents "$deb" | awk '$1 !~ /^d/ {print $6}')
for path in \
    bin/regatta \
    libexec/regatta/regatta-window \
    share/applications/org.regatta.Regatta.desktop \
    share/bash-completion/completions/regatta \
    share/doc/regatta/copyright \
    share/icons/hicolor/scalable/apps/org.regatta.Regatta.svg \
    share/icons/hicolor/symbolic/apps/org.regatta.Regatta-symbolic.svg \
    share/icons/hicolor/scalable/mimetypes/application-vnd.regatta.profile+json.svg \
    share/man/man1/regatta.1 \
    share/metainfo/org.regatta.Regatta.metainfo.xml \
    share/mime/packages/org.regatta.Regatta.xml; do
    grep -Fqx "./usr/$path" <<<"$contents" || fail "/usr/$path is missing among:"$'\n'"$contents"
done

depends=$(dpkg-deb --field "$deb" Depends)
for package in libc6 libqt6core6 libqt6widgets6 libqt6sql6-sqlite libssh-4; do
    [[ " $depends," == *" $package"[\ ,]* ]] || fail "$package is not among: $depends"
done
[[ $(dpkg-deb --field "$deb" Recommends) == *openssh-client* ]] || fail "openssh-client is not recommended"
[[ $(dpkg-deb --field "$deb" Recommends) == *qt6-translations-l10n* ]] ||
    fail "the translations of Qt are not recommended"
[ "$(dpkg-deb --field "$deb" Maintainer)" = "Regatta developers <regatta@regatta.example>" ] || fail "maintainer"

# It works from where it is unpacked, with nothing of the build folder.
dpkg-deb --extract "$deb" "$scratch/unpacked"
"$scratch/unpacked/usr/bin/regatta" expand 'a[1-2]' | tr '\n' ' ' | grep -qx 'a1 a2 ' || fail "regatta expand"
if readelf -d "$scratch/unpacked/usr/bin/regatta" "$scratch/unpacked/usr/libexec/regatta/regatta-window" | grep -E 'R(UN)?PATH'; then
    fail "a run path of the build is in the package"
fi

# Without a verb the program hands over to the window that came with it; a stand-in tells that it was reached.
window=$scratch/unpacked/usr/libexec/regatta/regatta-window
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s"\n' "$scratch/arguments" >"$window"
: >"$scratch/a job.regatta" # which is only handed on
DISPLAY=:1 "$scratch/unpacked/usr/bin/regatta" "$scratch/a job.regatta" || fail "regatta FILE ends with $?"
grep -Fqx "$scratch/a job.regatta" "$scratch/arguments" || fail "the window got: $(cat "$scratch/arguments")"
