#!/bin/sh
# Completions of bash, zsh and fish: words of the program's tables, and names of the scenarios on the
# command line.
. "$(dirname "$0")/suite.sh"

share=$ACV_RELEASE/share
PATH=$ACV_RELEASE:$PATH
export PATH
design=$root/scenarios/database/three-blockers/scenario.json

in_bash() { bash "$root/tests/cli/complete.bash" "$share/acv-path.bash" acv-path "$@"; }
in_zsh() { zsh -f "$root/tests/cli/complete.zsh" "$share/_acv-path" acv-path "$@"; }
# The last word is the one that the cursor is in.
in_fish() {
    line=acv-path
    for word in "$@"; do [ "$word" = '|' ] || line="$line $word"; done
    fish --no-config -c "source '$share/acv-path.fish'; complete -C'$line'" | cut -f 1
}

# Holds the completion of the words after the texts, "+TEXT" for a line that is there and "-TEXT" for
# one that is not, in the shell $shell.
completes() {
    sentence="$shell $1" wants=$2
    shift 2
    "in_$shell" "$@" >out 2>err
    wrong=
    for want in $wants; do
        case $want in
        +*) grep -qxF -e "${want#+}" out || wrong="$wrong no ${want#+}" ;;
        -*) grep -qxF -e "${want#-}" out && wrong="$wrong ${want#-}" ;;
        esac
    done
    [ ! -s err ] || wrong="$wrong, and $(cat err)"
    if [ -z "$wrong" ]; then passes; else fails "$sentence:$wrong (got $(head -n 20 out | tr '\n' ' '))"; fi
}

completes_all() {
    shell=$1
    if ! command -v "$shell" >/dev/null; then
        echo "skipped: Debian's package $shell is not installed"
        return
    fi
    completes 'completes commands' '+path +check +schema' '|' ''
    completes 'completes options of the command' '+--from -fix +--fix' '|' --f
    completes 'completes only options of the command' '+--format -+--fix --from' check '|' --f
    completes 'completes formats of the command' '+text +json +junit +sarif -csv' check --format '|' ''
    completes 'completes formats of another' '+csv -junit' matrix --format '|' ''
    completes 'completes colors' '+always +auto' --color '|' a
    completes 'completes codes' '+ENI_SG_RULES_MISMATCH -BAD_STATE' explain '|' ENI_
    completes 'completes checks to explain' '+zone-loss -expectation' explain '|' zone
    completes 'completes checks' '+zone-loss -expectation' check --only '|' zone
    completes 'completes sources of the scenario' \
        '+runtime +runtime/orders_agent -rds/orders' "$design" --from '|' r
    completes 'completes targets of the scenario' '+rds +rds/orders' "$design" --to '|' rd
    completes 'completes services' '+bedrock-runtime' --to '|' bedrock-r
    completes 'completes nothing of a broken scenario' '-runtime/orders_agent' broken.json --from '|' r
}
echo '{' >broken.json
for shell in bash zsh fish; do
    completes_all "$shell"
done

shell=bash
completes 'looks at scenarios behind the cursor' '+runtime' --from '|' r "$design"
completes 'completes after an equals sign' '+runtime' "$design" --from = '|' r
completes 'completes just after an equals sign' '+runtime' "$design" --from '|' =
completes 'offers files' "+broken.json" '|' bro
finish completion
