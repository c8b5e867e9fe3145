/* The schema for editors and the reader of templates agree on what a template is. */
#include "schema_testing.h"
#include "template_testing.h"

#include "base/file.h"

#include <dirent.h>

static xmlRelaxNGPtr schema;

static int open_schema(void **state)
{
    (void)state;
    schema = schema_open(SCHEMA_FILE);
    return 0;
}

static int close_schema(void **state)
{
    (void)state;
    xmlRelaxNGFree(schema);
    xmlRelaxNGCleanupTypes();
    return 0;
}

#define P(inside) "<paragraph style='cell'>" inside "</paragraph>"
#define T(inside) "<table columns='1cm 2cm'>" inside "</table>"
#define ROW       "<row><cell style='cell' span='2'/></row>"
#define CELL(attributes)                                      \
    T("<row><cell style='cell' " attributes                   \
      "/><cell style='cell'/></row><row><cell style='cell'/>" \
      "<cell style='cell'/></row>")
#define STYLE(properties) .styles = "<style name='a' " properties "/>"
#define FIELD(attributes) \
    .fields = DEFAULT_FIELDS "<field name='新' " attributes "/>", .catalogue = ""
#define IF(inside) "<if test='名称'>" inside "</if>"

struct schema_case {
    const char *name;
    struct template_text parts;
};

/* Both accept these. */
static const struct schema_case GOOD[] = {
    {"the least", {.catalogue = ""}},
    {"lengths of all units", {STYLE("before='1.25mm' after='0pt' padding-x='20twip'")}},
    {"sizes by name and in points", {STYLE("size='小四' floor='7.5pt' line='1.35'")}},
    {"all kinds of words",
     {STYLE("align='justify' wrap='balance' breaking='gb' gap='no' direction='vertical' "
            "hanging='number' indent='2em' valign='bottom' overflow='shrink' max-lines='3'")}},
    {"limits of numbers", {FIELD("type='percent' min='0' max='100.5'")}},
    {"limits of days", {FIELD("type='date' min='2021-01-01' max='2021年12月31日'")}},
    {"a choice", {FIELD("type='choice' choices='优 良'")}},
    {"a pattern", {FIELD("pattern='[0-9]{6}(甲|乙)?' type='text' max='7'")}},
    {"characters", {FIELD("min='1' max='200' required='yes' unit='元'")}},
    {"a paragraph that stays with what follows",
     {.blocks = "<paragraph style='cell' keep-next='yes'/>"}},
    {"conditions everywhere",
     {.blocks = IF(P(IF("甲"))) T("<header>" IF(ROW) "</header>" IF(
          ROW IF(ROW)) "<row><cell span='2' style='cell'>" IF("<paragraph/>") "</cell></row>")}},
    {"repeats of all kinds",
     {.blocks = T("<repeat select='指标/行' beside='指标/行' min-rows='2' keep='1'>"
                  "<repeat select='/表/指标/行'>" ROW "</repeat><if test='值'>" ROW "</if>"
                  "<row><cell style='cell' item='beside'><number format='一'/></cell>"
                  "<cell style='cell' borders='top left'/></row></repeat>")}},
    {"formats",
     {.blocks = P("<value select='金额' format='money' decimals='0' grouped='yes' scale='0.0001' "
                  "zero='' empty='—'/><value select='名称' format='date' pattern='yyyy.MM.dd'/>"
                  "<value select='金额' format='upper' scale='10000'/>")}},
    {"boxes",
     {.blocks = P("<check select='名称' mark='√' box=''/>"
                  "<choice select='名称' of='是 否' place='before' separator=''/>")}},
    {"a table of contents and Roman page numbers",
     {.blocks = T(ROW) "</section><section><page top='9mm' bottom='9mm' left='9mm' right='9mm'>"
                       "<page-number style='cell' distance='0mm' format='i'/></page>"
                       "<table columns='1cm 1cm' contents='yes'>" ROW "</table>"}},
    {"a table joined to another", {.blocks = T(ROW) "<table joined='yes'>" ROW "</table>"}},
    {"a table without rows", {.blocks = T("")}},
    {"rules",
     {.catalogue = "<rules><sum of='指标/行' total='值' parts='类 种' tolerance='0.01' id='S'/>"
                   "<cut level='note'/><adjust rule='R17' level='off'/>"
                   "<rule id='X' test='金额 &gt; 0' of='.'><message>甲</message>"
                   "<message lang='en'>a<value select='名称'/></message><hint>乙</hint></rule>"
                   "</rules>"}},
    {"elements in any order", {.first = "<parameter name='期间' value=''/>"}},
};

