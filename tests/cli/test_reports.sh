#!/bin/sh
# JUnit and SARIF of the check command: what they say, that their validators take them, and that
# nothing of the input breaks them.
. "$(dirname "$0")/suite.sh"

schemas=$root/tests/cli/schemas
# Debian's Python, whatever else is called so.
python=/usr/bin/python3

design=$root/scenarios/database/reachable/scenario.json
cat >expectations.json <<'END'
{"Expectations": [
  {"From": "runtime", "To": "rds:3306", "Expect": "reachable", "Because": "orders go there"},
  {"From": "runtime", "To": "internet", "Expect": "reachable", "Because": "agents call partners"}]}
END

# --- What they say ---

run check --format junit "$design" expectations.json
test_that 'JUnit has a case for each finding, and a failure for what fails' 1 \
    out '<testsuites name="acv-path check" tests="' out ' failures="1" errors="0" skipped="0">' \
    out '<testcase classname="expectation" name="An expectation of the scenario holds, from runtime to rds:3306 is reachable"/>' \
    out '<failure message="from runtime to internet is unreachable, expected reachable" type="HIGH">' \
    out 'Because: agents call partners' out 'Where: expectations.json: /Expectations/1'
run check --format sarif "$design" expectations.json
test_that 'SARIF has a result for what fails, with its place' 1 \
    out '"version": "2.1.0",' out '"ruleId": "expectation",' out '"level": "error",' \
    out '"uri": "expectations.json"' out '"fullyQualifiedName": "/Expectations/1",' \
    not_out '"kind": "pass"'
cp out first.sarif
run check --format sarif expectations.json "$design"
fingerprints() { grep acvPathFinding "$1" | LC_ALL=C sort; }
fingerprints first.sarif >first.prints
fingerprints out >other.prints
test_if 'fingerprints do not depend on the order of the files' cmp -s first.prints other.prints

# --- What is accepted ---

cat >accepted.json <<'END'
{"Suppressions": [{"Check": "expectation", "Because": "partners <wait>"}]}
END
run check --only expectation --format junit "$design" expectations.json accepted.json
test_that 'what is suppressed is skipped' 0 out ' failures="0" errors="0" skipped="1">' \
    out '<skipped message="partners &lt;wait&gt;"/>' not_out '<failure'
cp out accepted.xml
run check --only expectation --format sarif "$design" expectations.json accepted.json
test_that 'SARIF has what is suppressed, with the reason' 0 out '"kind": "external",' \
    out '"justification": "partners <wait>"'
cp out accepted.sarif

missing=$root/scenarios/missing-data/prefix-list/scenario.json
printf '{"Expectations": [{"From": "runtime", "To": "1.1.1.1:443", "Expect": "reachable"}]}' >open.json
run check --format junit "$missing" open.json
test_that 'undetermined is an error of JUnit' 3 out ' errors="1"' out '<error message="'
run check --format sarif "$missing" open.json
test_that 'undetermined is open in SARIF' 3 out '"kind": "open",' out '"level": "none",'
run --from runtime --to rds --format junit "$design"
test_that 'a question has no JUnit' 2 err 'path has no --format junit; it has text, json'

# --- Hostile names ---

mkdir 'a b#c'
hostile=']]><script>alert(1)</script>&amp;\" [x](http://y) {0} %s \u202e\u001b[31m-- \\ x'
in_sed=$(printf '%s' "$hostile" | sed 's/[\\&|]/\\&/g')
sed "s|\"Value\": \"[^\"]*\"|\"Value\": \"$in_sed\"|" "$design" >'a b#c/100%.json'
sed "s|agents call partners|$in_sed|" expectations.json >'a b#c/e:<x>.json'
run check --format junit 'a b#c'
test_that 'JUnit escapes' 1 not_out '<script' not_out ']]>' out '&lt;script&gt;' out 'U+202E' \
    not_out "$(printf '\033')"
cp out hostile.xml
run check --format sarif 'a b#c'
test_that 'SARIF escapes' 1 out '"uri": "a%20b%23c/e%3A%3Cx%3E.json"' not_out "$(printf '\033')"
cp out hostile.sarif

# --- By their validators ---

n=0
find "$root"/scenarios/expectation "$root"/scenarios/agentcore "$root"/scenarios/missing-data \
    -name scenario.json | LC_ALL=C sort >designs
while read -r file; do
    n=$((n + 1))
    run check -q --format junit "$file" open.json
    cp out "$n.xml"
    run check -q --format sarif "$file" open.json
    cp out "$n.sarif"
done <designs
run check -q --format sarif "$(tail -n 1 designs)" open.json
test_if 'the same input gives the same bytes' cmp -s out "$n.sarif"

reports() { find . -name "*.$1" -size +1c; }
junit_is_valid() { reports xml | xargs xmllint --noout 2>>xmllint.log --schema "$schemas/junit.xsd"; }
sarif_is_valid() { reports sarif | xargs "$python" "$root/tests/cli/validate.py" "$schemas/sarif.json"; }
planted_fault_is_noticed() {
    sed 's/"text": "/"text": "{0} /' first.sarif >planted
    ! "$python" "$root/tests/cli/validate.py" "$schemas/sarif.json" planted >planted.txt
}

if command -v xmllint >/dev/null; then
    test_if 'JUnit is valid' junit_is_valid
else
    echo "skipped: Debian's package libxml2-utils is not installed"
fi
if "$python" -c 'import jsonschema.validators as v; v.Draft202012Validator' 2>/dev/null; then
    test_if 'some reports have something to report' [ "$(reports sarif | wc -l)" -gt 5 ]
    test_if 'SARIF is valid' sarif_is_valid
    test_if 'a planted fault is noticed' planted_fault_is_noticed
else
    echo "skipped: Debian's package python3-jsonschema is not installed"
fi
finish reports
