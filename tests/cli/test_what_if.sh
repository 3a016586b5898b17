#!/bin/sh
# --what-if: where changes come from, and what is said about those that are wrong.
. "$(dirname "$0")/suite.sh"

scenario=$root/scenarios/security-group/another-port/scenario.json
rule='aws ec2 authorize-security-group-ingress --group-id sg-database --protocol tcp'
open="$rule --port 3306 --source-group sg-runtime"

# Asks for the database with changes.
try() { run --from runtime --to rds:3306 "$@" "$scenario"; }

# --- Where they come from ---

try
test_that 'without a change it is as it is' 1 out '^UNREACHABLE  from runtime to rds:3306$'
try --what-if "$open"
test_that 'a command is a change' 0 out '^REACHABLE  from runtime to rds:3306$' not_err ' '
try --what-if "$open"
test_that 'before and after come first' 0 out '^Before  UNREACHABLE$' out '^After   REACHABLE$' \
    out 'changes sg-database' out '- sg-database in ENI_SG_RULES_MISMATCH'
try --what-if "$open" --format json
test_that 'so they do in JSON' 0 out '"Before": {' out '"Command": "aws ec2 authorize' \
    out '"Id": "sg-database"'
try --what-if '{"Vpcs": [{"VpcId": "vpc-new", "CidrBlock": "10.9.0.0/16"}]}'
test_that 'what changes nothing on the way is said' 1 out '^  Nothing.$' out 'adds vpc-new'
printf '#!/bin/sh\nset -eu\nDB=sg-database\n%s\n' "$(echo "$open" | sed 's/sg-database/"$DB"/')" >open.sh
try --what-if open.sh
test_that 'a script is a change' 0 out 'REACHABLE'
stdin=$open
try --what-if -
test_that 'standard input may hold it' 0 out 'REACHABLE'
try --what-if "
    $open
"
test_that 'an argument may have several lines' 0 out 'REACHABLE'
cat >people.sh <<END
#!/usr/bin/env bash
set -euo pipefail
export DB=sg-database AWS_PAGER=""
echo "opening \$DB"
GROUP=\$(
    aws ec2 create-security-group --group-name g --description 'a group' --vpc-id vpc-1 \\
        --query GroupId --output text 2>/dev/null
)
aws ec2 authorize-security-group-ingress --group-id "\$DB" --ip-perm IpProtocol=tcp,\\
FromPort=3306,ToPort=3306,UserIdGroupPairs='[{GroupId=sg-runtime,Description="a, b"}]' >/dev/null
aws ec2 delete-security-group --group-id "\$GROUP" && echo done
END
sed -i "s/vpc-1/$(grep -o 'vpc-[a-z]*' "$scenario" | head -1)/" people.sh
try --what-if people.sh
test_that 'a script may be as people write them' 0 out 'REACHABLE'
try --what-if '{"SecurityGroups": [{"GroupId": "sg-database", "IpPermissions": [{"IpProtocol": "-1",
    "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}]}'
test_that 'a fragment is a change' 0 out 'REACHABLE'
echo ' {"SecurityGroups": [{"GroupId": "sg-database", "IpPermissions": []}]}' >close.json
try --what-if "$open" --what-if close.json
test_that 'changes follow each other' 1 out 'UNREACHABLE' out 'SG_HAS_NO_RULES'
run list --what-if '{"Vpcs": [{"VpcId": "vpc-new", "CidrBlock": "10.9.0.0/16"}]}' "$scenario"
test_that 'list lists what is after them' 0

run --fix --from runtime --to web "$root/scenarios/target/behind-an-interface/scenario.json"
test_that 'a script waits for what takes time' 1 \
    out 'aws ec2 wait instance-running --instance-ids i-web'
cp out start.sh
run --from runtime --to web --what-if start.sh \
    "$root/scenarios/target/behind-an-interface/scenario.json"
test_that 'and to wait changes nothing of a design' 0 out 'REACHABLE'

# --- What is wrong with them ---

try --what-if "$open" --what-if "$open"
test_that 'a rule cannot be added twice' 2 \
    err 'error: --what-if 2: InvalidPermission.Duplicate'
try --what-if "$rule --port http --cidr x" --what-if 'aws ec2 delete-subnet' --what-if '{"Vpcs": 1}'
test_that 'all errors are told at once' 2 err '--what-if 1: --cidr: expected an IPv4 CIDR' \
    err '--what-if 2: --subnet-id is missing' err '--what-if 3: /Vpcs: expected a list'
test_if 'and no answer' [ ! -s out ]
try --what-if nothing.sh
test_that 'a file must be there' 2 err 'nothing.sh: cannot be read: No such file'
try --what-if 'ec2 delete-subnet --subnet-id s'
test_that 'a command begins with aws' 2 err 'commands begin with "aws "'
stdin=$open
try --what-if - --what-if -
test_that 'standard input is read but once' 2 err '"-" is given 2 times'
try --what-if '{"SecurityGroup": []}'
test_that 'a key that nobody knows is told' 1 err 'perhaps "SecurityGroups" is meant'
try --what-if .
test_that 'a folder is no change' 2 err '.: is a folder'
printf '\n%s\n' "${open} | cat" >pipe.sh
try --what-if pipe.sh
test_that 'a script is no more than commands' 2 err 'pipe.sh:2:' err '"|" is not understood'
printf 'x\0y' >zero.sh
try --what-if zero.sh
test_that 'a file is a text' 2 err 'zero.sh: holds a zero byte'
try --what-if ''
test_that 'a change is something' 2 err '--what-if: expected a value, got an empty one'
try --what-if '{"SecurityGroups": [{"GroupId": "sg-database", "GroupName": "orders-database"}]}'
test_that 'a change that changes nothing is told' 1 err 'warning: --what-if 1: changes nothing'

finish what-if
