#!/bin/sh
# What tools/make_scenario.c makes is read without a remark, and has the answers that it is made to
# have.
. "$(dirname "$0")/suite.sh"

make_scenario=$ACV_SANITIZED/make-scenario

"$make_scenario" 1000 >made.json
"$make_scenario" 1000 1 >again.json
"$make_scenario" 1000 2 >other.json
"$make_scenario" 12000 >large.json
test_if 'the same seed gives the same bytes' cmp made.json again.json
test_if 'another seed gives others' sh -c '! cmp -s made.json other.json'

for file in made.json other.json large.json; do
    run list -v "$file"
    test_that "$file is read without a remark" 0 not_err 'warning'
done

ask() {
    sentence=$1
    expected=$2
    shift 2
    run -q "$@" large.json
    test_that "$sentence" "$expected"
}

ask 'a runtime reaches its database' 0 --from runtime/agent_0_0 --to rds/orders-0-0:3306
ask 'and so does one of another VPC' 0 --from runtime/agent_1_0 --to rds/orders-1-0:3306
ask 'a runtime reaches the internet' 0 --from runtime/agent_0_0 --to internet
ask 'a runtime lacks the rule for its database' 1 --from runtime/agent_0_1 --to rds/orders-0-1:3306
ask 'a runtime without a way out stays inside' 1 --from runtime/agent_0_2 --to internet
ask 'but reaches its database' 0 --from runtime/agent_0_2 --to rds/orders-0-2:3306
ask 'a runtime that is not deployed yet would reach the internet' 0 --from runtime/agent_2_3 \
    --to internet

test_if 'too few network interfaces are refused' sh -c "! '$make_scenario' 10 2>err"
test_if 'and so is what is no number' sh -c "! '$make_scenario' many 2>err"
finish made_scenarios
