# The library gives another program the same bytes, messages and statuses as the command line.
. "${0%/*}/lib.sh"
build=${program%/*}

run 0 cmake --install "$build" --prefix "$scratch/installed"
PKG_CONFIG_PATH=$(dirname "$(find installed -name fubiao.pc)")
export PKG_CONFIG_PATH
cat >program.c <<'END'
#include <fubiao.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    struct fubiao *fubiao;
    struct fubiao_result result;
    enum fubiao_status status = fubiao_open(&fubiao, argv[2], &result);

    /* A name that cannot be one; one that is taken back; and what the command line asks for. */
    if (status == FUBIAO_DONE && (fubiao_set_parameter(fubiao, "a=b", "c") != FUBIAO_INVALID ||
                                  fubiao_set_parameter(fubiao, "x", "y") != FUBIAO_DONE ||
                                  fubiao_set_parameter(fubiao, "x", NULL) != FUBIAO_DONE))
        status = FUBIAO_FAILED;
    if (status == FUBIAO_DONE && argc > 4 &&
        (fubiao_set_parameter(fubiao, argv[3], "") != FUBIAO_DONE ||
         fubiao_set_parameter(fubiao, argv[3], argv[4]) != FUBIAO_DONE))
        status = FUBIAO_FAILED;
    if (status == FUBIAO_DONE) {
        fubiao_result_release(&result);
        status = fubiao_render_file(fubiao, argv[1], NULL, FUBIAO_PDF | FUBIAO_DOCX, &result);
    }
    if (result.messages != NULL)
        fputs(result.messages, stderr);
    if (status == FUBIAO_DONE)
        status = fubiao_write_file("api.pdf", result.pdf);
    if (status == FUBIAO_DONE)
        status = fubiao_write_file("api.docx", result.docx);
    printf("%zu errors\n", result.errors);
    fubiao_result_release(&result);
    fubiao_close(fubiao);
    return (int)status;
}
END
# A program that is linked to a library with sanitizers needs them as well.
sanitize=
if grep -q __asan_init "$program"; then
    sanitize=-fsanitize=address,undefined
fi
# shellcheck disable=SC2046,SC2086 # flags are words
run 0 cc -std=c99 -Wall -Wextra -Wpedantic -Werror $sanitize program.c -o program.out \
    $(pkg-config --cflags --libs fubiao)

fubiao 0 render -o cli.pdf "$sample"
fubiao 0 render -o cli.docx "$sample"
run 0 ./program.out "$sample" installed/share/fubiao
is out "0 errors"
expect "the same PDF as the program's" cmp api.pdf cli.pdf
expect "the same DOCX as the program's" cmp api.docx cli.docx
monitor=$(find "$(dirname "$sample")/../中央" -name '*执行监控.xml')
fubiao 0 render -p 监控期=1-6月 -o cli.pdf "$monitor"
run 0 ./program.out "$monitor" installed/share/fubiao 监控期 1-6月
expect "the same PDF with a parameter" cmp api.pdf cli.pdf
run 2 ./program.out "$monitor" installed/share/fubiao 期 1-6月
says err "has no parameter"
run 4 ./program.out missing.xml installed/share/fubiao
says err "missing.xml: error: cannot read the file"
echo '<x/>' >bad.xml
run 2 ./program.out bad.xml installed/share/fubiao
is out "1 errors"
printf '<记录集><a/><b/></记录集>' >set.xml
run 2 ./program.out set.xml installed/share/fubiao
says err "the file holds 2 records, and only one can be taken here"
run 4 ./program.out "$sample" nowhere
says err "cannot use the data folder 'nowhere'"
finish
