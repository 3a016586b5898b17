#!/bin/sh
# Writes the troubleshooting guide: a page of Markdown for each case of scenarios/, with its lesson,
# its questions and their answers, and indexes by topic, symptom, code and component. The answers
# are those that tests hold the program to: one that differs stops the guide.
# usage: guide.sh PROGRAM FOLDER
set -euf

program=$(realpath "$1")
tools=$(realpath "$(dirname "$0")")
rm -rf "$2"
mkdir -p "$2"
guide=$(realpath "$2")
cd "$tools/../scenarios"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Columns of the index: symptom, code, kind of component, link and title, by tabs.
: >"$scratch/index"
tab=$(printf '\t')

# Runs the program as the question $1 of the case $2 asks, in the format $3, into $scratch/answer.
ask() {
    input=scenario
    [ ! -e "$2/scenario.json" ] || input=scenario.json
    eval "set -- \"\$1\" \"\$2\" \"\$3\" $(grep -v '^#' "$1" | sed -n 1p)"
    folder=$2
    format=$3
    shift 3
    (cd "$folder" && "$program" --quiet --color never --format "$format" "$@" "$input") \
        >"$scratch/answer" || [ $? -ne 2 ]
}

# Stops if the answer of the question $1 in the format $3 is not the recorded one, $4.
hold() {
    ask "$1" "$2" "$3"
    if [ -e "$4" ] && ! diff -u "$4" "$scratch/answer" >&2; then
        echo "guide: $4 is not what the program says; see make golden-accept" >&2
        exit 1
    fi
}

# An answer below the headings of a page.
demote() {
    awk '/^```/ { inside = !inside } /^#/ && !inside { $0 = "##" $0 } { print }' "$1"
}

# What a user sees, of an answer in Markdown.
symptom_of() {
    awk '/^#/ { inside = ($0 == "## What a user sees"); next } inside && NF { print; exit }' "$1"
}

# The kind of the component $1, by its id, else by what the answer $2 in JSON reads it with.
kind_of() {
    case $1 in
    sg-*) echo 'Security groups' ;;
    acl-*) echo 'Network ACLs' ;;
    rtb-*) echo 'Route tables' ;;
    vpc-*) echo 'VPCs' ;;
    subnet-*) echo 'Subnets' ;;
    vpce-*) echo 'VPC endpoints' ;;
    igw-* | eigw-*) echo 'Internet gateways' ;;
    nat-*) echo 'NAT gateways' ;;
    eni-* | i-*) echo 'Network interfaces and instances' ;;
    dopt-*) echo 'DHCP options' ;;
    fs-* | fsmt-*) echo 'File systems' ;;
    *)
        case $(grep -F -e "$1" "$2" | grep -o 'aws [a-z0-9-]* [a-z0-9-]*' | sed -n 1p) in
        'aws rds '*) echo 'Databases and proxies' ;;
        'aws bedrock-agentcore'*) echo 'AgentCore resources' ;;
        *) echo 'Others' ;;
        esac
        ;;
    esac
}

# Adds a question to the index: $1 its file, $2 its link, $3 its title, $4 its symptom.
add_to_index() {
    grep -v '^#' "$1" | sed -n '3,$p' | grep -E '^(note: )?[A-Z][A-Z_]+ [^ ]+' | sed 's/^note: //' |
        while read -r code component _; do
            kind=$(kind_of "$component" "${1%.ask}.json")
            echo "$4$tab$code$tab$kind$tab$2$tab$3"
        done >>"$scratch/index"
}

# The question $1 of the case $2.
write_question() {
    number=$(basename "$1" .ask)
    arguments=$(grep -v '^#' "$1" | sed -n 1p)
    input=scenario
    [ ! -e "$2/scenario.json" ] || input=scenario.json
    hold "$1" "$2" text "${1%.ask}.txt"
    hold "$1" "$2" markdown "${1%.ask}.md"
    printf '\n## Question %s\n\n```sh\nacv-path %s %s\n```\n\n' "$number" "$arguments" "$input"
    demote "$scratch/answer"
    add_to_index "$1" "$2/README.md" "$(sed -n '1s/^# *//p' "$2/README.md")" \
        "$(symptom_of "$scratch/answer")"
}

# The page of the case $1.
write_case() {
    mkdir -p "$guide/$1"
    find "$1" -mindepth 1 -maxdepth 1 -name 'scenario*' -exec cp -r {} "$guide/$1/" \;
    {
        cat "$1/README.md"
        echo
        printf 'The design: %s. [All cases](../../README.md).\n' "$(
            cd "$1" && find . -name '*.json' -path './scenario*' | LC_ALL=C sort |
                sed 's,^\./,,; s,.*,[`&`](&),' | paste -s -d, | sed 's/,/, /g'
        )"
        find "$1" -name '*.ask' | LC_ALL=C sort >"$scratch/questions"
        while read -r question; do
            write_question "$question" "$1"
        done <"$scratch/questions"
    } >"$guide/$1/README.md"
}

# An index by the column $1, with the title $2; headings link to a page in the folder $3, if given.
write_index() {
    printf '# %s\n' "$2"
    awk -F "$tab" -v OFS="$tab" -v column="$1" '$column != "" { print $column, $5, $4 }' \
        "$scratch/index" | LC_ALL=C sort -u |
        awk -F "$tab" -v folder="${3-}" '
            $1 != last {
                last = $1
                printf "\n## %s\n\n", folder ? "[" $1 "](" folder "/" $1 ".md)" : $1
            }
            { print "- [" $2 "](" $3 ")" }'
}

# What a code means, and the cases in which it stops packets, for each code of the index.
write_codes() {
    mkdir -p "$guide/codes"
    cut -f2 "$scratch/index" | LC_ALL=C sort -u | while read -r code; do
        {
            "$program" explain --color never --format markdown "$code"
            printf '\n## Cases\n\n'
            awk -F "$tab" -v OFS="$tab" -v code="$code" '$2 == code { print $5, $4 }' \
                "$scratch/index" | LC_ALL=C sort -u |
                awk -F "$tab" '{ print "- [" $1 "](../" $2 ")" }'
        } >"$guide/codes/$code.md"
    done
}

find . -mindepth 2 -maxdepth 2 -type d | LC_ALL=C sort | sed 's,^\./,,' >"$scratch/cases"
while read -r case; do
    write_case "$case"
done <"$scratch/cases"

write_index 1 'By symptom' >"$guide/by-symptom.md"
write_index 2 'By code' codes >"$guide/by-code.md"
write_index 3 'By component' >"$guide/by-component.md"
write_codes
{
    echo '# Troubleshooting the VPC of Bedrock AgentCore'
    echo
    echo 'Worked cases: what a user sees, what stops the packets, and what to change. By'
    echo '[symptom](by-symptom.md), [code](by-code.md), [component](by-component.md), or topic:'
    topic=
    while read -r case; do
        if [ "$topic" != "${case%/*}" ]; then
            topic=${case%/*}
            printf '\n## %s\n\n' "$topic"
        fi
        echo "- [$(sed -n '1s/^# *//p' "$case/README.md")]($case/README.md)"
    done <"$scratch/cases"
} >"$guide/README.md"
echo "$(wc -l <"$scratch/cases") cases in $2"
