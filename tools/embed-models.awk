# Writes the tables of models/ as C data, packed as load/table.h says.
# usage: LC_ALL=C awk -f embed-models.awk models/NAME.tsv... > models.c
BEGIN {
    FS = "\t"
    print "/* Written by tools/embed-models.awk. */"
    print "#include \"load/models.h\"\n"
    print "/* Some of these texts are longer than C promises to allow; our compilers allow it. */"
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
}
FNR == 1 {
    end_table()
    n = split(FILENAME, path, "/")
    name = path[n]
    sub(/\.tsv$/, "", name)
    printf "static const char %s[] =\n", name
    previous = offsets = ""
    offset = 0
}
{
    # A row beside its neighbour's key is found by bisection: order is part of being right.
    if (FNR > 2 && $1 "" <= previous "")
        complain("key \"" $1 "\" does not come after \"" previous "\"")
    if (FNR > 1)
        previous = $1
    offsets = offsets (FNR % 12 == 1 ? "\n    " : " ") offset ","
    offset += length($0) + 2
    gsub(/\\/, "\\\\\\\\")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?")
    gsub(/\t/, "\\000")
    print "    \"" $0 "\\000\\n\""
}
END {
    if (bad)
        exit bad
    end_table()
    print "const AcvTable acv_models[] = {\n" tables "};\n"
    print "const size_t acv_n_models = G_N_ELEMENTS(acv_models);"
}

function end_table() {
    if (name == "")
        return
    print "    ;\n"
    print "static const uint32_t " name "_rows[] = {" offsets "\n};\n"
    tables = tables "    { \"" name "\", " name ", " name "_rows, G_N_ELEMENTS(" name "_rows) },\n"
}

function complain(what) {
    print FILENAME ":" FNR ": " what > "/dev/stderr"
    bad = 1
}
