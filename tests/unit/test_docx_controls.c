/*
 * test_docx_controls.c: values as content controls, rows as repeating sections, and the judge of
 * both.
 */
#include "docx_testing.h"
#include "merge_testing.h"

#define FIELDS                                                                        \
    "<field name='名称'/><field name='金额' type='money'/><field name='目标'/>" \
    "<field name='备注'/><list name='指标' item='行'><field name='类'/>"        \
    "<field name='值'/></list><list name='中期' item='行'><field name='类'/>"    \
    "<field name='值'/></list><list name='组' item='项'><field name='名'/>"       \
    "<list name='条' item='目'><field name='值'/></list></list>"

#define VALUE(select) "<value select=\"" select "\"/>"
#define CELL(content) "<cell>" content "</cell>"

/* One of everything. */
static const char BLOCKS[] = P(
    "关于" VALUE("名称") "的（" VALUE("备注") "）" VALUE("concat(名称,'甲')")) P(VALUE("目标"))
    T("<row><cell>目标</cell><cell span='2'>" VALUE(
        "目标") "</cell></row>"
                "<row><cell>金额</cell><cell span='2'><value select='金额' format='money' "
                "decimals='2'/></cell></row>"
                "<row><cell>又</cell><cell span='2'><paragraph>其中</paragraph><paragraph>" VALUE(
                    "目标") "</paragraph></cell></row>"
                            "<repeat select='指标/行' min-rows='3'><row><cell merge='equal'>" VALUE(
                                "类") "</cell><cell span='2'>" VALUE("值")
                                VALUE("string-length(值)") "</cell></row></repeat>")
        T("<repeat select='指标/行' beside='中期/行'><row>" CELL(
            VALUE("值")) "<cell item='beside' span='2'>" VALUE("值") "</cell></row></repeat>")
            T("<repeat select='组/项'><row><cell>" VALUE(
                "名") "</cell><cell span='2'/></row>"
                      "<repeat select='条/目'><row><cell span='3'>" VALUE(
                          "值") "</cell></row></repeat>"
                                "</repeat>");

static const char RECORD[] =
    "<名称>桥</名称><金额>1234</金额><目标>一\n二</目标>"
    "<指标><行><类>甲</类><值>1</值></行><行><类>甲</类><值/></行></指标>"
    "<中期><行><类>乙</类><值>3</值></行></中期>"
    "<组><项><名>子</名><条><目><值>5</值></目><目><值>6</值></目></条></项>"
    "<项><名>丑</名><条><目><值>7</值></目></条></项></组>";

static void write_docx(struct unpacked *docx, bool protect)
{
    struct merge_fixture fixture = {0};
    struct fb_docx_setup setup = {.program = "0", .protect = protect};
    struct fb_buffer out;

    assert_int_equal(merge_in(&fixture, &(struct merge_setting){.fields = FIELDS}, BLOCKS, RECORD),
                     FB_OK);
    setup.record = fixture.record;
    setup.template = fixture.template.template;
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_docx_write(&out, fixture.doc, &setup), FB_OK);
    unpack(docx, &out);
    fb_buffer_release(&out);
    release(&fixture);
}

static int set_up(void **state)
{
    struct unpacked *docx = calloc(1, sizeof *docx);

    assert_non_null(docx);
    write_docx(docx, false);
    *state = docx;
    return 0;
}

static int tear_down(void **state)
{
    struct unpacked *docx = *state;

    fb_arena_free(docx->arena);
    free(docx);
    return 0;
}

#define RUN_FORMAT "<w:rPr>" HINT "</w:rPr>"
#define MARK(tag)  "<w:bookmarkStart w:id=\"" tag "\" w:name=\"f_" tag "\"/>"
#define END(tag)   "<w:bookmarkEnd w:id=\"" tag "\"/>"
#define NOTHING                                                                \
    "<w:placeholder><w:docPart w:val=\"fubiao-placeholder\"/></w:placeholder>" \
    "<w:showingPlcHdr/>"
