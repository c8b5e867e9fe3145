#include "cli/exit_status.h"
#include "cli/locale.h"
#include "cli/options.h"
#include "cli/output_plan.h"
#include "testing.h"

#include <sys/stat.h>
#include <unistd.h>

enum { WORDS = 8 };

static const struct fb_option OPTIONS[] = {
    {'t', "template", "TEMPLATE", "the template", offsetof(struct fb_arguments, template_name)},
    {'o', "output", "FILE", "the output", offsetof(struct fb_arguments, output)},
    {'p', "parameter", "NAME=VALUE", "a parameter", offsetof(struct fb_arguments, settings)},
    {0, "strict", NULL, "be strict", offsetof(struct fb_arguments, strict)},
    {'h', "help", NULL, "help", offsetof(struct fb_arguments, help)},
    {0},
};

static size_t count_words(const char *const *words)
{
    size_t count = 0;

    while (words[count] != NULL)
        count++;
    return count;
}

/* Parses the words; `error` is initialised here and released by the caller. */
static bool parse(struct fb_arguments *out, const char *const *words, char **copy, bool stop_early,
                  struct fb_buffer *error)
{
    memcpy(copy, words, WORDS * sizeof *copy);
    fb_buffer_init(error, 1 << 16);
    return fb_options_parse(out, OPTIONS, copy, count_words(words), stop_early, error);
}

static const struct {
    const char *name;
    const char *words[WORDS];
    bool stop_early;
    const char *template_name;
    const char *output;
    bool strict;
    bool help;
    const char *operands[WORDS];
} ACCEPTED[] = {
    {"nothing", {NULL}, false, NULL, NULL, false, false, {NULL}},
    {"operands", {"a", "b"}, false, NULL, NULL, false, false, {"a", "b"}},
    {"short", {"-t", "T", "a"}, false, "T", NULL, false, false, {"a"}},
    {"short, attached", {"-tT", "a"}, false, "T", NULL, false, false, {"a"}},
    {"long", {"--template", "T"}, false, "T", NULL, false, false, {NULL}},
    {"long, attached", {"--template=T=1"}, false, "T=1", NULL, false, false, {NULL}},
    {"mixed", {"a", "--strict", "b", "-o", "x"}, false, NULL, "x", true, false, {"a", "b"}},
    {"letters together", {"-ho", "x"}, false, NULL, "x", false, true, {NULL}},
    {"last wins", {"-t", "T", "-t", "U"}, false, "U", NULL, false, false, {NULL}},
    {"standard input", {"-", "-o", "-"}, false, NULL, "-", false, false, {"-"}},
    {"end of options",
     {"--", "--strict", "-t"},
     false,
     NULL,
     NULL,
     false,
     false,
     {"--strict", "-t"}},
    {"argument like an option", {"-t", "--strict"}, false, "--strict", NULL, false, false, {NULL}},
    {"stop early", {"-h", "c", "-t", "x"}, true, NULL, NULL, false, true, {"c", "-t", "x"}},
};

static void check_accepted(size_t i)
{
    struct fb_arguments arguments;
    struct fb_buffer error;
    char *copy[WORDS];
    size_t operands = count_words(ACCEPTED[i].operands);

    print_message("%s\n", ACCEPTED[i].name);
    assert_true(parse(&arguments, ACCEPTED[i].words, copy, ACCEPTED[i].stop_early, &error));
    assert_int_equal(error.length, 0);
    assert_int_equal(arguments.template_name == NULL, ACCEPTED[i].template_name == NULL);
    if (arguments.template_name != NULL)
        assert_string_equal(arguments.template_name, ACCEPTED[i].template_name);
    assert_int_equal(arguments.output == NULL, ACCEPTED[i].output == NULL);
    if (arguments.output != NULL)
        assert_string_equal(arguments.output, ACCEPTED[i].output);
    assert_int_equal(arguments.strict, ACCEPTED[i].strict);
    assert_int_equal(arguments.help, ACCEPTED[i].help);
    assert_int_equal(arguments.operand_count, operands);
    for (size_t j = 0; j < operands; j++)
        assert_string_equal(arguments.operands[j], ACCEPTED[i].operands[j]);
    fb_buffer_release(&error);
}

static void test_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ACCEPTED / sizeof *ACCEPTED; i++)
        check_accepted(i);
}

