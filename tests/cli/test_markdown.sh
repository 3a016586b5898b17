#!/bin/sh
# Markdown as GitHub reads it: of every command that has it, whatever the input says.
. "$(dirname "$0")/suite.sh"

# What the reader of GitHub's Markdown makes of the file $1.
parse() { cmark-gfm -e table -e strikethrough -e autolink -t xml "$1"; }

# Nothing of it is HTML, and no table or block of code runs into what comes after it.
is_sound() {
    parse "$1" >xml && ! grep -q '<html_' xml &&
        [ "$(grep -c '^<!-- ' "$1")" -eq 0 ] && [ "$(tail -c 1 "$1" | wc -l)" -eq 1 ]
}

database=$scenario
run --from runtime --to rds:3306 --format markdown "$database"
test_that 'the verdict is the title' 1 out '^# From runtime to rds:3306: UNREACHABLE$' \
    out '^```mermaid$' out '^## What to change$' out '^## How to verify it in the account$'
test_if 'an answer is sound' is_sound out
test_if 'hops are a table' grep -q '<table_row>' xml
run --from runtime --to rds:3306 --format markdown --without-zone use1-az1 "$database"
test_that 'a change is told first' 1 out '^## What if$' out '- zone use1-az1 is lost'
test_if 'a trial is sound' is_sound out
run check --format markdown "$database"
test_if 'a checkup is sound' is_sound out
sed '1s/{/{"Expectations": [{"From": "runtime", "To": "rds:3306", "Expect": "reachable"}],/' \
    "$database" >expecting.json
run check --format markdown expecting.json
test_that 'a finding says how to see it' 1 out '^```sh$' out 'aws ec2 describe-security-groups'
test_if 'a checkup that fails is sound' is_sound out
run matrix --format markdown "$database"
test_that 'a matrix' 0 out '# Who reaches what: '
test_if 'a matrix is sound' is_sound out
run diff --format markdown "$database" "$root/scenarios/database/reachable/scenario.json"
test_that 'what differs' 1 out '## '
test_if 'a difference is sound' is_sound out
run explain SG_HAS_NO_RULES --format markdown
test_that 'a code' 0 out '^# SG_HAS_NO_RULES$' out '^## Cause$'
test_if 'a code is sound' is_sound out
run explain --format markdown
test_if 'all codes are sound' is_sound out

# Names and descriptions that would be markup.
sed -e 's/orders-runtime/<script>alert(1)<\/script> | ```\\n# x/' \
    -e 's/orders-database/![a](https:\/\/evil.example) *b* ~~~/' \
    -e 's/AWS services/<!-- | ``` $x$ -->/' "$database" >hostile.json
for command in '--from runtime --to rds:3306' check matrix; do
    # shellcheck disable=SC2086
    run $command --format markdown hostile.json
    test_if "hostile names are text: $command" is_sound out
    test_if "and make no link: $command" sh -c "! grep -q 'destination=.https://evil' xml"
    test_if "and no emphasis or deletion: $command" sh -c "! grep -q '<strikethrough\|<emph' xml"
done

finish test_markdown
