# Prints the template of a completion with the words that it knows, quoted for its shell, in place of
# the line "@words@".
# usage: awk -v shell=bash|zsh|fish -f fill.awk WORDS TEMPLATE
FNR == NR {
    if (shell == "fish")
        gsub(/[\\']/, "\\\\&")
    else
        gsub(/'/, "'\\''")
    words = words $0 "\n"
    next
}
$0 == "@words@" {
    printf "%s", words
    next
}
{ print }
