#!/bin/sh
# Pictures are valid to the programs that read such, and where those are not installed, that is said.
# ACV_MERMAID is the file mermaid.min.js of the npm package mermaid, such as 11.17.2.
. "$(dirname "$0")/suite.sh"

# Whether the program $1 is there.
has() {
    command -v "$1" >/dev/null && return
    echo "$1 is not installed, so it checks no picture"
    return 1
}

# Whether Mermaid, in a browser, draws the flowchart in "out".
mermaid_draws() {
    {
        echo '<html><head><meta charset="utf-8"></head><body><pre id="chart">'
        sed 's/&/\&amp;/g; s/</\&lt;/g' out
        echo "</pre><pre id='result'></pre><script src='file://$ACV_MERMAID'></script><script>"
        echo 'const told = (text) => { document.getElementById("result").textContent = text; };'
        echo 'mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });'
        echo 'mermaid.render("drawn", document.getElementById("chart").textContent.trim())'
        echo '.then(() => told("drawn"), (error) => told(String(error)));</script></body></html>'
    } >page.html
    chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files \
        --virtual-time-budget=8000 --dump-dom "file://$scratch/page.html" 2>/dev/null >page.txt
    grep -q '<pre id="result">drawn</pre>' page.txt
}

has_mermaid() {
    [ -n "${ACV_MERMAID:-}" ] && has chromium && return
    echo "ACV_MERMAID and chromium are not both there, so Mermaid draws no flowchart"
    return 1
}

# A name that would end whatever it stands in.
hostile='</text>\"]; x [label=\"--> %%{init}%% &amp; `#quot;`\u202e\n'
sed "s|\"Value\": \"[^\"]*\"|\"Value\": \"$(printf '%s' "$hostile" | sed 's/[\\&]/\\&/g')\"|" \
    "$scenario" >hostile.json

for design in "$scenario" hostile.json "$root/scenarios/network-acl/blocks-reply/scenario.json"; do
    picture() { run --from runtime --to rds:3306 --format "$1" "$design"; }
    picture svg
    test_that 'a drawing of its own' 1 out '<svg ' not_out '<script'
    ! has xmllint || test_if 'an SVG is XML' xmllint --noout out
    picture dot
    test_that 'a graph' 1 out 'digraph path {'
    ! has dot || test_if 'Graphviz reads the graph' dot -Tsvg -o graph.svg out
    picture mermaid
    test_that 'a flowchart' 1 out '^flowchart TB$' not_out '</text>'
    ! has_mermaid || test_if 'Mermaid draws the flowchart' mermaid_draws
done

run matrix --format svg "$scenario"
test_that 'a matrix is no picture' 2 err 'matrix has no --format svg'
finish picture
