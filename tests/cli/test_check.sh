#!/bin/sh
# The check command: expectations, what came of them, and the exit status that CI goes by.
. "$(dirname "$0")/suite.sh"

design=$root/scenarios/database/reachable/scenario.json

# The checks that this is about: a table of --data is all there is.
mkdir -p only
awk -F '\t' '$1 == "check" || $1 == "expectation" || $1 == "zone-loss"' "$root/models/checks.tsv" \
    >only/checks.tsv

# Writes the expectations $1 to a file of their own.
expect() { printf '{"Expectations": [%s]}' "$1" >expectations.json; }

# Checks "$design" against the expectations of the file, and holds that to the rest.
check() {
    sentence=$1
    shift
    run check "$design" expectations.json --data only
    test_that "$sentence" "$@"
}

good='{"From":"runtime","To":"rds:3306","Expect":"reachable","Because":"orders go there"}'
bad='{"From":"runtime","To":"internet","Expect":"reachable","Because":"agents call partners"}'
expect "$good"
check 'what holds passes' 0 out 'PASS  ' out ' checks: 1 passed with a warning, ' \
    out '^ok    from runtime to rds:3306 is reachable, as expected$' not_out 'orders go there'
expect "$good,$bad"
check 'one that fails fails all' 1 out 'FAIL  ' out ' checks: 1 failed, 1 passed with a warning, '
check 'a failure says why it matters' 1 out '      because  agents call partners' \
    out '      stated   expectations.json: /Expectations/1'
check 'a failure names the blockers' 1 out '- NO_ROUTE_TO_DESTINATION: rtb-private (private) has no route'

run check "$design" expectations.json --data only -v
test_that '-v tells of those that pass too' 1 out '      because  orders go there'
run check "$design" expectations.json --data only --format json
test_that 'JSON has the same' 1 out '  "Status": "fail",' out '"Fail": 1,' \
    out '"Because": "agents call partners",' out '"ExplanationCode": "NO_ROUTE_TO_DESTINATION",'
run check "$design" expectations.json --data only --what-if '{"DBInstances":[
    {"DBInstanceIdentifier":"orders-db","DBInstanceStatus":"stopped"}]}'
test_that 'a change is checked before it is made' 1 out '2 failed' out 'BAD_STATE: orders-db'

expect '{"From":"nobody","To":"rds","Expect":"reachable"},{"From":"runtime","To":"rsd","Expect":"partial"}'
check 'unknown names are errors, all at once, each at its place' 2 \
    err 'acv-path: error: expectations.json: /Expectations/0/From: no source is called "nobody"' \
    err 'acv-path: error: expectations.json: /Expectations/1/To: no target is called "rsd"; did you mean'
expect '{"From":"runtime","To":"rds","Expect":"yes"}'
check 'an unknown verdict is an error' 2 err '/Expectations/0/Expect: "yes" is not one of the known values'
expect ''
check 'nothing to check is said' 0 not_out expectation
printf '{"Vpcs":[{"VpcId":"vpc-1"}]}' >network.json
run check network.json
test_that 'a network without anything to check is told' 0 \
    err 'no scenario has an AgentCore resource or Expectations'
mkdir -p tables
printf 'check\tseverity\tapplies_to\ttitle\tremedy\tsource\tchecked\nfoo\tLOW\tscenario\tT\tR\trule: mine\t2026-11-25\n' \
    >tables/checks.tsv
run check "$design" --data tables
test_that 'a check that nobody knows is told' 0 err 'checks.tsv: there is no check "foo"'
run check
test_that 'a scenario may not be missing' 2 err 'no scenario is given'
run check --from runtime "$design"
test_that 'expectations name the sources' 2 err 'check takes no --from; see acv-path check --help'

design=$root/scenarios/database/reachable/scenario.json
expect "$good"
check 'the loss of each zone is tried' 0 \
    out '^warn  from runtime to rds:3306 is unreachable when use1-az1 is lost$' \
    out '- BAD_STATE: subnet-data-a (data-a) is unavailable' \
    out '^ok    from runtime to rds:3306 is still reachable when use1-az2 is lost$'
run check "$design" expectations.json --data only --without-zone us-east-1a
test_that 'a zone may be lost to begin with' 1 out '^FAIL  1 check: 1 failed$'
run check "$design" expectations.json --data only --format json
test_that 'JSON names the lost zone' 0 out '"LostZone": "use1-az1",' out '"Check": "zone-loss",' \
    out '"Warning": 1,'

# --- Loss of a zone as a question ---

ask() { run --from runtime --to rds "$design" "$@"; }
ask --without-zone use1-az2
test_that 'what stands elsewhere is reachable' 0 out '^REACHABLE  from runtime to rds$'
ask --without-zone us-east-1a
test_that 'what stands in the zone is not' 1 out '    STOP subnet-data-a         BAD_STATE'
ask --without-zone use1-az2 --without-zone use1-az1
test_that 'zones add up' 1 out '^UNREACHABLE  from runtime to rds$'
ask --without-zone use1-az9
test_that 'an unknown zone is an error' 2 \
    err '^acv-path: error: --without-zone: no subnet is in zone "use1-az9"; there are use1-az1, use1-az2$'
run matrix --from runtime --to rds "$design" --without-zone use1-az1
test_that 'matrix takes it too' 0 out 'cut off'

design=$root/scenarios/missing-data/prefix-list/scenario.json
expect '{"From":"runtime","To":"1.1.1.1:443","Expect":"reachable"}'
check 'what depends on missing data is undetermined' 3 out 'UNDETERMINED ' out '^UNDETERMINED 1 check: 1 undetermined$'
expect '{"From":"runtime","To":"1.1.1.1:443","Expect":"undetermined"}'
check 'that may be expected' 0 out '^ok    from runtime to 1.1.1.1:443 is undetermined, as expected$'

# --- What nobody can tell does not pass ---

right=$root/scenarios/check/right-design/scenario.json
run check --only nat-per-zone "$right"
test_that 'each zone has a gateway of its own' 0 out 'leaves by a NAT gateway of its own'
run check --only nat-per-zone "$right" \
    --what-if '{"NatGateways": [{"NatGatewayId": "nat-a", "SubnetId": "subnet-gone"}]}'
test_that 'where a gateway stands is not known' 0 not_out 'leaves by a NAT gateway of its own'
run check --only egress-scope,ingress-unneeded "$right" --what-if '{"Browsers": [{"browserId":
    "viewer-a1B2c3D4e5", "networkConfiguration": {"networkMode": "VPC", "vpcConfig": {"subnets":
    ["subnet-agents-a"], "securityGroups": ["sg-agents", "sg-gone"]}}}]}'
test_that 'what a group holds is not known' 0 out 'orders_agent' not_out 'viewer'
run check --only service-zone-loss "$root/scenarios/check/public-subnets/scenario.json"
test_that 'what is not reached is not kept' 0 not_out 'keeps what it needs'

finish check
