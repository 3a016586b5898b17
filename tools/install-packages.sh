#!/bin/sh
# Installs those of the named Debian packages that are missing.
# usage: install-packages.sh PACKAGE...
set -eu

missing=
for package in "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

# A system without dpkg may have the same things under other names.
if ! command -v apt-get >/dev/null; then
    echo "These Debian packages, or their like, are needed:$missing" >&2
    echo "Install them by hand; this system has no apt-get." >&2
    command -v dpkg-query >/dev/null && exit 1
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root='sudo'
elif command -v sudo >/dev/null && [ -t 0 ]; then
    as_root='sudo'
else
    echo "Missing Debian packages, and no right to install them. As root, run:" >&2
    echo "    apt-get install$missing" >&2
    exit 1
fi

echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } \
    >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Could not install:$missing" >&2
    exit 1
fi
