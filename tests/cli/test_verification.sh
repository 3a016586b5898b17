#!/bin/sh
# The commands that verify an answer in the account: every one that a scenario gives is one that sh
# can read, has the options that it is known to need, and is taken by the AWS CLI if that is here.
. "$(dirname "$0")/suite.sh"

known=$root/tests/cli/verification-commands.txt
find "$root/scenarios" -name '[0-9]*.json' ! -name '*scenario*' -exec \
    awk -f "$root/tools/verification-commands.awk" {} + >commands

test_if 'scenarios give commands' [ -s commands ]
test_if 'sh reads them all' sh -n commands

# Operations with their options, each once with its longest example: what is quoted is no option.
awk '/aws / && !/^(awscurl|python3) / {
    line = $0
    sub(/^[A-Z_]+=\$\(/, "", line)
    sub(/\)$/, "", line)
    shape = line
    gsub(/'\''[^'\'']*'\''|"[^"]*"/, "", shape)
    n = split(shape, words, " ")
    shape = words[1] " " words[2] " " words[3]
    for (i = 4; i <= n; i++)
        if (words[i] ~ /^--/) shape = shape " " words[i]
    if (length(line) > length(longest[shape])) longest[shape] = line
}
END { for (shape in longest) print shape "\t" longest[shape] }' commands | LC_ALL=C sort >examples
cut -f1 examples >shapes
test_if 'operations and options are those that are known' diff -u "$known" shapes

# Variables stand for ids, and some ids of scenarios are shorter than AWS's.
cut -f2 examples | sed -e 's/\$SOURCE/eni-0a1/; s/\$TARGET/eni-0a2/; s/\$INSIGHTS/nip-0a1/' \
    -e 's/\$ANALYSIS/nia-0a1/; s/\$INTERPRETER/probe-a1B2c3D4e5/; s/\$SESSION/01ARZ3NDEKTSV4R/' \
    -e 's/ fsmt-a$/ fsmt-0123456789abcdef0/' >plain
result=0
AWS_MAX_ATTEMPTS=1 python3 "$root/tools/check_aws_commands.py" plain >replies 2>&1 || result=$?
case $result in
1)
    fails 'the AWS CLI takes them'
    cat replies
    ;;
0) passes ;;
*) echo 'The AWS CLI is not here, or too old: options are held to the list alone.' ;;
esac

# What the input says is one word of a command, whatever it is. The planted one would be noticed.
sed -e "s/sg-0eee83bf28e6ee6d8/sg-\$(touch ran)';touch ran;/g" \
    -e 's/acl-0590894fc73a96250/acl-x | touch ran \&/g' \
    -e "s/orders.c9akciq32.us-east-1.rds.amazonaws.com/db\$(touch ran)';touch ran;.example/g" \
    "$scenario" >hostile.json
run --from runtime --to rds:3306 --format json hostile.json
run_commands() {
    { echo 'aws() { :; }; awscurl() { :; }; python3() { :; }'; cat "$1"; } | sh >output 2>&1
}
awk -f "$root/tools/verification-commands.awk" out >commands
run_commands commands
test_if 'hostile names give commands' grep -qF 'touch ran' commands
test_if 'and none of them runs' [ ! -e ran ]
sed "s/'//g" commands >planted
run_commands planted
test_if 'which would be noticed' [ -e ran ]

finish test_verification
