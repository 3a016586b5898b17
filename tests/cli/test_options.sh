#!/bin/sh
# The command line: what is understood, and what is said about what is not.
. "$(dirname "$0")/suite.sh"

# Holds a question about "$scenario" with further arguments to a status and a line of either stream.
ask() {
    sentence=$1 expected=$2 stream=$3 text=$4
    shift 4
    run "$@" "$scenario"
    test_that "$sentence" "$expected" "$stream" "$text"
}

# --- Exit statuses ---

design() { scenario=$root/scenarios/$1/scenario.json; }

design database/reachable
ask '0 is reachable' 0 out '^REACHABLE  from runtime to rds:3306$' --from runtime --to rds:3306
ask 'path may be named' 0 out 'REACHABLE' path --from runtime --to rds:3306
ask 'options may follow an equals sign' 0 out 'REACHABLE' --from=runtime --to=rds:3306
design security-group/one-subnet-of-two
ask '1 is partial' 1 out 'PARTIAL' --from runtime --to rds
design missing-data/prefix-list
ask '3 is undetermined' 3 out 'UNDETERMINED' --from runtime --to 1.1.1.1:443
design database/three-blockers
ask '1 is unreachable' 1 out '^UNREACHABLE  from runtime to rds:3306$' --from runtime --to rds:3306

# --- Usage ---

run
test_that 'no argument shows the usage' 2 err 'usage: acv-path [path] --from SOURCE --to TARGET'
ask '--from may not be missing' 2 err '--from is missing' --to rds
ask '--to may not be missing' 2 err '--to is missing' --from runtime
run --from runtime --to rds
test_that 'a scenario may not be missing' 2 err 'no scenario is given'
run list
test_that 'list needs a scenario' 2 err 'no scenario is given'
ask '--from needs a value' 2 err "no scenario is given" --to rds --from
run "$scenario" --from
test_that 'an option needs its value' 2 err '--from needs a value'
run "$scenario" --from ''
test_that 'a value may not be empty' 2 err '--from: expected a value'
run "$scenario" --no-dns=1
test_that 'a flag takes no value' 2 err '--no-dns takes no value'
run explain BAD_STATE BAD_STATE_ROUTE
test_that 'explain takes one code' 2 err 'one code or check at a time'
run schema x
test_that 'schema takes no argument' 2 err 'schema takes no argument'
run list --no-dns "$scenario"
test_that 'an option of another command is none' 2 err 'list takes no --no-dns; see acv-path list --help'

# --- Slips, and what was meant ---

# The line of standard error, for arguments after it.
slip() {
    expected_line=$1
    shift
    run "$@"
    test_that "a slip is told: $*" 2 err "^acv-path: error: $expected_line\$"
}

slip 'unknown option "--form"; did you mean --from?' --form runtime
slip 'unknown option "--colour"; did you mean --color?' --colour never
slip 'unknown option "--xyzzy"; see acv-path --help' --xyzzy
slip 'unknown option "-x"; see acv-path --help' -x
slip 'no command and no file is called "lst"; did you mean list?' lst "$scenario"
slip 'no command and no file is called "explian"; did you mean explain?' explian
slip 'no code or check is called "ENI_SG_RULE_MISMATCH"; did you mean ENI_SG_RULES_MISMATCH?' \
    explain ENI_SG_RULE_MISMATCH
slip 'no code or check is called "xyzzy"; "acv-path explain" lists them' explain xyzzy
slip '--format: expected one of text, json, markdown, mermaid, dot, svg, html, junit, sarif, csv, got "jsn"' \
    --format jsn
slip '--color: expected one of auto, always, never, got "on"' --color on

slip_in_question() {
    expected_line=$1
    shift
    slip "$expected_line" "$@" "$scenario"
}

slip_in_question '--from: no source is called "runtme"; did you mean runtime?' \
    --from runtme --to rds
slip_in_question \
    '--from: no source is called "runtime/order_agent"; did you mean runtime/orders_agent, runtime?' \
    --from runtime/order_agent --to rds
slip_in_question '--from: "eni-0" is ambiguous: it can be eni-067639db1a958f263, eni-0f35c5bd7dbedc913' \
    --from eni-0 --to rds
