#!/bin/sh
# What differs between two designs.
. "$(dirname "$0")/suite.sh"

scenario=$root/scenarios/security-group/another-port/scenario.json
group='aws ec2 authorize-security-group-ingress --group-id sg-database'
open="$group --protocol tcp --port 3306 --source-group sg-runtime"
zones=$root/scenarios/input/as-aws-prints-it/scenario

# --- One scenario, before and after ---

run diff --what-if "$open" "$scenario"
test_that 'what a change opens, and what kept it closed' 1 out 'What differs: 1 of ' \
    out '^Became reachable$' out '^  runtime/orders_agent to rds/orders$' \
    out 'unreachable -> reachable (tcp 3306); was stopped by sg-database' \
    out 'ENI_SG_RULES_MISMATCH' not_out 'Ceased'
run diff --without-zone use1-az1 "$zones"
test_that 'what the loss of a zone closes, and what stops it' 1 out '^Ceased to be reachable$' \
    out 'reachable (tcp 443) -> unreachable; stopped by ' not_out 'New '
run diff --what-if "$group --protocol udp --port 9 --source-group sg-database" "$scenario"
test_that 'what changes no answer' 0 out 'No difference in '
run diff --from eni-database --what-if "$open" "$scenario"
test_that '--from restricts it' 0 out 'No difference in '
run diff --from runtime --to rds:80 --what-if "$open" "$scenario"
test_that '--to restricts it, and has ports' 0 out '^No difference in 1 answers$'


# Most of those ports are closed before and after, by the group of the agent; that is no cause.
needed=$root/scenarios/database/reachable/scenario.json
revoke='aws ec2 revoke-security-group-ingress --group-id sg-database'
run diff --to rds:3000-4000 --what-if "$revoke --protocol tcp --port 3306 --source-group sg-runtime" \
    "$needed"
test_that 'what stopped others before is not the cause' 1 \
    out 'stopped by sg-database' out 'SG_HAS_NO_RULES' not_out 'sg-runtime'

# --- Two scenarios ---

run diff "$scenario" "$scenario"
test_that 'a scenario is like itself' 0 out 'No difference in '
run diff --what-if "$open" "$scenario" "$scenario"
test_that 'a change is made to the second' 1 out '^Became reachable$'
stdin=$(cat "$scenario")
run diff - "$zones"
test_that 'sources and targets of one only' 1 out '^New sources$' out '^Sources that are gone$' \
    out '^New targets$' out '^Targets that are gone$' out '  rds/orders'

# --- JSON ---

run diff --format json --what-if "$open" "$scenario"
test_that 'JSON has a version, both answers and the cause' 1 out '"SchemaVersion": 2' \
    out '"Same": false' out '"Became": "reachable"' out '"Before": {' out '"When": "before"' \
    out '"ComponentId": "sg-database"' out '"NewSources": []'
run diff --format json "$scenario" "$scenario"
test_that 'JSON of what is the same' 0 out '"Same": true' out '"Differences": []'

# --- What is wrong ---

run diff
test_that 'no scenario' 2 err 'no scenario is given; diff takes two'
run diff "$scenario"
test_that 'one scenario without a change' 2 err 'one scenario alone has nothing to differ from'
run diff "$scenario" "$scenario" "$scenario"
test_that 'three scenarios' 2 err 'diff takes two scenarios'
run diff - -
test_that 'standard input is read once' 2 err 'standard input can be read but once'
run diff nothing/x.json "$scenario"
test_that 'a scenario that is not there' 2 err 'nothing/x.json'
run diff --from nobody "$scenario" "$scenario"
test_that 'a source that is not there' 2 err 'error: before: --from: '
run diff --from eni-database "$scenario" "$zones"
test_that 'a source that only the first has' 2 err 'error: after: --from: '
run diff --format csv "$scenario" "$scenario"
test_that 'no table' 2 err 'diff has no --format csv'
run diff --help
test_that 'help' 0 out 'they change only AFTER'

finish test_diff
