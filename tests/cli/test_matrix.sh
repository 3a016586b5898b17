#!/bin/sh
# Who reaches what, as a table, as JSON and as CSV.
. "$(dirname "$0")/suite.sh"

matrix() { run matrix "$@" "$folder"; }
folder=$root/scenarios/input/as-aws-prints-it/scenario

matrix
test_that 'a table of all sources and targets' 0 out 'Who reaches what: ' \
    out 'runtime/support_agent' out 'rds/prod-support' out 'internet' out 'cut off'
test_that 'codes say what stops packets first' 0 out 'ENI_SG_RULES_MISMATCH'
matrix --from runtime --to rds
test_that 'one row and one column' 0 out 'Who reaches what: 1 sources, 1 targets' \
    out '  runtime/support_agent  yes   1 of 1'
matrix --from runtime --to rds:1-1023
test_that 'ports of a target hold for its column' 0 out '  runtime/support_agent   no   cut off'
matrix --from runtime --to 10.0.0.0/8
test_that 'any target that a question can have' 0 out '10.0.0.0/8'
matrix --from nobody
test_that 'a source that is not there' 2 err 'acv-path: error: --from: '
matrix --to nobody
test_that 'a target that is not there' 2 err 'acv-path: error: --to: '
run matrix
test_that 'no scenario' 2 err 'no scenario is given'
run --format csv --from runtime --to rds "$folder"
test_that 'a single answer is no table' 2 err 'path has no --format csv'
matrix --color always --to rds
test_that 'colour' 0 out "$(printf '\033')[32m"
matrix -o table.txt
test_that '-o writes nothing else' 0 not_out 'Who'
test_if '-o writes the table' grep -q '^Who reaches what' table.txt

# --- JSON ---

matrix --format json
test_that 'JSON has versions, verdicts and codes' 0 out '"SchemaVersion": 1' \
    out '"Verdict": "reachable"' out '"Code": "SUBNET_ACL_RESTRICTION"' out '"Targets": "'

# --- CSV ---

sed 's/"agentRuntimeName": "[^"]*"/"agentRuntimeName": "=1+1, x"/' \
    "$root/scenarios/security-group/another-port/scenario.json" >formula.json
run matrix --format csv --from runtime --to rds formula.json
test_that 'what looks like a formula is text' 0 not_out ',=' not_out '"=' out 'runtime/=1+1, x"'
run matrix --format csv --from runtime --to rds "$root/scenarios/security-group/another-port/scenario.json"
test_that 'CSV has a header and a line for each cell' 0 \
    out 'From,FromTitle,FromCount,To,ToTitle,ToCount,Verdict,Code,Packets' \
    out ',1,unreachable,ENI_SG_RULES_MISMATCH,'
test_if 'lines end as RFC 4180 has it' grep -q "$(printf '\r')\$" out
sed 's/"agentRuntimeName": "[^"]*"/"agentRuntimeName": "a\\u001b[2J"/' \
    "$root/scenarios/security-group/another-port/scenario.json" >escape.json
run matrix --format csv --from runtime --to rds escape.json
test_that 'no name reaches the terminal as a command' 0 not_out "$(printf '\033')" \
    out 'runtime/aU+001B[2J'

finish test_matrix
