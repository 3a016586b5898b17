# Completions of acv-path for fish. Sources and targets come from the scenarios on the command line.

# KIND|COMMAND|WORD|VALUE|SUMMARY, made from the program's own tables.
set -g __acv_path_words '
@words@
'

# The words of kind $argv[1] of command $argv[2], if given, with their summaries.
function __acv_path_list
    string split \n -- $__acv_path_words | while read -l -d '|' kind command word value summary
        test "$kind" = "$argv[1]"; or continue
        test -z "$argv[2]"; or test "$command" = "$argv[2]"; or continue
        printf '%s\t%s\n' $word $summary
    end
end

# The command on the command line; fails if there is none.
function __acv_path_command
    set -l tokens (commandline -opc)
    set -l commands (__acv_path_list command | string replace -r '\t.*' '')
    for token in $tokens[2..-1]
        if contains -- $token $commands
            echo $token
            return 0
        end
    end
    return 1
end

function __acv_path_command_or_default
    __acv_path_command; or echo path
end

# Whether the command on the command line takes option $argv[1].
function __acv_path_takes
    __acv_path_list option (__acv_path_command_or_default) | string match -q -- "$argv[1]"\t'*'
end

# The names in the scenarios on the command line that go with "From" or "To", and kinds of them.
function __acv_path_names
    set -l files
    for token in (commandline -opc)[2..-1]
        test -e "$token"; and set -a files $token
    end
    test -n "$files"; or return 0
    acv-path list -q --format json -- $files 2>/dev/null </dev/null | awk -v which="$argv[1]" '
        /"Name": / { name = $0; sub(/.*"Name": "/, "", name); sub(/",?$/, "", name) }
        index($0, "\"" which "\": true") && name !~ /[\\\\ ]/ {
            print name
            if (name ~ /\\// && !seen[kind = substr(name, 1, index(name, "/") - 1)]++)
                print kind
        }'
end

# What completes a value that is called $argv[1].
function __acv_path_values
    switch $argv[1]
        case SOURCE
            __acv_path_names From
            echo internet
        case TARGET
            __acv_path_names To
            printf '%s\n' internet ecr
            __acv_path_list service
        case FORM
            __acv_path_list format (__acv_path_command_or_default)
        case WHEN
            printf '%s\n' auto always never
        case CHECKS
            __acv_path_list check
        case FILE CHANGE
            __fish_complete_path (commandline -ct)
        case DIR
            __fish_complete_directories (commandline -ct) ''
    end
end

complete -c acv-path -e
complete -c acv-path -n 'not __acv_path_command >/dev/null' -a '(__acv_path_list command)'
complete -c acv-path -n 'test (__acv_path_command_or_default) = explain' -f -a '(__acv_path_list code; __acv_path_list check)'
for line in (string split \n -- $__acv_path_words | string match 'option|*' |
        string replace -r '^option\|[^|]*\|' '' | sort -u)
    set -l parts (string split '|' -- $line)
    set -l flags -n "__acv_path_takes $parts[1]" -d "$parts[3]"
    if string match -q -- '--*' $parts[1]
        set -a flags -l (string sub -s 3 -- $parts[1])
    else
        set -a flags -s (string sub -s 2 -- $parts[1])
    end
    if test -n "$parts[2]"
        set -a flags -x -a "(__acv_path_values $parts[2])"
    end
    complete -c acv-path $flags
end
