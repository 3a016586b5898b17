#!/bin/sh
# What "make install" puts into a folder works there, and "make uninstall" leaves nothing.
. "$(dirname "$0")/suite.sh"

prefix=$scratch/prefix
stage=$scratch/stage
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"

make_in_root() {
    make -s -C "$root" VARIANT=release PREFIX="$prefix" "$@" >make.log 2>&1 && return
    cat make.log
    return 1
}

# The program of somebody else, compiled with the flags given, says what ours says.
user_agrees() {
    cc -std=c17 -Wall -Wextra -Werror "$root/tests/cli/library_user.c" -o user "$@" || return
    LD_LIBRARY_PATH=$prefix/lib ./user runtime rds:3306 "$scenario" >user.txt
    "$prefix/bin/acv-path" --from runtime --to rds:3306 "$scenario" | cmp - user.txt
}

# shellcheck disable=SC2046
user_of_shared_library_agrees() { user_agrees $(pkg-config --cflags --libs acv); }

# shellcheck disable=SC2046
user_of_static_library_agrees() {
    user_agrees $(pkg-config --cflags acv) "$prefix/lib/libacv.a" \
        $(pkg-config --libs glib-2.0 libcjson igraph)
}

# The shared library shows the functions that public headers declare, and no other.
shows_what_headers_declare() {
    find "$prefix/include" -name "*.h" -exec cat {} + | grep -v '^#' | cc -fpreprocessed -P -E -x c - |
        grep -oE '\bacv_[a-z0-9_]+\(' | tr -d '(' | LC_ALL=C sort -u >declared
    nm -D --defined-only "$prefix/lib/libacv.so" | awk '{ print $3 }' | LC_ALL=C sort -u >shown
    LC_ALL=C comm -13 declared shown | sed 's/$/ is shown but not declared/'
    LC_ALL=C comm -13 declared shown | cmp -s - /dev/null && [ -s shown ]
}

test_if 'make install works' make_in_root install
test_if 'the program runs where it is installed' \
    sh -c "[ \"\$('$prefix/bin/acv-path' --version | cut -d' ' -f1)\" = acv-path ]"
test_if 'a program compiles against the shared library and says the same' user_of_shared_library_agrees
test_if 'a program compiles against the static library and says the same' user_of_static_library_agrees
test_if 'the shared library shows nothing but the public functions' shows_what_headers_declare
# What man would show; "man" itself may be told to install no pages.
shows_manual() {
    mandoc -T ascii "$prefix/share/man/man$2/$1.$2" 2>&1 | col -b >page && grep -q "$3" page
}
if command -v mandoc >/dev/null; then
    test_if 'the manual of the program is readable' shows_manual acv-path 1 'says whether'
    test_if 'the manual of scenarios is readable' shows_manual acv-scenario 5 'ENI\|describe-subnets'
    test_if 'the manual says where the data is' shows_manual acv-path 1 "$prefix/share/acv"
else
    echo "skipped: Debian's package mandoc is not installed"
fi
for file in bash-completion/completions/acv-path zsh/site-functions/_acv-path \
    fish/vendor_completions.d/acv-path.fish; do
    test_if "$file is installed" [ -s "$prefix/share/$file" ]
done
test_if 'the completion of bash works where it is installed' sh -c "
    bash '$root/tests/cli/complete.bash' '$prefix/share/bash-completion/completions/acv-path' \
        acv-path '|' ch | grep -qx check"
test_if 'make uninstall works' make_in_root uninstall
test_if 'make uninstall leaves no file' [ -z "$(find "$prefix" ! -type d)" ]

test_if 'make install works below DESTDIR' make_in_root DESTDIR="$stage" install
test_if 'DESTDIR is no part of what is installed' \
    sh -c "! grep -rq '$stage' '$stage$prefix/lib/pkgconfig'"
test_if 'nothing is installed outside DESTDIR' [ -z "$(find "$prefix" ! -type d)" ]
test_if 'make uninstall works below DESTDIR' make_in_root DESTDIR="$stage" uninstall
test_if 'make uninstall leaves nothing below DESTDIR' [ -z "$(find "$stage" ! -type d)" ]
finish install
