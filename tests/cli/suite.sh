# What the tests of the program share; read with ".". A test is a sentence and a check:
#
#     run ARGUMENT...                    runs the program; input is "$stdin", or nothing
#     test_that 'a sentence' STATUS      holds the run to its exit status,
#         [out|err|not_out|not_err TEXT]...     and to lines that it prints or does not
#
# and ends with "finish NAME". The program is the one with sanitizers; "$scratch" is a folder of
# the test's own, in which it runs.
# shellcheck shell=sh
set -uf

program=$ACV_SANITIZED/acv-path
root=$(pwd)
# shellcheck disable=SC2034
scenario=$root/scenarios/database/three-blockers/scenario.json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
stdin=
n_passed=0
n_failed=0

run() {
    command_line="acv-path $*"
    status=0
    printf '%s' "$stdin" | "$program" "$@" >out 2>err || status=$?
    stdin=
}

passes() { n_passed=$((n_passed + 1)); }

fails() {
    n_failed=$((n_failed + 1))
    echo "FAILED $*"
}

# Whether a line of the file $1 holds the text $2; "^TEXT$" is a whole line.
holds() {
    case $2 in
    ^*\$)
        whole=${2#^}
        grep -qxF -e "${whole%\$}" "$1"
        ;;
    *) grep -qF -e "$2" "$1" ;;
    esac
}

is_as_wanted() {
    case $1 in
    not_*) ! holds "${1#not_}" "$2" ;;
    *) holds "$1" "$2" ;;
    esac
}

test_that() {
    sentence=$1
    expected=$2
    shift 2
    wrong=
    [ "$status" = "$expected" ] || wrong="exit status $status, expected $expected"
    while [ $# -ge 2 ] && [ -z "$wrong" ]; do
        is_as_wanted "$1" "$2" || wrong="$1, expected: $2"
        shift 2
    done
    if [ -z "$wrong" ]; then
        passes
        return
    fi
    fails "$sentence: $wrong"
    echo "  \$ $command_line"
    sed 's/^/  out: /' out | head -n 20
    sed 's/^/  err: /' err | head -n 20
}

# A sentence that holds if the command after it succeeds.
test_if() {
    sentence=$1
    shift
    if "$@"; then passes; else fails "$sentence"; fi
}

finish() {
    echo "$1: $n_passed passed, $n_failed failed"
    [ "$n_failed" -eq 0 ]
}
