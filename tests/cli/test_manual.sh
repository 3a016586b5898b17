#!/bin/sh
# The manuals, the help and the tables of the program say the same; the manuals are clean.
. "$(dirname "$0")/suite.sh"

share=$ACV_RELEASE/share
manual=$share/acv-path.1

# The options of the words, "--from SOURCE" and "-q" and so on.
awk -F'|' '$1 == "option" { print $3 ($4 == "" ? "" : " " $4) }' "$share/words" |
    LC_ALL=C sort -u >options
# The same of the manual: ".It Fl o , Fl Fl output Ar FILE" has two.
sed -n 's/^\.It Fl //p' "$manual" | awk '{
    value = $(NF - 1) == "Ar" ? " " $NF : ""
    for (i = 1; i <= NF && $i != "Ar"; i++) {
        if ($i == "Fl" && $(i + 1) == "Fl") { i++; continue }
        if ($i == "Fl" || $i == ",") continue
        print (length($i) == 1 ? "-" : "--") $i value
    }
}' | LC_ALL=C sort -u >told
test_if 'the manual has every option, and no other' diff options told

# The words of kind $1 that the manual does not name as commands or values.
unnamed() {
    awk -F'|' -v kind="$1" '$1 == kind { print $3 }' "$share/words" | LC_ALL=C sort -u | while read -r word; do
        grep -qE "^\.(It )?Cm (.*[, ])?$word( |\$)" "$manual" || echo "$word"
    done
}
for kind in command format; do
    unnamed "$kind" >missing
    test_if "the manual has every $kind: $(tr '\n' ' ' <missing)" [ ! -s missing ]
done
for status in 0 1 2 3; do
    test_if "the manual has exit status $status" grep -q "^.It $status\$" "$manual"
done

# An option is in the help of each command that takes it, by either name.
while IFS='|' read -r kind command word _; do
    case $kind:$word in
    option:--help | option:--version | option:-? | format:* | command:* | code:* | check:* | service:*) continue ;;
    esac
    run "$command" --help
    case $word in
    --output) names='--output|-o' ;;
    --quiet) names='--quiet|-q' ;;
    --verbose) names='--verbose|-v' ;;
    *) names=$word ;;
    esac
    case $command:$word in
    schema:--output) ;;
    schema:* | explain:--quiet | explain:--verbose) continue ;;
    esac
    test_if "the help of $command has $word" grep -qE -e "(^|[^a-z-])($names)([^a-z-]|\$)" out
done <"$share/words"

run schema
sed -n '/^  "properties": {/,/^  }/s/^    "\([A-Za-z]*\)": {$/\1/p' out | LC_ALL=C sort >keys
sed -n 's/^\.Ss //p' "$share/acv-scenario.5" | LC_ALL=C sort >told
test_if 'the manual of scenarios has every key' diff keys told
test_if 'it has more than thirty' [ "$(wc -l <keys)" -gt 30 ]
test_if 'it has the fields of nested objects' \
    grep -qF '.It Va IpPermissions[].IpRanges[].CidrIp' "$share/acv-scenario.5"

has() {
    command -v "$1" >/dev/null && return
    echo "skipped: Debian's package $1 is not installed"
    return 1
}
is_silent() {
    "$@" >said 2>&1 && [ ! -s said ] && return
    cat said
    return 1
}
typeset() { groff -man -ww -z -K utf8 "$1"; }
for page in "$manual" "$share/acv-scenario.5"; do
    name=$(basename "$page")
    if has mandoc; then
        test_if "mandoc has nothing to say about $name" is_silent mandoc -T lint -W warning "$page"
    fi
    if has groff; then
        test_if "groff has no warning for $name" is_silent typeset "$page"
    fi
done
finish manual