static const struct {
    const char *words[WORDS];
    const char *error;
} REFUSED[] = {
    {{"--templat", "T"}, "unknown option '--templat'"},
    {{"--templates=T"}, "unknown option '--templates'"},
    {{"-x"}, "unknown option '-x'"},
    {{"-hé"}, "unknown option '-é'"},
    {{"--strict=1"}, "option '--strict' takes no argument"},
    {{"-t"}, "option '--template' needs an argument: TEMPLATE"},
    {{"--template="}, "option '--template' needs an argument: TEMPLATE"},
    {{"a", "-o", ""}, "option '--output' needs an argument: FILE"},
    {{"-p", "期间"}, "'期间' is not of the form NAME=VALUE"},
    {{"-p", "=1"}, "'=1' is not of the form NAME=VALUE"},
    {{"-p", "a=\x01"}, "'a=\x01' is not of the form NAME=VALUE"},
    {{"-p", "a=\xFF"}, "'a=\xFF' is not of the form NAME=VALUE"},
    {{"-p", "a=\xEF\xBF\xBF"}, "'a=\xEF\xBF\xBF' is not of the form NAME=VALUE"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        struct fb_arguments arguments;
        struct fb_buffer error;
        char *copy[WORDS];
        assert_false(parse(&arguments, REFUSED[i].words, copy, false, &error));
        assert_string_equal(error.data, REFUSED[i].error);
        fb_buffer_release(&error);
    }
}

static void test_settings(void **state)
{
    const char *words[WORDS] = {"-p", "期间=1-6月", "x", "--parameter=单位=", "-pa=b=c"};
    char *copy[WORDS], *many[2 * FB_SETTINGS_LIMIT + 3];
    struct fb_arguments arguments;
    struct fb_buffer error;

    (void)state;
    assert_true(parse(&arguments, words, copy, false, &error));
    assert_int_equal(arguments.settings.count, 3);
    assert_string_equal(arguments.settings.items[0], "期间=1-6月");
    assert_string_equal(arguments.settings.items[1], "单位=");
    assert_string_equal(arguments.settings.items[2], "a=b=c");
    assert_int_equal(arguments.operand_count, 1);
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        many[i] = i % 2 == 0 ? "-p" : "a=1";
    assert_true(
        fb_options_parse(&arguments, OPTIONS, many, 2 * (size_t)FB_SETTINGS_LIMIT, false, &error));
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        many[i] = i % 2 == 0 ? "-p" : "a=1";
    assert_false(fb_options_parse(&arguments, OPTIONS, many, 2 * (size_t)FB_SETTINGS_LIMIT + 2,
                                  false, &error));
    assert_string_equal(error.data, "option '--parameter' may be given 64 times at most");
    fb_buffer_release(&error);
}

static void test_options_help(void **state)
{
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1 << 16);
    fb_options_help(&out, OPTIONS);
    assert_string_equal(out.data, "  -t, --template TEMPLATE            the template\n"
                                  "  -o, --output FILE                  the output\n"
                                  "  -p, --parameter NAME=VALUE         a parameter\n"
                                  "      --strict                       be strict\n"
                                  "  -h, --help                         help\n");
    fb_buffer_release(&out);
}

static const struct {
    const char *name;
    const char *format;
    const char *output;
    const char *records[WORDS];
    const char *paths[WORDS]; /* of all records, pdf before docx; empty: `error` is expected */
    const char *error;
} PLANS[] = {
    {"both, here", NULL, NULL, {"x/记录.xml"}, {"记录.pdf", "记录.docx"}, NULL},
    {"one of two", "docx", NULL, {"a.xml", "b.XML"}, {"a.docx", "b.docx"}, NULL},
    {"new folder", "pdf", "new/folder", {"a.xml"}, {"new/folder/a.pdf"}, NULL},
    {"slash kept", "pdf", "folder/", {"a.xml"}, {"folder/a.pdf"}, NULL},
    {"folder named as a file", "pdf", "folder.pdf", {"a.xml"}, {"folder.pdf/a.pdf"}, NULL},
    {"other points kept", "pdf", NULL, {"v1.0"}, {"v1.0.pdf"}, NULL},
    {"hidden", "pdf", NULL, {".xml"}, {".xml.pdf"}, NULL},
    {"file by extension", NULL, "out/x.PDF", {"a.xml"}, {"out/x.PDF"}, NULL},
    {"file that exists", "docx", "file", {"a.xml"}, {"file"}, NULL},
    {"standard input", NULL, "x.docx", {"-"}, {"x.docx"}, NULL},
    {"standard output", "pdf", "-", {"a.xml"}, {"-"}, NULL},
    {"unknown output",
     "pdf,odt",
     NULL,
     {"a.xml"},
     {NULL},
     "unknown output in 'pdf,odt'; there are pdf and docx"},
    {"empty output",
     "pdf,",
     NULL,
     {"a.xml"},
     {NULL},
     "unknown output in 'pdf,'; there are pdf and docx"},
    {"another extension",
     "docx",
     "x.pdf",
     {"a.xml"},
     {NULL},
     "'x.pdf' ends in .pdf, but -f asks for another output"},
    {"two in one file",
     "pdf,docx",
     "x.pdf",
     {"a.xml"},
     {NULL},
     "one file 'x.pdf' cannot hold several outputs; choose with -f"},
    {"two to standard output",
     NULL,
     "-",
     {"a.xml"},
     {NULL},
     "one file '-' cannot hold several outputs; choose with -f"},
    {"two records in one file",
     NULL,
     "x.pdf",
     {"a.xml", "b.xml"},
     {NULL},
     "one file 'x.pdf' cannot hold several records"},
    {"nameless",
     "pdf",
     NULL,
     {"-"},
     {NULL},
     "a record from standard input has no name; give one with -o"},
    {"device",
     "pdf",
     "/dev/null",
     {"a.xml"},
     {NULL},
     "'/dev/null' is neither a folder nor a regular file"},
    {"repeated",
     NULL,
     NULL,
     {"x/a.xml", "b.xml", "y/a.xml"},
     {NULL},
     "'x/a.xml' and 'y/a.xml' would both become 'a.pdf'"},
};

