# What `cmake --install` puts down works, also after its folder was moved.
. "${0%/*}/lib.sh"

# has FILE: the file was installed in the prefix.
has() {
    expect "$1 was not installed" test -s "$prefix/$1"
}

# documents NAME: the PDF and the DOCX of that name are there and are what they say.
documents() {
    expect "$1.pdf is no PDF" test "$(head -c 5 "$1.pdf")" = %PDF-
    expect "$1.docx is no package" test "$(head -c 2 "$1.docx")" = PK
}

run 0 cmake --install "${program%/*}" --prefix "$scratch/first"
prefix=$scratch/moved
mv "$scratch/first" "$prefix"
for file in bin/fubiao include/fubiao.h share/man/man1/fubiao.1 share/man/zh_CN/man1/fubiao.1 \
    share/locale/zh_CN/LC_MESSAGES/fubiao.mo; do
    has $file
done
expect "the fonts have no licences" test -n "$(ls "$prefix/share/fubiao/fonts/licences")"

# The program, its fonts and its templates.
run 0 "$prefix/bin/fubiao" render -o out-folder "$sample"
documents out-folder/巡视巡察工作经费

# Templates find their schema where they were moved, and xmllint finds them right.
find "$prefix/share/fubiao/templates" -name '*.xml' >templates
while read -r file; do
    schema=$(sed -n 's/^<?xml-model href="\([^"]*\)"?>$/\1/p' "$file")
    run 0 xmllint --noout --relaxng "${file%/*}/$schema" "$file"
done <templates
expect "templates are installed" test -s templates

# It reads the templates that were moved with it, not those of the source folder.
sed -i 's/自治区本级部门/被移动的部门/' "$prefix/share/fubiao/templates/宁夏2021/项目支出绩效目标表.xml"
run 0 "$prefix/bin/fubiao" dump doc "$sample"
says out 被移动的部门

# Its translations.
LC_ALL=zh_CN.UTF-8 run 0 "$prefix/bin/fubiao" --help
says out 选项

# The library, for another program; one that is linked to it needs its sanitizers as well.
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
sanitizers=
if grep -q __asan_init "$program"; then
    sanitizers=-fsanitize=address,undefined
fi
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name fubiao.pc)")
export PKG_CONFIG_PATH
run 0 pkg-config --cflags --libs fubiao
# shellcheck disable=SC2046,SC2086 # flags are words
run 0 cc -std=c17 -Wall -Wextra -Werror -o program program.c $sanitizers $(cat out)
run 0 ./program "$prefix/share/fubiao" "$sample"
documents own

finish