#define RICH "<w:richText/></w:sdtPr><w:sdtContent>"

static const struct fragment_case FRAGMENTS[] = {
    {"a value in a text is a control bound to its node", BODY,
     MARK("1") "<w:sdt><w:sdtPr>" RUN_FORMAT "<w:alias w:val=\"名称\"/><w:tag w:val=\"f_1\"/>"
               "<w:id w:val=\"1\"/><w:lock w:val=\"sdtLocked\"/><w:placeholder>"
               "<w:docPart w:val=\"fubiao-placeholder\"/></w:placeholder>"
               "<w:dataBinding w:xpath=\"/*[1]/名称[1]\" w:storeItemID=\"{",
     1},
    {"it is plain text and may have several lines", BODY,
     "<w:text w:multiLine=\"1\"/></w:sdtPr><w:sdtContent><w:r>" RUN_FORMAT PLAIN
     "桥</w:t></w:r></w:sdtContent></w:sdt>" END("1"),
     1},
    {"an amount has one line", BODY, "<w:text/>", 1},
    {"what is empty shows the placeholder", BODY,
     NOTHING "<w:dataBinding w:xpath=\"/*[1]/备注[1]\"", 1},
    {"which is blank", BODY,
     "<w:r><w:rPr><w:rStyle w:val=\"a3\"/></w:rPr>" PLAIN "　　　</w:t></w:r>", 6},
    {"and has a style", STYLES, "w:styleId=\"a3\"><w:name w:val=\"Placeholder Text\"/>", 1},
    {"and a building block", "word/glossary/document.xml",
     "<w:docPartPr><w:name w:val=\"fubiao-placeholder\"/>", 1},
    {"a computed text is locked", BODY,
     "<w:tag w:val=\"f_3\"/><w:id w:val=\"3\"/><w:lock w:val=\"sdtContentLocked\"/>" RICH, 1},
    {"a value of lines is one control around its paragraphs", BODY,
     "<w:sdt><w:sdtPr><w:alias w:val=\"目标\"/><w:tag w:val=\"f_4\"/><w:id w:val=\"4\"/>"
     "<w:lock w:val=\"sdtLocked\"/><w:placeholder><w:docPart w:val=\"fubiao-placeholder\"/>"
     "</w:placeholder>" RICH "<w:p>",
     1},
    {"with a bookmark from the first to the last", BODY,
     "二</w:t></w:r>" END("4") "</w:p></w:sdtContent></w:sdt>", 1},
    {"around its cell, if it is all of it", BODY, RICH "<w:tc><w:tcPr>", 1},
    {"and within it, if it is not", BODY, RICH "<w:p>", 2},
    {"a list is a repeating section", BODY,
     "<w:alias w:val=\"指标\"/><w:id w:val=\"8\"/><w15:dataBinding w:xpath=\"/*[1]/指标[1]/行\"",
     1},
    {"with the name of an item on Word's button", BODY,
     "<w15:repeatingSection><w15:sectionTitle w:val=\"行\"/></w15:repeatingSection></w:sdtPr>", 1},
    {"each of its rows is an item, blank ones too", BODY,
     "<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent><w:tr>", 8},
    {"a list in a list is a section in each item", BODY, "<w15:repeatingSection>", 1 + 1 + 2},
    {"bound below that item", BODY, "w:xpath=\"/*[1]/组[1]/项[2]/条[1]/目\"", 1},
    {"two lists side by side are none", BODY, "/*[1]/中期[1]/行\"", 0},
    {"Word 2007 may ignore it", BODY, "mc:Ignorable=\"w15\"", 1},
};

static void test_fragments(void **state)
{
    check_fragments(*state, FRAGMENTS, sizeof FRAGMENTS / sizeof *FRAGMENTS);
}

static void test_sound(void **state)
{
    check_sound(*state);
}

