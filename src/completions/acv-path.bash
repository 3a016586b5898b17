# Completions of acv-path for bash. Sources and targets come from the scenarios on the command line.

# KIND|COMMAND|WORD|VALUE|SUMMARY, made from the program's own tables.
_acv_path_words='
@words@
'

# The words of kind $1 of command $2 ("*" is any), a line each.
_acv_path_list() {
    local kind command word rest
    while IFS='|' read -r kind command word rest; do
        # shellcheck disable=SC2053
        [[ $kind == "$1" && $command == $2 ]] && printf '%s\n' "$word"
    done <<<"$_acv_path_words"
}

# What the value of option $2 of command $1 is called; fails if it takes none.
_acv_path_value() {
    local kind command word value rest
    while IFS='|' read -r kind command word value rest; do
        if [[ $kind == option && $command == "$1" && $word == "$2" && -n $value ]]; then
            printf '%s\n' "$value"
            return 0
        fi
    done <<<"$_acv_path_words"
    return 1
}

# The names in the scenarios $2… that go with --from ("From") or --to ("To"), and kinds of them.
_acv_path_names() {
    local which=$1
    shift
    [[ $# -gt 0 ]] || return 0
    acv-path list -q --format json -- "$@" 2>/dev/null </dev/null | awk -v which="$which" '
        /"Name": / { name = $0; sub(/.*"Name": "/, "", name); sub(/",?$/, "", name) }
        index($0, "\"" which "\": true") && name !~ /[\\ ]/ {
            print name
            if (name ~ /\// && !seen[kind = substr(name, 1, index(name, "/") - 1)]++)
                print kind
        }'
}

# The words of standard input that begin with $1 become the answer.
_acv_path_answer() {
    local word
    while IFS= read -r word; do
        [[ $word == "$1"* ]] && COMPREPLY+=("$word")
    done
}

_acv_path_files() {
    local name
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        COMPREPLY+=("$name")
    done < <(compgen "$1" -- "$2")
}

# Completes $3, the value that is called $2, of command $1, with the scenarios $4….
_acv_path_complete_value() {
    local command=$1 value=$2 current=$3
    shift 3
    case $value in
    SOURCE) _acv_path_answer "$current" < <(_acv_path_names From "$@" && echo internet) ;;
    TARGET)
        _acv_path_answer "$current" < <(
            _acv_path_names To "$@"
            printf '%s\n' internet ecr
            _acv_path_list service '*'
        )
        ;;
    FORM) _acv_path_answer "$current" < <(_acv_path_list format "$command") ;;
    WHEN) _acv_path_answer "$current" < <(printf '%s\n' auto always never) ;;
    CHECKS) _acv_path_answer "$current" < <(_acv_path_list check '*') ;;
    FILE | CHANGE) _acv_path_files -f "$current" ;;
    DIR) _acv_path_files -d "$current" ;;
    esac
}

_acv_path() {
    local current=${COMP_WORDS[COMP_CWORD]} command=path value='' word i
    local files=() n_arguments=0
    COMPREPLY=()
    [[ $current == '=' ]] && current=''
    for ((i = 1; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        if ((i == COMP_CWORD)) && [[ $word != '=' || -z $value ]]; then
            if [[ -n $value ]]; then
                _acv_path_complete_value "$command" "$value" "$current" "${files[@]}" \
                    "${COMP_WORDS[@]:i+1}"
                return
            fi
            continue
        fi
        if [[ $word == '=' && -n $value ]]; then
            ((i == COMP_CWORD)) && i=$((i - 1)) && COMP_WORDS[COMP_CWORD]=''
        elif [[ -n $value ]]; then
            value=''
        elif [[ $word == -?* ]]; then
            value=$(_acv_path_value "$command" "$word")
        elif ((n_arguments++ == 0)) && _acv_path_list command '*' | grep -qxF -- "$word"; then
            command=$word
        elif [[ -e $word ]]; then
            files+=("$word")
        fi
    done
    if [[ $current == -* ]]; then
        _acv_path_answer "$current" < <(_acv_path_list option "$command")
        return
    fi
    if [[ $command == explain ]]; then
        _acv_path_answer "${current^^}" < <(_acv_path_list code '*')
        _acv_path_answer "$current" < <(_acv_path_list check '*')
        return
    fi
    ((n_arguments == 0)) && _acv_path_answer "$current" < <(_acv_path_list command '*')
    [[ $command == schema ]] || _acv_path_files -f "$current"
}

complete -F _acv_path acv-path
