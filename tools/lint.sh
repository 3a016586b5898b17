#!/bin/sh
# Holds the sources to the rules of the house; prints what breaks them, and which checks failed.
# usage: lint.sh FLAG...     (what a compiler needs to read the sources: -std, -I, -D)
set -uf

cd "$(dirname "$0")/.." || exit
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
flags=$*
failed=0

# The files of the project that match the patterns, also those that are new.
files() { git ls-files --cached --others --exclude-standard -- "$@"; }

# Runs the function $1, which prints what is wrong.
check() {
    if "$1" >"$scratch/out" 2>&1; then
        echo "ok    $1"
    else
        echo "FAIL  $1"
        sed 's/^/      /' "$scratch/out"
        failed=$((failed + 1))
    fi
}

# Runs a command with one file at its end for each file of standard input, on all processors.
for_each() { xargs -P "$(nproc)" -n 1 "$@"; }

formatted() { files '*.[ch]' | xargs clang-format --dry-run -Werror; }

floors_in_order() {
    files 'src/*.[ch]' 'include/*.h' | xargs awk -f tools/check-layers.awk src/LAYERS
}

files_short() {
    files '*.[ch]' | xargs wc -l |
        awk '$2 != "total" && $1 > 500 { print; long = 1 } END { exit long }'
}

# shellcheck disable=SC2086
headers_stand_alone() {
    files '*.h' | for_each "${CC:-cc}" -fsyntax-only $flags -x c /dev/null -include
}

functions_small() {
    export flags
    files '*.c' | for_each sh -c 'clang-tidy --quiet --warnings-as-errors="*" "$1" -- $flags' tidy \
        >"$scratch/tidy" 2>&1 || { grep -E 'error:|rror while' "$scratch/tidy"; return 1; }
}

nothing_suspicious() {
    files 'src/*.c' 'tools/*.c' | xargs cppcheck -q -j "$(nproc)" --std=c11 --error-exitcode=1 \
        --enable=warning,performance,portability --inline-suppr --library=gtk \
        '-DG_GNUC_PRINTF(a, b)=' -Iinclude -Isrc -Itests/support
}

# Single quotes are meant, and Debian's shells have ulimit -v.
scripts_sound() {
    files '*.sh' '.ci/run' | xargs shellcheck -x -P SCRIPTDIR -e SC2016,SC3045
}

for name in formatted floors_in_order files_short headers_stand_alone functions_small \
    nothing_suspicious scripts_sound; do
    check "$name"
done
[ "$failed" -eq 0 ]
