# Runs the commands of a page and prints the page with what they print: in a block "```console", a
# line "$ COMMAND" is a command, and the lines below it are its output.
# usage: awk -f transcript.awk PAGE | sh      (the shell script that prints it)
function quote(text) {
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}
/^```console$/ {
    inside = 1
    print "printf '%s\\n' " quote($0)
    next
}
/^```$/ { inside = 0 }
inside && /^\$ / {
    command = substr($0, 3)
    print "printf '%s\\n' " quote($0)
    # The status is for the next command to see.
    print "(exit ${status:-0})"
    print command
    print "status=$?"
    next
}
!inside { print "printf '%s\\n' " quote($0) }
