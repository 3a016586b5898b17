# Prints the targets of the Makefile that carry a "## comment".
BEGIN { print "usage: make TARGET\n" }
/^[a-z-]+:.*## / {
    target = $1
    sub(/:$/, "", target)
    text = $0
    sub(/.*## /, "", text)
    printf "  %-20s %s\n", target, text
}
END { print "\nA first look: make demo. Everything, verified: make test." }
