#!/bin/sh
# The program as built for use gives the recorded answers of scenarios/, with their exit statuses.
exec sh tools/golden.sh "$ACV_RELEASE/acv-path"
