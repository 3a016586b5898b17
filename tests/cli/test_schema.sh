#!/bin/sh
# The JSON Schema: a validator takes it, and it agrees with the reader about all scenarios and about
# what is wrong.
. "$(dirname "$0")/suite.sh"

# Debian's Python, whatever else is called so.
python=/usr/bin/python3
if ! "$python" -c 'import jsonschema.validators as v; v.Draft202012Validator' 2>/dev/null; then
    echo "skipped: Debian's package python3-jsonschema is not installed"
    finish schema
    exit
fi

run schema
test_that 'the schema says of which kind it is' 0 \
    out '"$schema": "https://json-schema.org/draft/2020-12/schema"' not_out '"$id"'
test_that 'keys say which call prints them' 0 \
    out '"description": "As printed by: aws ec2 describe-subnets. https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-subnets.html"'
test_that 'items say what they are' 0 out '"title": "Network ACL entry"'
"$python" "$root/tests/cli/schema_agrees.py" "$ACV_RELEASE/acv-path" \
    "$root/scenarios" "$root/tests/fuzz/corpus/scenario" >agrees
grep '^FAILED' agrees
n_passed=$((n_passed + $(sed -n 's/^schema: \([0-9]*\) passed.*/\1/p' agrees)))
n_failed=$((n_failed + $(grep -c '^FAILED' agrees)))
test_if 'the comparison came to its end' grep -q '^schema: [1-9]' agrees
finish schema
