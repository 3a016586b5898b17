# Writes files as C strings, called acv_NAME_TYPE.
# usage: LC_ALL=C awk -f embed-texts.awk src/render/page.css... > texts.c
BEGIN {
    print "/* Written by tools/embed-texts.awk. */"
    print "#include \"render/texts.h\"\n"
    print "/* These texts are longer than C promises to allow; our compilers allow it. */"
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
}
FNR == 1 {
    if (NR > 1)
        print "    ;\n"
    n = split(FILENAME, path, "/")
    name = path[n]
    sub(/\./, "_", name)
    printf "const char acv_%s[] =\n", name
}
{
    gsub(/\\/, "\\\\\\\\")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?")
    print "    \"" $0 "\\n\""
}
END { print "    ;" }
