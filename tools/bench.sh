#!/bin/sh
# Measures the program in FOLDER, side by side with what it is held to, and prints ratios.
# usage: bench.sh FOLDER DATA
# FOLDER holds the programs; DATA the snapshots N.json of N network interfaces, and what was measured
# last. A time is the least of several runs: what else the machine does can only add to it. Memory is
# the most that was resident.
set -euf

programs=$(realpath "$1")
data=$(realpath "$2")
cd "$(dirname "$0")/../scenarios"
acv="$programs/acv-path --quiet"
missed=0

# --- Measuring ---

# Holds the question $2... to the verdict $1, so that what is measured is what is meant.
expect() {
    expected=$1
    shift
    got=$("$programs/acv-path" --quiet "$@" | sed -n '1s/ .*//p') || true
    [ "$got" = "$expected" ] || {
        echo "bench: $*: expected $expected, got $got" >&2
        exit 2
    }
}

# Holds the file $1 to be read without a remark.
expect_no_remarks() {
    "$programs/acv-path" list -v "$1" 2>&1 >/dev/null |
        sed -e '/^acv-path: note: /d' -e 's/^/bench: /' >"$data/log"
    [ ! -s "$data/log" ] || { cat "$data/log" >&2; exit 2; }
}

# Runs the lines of standard input, 'label|command', in eight rounds of $1 times each, so that what
# disturbs one round disturbs all alike. Leaves 'label|time in ms|memory in MB' in $data/rows.
measure() {
    runs=$1
    set --
    : >"$data/memory"
    while IFS='|' read -r label command; do
        set -- "$@" -n "$label" "$command"
        # shellcheck disable=SC2086 # A command is words.
        command time -f %M -o "$data/time" $command >/dev/null 2>&1 || true
        tail -n 1 "$data/time" >>"$data/memory"
    done
    : >"$data/rounds.json"
    for _ in 1 2 3 4 5 6 7 8; do
        hyperfine -N -i --style none --runs "$runs" --export-json "$data/round.json" "$@" \
            >"$data/log" 2>&1
        cat "$data/round.json" >>"$data/rounds.json"
    done
    jq -r -s 'map(.results) | transpose[] | "\(.[0].command)|\(map(.min) | min * 1000)"' \
        "$data/rounds.json" |
        paste -d '|' - "$data/memory" |
        awk -F '|' '{ printf "%s|%.3f|%.3f\n", $1, $2, $3 * 1024 / 1e6 }' >"$data/rows"
}

# --- Printing ---

# Prints the rows, with ratios to the first, and holds those whose label does not end in " -" to at
# most $1 times its time and, if it is given, $2 times its memory.
hold() {
    awk -F '|' -v time_limit="$1" -v memory_limit="${2:-0}" '
        function verdict(ratio, limit) {
            missed += ratio > limit
            return sprintf("%5.2f %s", ratio, ratio > limit ? "MISSED" : "met   ")
        }
        {
            label = $1
            is_held = NR > 1 && !sub(/ -$/, "", label)
            if (NR == 1) { time = $2; memory = $3 }
            printf "  %-44s %8.1f ms", label, $2
            if (is_held) printf " %s", verdict($2 / time, time_limit)
            else printf " %5.2f       ", $2 / time
            if (memory_limit) {
                printf " %8.1f MB", $3
                if (is_held) printf " %s", verdict($3 / memory, memory_limit)
            }
            printf "\n"
        }
        END { exit missed > 0 }' "$data/rows" || missed=1
}

# --- What is measured ---

small_scenarios() {
    expect UNREACHABLE --from runtime --to rds:3306 database/three-blockers/scenario.json
    expect UNREACHABLE --from runtime --to internet nat-gateway/acl-blocks-four-times/scenario.json
    expect REACHABLE --from runtime --to rds:5432 input/as-aws-prints-it/scenario
    printf '\nSmall scenarios: at most 1.5 times an empty program with the same libraries\n'
    measure 25 <<END
empty program|$programs/bench-empty
database/three-blockers|$acv --from runtime --to rds:3306 database/three-blockers/scenario.json
nat-gateway/acl-blocks-four-times|$acv --from runtime --to internet nat-gateway/acl-blocks-four-times/scenario.json
input/as-aws-prints-it|$acv --from runtime --to rds:5432 input/as-aws-prints-it/scenario
jq . database/three-blockers -|jq . database/three-blockers/scenario.json
END
    hold 1.5
}

large_snapshot() {
    file=$data/50000.json
    expect_no_remarks "$file"
    expect REACHABLE --from runtime/agent_0_0 --to rds/orders-0-0:3306 "$file"
    expect UNREACHABLE --from runtime/agent_0_1 --to rds/orders-0-1:3306 "$file"
    expect REACHABLE --from runtime/agent_0_0 --to internet "$file"
    expect UNREACHABLE --from runtime/agent_0_2 --to internet "$file"
    printf '\n50,000 network interfaces, %s MB: at most 1.3 times the time and 1.5 times the memory of\n' \
        "$(($(wc -c <"$file") / 1000000))"
    printf 'a program that only reads and parses the same bytes with cJSON\n'
    measure 2 <<END
read and parse|$programs/bench-parse $file
runtime to its database, reachable|$acv --from runtime/agent_0_0 --to rds/orders-0-0:3306 $file
runtime to its database, blocked|$acv --from runtime/agent_0_1 --to rds/orders-0-1:3306 $file
runtime to the internet, reachable|$acv --from runtime/agent_0_0 --to internet $file
runtime to the internet, blocked|$acv --from runtime/agent_0_2 --to internet $file
END
    hold 1.3 1.5
}

whole_matrix() {
    file=$data/50000.json
    printf '\nWho reaches what, of all 50,000: at most 2 times the same program\n'
    measure 1 <<END
read and parse|$programs/bench-parse $file
matrix as JSON|$acv matrix --format json $file
matrix as text -|$acv matrix $file
END
    hold 2
}

# From 10,000 on, because a process costs something by itself.
growth() {
    printf '\nGrowth: at 100,000 network interfaces, each costs at most 1.2 times what it does at 10,000\n'
    for n in 1000 10000 50000 100000; do
        echo "$n|$acv --from runtime/agent_0_0 --to rds/orders-0-0:3306 $data/$n.json"
    done >"$data/lines"
    measure 2 <"$data/lines"
    awk -F '|' '
        function verdict(ratio) {
            missed += ratio > 1.2
            return sprintf("%.2f times %s", ratio, ratio > 1.2 ? "MISSED" : "met")
        }
        {
            printf "  %7d %10.1f ms %7.2f us each %10.1f MB %7.2f KB each\n", $1, $2, \
                $2 * 1000 / $1, $3, $3 * 1000 / $1
            time[$1] = $2 / $1
            memory[$1] = $3 / $1
        }
        END {
            printf "  time %s, memory %s\n", verdict(time[100000] / time[10000]), \
                verdict(memory[100000] / memory[10000])
            exit missed > 0
        }' "$data/rows" || missed=1
}

small_scenarios
large_snapshot
whole_matrix
growth
exit "$missed"
