# Prints what bash completes, a line each. The word "|" stands before the one that the cursor is in.
# usage: bash complete.bash SCRIPT WORD...
. "$1"
shift
COMP_WORDS=()
for word in "$@"; do
    if [[ $word == '|' ]]; then
        COMP_CWORD=${#COMP_WORDS[@]}
    else
        COMP_WORDS+=("$word")
    fi
done
_acv_path
printf '%s\n' "${COMPREPLY[@]}"
