#!/bin/sh
# The troubleshooting guide: it is made of the recorded answers, is sound, and its links lead
# somewhere.
. "$(dirname "$0")/suite.sh"

guide=$scratch/guide
sh "$root/tools/guide.sh" "$ACV_RELEASE/acv-path" "$guide" >log 2>&1
status=$?
test_if 'it is made, from answers that are the recorded ones' [ "$status" -eq 0 ]
[ "$status" -eq 0 ] || cat log
find "$guide" -name '*.md' | LC_ALL=C sort >pages
find "$root/scenarios" -mindepth 2 -maxdepth 2 -type d >cases
test_if 'a page for each case, and four indexes' \
    [ "$(grep -vc '/codes/' pages)" -eq $(($(wc -l <cases) + 4)) ]
test_if 'a page for each code that stops packets' grep -q '/codes/SG_HAS_NO_RULES.md$' pages

# The links of the page $1 that lead nowhere.
broken_links() {
    grep -o '\](\([^)]*\))' "$1" | sed 's/^](//; s/)$//; s/#.*//' | grep -v '^https:' |
        while read -r link; do
            [ -e "$(dirname "$1")/$link" ] || echo "$1: $link"
        done
}
while read -r page; do
    broken_links "$page"
done <pages >broken
test_if 'every link leads somewhere' [ ! -s broken ]
cat broken

# A page whose blocks of code are not closed would swallow its own end.
xargs cat <pages | cmark-gfm -e table -e autolink -t xml >tree
test_if 'nothing in it is HTML' sh -c "! grep -n '<html_' tree"
questions=$(find "$root/scenarios" -name '*.ask' | wc -l)
test_if 'every question has its heading' \
    [ "$(xargs cat <pages | grep -c '^## Question ')" -eq "$questions" ]
for index in symptom code component; do
    test_if "an index by $index" grep -q '^- \[' "$guide/by-$index.md"
done

finish test_guide
