# Prints the targets of the Makefile that carry a "## comment", under the headings of its sections.
BEGIN { print "usage: make TARGET" }
/^# --- .* ---$/ {
    heading = $0
    gsub(/^# --- | ---$/, "", heading)
}
/^[a-z-]+:.*## / {
    if (heading != "")
        printf "\n%s\n", heading
    heading = ""
    target = $1
    sub(/:$/, "", target)
    text = $0
    sub(/.*## /, "", text)
    printf "  %-20s %s\n", target, text
}
END {
    print "\nA first look: make demo. Everything, verified: make test."
    print "V=1 shows the commands; JOBS=1 builds with one process; what is missing is installed."
}
