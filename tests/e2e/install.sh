#!/bin/sh
# install.sh: what `cmake --install` puts down works, also after its folder was moved.
#
#     install.sh PROGRAM SOURCE-FOLDER
set -eu

build=$(dirname "$1")
record=$2/samples/宁夏2021/巡视巡察工作经费.xml
scratch=$(mktemp -d)
prefix=$scratch/moved
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "$1"
    exit 1
}

# The documents are there and are what they say.
expect_documents() {
    head -c 5 "$1.pdf" | grep -q '%PDF-' || fail "$1.pdf is not there or is no PDF"
    head -c 2 "$1.docx" | grep -q 'PK' || fail "$1.docx is not there or is no package"
}

cmake --install "$build" --prefix "$scratch/first" >"$scratch/log" || fail "$(cat "$scratch/log")"
mv "$scratch/first" "$prefix"
mkdir "$scratch/elsewhere"
cd "$scratch/elsewhere"

for file in bin/fubiao include/fubiao.h share/man/man1/fubiao.1 share/man/zh_CN/man1/fubiao.1; do
    [ -s "$prefix/$file" ] || fail "$file was not installed"
done
[ -n "$(find "$prefix/share/fubiao/fonts/licences" -type f)" ] || fail "the fonts have no licences"

# The program, its fonts and its templates.
"$prefix/bin/fubiao" render -o out "$record"
expect_documents out/巡视巡察工作经费

# It reads the templates that were moved with it, not those of the source folder.
find "$prefix/share/fubiao/templates" -name '*.xml' -exec sed -i 's/绩效类型/被移动的模板/' {} +
"$prefix/bin/fubiao" dump doc "$record" | grep -q 被移动的模板 ||
    fail "the program does not read the templates beside it"

# Its translations.
LC_ALL=zh_CN.UTF-8 "$prefix/bin/fubiao" --help | grep -q 用法 || fail "--help is not in Chinese"

# The library, for another program. One that is linked to it needs its sanitizers as well.
flags=
! grep -q __asan_init "$1" || flags=-fsanitize=address,undefined
cat >program.c <<'END'
#include <fubiao.h>

int main(int argc, char **argv)
{
    struct fubiao *fubiao;
    struct fubiao_result result;

    if (argc != 3 || fubiao_open(&fubiao, argv[1], &result) != FUBIAO_DONE)
        return 1;
    fubiao_result_release(&result);
    if (fubiao_render_file(fubiao, argv[2], 0, FUBIAO_PDF | FUBIAO_DOCX, &result) != FUBIAO_DONE)
        return 2;
    if (fubiao_write_file("own.pdf", result.pdf) != FUBIAO_DONE ||
        fubiao_write_file("own.docx", result.docx) != FUBIAO_DONE)
        return 3;
    fubiao_result_release(&result);
    fubiao_close(fubiao);
    return 0;
}
END
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name fubiao.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046,SC2086 # flags are words
cc -std=c17 -Wall -Wextra -Werror -o program program.c $flags $(pkg-config --cflags --libs fubiao)
./program "$prefix/share/fubiao" "$record"
expect_documents own
