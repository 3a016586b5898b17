#!/bin/sh
# Runs every test and prints what failed, then "N passed, N failed"; fails if a test did.
# usage: run-tests.sh SANITIZED RELEASE     (two folders of build/)
#
# A test is a program. Its last line says "NAME: N passed, N failed"; one that ends without saying
# so has crashed, which counts as a failure. What a test prints is kept in SANITIZED/logs.
set -euf

sanitized=$(realpath "$1")
release=$(realpath "$2")
cd "$(dirname "$0")/.."
export ACV_SANITIZED="$sanitized" ACV_RELEASE="$release"
logs=$sanitized/logs
rm -rf "$logs"
mkdir -p "$logs"

# Runs the test $2 and prints its last line.
run_test='
    log=$1/$(basename "$2" .sh).log
    status=0
    case $2 in
    *.sh) sh "$2" ;;
    *) "$2" ;;
    esac >"$log" 2>&1 || status=$?
    last=$(tail -n 1 "$log")
    case $last in
    *": "*" passed, "*" failed") ;;
    *) last="$(basename "$2"): 0 passed, 1 failed" ;;
    esac
    if [ "$status" -ne 0 ]; then
        case $last in *" 0 failed") last="${last% 0 failed} 1 failed" ;; esac
        { echo "--- $2, exit status $status"; cat "$log"; } >&2
    fi
    echo "$last"'

# Those that take long go first, so that the processors are busy to the end.
{
    find tests/cli -name 'test_*.sh'
    for folder in oracle property golden unit; do
        find "$sanitized/tests/$folder" -name 'test_*' ! -name '*.*'
    done
    echo "$sanitized/tests/fuzz-replay"
    echo tests/golden/test_program.sh
} >"$logs/tests"
xargs -P "$(nproc)" -n 1 sh -c "$run_test" run "$logs" <"$logs/tests" >"$logs/results"

LC_ALL=C sort "$logs/results"
awk '{ passed += $(NF - 3); failed += $(NF - 1) }
    END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }' \
    "$logs/results"