/* Neither accepts these. */
static const struct schema_case BAD[] = {
    {"an unknown element", {.blocks = "<picture/>"}},
    {"an unknown attribute", {.blocks = "<paragraph style='cell' colour='red'/>"}},
    {"a foreign namespace", {.blocks = "<p xmlns='urn:x'/>"}},
    {"text in a section", {.blocks = "甲"}},
    {"text in a row", {.blocks = T("<row>甲<cell style='cell' span='2'/></row>")}},
    {"a paragraph without a style", {.blocks = "<paragraph/>"}},
    {"a table without columns", {.blocks = "<table>" ROW "</table>"}},
    {"a column without a unit", {.blocks = "<table columns='10 20'/>"}},
    {"a negative length", {STYLE("before='-1mm'")}},
    {"too many decimals", {STYLE("before='1.00001mm'")}},
    {"an unknown size", {STYLE("size='大号'")}},
    {"a line that is too low", {STYLE("line='0.4'")}},
    {"an unknown alignment", {STYLE("align='centre'")}},
    {"an indent in points", {STYLE("indent='21pt'")}},
    {"no style at all", {.styles = "</styles><styles>"}},
    {"a style without a name", {.styles = "<style/>"}},
    {"a column from 0", {.blocks = CELL("span='0'")}},
    {"more columns than Word has", {.blocks = CELL("span='64'")}},
    {"a paragraph of a cell that stays with the next",
     {.blocks = T("<row><cell span='2'><paragraph keep-next='yes'/></cell></row>")}},
    {"an unknown heading", {.blocks = CELL("head='top'")}},
    {"an unknown merge", {.blocks = CELL("merge='all'")}},
    {"an unknown border", {.blocks = CELL("borders='middle'")}},
    {"none of two borders", {.blocks = CELL("borders='none top'")}},
    {"two heights", {.blocks = T("<row height='1mm' exact-height='2mm'><cell span='2'/></row>")}},
    {"neither yes nor no", {.blocks = T("<row fill='true'><cell span='2' style='cell'/></row>")}},
    {"a header without rows", {.blocks = T("<header/>")}},
    {"a repeat without rows", {.blocks = T("<repeat select='指标/行'/>")}},
    {"a repeat without items", {.blocks = T("<repeat>" ROW "</repeat>")}},
    {"a repeat in a header",
     {.blocks = T("<header><repeat select='指标/行'>" ROW "</repeat></header>")}},
    {"a condition without a test", {.blocks = "<if>" P("") "</if>"}},
    {"a row in a condition of a section", {.blocks = IF(ROW)}},
    {"a paragraph in a condition of a paragraph", {.blocks = P(IF(P("")))}},
    {"a cell in a condition", {.blocks = T("<row>" IF("<cell/>") "</row>")}},
    {"text beside paragraphs",
     {.blocks = T("<row><cell span='2'>甲<paragraph style='cell'/></cell></row>")}},
    {"a value without an expression", {.blocks = P("<value/>")}},
    {"an unknown format", {.blocks = P("<value select='金额' format='euro'/>")}},
    {"decimals of a date", {.blocks = P("<value select='名称' format='date' decimals='2'/>")}},
    {"a pattern of money", {.blocks = P("<value select='金额' format='money' pattern='yyyy'/>")}},
    {"a pattern without a part of a day",
     {.blocks = P("<value select='名称' format='date' pattern='第一天'/>")}},
    {"ten decimals", {.blocks = P("<value select='金额' format='money' decimals='10'/>")}},
    {"a negative scale", {.blocks = P("<value select='金额' format='money' scale='-1'/>")}},
    {"text in a value", {.blocks = P("<value select='金额'>甲</value>")}},
    {"a break in a break", {.blocks = P("<br><br/></br>")}},
    {"a value in sup in sub", {.blocks = P("<sup><sub/></sup>")}},
    {"a number in words",
     {.blocks = T("<repeat select='指标/行'><row><cell span='2' style='cell'>"
                  "<number format='one'/></cell></row></repeat>")}},
    {"a place of boxes", {.blocks = P("<choice select='名称' of='是 否' place='right'/>")}},
    {"a field without a name", {.fields = "<field/>", .catalogue = ""}},
    {"an unknown type", {FIELD("type='number'")}},
    {"a limit of characters below 1", {FIELD("max='0'")}},
    {"a limit that is no number", {FIELD("type='score' max='ten'")}},
    {"a limit that is no day", {FIELD("type='date' min='2021'")}},
    {"a choice without choices", {FIELD("type='choice'")}},
    {"choices of a text", {FIELD("choices='优 良'")}},
    {"an unknown obligation",
     {.catalogue = "<catalogue name='类' levels='类'><kind value='甲' obligation='yes'/>"
                   "</catalogue>"}},
    {"a catalogue without kinds", {.catalogue = "<catalogue name='类' levels='类'/>"}},
    {"a catalogue without levels",
     {.catalogue = "<catalogue name='类'><kind value='甲'/></catalogue>"}},
    {"an unknown rule", {.catalogue = "<rules><total/></rules>"}},
    {"a rule without what it needs", {.catalogue = "<rules><sum total='值'/></rules>"}},
    {"an unknown level", {.catalogue = "<rules><cut level='fatal'/></rules>"}},
    {"a rule of its own without a message",
     {.catalogue = "<rules><rule id='X' test='金额'/></rules>"}},
    {"an unknown language",
     {.catalogue = "<rules><rule id='X' test='金额'><message lang='fr'/></rule></rules>"}},
    {"a private answer", {FIELD("private='maybe'")}},
    {"a parameter that cannot be named", {.first = "<parameter name='1-7月' value=''/>"}},
    {"a parameter without a value", {.first = "<parameter name='期间'/>"}},
    {"a file out of the folder", {.first = "<include href='../a.xml'/>"}},
    {"a hidden file", {.first = "<include href='a/.b.xml'/>"}},
    {"two titles", {.first = "<title/>"}},
    {"a page within the blocks",
     {.blocks = "<page top='0mm' bottom='0mm' left='0mm' right='0mm'/>"}},
    {"page numbers in letters",
     {.blocks = P("") "</section><section><page top='9mm' bottom='9mm' left='9mm' right='9mm'>"
                      "<page-number style='cell' distance='0mm' format='a'/></page>"}},
    {"a table that may be one of contents",
     {.blocks = "<table columns='1cm 1cm' contents='maybe'>" ROW "</table>"}},
    {"an unknown paper",
     {.blocks = P("") "</section><section><page size='A6' top='0mm' bottom='0mm' left='0mm' "
                      "right='0mm'/>"}},
    {"a section without a page", {.blocks = P("") "</section><section>"}},
    {"fit of no page",
     {.blocks = P("") "</section><section fit='0'><page top='0mm' bottom='0mm' "
                      "left='0mm' right='0mm'/>"}},
};

