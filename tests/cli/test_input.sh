#!/bin/sh
# Bad input: an error that names the place, or a warning and an answer.
. "$(dirname "$0")/suite.sh"

# Puts a question to the design on standard input, with what "$extra" adds, which is JSON.
ask() {
    run --from runtime --to rds:3306 "$@"
}

# Bad text is an error, which is this whole line.
error() {
    sentence=$1 text=$2 expected_line=$3
    stdin=$text
    ask -
    test_that "$sentence" 2 err "^acv-path: error: standard input$expected_line\$"
    test_if "$sentence: there is no answer" [ ! -s out ]
}

# An addition to a good design is a warning, which is this whole line, and the answer is $4.
odd() {
    sentence=$1 text=$2 expected_line=$3 answer=$4
    stdin=$text
    ask "$scenario" -
    test_that "$sentence" "$answer" err "^acv-path: warning: standard input$expected_line\$"
    test_if "$sentence: there is an answer" [ -s out ]
}

# --- Not a scenario ---

error 'an empty file' '' ': is empty'
error 'not JSON, with the line and the column' '{
  "Vpcs": [,]
}' ":2:12: expected a value, got ','"
error 'prose' 'hello' ":1:1: expected an object, '{', got 'h'"
error 'JSON cut short' '{"Vpcs": [' ':1:11: expected a value, but the text ends'
error 'a list' '[1]' ":1:1: expected an object, '{', got '['"
error 'nothing to analyze' '{}' ': nothing to analyze: no resource under any known key'
error 'only unknown keys' '{"vpcs": []}' \
    ': nothing to analyze: no resource under any known key, only "vpcs"'
error 'invalid UTF-8' "$(printf '{"Vpcs": [{"VpcId": "vpc-\377"}]}')" ':1:26: is not valid UTF-8'
error '1,001 levels' "{\"Vpcs\": $(printf '[%.0s' $(seq 1001))" \
    ':1:1009: nested deeper than 1,000 levels'

# --- Wrong values: errors ---

error 'an object for a list' '{"Vpcs": {}}' ': /Vpcs: expected a list, got an object'
error 'a number for a text' '{"Subnets": [{"SubnetId": "subnet-1", "VpcId": 7}]}' \
    ': /Subnets/0/VpcId: expected a text, got 7'
error 'a text for a flag' \
    '{"NetworkAcls": [{"NetworkAclId": "acl-1", "Entries": [{"RuleNumber": 1, "Egress": "no"}]}]}' \
    ': /NetworkAcls/0/Entries/0/Egress: expected true or false, got "no"'
error 'no id' '{"Vpcs": [{"CidrBlock": "10.0.0.0/16"}]}' ': /Vpcs/0: VpcId is missing'
error 'a prefix of 33 bits' '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/33"}]}' \
    ': /Vpcs/0/CidrBlock: expected an IPv4 CIDR such as 10.0.0.0/16, got "10.0.0.0/33"'

# The error of a rule of a security group.
error_of_rule() {
    error "$1" "{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissions\": [{$2}]}]}" \
        ": /SecurityGroups/0/IpPermissions/0$3"
}

error_of_rule 'port 70000' '"IpProtocol": "tcp", "FromPort": 70000, "ToPort": 70000' \
    '/FromPort: expected a port 0-65535 or -1, got 70000'
error_of_rule 'a port by name' '"IpProtocol": "tcp", "FromPort": "http", "ToPort": 80' \
    '/FromPort: expected a port 0-65535 or -1, got "http"'
error_of_rule 'ports the wrong way round' '"IpProtocol": "tcp", "FromPort": 90, "ToPort": 80' \
    ': the first port, 90, is beyond the last, 80'
error_of_rule 'a protocol beyond all numbers' '"IpProtocol": "256"' \
    '/IpProtocol: expected a protocol: a name, 0-255, or -1 for all, got "256"'

stdin='{"Vpcs": [{"VpcId": 1}], "Subnets": 2, "RouteTables": [{}]}'
ask -
test_that 'all errors are told at once' 2 err '/Vpcs/0/VpcId' err '/Subnets' err '/RouteTables/0'
stdin='{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "\u001b[31m\u202e"}]}'
ask -
test_that 'what the terminal would obey is shown, not sent' 2 err '\u001b[31m\u202e' \
    not_err "$(printf '\033')"

# --- Oddities: warnings ---

vpc="vpc-0e3488a06d601dafc"

odd 'host bits' '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.7/16"}]}' \
    ': /Vpcs/0/CidrBlock: "10.0.0.7/16" has host bits; read as 10.0.0.0/16' 1