static void check_paths(const struct fb_output_plan *plan, const char *const *expected)
{
    size_t next = 0;

    for (size_t i = 0; i < plan->record_count; i++) {
        for (size_t kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
            if (plan->records[i].paths[kind] == NULL)
                continue;
            assert_non_null(expected[next]);
            assert_string_equal(plan->records[i].paths[kind], expected[next]);
            next++;
        }
    }
    assert_null(expected[next]);
}

static void check_plan(size_t i)
{
    struct fb_arguments arguments = {.format = PLANS[i].format, .output = PLANS[i].output};
    char *operands[WORDS];
    struct fb_output_plan plan;
    struct fb_arena *arena;
    struct fb_buffer error;
    fb_status status;

    print_message("%s\n", PLANS[i].name);
    memcpy(operands, PLANS[i].records, sizeof operands);
    arguments.operands = operands;
    arguments.operand_count = count_words(PLANS[i].records);
    fb_buffer_init(&error, 1 << 16);
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    status = fb_output_plan_make(&plan, arena, &arguments, &error);
    if (PLANS[i].error == NULL) {
        assert_int_equal(status, FB_OK);
        check_paths(&plan, PLANS[i].paths);
    } else {
        assert_int_equal(status, FB_ERR_INPUT);
        assert_string_equal(error.data, PLANS[i].error);
    }
    fb_arena_free(arena);
    fb_buffer_release(&error);
}

/* The plans are made in a folder of their own, with "folder", "folder.pdf/" and "file" in it. */
static void test_plans(void **state)
{
    char scratch[] = "test_cli.XXXXXX";
    FILE *file;

    (void)state;
    assert_non_null(mkdtemp(scratch));
    assert_int_equal(chdir(scratch), 0);
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(mkdir("folder.pdf", 0777), 0);
    file = fopen("file", "w");
    assert_non_null(file);
    fclose(file);
    for (size_t i = 0; i < sizeof PLANS / sizeof *PLANS; i++)
        check_plan(i);
    remove("file");
    rmdir("folder");
    rmdir("folder.pdf");
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir(scratch), 0);
}

static void test_exit_status(void **state)
{
    (void)state;
    assert_int_equal(fb_exit_of(FB_OK), 0);
    assert_int_equal(fb_exit_of(FB_ERR_INPUT), 2);
    assert_int_equal(fb_exit_of(FB_ERR_IO), 4);
    assert_int_equal(fb_exit_of(FB_ERR_NOMEM), 4);
    assert_int_equal(fb_exit_of(FB_ERR_INTERNAL), 4);
    assert_int_equal(fb_exit_worse(FB_EXIT_INPUT, FB_EXIT_WARNINGS), FB_EXIT_INPUT);
}

static void test_chinese(void **state)
{
    static const char *const YES[] = {"zh", "zh_CN", "zh_CN.UTF-8", "zh_TW", "zh-Hans", "zh@x"};
    static const char *const NO[] = {"", "C", "en_US.UTF-8", "zha_CN", "ZH", "z"};

    (void)state;
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        assert_true(fb_locale_is_chinese(YES[i]));
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        assert_false(fb_locale_is_chinese(NO[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepted), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_settings), cmocka_unit_test(test_options_help),
        cmocka_unit_test(test_plans),    cmocka_unit_test(test_exit_status),
        cmocka_unit_test(test_chinese),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
