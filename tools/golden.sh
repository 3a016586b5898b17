#!/bin/sh
# Asks the program every question of scenarios/ and compares what it prints and its exit status with
# what is recorded and expected; with --accept, records what it prints now and shows the difference.
# Text and JSON are recorded of every question; other forms of those that have a file for it.
# usage: golden.sh [--accept] PROGRAM
set -euf

accept=false
[ "$1" != --accept ] || { accept=true; shift; }
program=$(realpath "$1")
cd "$(dirname "$0")/../scenarios"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
questions=0
further=0
differ=0
wrong=0

# Compares the file $1 with what was printed now, $2.
settle() {
    touch "$scratch/none"
    old=$1
    [ -e "$old" ] || old=$scratch/none
    ! diff -u --label "$1" --label "$1, now" "$old" "$2" >"$scratch/difference" || return 0
    cat "$scratch/difference"
    differ=$((differ + 1))
    ! $accept || cp "$2" "$1"
}

# The exit status that goes with the verdict or status $1.
status_of() {
    case $1 in
    reachable | pass) echo 0 ;;
    unreachable | partial | fail) echo 1 ;;
    undetermined) echo 3 ;;
    same) echo 0 ;;
    different) echo 1 ;;
    *) echo "a verdict, which \"$1\" is not" ;;
    esac
}

# Asks the question of the file $1 in the format $2 and settles the file that ends like $3. The name
# of the file ends in ".ask", or in that of another command.
ask() {
    folder=$(dirname "$1")
    number=$(basename "$1" .ask)
    command=
    [ "$number" = "${number%.diff}" ] || command="diff"
    input=scenario
    [ ! -e "$folder/scenario.json" ] || input=scenario.json
    eval "set -- \"\$1\" \"\$2\" \"\$3\" $(grep -v '^#' "$1" | sed -n 1p)"
    verdict=$(grep -v '^#' "$1" | sed -n 2p)
    file=$folder/$number$3
    format=$2
    shift 3
    status=0
    (cd "$folder" && exec "$program" ${command:+"$command"} --quiet --color never --format "$format" "$@" "$input") \
        >"$scratch/out" || status=$?
    if [ "$status" != "$(status_of "$verdict")" ]; then
        echo "$folder/$number.ask: exit status $status, expected $(status_of "$verdict")"
        wrong=$((wrong + 1))
    fi
    settle "$file" "$scratch/out"
}

# Asks the question of the file $1 in each further form that is recorded.
ask_further() {
    for form in "markdown .md" "svg .svg" "mermaid .mmd" "dot .dot"; do
        if [ -e "${1%.ask}${form#* }" ]; then
            ask "$1" "${form% *}" "${form#* }"
            further=$((further + 1))
        fi
    done
}

# The table of contents: a row for each case, by topic.
write_index() {
    cat ../tools/scenarios.md
    topic=
    find . -mindepth 2 -maxdepth 2 -type d | LC_ALL=C sort | while read -r folder; do
        name=${folder#./}
        if [ "$topic" != "${name%/*}" ]; then
            topic=${name%/*}
            printf '\n## %s\n\n| case | lesson | verdict |\n| --- | --- | --- |\n' "$topic"
        fi
        lesson=$(sed -n '1s/^# *//p' "$folder/README.md")
        verdicts=$(find "$folder" -name '*.ask' | LC_ALL=C sort | while read -r file; do
            grep -v '^#' "$file" | sed -n 2p
        done | paste -s -d, | sed 's/,/, /g')
        echo "| [${name#*/}]($name) | $lesson | $verdicts |"
    done
}

find . -name '*.ask' -o -name '*.diff' | LC_ALL=C sort >"$scratch/questions"
while read -r question; do
    ask "${question#./}" text .txt
    ask "${question#./}" json .json
    ask_further "${question#./}"
    questions=$((questions + 1))
done <"$scratch/questions"
write_index >"$scratch/index"
settle README.md "$scratch/index"

! $accept || [ "$differ" -eq 0 ] || echo "golden: $differ differences are accepted"
! $accept || differ=0
failed=$((differ + wrong))
echo "golden: $((3 * questions + further + 1 - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
