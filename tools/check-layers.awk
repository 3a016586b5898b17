# Holds every include to the floors of src/LAYERS and prints those that climb.
# A public header acv/NAME.h stands on the floor of the folder that holds NAME.c or NAME.h.
# usage: awk -f check-layers.awk src/LAYERS FILE...
BEGIN {
    for (i = 2; i < ARGC; i++) {
        n = split(ARGV[i], path, "/")
        if (path[n - 2] == "src") {
            name = path[n]
            sub(/\.c$/, ".h", name)
            home[name] = path[n - 1]
        }
    }
}
FILENAME ~ /LAYERS$/ {
    if ($1 == "only")
        door[$2] = $3
    else if ($1 == "home")
        home[$2] = $3
    else if ($0 !~ /^#/ && NF) {
        floor++
        for (i = 1; i <= NF; i++)
            level[$i] = floor
    }
    next
}
FNR == 1 {
    n = split(FILENAME, path, "/")
    from = path[n - 2] == "src" ? path[n - 1] : home[path[n]]
    if (!(from in level))
        complain("stands on no floor")
}
/^#include [<"]/ {
    target = $2
    if (target in door && index(FILENAME, "src/" door[target]) != 1)
        complain("may not include " target)
    n = split(target, part, /[<>"\/]/)
    to = part[2] == "acv" ? home[part[3]] : part[2]
    if (target ~ /^"/ && n == 3)
        complain("must name the folder of " target)
    if (part[2] == "acv" && to == "")
        complain("includes " target ", which has no home")
    if (to in level && to != from && level[to] >= level[from])
        complain("may not include " target)
}
END { exit bad }

function complain(what) {
    print FILENAME ":" FNR ": " what
    bad = 1
}
