#!/bin/sh
# Asks the question of the README's example, before and after the repair.
# usage: demo.sh PROGRAM
set -eu

program=$(realpath "$1")
cd "$(dirname "$0")/../scenarios/database"

# Shows the command and what it prints; the verdict is the exit status, 0 or 1.
ask() {
    printf '\n$ acv-path %s\n\n' "$*"
    status=0
    "$program" "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

echo "A runtime's connection to its database hangs. What is in the way?"
ask --from runtime --to rds:3306 three-blockers/scenario.json
printf '\nThe same design with the three changes made:\n'
ask --from runtime --to rds:3306 reachable/scenario.json
printf '\nMore designs and questions: scenarios/README.md. Your own: README.md.\n'