/* The reader alone refuses these: they depend on other parts of the template. */
static const struct schema_case MEANING[] = {
    {"an unknown style", {.blocks = "<paragraph style='cel'/>"}},
    {"an unknown field", {.blocks = P("<value select='名'/>")}},
    {"no expression", {.blocks = P("<value select='名称['/>")}},
    {"a gap in the grid", {.blocks = T("<row><cell style='cell'/></row>")}},
    {"a label outside a catalogue", {.blocks = P("<label level='1'/>")}},
    {"an unknown parameter", {.blocks = P("<value select='$期间'/>")}},
    {"limits the wrong way round", {FIELD("min='10' max='1'")}},
    {"a day that is none", {FIELD("type='date' min='2021-02-30'")}},
    {"an unknown font", {STYLE("font='隶书'")}},
    {"a cell without a style", {.blocks = T("<row><cell span='2'/></row>")}},
};

/* Reads a template both ways. */
static void judge(const struct schema_case *test, bool by_schema, bool by_reader)
{
    struct template_fixture fixture = {0};
    struct schema_message message;
    struct fb_buffer said;
    fb_status status;
    bool accepted;

    print_message("%s\n", test->name);
    status = read_template(&fixture, &test->parts);
    fb_buffer_init(&said, 1 << 20);
    fb_diagnostics_print(fixture.sink, &said, false);
    accepted = schema_accepts(schema, fixture.text.data, fixture.text.length, &message);
    if (accepted != by_schema)
        fail_msg("the schema %s\n%s", accepted ? "accepts it" : "refuses it:", message.text);
    if ((status == FB_OK) != by_reader)
        fail_msg("the reader %s\n%s", status == FB_OK ? "accepts it" : "refuses it:", said.data);
    fb_buffer_release(&said);
    release_template(&fixture);
}

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        judge(&GOOD[i], true, true);
}

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        judge(&BAD[i], false, false);
}

