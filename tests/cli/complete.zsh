# Prints what zsh is given to complete, a line each: what completion functions hand to the shell,
# without the shell's line editor. The word "|" stands before the one that the cursor is in.
# usage: zsh -f complete.zsh SCRIPT WORD...
script=$1
shift
words=()
for word in "$@"; do
    if [[ $word == '|' ]]; then
        CURRENT=$(($#words + 1))
    else
        words+=("$word")
    fi
done
PREFIX=${words[CURRENT]}

given() { for word in "$@"; do [[ $word == "$PREFIX"* ]] && print -r -- $word; done; }
compadd() { [[ $1 == -- ]] && shift; given "$@"; }
compset() { PREFIX=${PREFIX#*=}; }
_describe() { given "${(@)${(P)@[-1]}%%:*}"; }
_files() { print "(files $*)"; }
_message() { print "($1)"; }
source $script