odd 'an unknown protocol' \
    '{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "tpc"}]}]}' \
    ': /SecurityGroups/0/IpPermissions/0/IpProtocol: "tpc" is not a known protocol, so what the rule matches is unknown' 1
odd 'one id twice with different values' "{\"Vpcs\": [{\"VpcId\": \"$vpc\", \"CidrBlock\": \"10.9.0.0/16\"}]}" \
    ": /Vpcs/0/CidrBlock: differs from $scenario: /Vpcs/0/CidrBlock, which is used" 1
odd 'a subnet of an unknown VPC' \
    '{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.7.0.0/24"}]}' \
    ': /Subnets/0/VpcId: vpc "vpc-1" is not in the data' 1
odd 'a subnet outside its VPC' \
    "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"VpcId\": \"$vpc\", \"CidrBlock\": \"10.7.0.0/24\"}]}" \
    ": /Subnets/0/CidrBlock: 10.7.0.0/24 lies outside $vpc" 1
odd 'a route to a gateway that is not there' \
    "{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"VpcId\": \"$vpc\", \"Routes\": [
        {\"DestinationCidrBlock\": \"0.0.0.0/0\", \"NatGatewayId\": \"nat-1\"}]}]}" \
    ': /RouteTables/0/Routes/0/NatGatewayId: nat gateway "nat-1" is not in the data' 1
odd 'a group that names an unknown group' \
    "{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"VpcId\": \"$vpc\", \"IpPermissions\": [
        {\"IpProtocol\": \"-1\", \"UserIdGroupPairs\": [{\"GroupId\": \"sg-2\"}]}]}]}" \
    ': /SecurityGroups/0/IpPermissions/0: security group "sg-2" is not in the data' 1
odd 'an unknown state' '{"NatGateways": [{"NatGatewayId": "nat-1", "State": "sleepy"}]}' \
    ': /NatGateways/0/State: "sleepy" is not one of the known values: pending, failed, available, deleting, deleted' 1
ask "$scenario" "$scenario"
test_that 'one id twice with equal values is no matter' 1 out UNREACHABLE not_err warning

# --- Files and folders ---

ask none.json
test_that 'a file that is not there' 2 err \
    '^acv-path: error: none.json: cannot be read: No such file or directory$'
mkdir empty folder folder/deeper
echo 'no JSON' >empty/notes.txt
ask empty
test_that 'a folder without JSON' 2 err '^acv-path: error: empty: holds no *.json file$'
cp "$scenario" folder/deeper/all.json
echo 'no JSON' >folder/notes.txt
ask folder
test_that 'a folder is read with what is in it' 1 out UNREACHABLE
ask - <"$scenario"
stdin=$(cat "$scenario")
ask -
test_that 'standard input is a scenario' 1 out UNREACHABLE
ln -s loop.json loop.json
ask loop.json
test_that 'a link to itself' 2 err '^acv-path: error: loop.json: cannot be read: Too many levels of symbolic links$'
ask /proc/self/mem
test_that 'a file that cannot be read to its end' 2 err \
    '^acv-path: error: /proc/self/mem: cannot be read: Input/output error$'
ask empty none.json
test_that 'all files that cannot be read are told' 2 err 'empty: holds' err 'none.json: cannot'

# Root may read everything, so somebody else has to ask.
as_nobody() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else
        "$@"
    fi
}

cp "$ACV_RELEASE/acv-path" program
cp "$scenario" secret.json
chmod 755 "$scratch"
chmod 000 secret.json
mkdir -m 000 closed
for name in secret.json closed; do
    status=0
    command_line="acv-path list $name"
    as_nobody ./program list "$name" >out 2>err || status=$?
    test_that "$name, which may not be read" 2 err \
        "^acv-path: error: $name: cannot be read: Permission denied\$"
done

# --- Size ---

# The program as built for use, with little memory and time.
ask_in_bounds() {
    status=0
    command_line="acv-path list $*"
    (ulimit -v 1000000 && exec timeout 20 "$ACV_RELEASE/acv-path" list "$@") >out 2>err || status=$?
}

head -c 200000000 /dev/zero | tr '\0' '[' >deep.json
ask_in_bounds deep.json
test_that '200 MB of [ end early' 2 err "deep.json:1:1: expected an object, '{', got '['"
{ printf '{"Vpcs":' && cat deep.json; } >deeper.json
ask_in_bounds deeper.json
test_that '200 MB of [ under a key end early' 2 err 'deeper.json:1:1008: nested deeper than 1,000 levels'
ask_in_bounds - <deeper.json
test_that '200 MB of [ from a pipe end early' 2 err 'standard input:1:1008: nested deeper'
finish input
