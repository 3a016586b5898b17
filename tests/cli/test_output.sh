#!/bin/sh
# Where answers go: whole or not at all, and for whom they are made up.
. "$(dirname "$0")/suite.sh"

ask() { run --from runtime --to rds:3306 "$scenario" "$@"; }
escape=$(printf '\033')

# --- Files ---

ask
cp out answer
ask -o file.txt
test_that '-o writes nothing else' 1
test_if '-o writes the answer' cmp answer file.txt
ask --output=file.json --format json
test_that '--output is -o' 1
test_if '-o writes JSON' grep -q '"Verdict": "unreachable"' file.json
ask -o -
test_that '-o - is standard output' 1 out UNREACHABLE
ask -o none/file
test_that 'a folder that is not there' 2 err 'acv-path: error: none/file: ' err 'No such file or directory'
mkdir folder
ask -o folder
test_that 'a folder is no file' 2 err 'acv-path: error: folder: Is a directory'
ask -o /dev/full
test_that 'a device that is full' 2 err '^acv-path: error: /dev/full: No space left on device$'

cp answer before
for bad in '--from nobody' '--format none'; do
    # shellcheck disable=SC2086
    ask -o file.txt $bad
    test_if "$bad leaves the file as it was" cmp before file.txt
done

# A file may not grow beyond one block, so that writing fails half way.
status=0
(
    trap '' XFSZ
    ulimit -f 1
    exec "$ACV_RELEASE/acv-path" --from runtime --to rds:3306 "$scenario" -v --format json -o file.txt
) >out 2>err || status=$?
test_that 'a disk that is full' 2 err 'acv-path: error: file.txt: ' err 'File too large'
test_if 'a disk that is full leaves the file as it was' cmp before file.txt
test_if 'nothing else is left behind' [ -z "$(find . -name '*file.txt.*')" ]

# What is written in pieces, too.
large=$root/scenarios/input/as-aws-prints-it/scenario
run matrix --format json "$large"
cp out answer
run matrix --format json "$large" -o pieces.json
test_that '-o writes nothing else, in pieces' 0 not_out '.'
test_if '-o writes all pieces' cmp answer pieces.json
status=0
(
    trap '' XFSZ
    ulimit -f 1
    exec "$ACV_RELEASE/acv-path" matrix --format json "$large" -o pieces.json
) >out 2>err || status=$?
test_that 'a disk that is full after some pieces' 2 err 'acv-path: error: pieces.json: File too large'
test_if 'a disk that is full after some pieces leaves the file as it was' cmp answer pieces.json
test_if 'nor is a piece left behind' [ -z "$(find . -name '*pieces.json.*')" ]
run matrix --format json "$large" -o /dev/full
test_that 'a device that is full after some pieces' 2 err '^acv-path: error: /dev/full: No space left on device$'
ask -o file.txt
test_if 'what others may read of a file is as umask says' [ "$(stat -c %a file.txt)" = "$(printf %o $((0666 & ~0$(umask))))" ]

# Root may write everywhere, so somebody else has to ask.
mkdir closed
cp "$ACV_RELEASE/acv-path" program
cp "$scenario" scenario.json
chmod 755 . closed
chmod 644 scenario.json
set -- ./program --from runtime --to rds:3306 scenario.json -o closed/file
[ "$(id -u)" -ne 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
[ "$(id -u)" -eq 0 ] || chmod 555 closed
status=0
"$@" >out 2>err || status=$?
test_that 'a folder that may not be written to' 2 err 'acv-path: error: closed/file: ' err 'Permission denied'

# --- Pipes ---

status=0
"$program" --from runtime --to rds:3306 "$scenario" >/dev/full 2>err || status=$?
: >out
test_that 'standard output that is full' 2 err '^acv-path: error: standard output: No space left on device$'
status=0
"$program" schema >&- 2>err || status=$?
test_that 'standard output that is closed' 2 err 'acv-path: error: standard output: Bad file descriptor'
test_if 'a reader that leaves early is no error' \
    sh -c '"$1" schema | head -n 1 >out && [ "$(cat out)" = "{" ]' sh "$program"

# --- Colour ---

ask
test_that 'no colour into a file' 1 not_out "$escape"
ask --color always
test_that '--color always' 1 out "$escape"
ask --color always -o colored.txt
test_if '--color always into a file' grep -q "$escape" colored.txt

# Runs the program on a terminal of $1 columns, with a variable set.
on_terminal() {
    columns=$1 variable=$2
    shift 2
    status=0
    script -qec "stty cols $columns; env $variable '$program' --from runtime --to rds:3306 '$scenario' $*" \
        /dev/null </dev/null >out 2>err || status=$?
}

on_terminal 80 TERM=xterm
test_that 'colour on a terminal' 1 out "$escape"
on_terminal 80 TERM=dumb
test_that 'no colour on a dumb terminal' 1 not_out "$escape"
on_terminal 80 NO_COLOR=1
test_that 'NO_COLOR on a terminal' 1 not_out "$escape"
on_terminal 80 NO_COLOR=
test_that 'an empty NO_COLOR does not count' 1 out "$escape"
on_terminal 80 NO_COLOR=1 --color always
test_that '--color always against NO_COLOR' 1 out "$escape"
on_terminal 80 TERM=xterm --color never
test_that '--color never on a terminal' 1 not_out "$escape"

# --- Width ---

# Lines of more than $1 columns, but for the words of a command, which are not broken.
overlong() { tr -d '\r' <out | awk -v columns="$1" 'length > columns && !/^ +(--|aws )/'; }
for columns in 40 60 80 132; do
    on_terminal "$columns" NO_COLOR=1
    test_if "a terminal of $columns columns is not overrun" [ -z "$(overlong "$columns")" ]
done
ask
test_if 'a file is 80 columns wide' [ -z "$(overlong 80)" ]
finish output