static const struct fragment_case PROTECTED[] = {
    {"all text is a group", BODY,
     "<w:body><w:sdt><w:sdtPr><w:id w:val=\"1\"/><w:lock w:val=\"contentLocked\"/><w:group/>"
     "</w:sdtPr><w:sdtContent><w:p>",
     1},
    {"the section ends outside", BODY, "</w:p></w:sdtContent></w:sdt><w:sectPr>", 1},
    {"values are controls in it", BODY, "<w:dataBinding w:xpath=\"/*[1]/名称[1]\"", 1},
};

static void test_protected(void **state)
{
    struct unpacked docx = {0};

    (void)state;
    write_docx(&docx, true);
    check_fragments(&docx, PROTECTED, sizeof PROTECTED / sizeof *PROTECTED);
    check_sound(&docx);
    fb_arena_free(docx.arena);
}

static const struct damage DAMAGES[] = {
    {BODY, "<w:id w:val=\"2\"/>", "<w:id w:val=\"1\"/>", "two controls are 1"},
    {BODY, "<w:id w:val=\"2\"/>", "", "no identifier"},
    {BODY, "<w:id w:val=\"2\"/>", "<w:id w:val=\"0\"/>", "is 0"},
    {BODY, "<w:id w:val=\"2\"/>", "<w:id w:val=\"2147483648\"/>", "of 32 bits"},
    {BODY, "<w:tag w:val=\"f_2\"/>", "<w:tag w:val=\"f_1\"/>", "two tags are f_1"},
    {BODY, MARK("2"), MARK("1"), "two bookmarks are 1"},
    {BODY, "w:name=\"f_2\"", "w:name=\"f_1\"", "two names of bookmarks are f_1"},
    {BODY, "w:name=\"f_2\"", "w:name=\"f_2345678901234567890123456789012345678901\"", "too long"},
    {BODY, END("2"), "", "begins and does not end"},
    {BODY, MARK("2"), "", "ends and does not begin"},
    {BODY, "/*[1]/备注[1]", "/*[1]/备注[2]", "selects 0 nodes, not 1"},
    {BODY, "/*[1]/指标[1]/行[1]/类[1]", "/*[1]/指标[1]/行/类", "nodes, not 1"},
    {BODY, "/*[1]/指标[1]/行\"", "/*[1]/指标[1]/行[1]\"", "selects 1 nodes, not 3"},
    {BODY, "w:storeItemID=\"{", "w:storeItemID=\"{0", "which is not there"},
    {BODY, PLAIN "桥<", PLAIN "路<", "shows '路' and its node has '桥'"},
    {BODY, "<w:showingPlcHdr/>", "", "shows '　　　' and its node has ''"},
    {BODY, "w:val=\"fubiao-placeholder\"", "w:val=\"x\"", "placeholder x is not in the glossary"},
    {BODY, "<w:sdtContent><w:tc>", "<w:sdtContent><w:tr/><w:tc>", "a control of a cell holds"},
    {BODY, "<w15:repeatingSectionItem/>", "", "something that is no item"},
    {BODY, "<w15:repeatingSection>", "<w15:x>", "not well-formed"},
    {BODY, "<w15:repeatingSectionItem/>",
     "<w:lock w:val=\"sdtLocked\"/><w15:repeatingSectionItem/>",
     "keeps its rows from being deleted"},
    {BODY, "w:rStyle w:val=\"a3\"", "w:rStyle w:val=\"a9\"", "the style a9"},
    {"customXml/_rels/item1.xml.rels", "itemProps1", "itemProps7", "itemProps7.xml is not there"},
    {"customXml/itemProps1.xml", "itemID=\"{", "itemID=\"{0", "which is not there"},
};

static void test_judge(void **state)
{
    check_damages(*state, DAMAGES, sizeof DAMAGES / sizeof *DAMAGES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_protected),
        cmocka_unit_test(test_judge),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
