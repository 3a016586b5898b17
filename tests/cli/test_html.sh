#!/bin/sh
# Web pages: sound HTML that stands alone, and no name in the input becomes a part of the page.
. "$(dirname "$0")/suite.sh"

# A name that would break out of text, attributes, styles, scripts and comments.
hostile="]]>-->'\\\\\"></style></title></script><img src=x onerror=\\\\\"document.title='pwned'\\\\\">"
hostile="$hostile<script>document.title='pwned'</script><b id=pwned>&lt;\\\\u001b[31m\\\\u202e"
hostile=$(printf '%s' "$hostile" | sed 's/[&|]/\\&/g')
for scenario_name in database/three-blockers database/reachable; do
    sed -E "s|(\"(Value\|GroupName\|Description\|agentRuntimeName)\": )\"[^\"]*\"|\\1\"$hostile\"|" \
        "$root/scenarios/$scenario_name/scenario.json" >"$(basename "$scenario_name").json"
done

has_no() { ! grep -qiE -e "$2" "$1"; }
counts() { [ "$(grep -oE -e "$2" "$1" | wc -l)" -eq "$3" ]; }
has_unique_ids() { [ -z "$(grep -oE ' id="[^"]*"' "$1" | sort | uniq -d)" ]; }
refers_to_ids() {
    grep -oE '(href="#|aria-labelledby="|for="|data-rows=")[^"]*"' "$1" |
        sed -e 's/.*="#\{0,1\}//' -e 's/"//' | tr ' ' '\n' |
        while read -r id; do
            grep -qF " id=\"$id\"" "$1" || echo "$id"
        done >dangling
    [ ! -s dangling ]
}
has_headings_in_order() {
    grep -oE '<h[1-6]' "$1" | awk '{ level = substr($0, 3) + 0; if (level > last + 1) bad = 1; last = level }
        END { exit bad }'
}

# What holds of every page; $1 says which.
page_is_sound() {
    test_if "$1: is HTML of today" test "$(head -n 1 out)" = '<!DOCTYPE html>'
    test_if "$1: says its language" grep -q '<html lang="en">' out
    test_if "$1: has a title" grep -qE '<title>[^<]+</title>' out
    test_if "$1: has one main part" counts out '<main' 1
    test_if "$1: has one heading of all" counts out '<h1' 1
    test_if "$1: has headings in order" has_headings_in_order out
    test_if "$1: has one script" counts out '<script' 1
    test_if "$1: loads nothing" has_no out '<(link|iframe|object|embed|img)|<[^>]* src=|@import|url\('
    test_if "$1: gives no handler" has_no out '<[^>]* on[a-z]+='
    test_if "$1: leads to the web and to itself" has_no out 'href="[^"#h]|href="h[^t]|href="http:'
    test_if "$1: has every id once" has_unique_ids out
    test_if "$1: refers to what is there" refers_to_ids out
    test_if "$1: has no control character" has_no out "$(printf '[\001-\010\013-\037]')"
    if [ -n "$tidy" ]; then
        # It takes the title and the style of a picture for those of the page, and does not know
        # that a summary may hold a heading.
        tidy -q -e --drop-empty-elements no --fix-style-tags no out 2>&1 |
            grep -vE '<title> proprietary attribute "id"|found <style> tag in <body>|</summary>( before <h3>)?$' >faults
        test_if "$1: is found valid ($(head -n 1 faults))" test ! -s faults
    fi
}

tidy=$(command -v tidy || true)
[ -n "$tidy" ] || echo "skipped: validation, as Debian's package tidy is not installed"
chromium=$(command -v chromium || true)
[ -n "$chromium" ] || echo "skipped: pages in a browser, as Debian's package chromium is not installed"

# The page as a browser has it after its scripts have run.
browse() {
    cp out page.html
    "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/profile" \
        --virtual-time-budget=3000 --dump-dom "file://$scratch/page.html" >dom 2>browser || true
}

browser_runs_only_its_script() {
    [ -n "$chromium" ] || return 0
    browse
    test_if "$1: runs its own script" grep -q '<html[^>]* class="script"' dom
    test_if "$1: runs no other" has_no dom '<title>pwned'
    test_if "$1: has no element of the input" has_no dom '<[^>]* (id=.?pwned|onerror=)|<img'
}

# --- Every command ---

for scenario_file in "$root/scenarios/database/three-blockers/scenario.json" three-blockers.json; do
    name=$(basename "$scenario_file" .json)
    run --format html --from runtime --to rds "$scenario_file"
    test_that "$name: the verdict is in the heading" 1 out 'UNREACHABLE</span> from runtime to rds</h1>'
    page_is_sound "$name, path"
    browser_runs_only_its_script "$name, path"
    run check --format html "$scenario_file"
    page_is_sound "$name, check"
    run matrix --format html "$scenario_file"
    test_that "$name: the matrix is made" 0
    page_is_sound "$name, matrix"
    browser_runs_only_its_script "$name, matrix"
done

# --- What the tests would notice ---

run --format html --from runtime --to rds three-blockers.json
test_if 'names are shown as text' grep -q '&lt;script&gt;document.title=&#39;pwned&#39;' out
test_if 'and so are their controls' grep -q 'U+001B\[31mU+202E' out
sed 's/&lt;/</g; s/&gt;/>/g' out >open
test_if 'what is not escaped is noticed' test "$(grep -c '<script>document' open)" -gt 0
if [ -n "$chromium" ]; then
    mv open out
    browse
    test_if 'elements of the input are noticed' grep -q '<b id="pwned"' dom
    test_if 'even then the policy lets no script run' has_no dom '<title>pwned'
fi

# --- Other pages ---

run diff --format html three-blockers.json reachable.json
page_is_sound 'diff'
run --format html --from runtime --to rds --what-if \
    'aws ec2 delete-network-acl-entry --network-acl-id acl-0590894fc73a96250 --ingress --rule-number 100' \
    three-blockers.json
test_that 'a change is told before and after' 1 out 'What if' out 'delete-network-acl-entry' \
    out 'What changes on the way'
page_is_sound 'what if'
run --format html --from runtime --to "x\"><script>alert(1)</script>" three-blockers.json
test_that 'a name that is not there makes no page' 2 not_out '<html'

printf '{"Suppressions": [{"Check": "flow-logs", "Because": "<b>known</b>"}]}' >accepted.json
run check --format html three-blockers.json accepted.json
test_that 'what is accepted is told with its reason' 1 out '1 suppressed' \
    out '<span class="mark">suppressed</span>' out '&lt;b&gt;known&lt;/b&gt;'
page_is_sound 'suppressed'

# --- The same bytes ---

run --format html --from runtime --to rds three-blockers.json
cp out once
run --format html --from runtime --to rds three-blockers.json
test_if 'two runs make the same page' cmp -s once out

finish test_html
