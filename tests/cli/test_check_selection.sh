#!/bin/sh
# Which checks are made, and which findings a scenario accepts.
. "$(dirname "$0")/suite.sh"

cat >design.json <<'END'
{ "Vpcs": [ { "VpcId": "vpc-1" } ],
  "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "Associations": [],
    "Tags": [ { "Key": "Name", "Value": "front" } ],
    "Entries": [
      { "RuleNumber": 100, "Egress": false, "RuleAction": "allow", "Protocol": "-1",
        "CidrBlock": "0.0.0.0/0" },
      { "RuleNumber": 200, "Egress": false, "RuleAction": "deny", "Protocol": "6",
        "PortRange": { "From": 22, "To": 22 }, "CidrBlock": "0.0.0.0/0" },
      { "RuleNumber": 300, "Egress": false, "RuleAction": "allow", "Protocol": "6",
        "PortRange": { "From": 443, "To": 443 }, "CidrBlock": "0.0.0.0/0" } ] } ] }
END
denial=network-acl-deny-never-acts
entry=network-acl-entry-never-reached
check() { run check design.json "$@"; }

# --- Which checks ---

check
test_that 'all checks are made' 0 out "check    $denial, MEDIUM" out "check    $entry, LOW"
check --only "$denial"
test_that 'only what is asked for is made' 0 out '^PASS  1 check: 1 passed with a warning$' \
    out "check    $denial, MEDIUM" not_err 'neither is checked'
check --only "$denial,$entry"
test_that 'a list is of several' 0 out '^PASS  2 checks: 2 passed with a warning$'
check --only "$denial" --only "$entry"
test_that 'so is the option given twice' 0 out '^PASS  2 checks: 2 passed with a warning$'
check --skip "$denial"
test_that 'what is skipped is not made' 0 not_out "$denial" out "check    $entry, LOW"
check --only "$denial,$entry" --skip "$entry"
test_that 'what is skipped is not made even if it is asked for' 0 \
    out '^PASS  1 check: 1 passed with a warning$'
check --only NETWORK-ACL-DENY-NEVER-ACTS
test_that 'the case of letters does not matter' 0 out '^PASS  1 check: 1 passed with a warning$'
check --only network-acl-deny-never-act
test_that 'an unknown id is an error that names the nearest' 2 \
    err "--only: no check is called \"network-acl-deny-never-act\"; did you mean $denial"
check --skip "$denial,xyzzy"
test_that 'also one of several' 2 \
    err '--skip: no check is called "xyzzy"; "acv-path explain" lists them'
run check "$root/scenarios/expectation/one-nat-gateway/scenario.json" --only zone-loss
test_that 'the loss of zones can be asked for alone' 0 not_out 'as expected' out 'zone-loss, MEDIUM'
run matrix --only "$denial" design.json
test_that 'only check takes it' 2 err 'matrix takes no --only'

# --- What is accepted ---

# Writes the suppressions $1 to a file of their own.
suppress() { printf '{"Suppressions": [%s]}' "$1" >accepted.json; }

suppress '{"Check":"network-acl-deny-never-acts","Because":"it goes with the next release"}'
check accepted.json --only "$denial,$entry"
test_that 'a suppressed finding stays, with the reason' 0 \
    out '^PASS  2 checks: 1 passed with a warning, 1 suppressed$' \
    out "^supp  acl-1 (front): the ingress entry 'rule 200: deny tcp 22 from 0.0.0.0/0'$" \
    out '      because  it goes with the next release'
check accepted.json --only "$denial" --format json
test_that 'JSON says so' 0 out '"Warning": 0,' out '"Suppressed": 1' \
    out '"Because": "it goes with the next release",' out '"Pointer": "/Suppressions/0"'
for name in acl-1 front; do
    suppress "{\"Check\":\"$denial\",\"Resource\":\"$name\",\"Because\":\"b\"}"
    check accepted.json --only "$denial"
    test_that "a suppression may be of $name alone" 0 out '^PASS  1 check: 1 suppressed$'
done
suppress "{\"Check\":\"$denial\",\"Resource\":\"acl-2\",\"Because\":\"b\"}"
check accepted.json --only "$denial"
test_that 'of something else it accepts nothing, which is told' 0 \
    out '^PASS  1 check: 1 passed with a warning$' \
    err 'warning: accepted.json: /Suppressions/0: there is nothing to suppress'
check accepted.json --skip "$denial"
test_that 'nothing is told of a check that is not made' 0 not_err 'nothing to suppress'
suppress '{"Check":"network-acl-deny-never-act","Because":"b"}'
check accepted.json
test_that 'an unknown check is an error that names the nearest' 2 \
    err "error: accepted.json: /Suppressions/0/Check: no check is called" err "did you mean $denial"
suppress "{\"Check\":\"$denial\"}"
check accepted.json
test_that 'a reason must be given' 2 err 'accepted.json: /Suppressions/0' err 'Because'
cp "$root/scenarios/database/reachable/scenario.json" reachable.json
printf '{"Expectations":[{"From":"runtime","To":"internet","Expect":"reachable"}]}' >failing.json
run check reachable.json failing.json --only expectation
test_that 'a failure fails' 1 out '^FAIL  1 check: 1 failed$'
suppress '{"Check":"expectation","Because":"the gateway comes next week"}'
run check reachable.json failing.json accepted.json --only expectation
test_that 'a suppressed failure does not' 0 out '^PASS  1 check: 1 suppressed$'
run check reachable.json failing.json accepted.json --only expectation --format junit
test_that 'for JUnit it is skipped' 0 out 'failures="0" errors="0" skipped="1"' \
    out '<skipped message="the gateway comes next week"/>'
run check reachable.json failing.json accepted.json --only expectation --format sarif
test_that 'for SARIF it is suppressed' 0 out '"justification": "the gateway comes next week"'
run list design.json accepted.json
test_that 'list counts suppressions' 0 out '  Suppressions'
run schema
test_that 'the schema has them' 0 out '"Suppressions": {'

# --- What checks are ---

run explain "$denial"
test_that 'a check is explained' 0 out "^$denial$" out 'Severity of a failure' out 'Remedy' \
    out 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'
run explain "$denial" --format json
test_that 'in JSON too' 0 out "  \"Check\": \"$denial\"," out '  "Severity": "MEDIUM",'
run explain
test_that 'all checks are listed' 0 out "$denial" out 'zone-loss' out 'ENI_SG_RULES_MISMATCH'

finish check_selection
