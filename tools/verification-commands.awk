# The commands of the "Verification" of answers in JSON, a line each, as sh is to read them.
# usage: awk -f verification-commands.awk FILE...

/^  "Verification": \[/ { inside = 1 }
/^  \]/ { inside = 0 }

inside && /^ *"(aws|awscurl|python3) / || inside && /^ *"[A-Z_]+=\$\(aws / {
    sub(/^ *"/, "")
    sub(/",?$/, "")
    gsub(/\\"/, "\"")
    gsub(/\\\\/, "\\")
    print
}