slip_in_question '--from: the scenario has no browser (Browsers)' --from browser --to rds
slip_in_question '--to: no target is called "rsd"; did you mean rds?' --from runtime --to rsd
slip_in_question '--to: no target is called "rds/ordrs"; did you mean rds/orders, rds?' \
    --from runtime --to rds/ordrs
for port in 0 65536 abc 1-2-3 -1 ' 80'; do
    run --from runtime --to "rds:$port" "$scenario"
    test_that "rds:$port has no port" 2 err '--to: expected a port 1-65535' err "got \"$port\""
done
slip_in_question \
    '--to: expected a range of ports that does not end before it begins, got "80-70"' \
    --from runtime --to rds:80-70
slip_in_question '--ephemeral-ports: expected two ports such as 32768-60999, got "1024"' \
    --from runtime --to rds --ephemeral-ports 1024
for ports in 0-1 2-1 1-65536 x-y 1-2-3; do
    run --from runtime --to rds --ephemeral-ports "$ports" "$scenario"
    test_that "$ports are no client ports" 2 err "--ephemeral-ports: expected two ports" err "$ports"
done
design internet/through-nat
slip_in_question '--to: the scenario has no database (DBInstances)' --from runtime --to rds
design database/three-blockers

# --- What tells about itself ---

run --version
test_that 'the version is told' 0 out 'acv-path '
run --help
test_that 'help names every command' 0 out '  path ' out '  list ' out '  explain ' out '  schema '
for command in path list explain schema; do
    run "$command" --help
    test_that "$command has a help of its own" 0 out "usage: acv-path " out "$command"
    test_if "the help of $command fits 80 columns" [ -z "$(awk 'length > 80' out)" ]
done
for option in from to format output ephemeral-ports what-if no-dns data color quiet verbose help version; do
    run path --help
    test_that "--$option is in the help" 0 out "--$option"
done
run explain
test_that 'explain lists the codes' 0 out 'ENI_SG_RULES_MISMATCH' out 'MISSING_DATA'
run explain eni_sg_rules_mismatch
test_that 'explain takes any case' 0 out '^ENI_SG_RULES_MISMATCH$' out '^Cause$' out '^Remedy$'
run explain --format json
test_that 'explain speaks JSON' 0 out '"ExplanationCode": "ENI_SG_RULES_MISMATCH"'
run schema
test_that 'the schema is one' 0 out '"$schema": "https://json-schema.org/draft/2020-12/schema"'
run list "$scenario"
test_that 'list tells the names' 0 out 'runtime/orders_agent' out 'rds/orders' out 'SecurityGroups'
sed "s/subnet-0076055968072a92c/subnet-$(printf '%0300d' 0)/g" "$scenario" >long.json
run list long.json
test_that 'a long id is listed' 0 out 'subnet-'
test_if 'what is listed fits 80 columns' [ -z "$(awk 'length > 80' out)" ]
run list --format json "$scenario"
test_that 'list speaks JSON' 0 out '"Name": "runtime/orders_agent"'

# --- Quiet and verbose ---

{
    sed 's/"GroupId": "sg-028d9976e693ba7a6", "D/"GroupId": "sg-gone", "D/' "$scenario" |
        sed 's/"Vpcs"/"Surprise": 1, "Vpcs"/'
} >odd.json
run --from runtime --to rds odd.json
test_that 'warnings are told' 1 err 'warning: odd.json: /SecurityGroups/1/IpPermissions/0: security group "sg-gone"' \
    not_err 'Surprise'
run -q --from runtime --to rds odd.json
test_if '-q tells no warning' [ ! -s err ]
run -v --from runtime --to rds odd.json
test_that '-v tells of unknown keys' 1 err 'Surprise' err 'sg-gone'
run -v list "$scenario"
test_that '-v tells what was read, of which accounts and Regions' 0 \
    err "acv-path: note: $scenario: read 1 Vpcs, 3 Subnets, " \
    err 'acv-path: note: read 14 resources of 1 Region (us-east-1) and no account that is named' \
    err '^acv-path: note: assumed: client ports 1024-65535; names are resolved in the VPC; AWS data as built in$'
run -v -q list "$scenario"
test_if '-q wins over -v' [ ! -s err ]
run -qv --from runtime --to rds:3306 odd.json
test_that 'short options may be joined' 1 out 'UNREACHABLE'
finish options
