#!/bin/sh
# Pictures are valid to the programs that read such, and where those are not installed, that is said.
. "$(dirname "$0")/suite.sh"

# Whether the program $1 is there.
has() {
    command -v "$1" >/dev/null && return
    echo "$1 is not installed, so it checks no picture"
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
done

run matrix --format svg "$scenario"
test_that 'a matrix is no picture' 2 err 'matrix has no --format svg'
finish picture
