#!/bin/sh
# Runs the tests of a build that counts, and says how much of each floor they run.
# usage: coverage.sh FOLDER     (build/coverage)
set -eu

folder=$(realpath "$1")
cd "$(dirname "$0")/.."
find "$folder" -name '*.gcda' -delete
sh tools/run-tests.sh "$folder" "$folder" | tail -n 1

# Collects the counts; what lcov says is of interest only if it fails.
collect() {
    lcov --quiet --capture --directory "$folder/src" --output-file "$folder/all.info" &&
        lcov --quiet --extract "$folder/all.info" "$PWD/src/*" --output-file "$folder/src.info"
}
collect 2>"$folder/lcov.log" || { cat "$folder/lcov.log" >&2; exit 1; }

# In "src.info", SF is a file, LF and LH its lines found and hit, FNF and FNH its functions.
awk '
    FNR == NR {
        if (NF && $1 !~ /^(#|only|home)/)
            for (i = 1; i <= NF; i++)
                floors[++n] = $i
        next
    }
    /^SF:/ {
        floor = $0
        gsub(/.*\/src\/|\/.*/, "", floor)
    }
    split($0, field, ":") == 2 {
        count[floor, field[1]] += field[2]
        count["all", field[1]] += field[2]
    }
    function percent(floor, hit, found) {
        return 100 * count[floor, hit] / (count[floor, found] ? count[floor, found] : 1)
    }
    END {
        floors[++n] = "all"
        printf "%-10s %8s %10s\n", "floor", "lines", "functions"
        for (i = 1; i <= n; i++)
            printf "%-10s %7.1f%% %9.1f%%\n", floors[i], percent(floors[i], "LH", "LF"),
                percent(floors[i], "FNH", "FNF")
    }' src/LAYERS "$folder/src.info"
