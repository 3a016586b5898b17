#!/bin/sh
# What README.md says is so.
. "$(dirname "$0")/suite.sh"

cd "$root" || exit 1
PATH=$ACV_RELEASE:$PATH
export PATH

prints_what_it_shows() {
    awk -f tools/transcript.awk README.md | sh >"$scratch/now"
    diff -u README.md "$scratch/now"
}

links_lead_somewhere() {
    grep -oE '\]\([^)#]+' README.md | sed 's/^](//' | grep -v '^http' >"$scratch/links"
    while read -r link; do
        [ -e "$link" ] || { echo "$link is not there" && return 1; }
    done <"$scratch/links"
}

# The commands for real input are a script that a shell can read.
script_is_one() { sed -n '/^```sh$/,/^```$/p' README.md | grep -v '^```' | sh -n; }

# Every package of the Makefile is explained, but those that every build has.
packages_are_explained() {
    sed -n 's/^PACKAGES_[A-Z]* := //p' Makefile | tr ' ' '\n' | grep -v '[$()]' | LC_ALL=C sort -u |
        grep -vx -e build-essential -e pkg-config >"$scratch/packages"
    while read -r package; do
        grep -q "^| .*$package.* |" README.md || { echo "$package has no reason" && return 1; }
    done <"$scratch/packages"
}

floors_are_all_there() {
    grep -vE '^(#|only |home |$)' src/LAYERS | tr ' ' '\n' >"$scratch/floors"
    while read -r floor; do
        grep -q "^| \[$floor\]" README.md || { echo "$floor is not there" && return 1; }
    done <"$scratch/floors"
}

test_if 'the example prints what it shows' prints_what_it_shows
test_if 'links lead somewhere' links_lead_somewhere
test_if 'the commands for real input are a shell script' script_is_one
test_if 'every dependency has its reason' packages_are_explained
test_if 'every floor is on the tour' floors_are_all_there
finish readme