static void test_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof MEANING / sizeof *MEANING; i++)
        judge(&MEANING[i], true, false);
}

/* No rule is forgotten in the schema. */
static void test_all_rules(void **state)
{
    static const char *const ELEMENTS[] = {
#define FB_RULE_KIND(kind, element, id, level, parameters) element,
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
    };
    struct fb_buffer text;

    (void)state;
    fb_buffer_init(&text, 1 << 20);
    assert_int_equal(fb_file_read(&text, SCHEMA_FILE), FB_OK);
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++) {
        char element[100];
        snprintf(element, sizeof element, "<element name=\"%s\">", ELEMENTS[i]);
        if (strstr(text.data, element) == NULL)
            fail_msg("the schema has no %s", element);
    }
    fb_buffer_release(&text);
}

/* Checks that a file of the templates folder is valid and names the schema by its path from there.
 */
static void check_file(const char *path)
{
    static const char MODEL[] = "<?xml-model href=\"../../schema/fubiao-template.rng\"?>\n";
    struct schema_message message;
    struct fb_buffer text;

    print_message("%s\n", path);
    fb_buffer_init(&text, 1 << 20);
    assert_int_equal(fb_file_read(&text, path), FB_OK);
    if (!schema_accepts(schema, text.data, text.length, &message))
        fail_msg("%s", message.text);
    if (strstr(text.data, MODEL) == NULL)
        fail_msg("the file has no %s", MODEL);
    fb_buffer_release(&text);
}

/* Checks the files of a region's folder. */
static size_t check_folder(const char *folder)
{
    DIR *stream = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        char path[1024];
        if (strstr(entry->d_name, ".xml") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        check_file(path);
        count++;
    }
    if (stream != NULL)
        closedir(stream);
    return count;
}

static void test_all_templates(void **state)
{
    DIR *stream = opendir(FB_TEST_SOURCE_DIR "/templates");
    struct dirent *entry;
    size_t count = 0;

    (void)state;
    assert_non_null(stream);
    while ((entry = readdir(stream)) != NULL) {
        char path[1024];
        snprintf(path, sizeof path, FB_TEST_SOURCE_DIR "/templates/%s", entry->d_name);
        if (entry->d_name[0] != '.')
            count += check_folder(path);
    }
    closedir(stream);
    assert_true(count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),          cmocka_unit_test(test_bad),
        cmocka_unit_test(test_meaning),       cmocka_unit_test(test_all_rules),
        cmocka_unit_test(test_all_templates),
    };

    return cmocka_run_group_tests(tests, open_schema, close_schema);
}
