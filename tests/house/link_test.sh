#!/usr/bin/env bash
# Core and the command line do without Qt Gui: nothing of it is named by the objects, or loaded by the program.
# Usage: link_test.sh program FILE | link_test.sh core ARCHIVE QT_CORE_LIBRARY
set -euo pipefail

gui='libQt6(Gui|Widgets|Svg|OpenGL|PrintSupport|Quick|Qml)'

# What the dynamic linker would load, directly or through another library.
check_program() {
    local loaded
    loaded=$(ldd "$1")
    [[ $loaded == *libQt6Core* ]] || { echo "not a program of ours: $1"; return 1; }
    ! grep -E "$gui" <<<"$loaded"
}

# Symbols that core leaves open and that only Gui or Widgets define. (Templates of both are defined in Core too, or weak.)
check_core() {
    local archive=$1 core_library=$2 folder library
    folder=$(dirname "$core_library")
    nm --undefined-only --format=just-symbols "$archive" | sed '/:$/d;/^$/d' | sort -u >"$scratch/open"
    defined_by "$core_library" >"$scratch/core"
    [ -n "$(comm -12 "$scratch/open" "$scratch/core")" ] || { echo "nothing of Qt Core in $archive"; return 1; }
    for library in "$folder"/libQt6Gui.so.6 "$folder"/libQt6Widgets.so.6; do
        [ -e "$library" ] || continue
        defined_by "$library" | comm -13 "$scratch/core" - | comm -12 "$scratch/open" - >"$scratch/needed"
        [ ! -s "$scratch/needed" ] || { echo "core needs of $library:"; c++filt <"$scratch/needed"; return 1; }
    done
}

defined_by() { nm --dynamic --defined-only --format=just-symbols "$1" | sed 's/@.*//' | sort -u; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
"check_$1" "${@:2}"
