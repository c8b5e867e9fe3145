/*
 * test_data_table.c: records found in workbooks, by the mapping of a template and by mappings from
 * files, and what is told where a workbook is not right.
 *
 * A workbook is written as text: "[项目]" begins a sheet, "(目录)" a hidden one; a line is a row,
 * with
 * '|' between cells; '~' before a row hides it; a cell that begins with '#' is the error of a
 * formula, one that begins with '=' a formula without its value, one that begins with '¥' a number,
 * and '^' is merged with the cell above.
 */
#include "data/table.h"
#include "data/value.h"
#include "sheet/build.h"
#include "testing.h"

#include "xml/document.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- what a record is made of ---- */

#define VALUE(name, order)                                       \
    {                                                            \
        FB_SHAPE_VALUE, name, NULL, NULL, 0, false, order, false \
    }
#define INHERITED(name, order)                                  \
    {                                                           \
        FB_SHAPE_VALUE, name, NULL, NULL, 0, true, order, false \
    }

static const struct fb_shape PART[] = {VALUE("名称", 9)};
static const struct fb_shape ITEM[] = {
    INHERITED("类", 5),
    INHERITED("种", 6),
    VALUE("值", 7),
    {FB_SHAPE_LIST, "活动", "项", PART, COUNT(PART), false, 8, false},
};
static const struct fb_shape FUNDS[] = {
    {FB_SHAPE_VALUE, "总额", NULL, NULL, 0, false, 3, true},
};
static const struct fb_shape FIELDS[] = {
    VALUE("名称", 1),
    {FB_SHAPE_GROUP, "资金", NULL, FUNDS, COUNT(FUNDS), false, 2, false},
    {FB_SHAPE_LIST, "指标", "行", ITEM, COUNT(ITEM), false, 4, false},
    VALUE("说明", 10),
};
static const struct fb_shape RECORD = {FB_SHAPE_GROUP, "表",  NULL, FIELDS,
                                       COUNT(FIELDS),  false, 0,    false};
static const char *const ATTRIBUTES[] = {"期间", "模板", NULL};

/* ---- workbooks from text ---- */

struct maker {
    struct fb_workbook *workbook;
    uint32_t row;
};

static void add_cell(struct maker *maker, uint32_t column, const char *text, size_t length)
{
    struct fb_buffer *texts = fb_workbook_text(maker->workbook);
    struct fb_cell cell = {.row = maker->row, .column = column};

    if (length == 0)
        return;
    if (text[0] == '^') {
        struct fb_merge merge = {maker->row - 1, column, maker->row, column, 0};
        assert_int_equal(fb_workbook_add_merge(maker->workbook, &merge), FB_OK);
        return;
    }
    cell.offset = (uint32_t)texts->length;
    cell.length = (uint32_t)length;
    cell.kind = text[0] == '#' || text[0] == '='       ? FB_CELL_ERROR
                : strncmp(text, "¥", strlen("¥")) == 0 ? FB_CELL_NUMBER
                                                       : FB_CELL_TEXT;
    fb_buffer_append(texts, text, length);
    fb_buffer_append_char(texts, '\n');
    assert_int_equal(fb_workbook_add_cell(maker->workbook, &cell), FB_OK);
}

static void add_row(struct maker *maker, const char *line, size_t length)
{
    const char *end = line + length;
    uint32_t column = 0;

    if (length > 0 && line[0] == '~') {
        assert_int_equal(fb_workbook_hide_rows(maker->workbook, maker->row, maker->row), FB_OK);
        line++;
    }
    for (; line <= end; column++) {
        const char *bar = memchr(line, '|', (size_t)(end - line));
        size_t taken = (size_t)((bar == NULL ? end : bar) - line);
        add_cell(maker, column, line, taken);
        line += taken + 1;
    }
    maker->row++;
}

static struct fb_workbook *make_workbook(const char *text)
{
    struct maker maker = {0};

    assert_int_equal(fb_workbook_new(&maker.workbook, "w.xlsx"), FB_OK);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (*text == '[' || *text == '(') {
            char name[64] = "";
            memcpy(name, text + 1, length - 2);
            assert_int_equal(fb_workbook_add_sheet(maker.workbook, name, *text == '('), FB_OK);
            maker.row = 0;
        } else {
            add_row(&maker, text, length);
        }
        text += length + (text[length] == '\n' ? 1 : 0);
    }
    assert_int_equal(fb_workbook_finish(maker.workbook), FB_OK);
    return maker.workbook;
}

/* ---- what was read, as text ---- */

/* "表(名称=甲 资金(总额=1))"; attributes as "@期间=…". */
static void dump(struct fb_buffer *out, struct fb_arena *arena, const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    const char *name, *space = "";

    fb_buffer_append_string(out, fb_xml_name(element));
    if (child == NULL && fb_xml_attribute_name(element, 0) == NULL) {
        fb_buffer_append_format(out, "=%s", fb_value_text(arena, element));
        return;
    }
    fb_buffer_append_char(out, '(');
    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++, space = " ")
        fb_buffer_append_format(out, "%s@%s=%s", space, name, fb_xml_attribute(element, name));
    for (; child != NULL; child = fb_xml_next(child), space = " ") {
        fb_buffer_append_string(out, space);
        dump(out, arena, child);
    }
    fb_buffer_append_char(out, ')');
}

/* "项目!A3 table-key-twice" for each finding. */
static void dump_findings(struct fb_buffer *out, struct fb_diagnostics *sink)
{
    struct fb_buffer text;
    char *line, *rest;

    fb_buffer_init(&text, 1 << 20);
    fb_diagnostics_print(sink, &text, false);
    for (line = strtok_r(text.data, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        char *name = strrchr(line, '['), *place = strchr(line, ':');
        if (line[0] == ' ' || name == NULL || name[strlen(name) - 1] != ']')
            continue;
        name[strlen(name) - 1] = '\0';
        if (strncmp(line, "w.xlsx:", 7) != 0 && strncmp(line, "m.xml:", 6) != 0)
            fb_buffer_append_format(out, "%s\n", name + 1);
        else
            fb_buffer_append_format(out, "%.*s %s\n", (int)strcspn(place + 1, ": "), place + 1,
                                    name + 1);
    }
    fb_buffer_release(&text);
}

static void dump_records(struct fb_buffer *out, struct fb_arena *arena, struct fb_table *table,
                         struct fb_diagnostics *sink)
{
    for (size_t i = 0; i < fb_table_count(table); i++) {
        struct fb_xml *xml;
        if (fb_table_record(&xml, table, i, sink) != FB_OK)
            continue;
        dump(out, arena, fb_xml_root(xml));
        fb_buffer_append_char(out, '\n');
        fb_xml_free(xml);
    }
}

/* ---- cases ---- */

#define HEAD    "[项目]\n编号|名称|资金/总额（万元）*|说明|@期间\n"
#define ITEMS   "[指标]\n编号|类|种|值\n"
#define MAPPING "<mapping xmlns='urn:fubiao:mapping:1'>"

static const struct {
    const char *name;
    const char *mapping; /* NULL: the template's */
    const char *workbook;
    const char *expected;
} CASES[] = {
    {"a row is a record", NULL, HEAD "1|甲|935.00|好|1-6月\n2|乙\n",
     "表(@期间=1-6月 名称=甲 资金(总额=935.00) 说明=好)\n表(名称=乙)\n"},
    {"columns in another order, headings with blanks and breaks", NULL,
     "[项目]\n说 明|编号|资金/ 总额(元)|名　称*\n好|1|5|甲\n",
     "表(名称=甲 资金(总额=5) 说明=好)\n"},
    {"blank rows and examples are passed over", NULL, HEAD "例|示例|1\n\n1|甲\n|||\n2|乙\n",
     "表(名称=甲)\n表(名称=乙)\n"},
    {"hidden rows are left out", NULL, HEAD "1|甲\n~2|乙\n~3|丙\n4|丁\n",
     "表(名称=甲)\n表(名称=丁)\n项目!A3 table-hidden\n"},
    {"a list stands where it is declared", NULL,
     HEAD "1|甲||好\n" ITEMS "1|产出|数量|3\n1|效益|社会|4\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3) 行(类=效益 种=社会 值=4)) 说明=好)\n"},
    {"empty keys and levels are those above", NULL,
     HEAD "1|甲\n2|乙\n" ITEMS "例|产出|数量|0\n|产出|数量|0\n2|产出|数量|3\n||质量|4\n||质量|5\n"
          "1|效益|社会|6\n|产出||7\n",
     "表(名称=甲 指标(行(类=效益 种=社会 值=6) 行(类=产出 值=7)))\n"
     "表(名称=乙 指标(行(类=产出 种=数量 值=3) 行(类=产出 种=质量 值=4) 行(类=产出 种=质量 "
     "值=5)))\n"},
    {"levels are not inherited from another record", NULL,
     HEAD "1|甲\n2|乙\n" ITEMS "1|产出|数量|3\n2|||4\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3)))\n表(名称=乙 指标(行(值=4)))\n"},
    {"merged cells", NULL, HEAD "1|甲|5\n2|乙|^\n" ITEMS "1|产出|数量|3\n^|^|质量|4\n",
     "表(名称=甲 资金(总额=5) 指标(行(类=产出 种=数量 值=3) 行(类=产出 种=质量 值=4)))\n"
     "表(名称=乙 资金(总额=5))\n"},
    {"a row with nothing but its key is an item", NULL, HEAD "1|甲\n" ITEMS "1|||\n",
     "表(名称=甲 指标(行=))\n"},
    {"a list of a list", NULL,
     HEAD "1|甲\n2|乙\n" ITEMS "1|产出|数量|3\n2|产出|数量|4\n2|产出|质量|5\n"
          "[指标-活动]\n编号|行序号|名称\n2|2|二\n2|1|一\n1|1|子\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3 活动(项(名称=子)))))\n"
     "表(名称=乙 指标(行(类=产出 种=数量 值=4 活动(项(名称=一))) 行(类=产出 种=质量 值=5 "
     "活动(项(名称=二)))))\n"},
    {"a list of a list whose item is not there", NULL,
     HEAD "1|甲\n" ITEMS "1|产出|数量|3\n[指标-活动]\n编号|行序号|名称\n1|2|二\n1|x|三\n",
     "指标-活动!A2 table-parent\n指标-活动!A3 table-parent\n"},
    {"findings that are answered", NULL,
     HEAD "1|甲|5\n" ITEMS "1|产出|数量|3\n1|产出|质量|4\n"
          "[忽略]\n编号|位置|规则|理由\n1||R1|一\n1|指标/2|R2|二\n1|资金|R3|三\n",
     "表(名称=甲 资金(总额=5 忽略(@规则=R3 @理由=三)) 指标(行(类=产出 种=数量 值=3) 行(类=产出 "
     "种=质量 值=4 忽略(@规则=R2 @理由=二))) 忽略(@规则=R1 @理由=一))\n"},
    {"answered where nothing is", NULL,
     HEAD "1|甲|5\n[忽略]\n编号|位置|规则|理由\n1|指标/7|R2|二\n", "忽略!B2 table-place\n"},
    {"flat: lists in the rows of the record", NULL,
     "[项目]\n编号|名称|指标/类|指标/种|指标/值\n1|甲|产出|数量|3\n|||质量|4\n2|乙\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3) 行(类=产出 种=质量 值=4)))\n表(名称=乙)\n"},
    {"flat: repeated texts", NULL, "[项目]\n编号|名称|说明|指标/值\n1|甲||3\n1|甲|好|4\n",
     "表(名称=甲 指标(行(值=3) 行(值=4)) 说明=好)\n"},
    {"flat: the last word of a path, where it is one field's", NULL,
     "[项目]\n编号|名称|总额（元）|种|值\n1|甲|5|数量|3\n|||质量|4\n",
     "表(名称=甲 资金(总额=5) 指标(行(种=数量 值=3) 行(种=质量 值=4)))\n"},
    {"flat: the last word is that of the field of that path", NULL,
     "[项目]\n编号|名称|总额|资金/总额\n1|甲|5|6\n",
     "表(名称=甲 资金(总额=6))\n项目!C1 table-headings-unread\n"},
    {"flat: another text", NULL, "[项目]\n编号|名称|指标/值\n1|甲|3\n1|乙|4\n",
     "项目!B3 table-conflict\n"},
    {"numbers of accounting formats", NULL, HEAD "1|¥5|¥ 1,234.50 |¥6\n2|乙|¥ (5.00)\n3|丙|¥ -\n",
     "表(名称=¥5 资金(总额=1,234.50) 说明=¥6)\n表(名称=乙 资金(总额=-5.00))\n"
     "表(名称=丙 资金(总额=0))\n"},
    {"a key twice", NULL, HEAD "1|甲\n2|乙\n1|丙\n", "项目!A4 table-key-twice\n"},
    {"flat: a key that comes again later", NULL,
     "[项目]\n编号|名称|指标/值\n1|甲|3\n2|乙|4\n1|甲|5\n", "项目!A4 table-key-twice\n"},
    {"rows of no record", NULL, HEAD "1|甲\n" ITEMS "|产出|数量|1\n2|产出|数量|3\n|产出|数量|4\n",
     "指标!B2 table-key-missing\n指标!A3 table-key-unknown\n"},
    {"a record without a key", NULL, HEAD "|甲\n" ITEMS "1|产出|数量|3\n",
     "项目!B2 table-key-missing\n指标!A2 table-key-unknown\n"},
    {"no key is needed where there are no lists", NULL, "[项目]\n名称\n甲\n乙\n",
     "表(名称=甲)\n表(名称=乙)\n"},
    {"the error of a formula", NULL, HEAD "1|甲|#REF!\n2|乙|5\n",
     "表(名称=乙 资金(总额=5))\n项目!C2 table-error-cell\n"},
    {"a formula without its value", NULL, HEAD "1|甲|=C3*2\n2|乙|5\n",
     "表(名称=乙 资金(总额=5))\n项目!C2 table-formula\n"},
    {"the error of a formula that nobody reads", NULL, HEAD "1|甲||||#REF!\n",
     "表(名称=甲)\n项目!F2 table-headings-none\n"},
    {"columns without a heading, once", NULL,
     "[项目]\n编号|名称||*\n1|甲\n2|乙||x\n3|丙|y|z\n" ITEMS "1|产出|数量|3\n1|产出|质量|4|  |丢\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3) 行(类=产出 种=质量 值=4)))\n表(名称=乙)\n"
     "表(名称=丙)\n项目!D3 table-headings-none\n指标!F3 table-headings-none\n"},
    {"rows of a hidden record go with it", NULL,
     HEAD "~1|甲\n2|乙\n" ITEMS "2|产出|数量|3\n1|产出|质量|4\n||社会|5\n",
     "表(名称=乙 指标(行(类=产出 种=数量 值=3)))\n项目!A2 table-hidden\n"},
    {"a row shown may have the key of one hidden", NULL,
     HEAD "~1|甲\n1|乙\n" ITEMS "1|产出|数量|3\n",
     "表(名称=乙 指标(行(类=产出 种=数量 值=3)))\n项目!A2 table-hidden\n"},
    {"a hidden row of a list has the rows without a key below it", NULL,
     HEAD "1|甲\n2|乙\n" ITEMS "1|产出|数量|3\n~2|产出|质量|4\n||社会|5\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3)))\n表(名称=乙 指标(行(种=社会 值=5)))\n"
     "指标!A3 table-hidden\n"},
    {"flat: rows of a hidden record go with it", NULL,
     "[项目]\n编号|名称|指标/值\n1|甲|3\n~2|乙|4\n||5\n3|丙|6\n~|丙|7\n||8\n",
     "表(名称=甲 指标(行(值=3)))\n表(名称=丙 指标(行(值=6) 行(值=8)))\n项目!A3 table-hidden\n"},
    {"blanks at the ends of a sheet's name", NULL,
     "[项目 ]\n编号|名称\n1|甲\n[　指标]\n编号|类|种|值\n1|产出|数量|3\n[ 说明]\n模板\n",
     "表(名称=甲 指标(行(类=产出 种=数量 值=3)))\n"},
    {"a heading that is like a field's", NULL, "[项目]\n编号|名称|资金/总数\n1|甲|5\n",
     "项目!C1 table-heading-like\n"},
    {"headings of no field, once", NULL, "[项目]\n编号|名称|序号甲乙丙|电话号码\n1|甲|5|6\n",
     "表(名称=甲)\n项目!C1 table-headings-unread\n"},
    {"a heading twice", NULL, "[项目]\n编号|名称|名称\n1|甲|乙\n", "项目!C1 table-heading-twice\n"},
    {"the key column is not there", NULL, "[项目]\n编码|名称\n1|甲\n" ITEMS "1|产出|数量|3\n",
     "项目!A1 table-heading\n项目!A1 table-headings-unread\n"},
    {"no sheet of records", NULL, "[项目表]\n编号|名称\n1|甲\n", "项目表!A1 table-sheet\n"},
    {"a sheet that is like a list's", NULL, HEAD "1|甲\n[指标表]\n编号|类\n1|产出\n",
     "指标表!A1 table-sheet-like\n"},
    {"a sheet that nobody reads", NULL, HEAD "1|甲\n[通讯录]\n张三\n",
     "表(名称=甲)\n通讯录!A1 table-sheet-unread\n"},
    {"nothing but headings", NULL, HEAD, "项目!A1 table-empty\n"},
    {"mapped: headings, letters and fixed texts",
     MAPPING "<records sheet='汇总' heading-row='2' key='编码'><field name='说明' value='定'/>"
             "<field name='资金/总额' heading='预算'/><field name='名称' column='C'/>"
             "<list name='指标' sheet='明细' key='编码'><field name='值' heading='数'/>"
             "<field name='类' inherit='yes'/></list></records></mapping>",
     "[汇总]\n汇总表\n编码|预算（元）|项目\nA|5|甲\n[明细]\n编码|数|类\nA|3|产出\nA|4\n",
     "表(名称=甲 资金(总额=5) 指标(行(类=产出 值=3) 行(类=产出 值=4)) 说明=定)\n"},
    {"mapped: a heading is missing, the nearest is named",
     MAPPING "<records><field name='名称' heading='项目名称'/></records></mapping>",
     "[甲]\n项目名\n一\n", "甲!A1 table-heading\n甲!A1 table-headings-unread\n"},
    {"mapped: no heading is near",
     MAPPING "<records><field name='名称' heading='项目名称'/></records></mapping>",
     "[甲]\n甲\n一\n", "甲!A1 table-heading-absent\n甲!A1 table-headings-unread\n"},
    {"mapped: records and the rows of a list end at a text",
     MAPPING "<records key='编号' until='合计'><field name='名称'/><list name='指标' sheet='乙' "
             "key='编号' until='小计'><field name='值'/></list></records></mapping>",
     "[甲]\n编号|名称\n1|合计表\n2|二\n合计数|三||四\n|说明\n[乙]\n编号|值\n1|5\n小计|6\n2|7\n",
     "表(名称=合计表 指标(行(值=5)))\n表(名称=二)\n"},
    {"mapped: columns by letters need no heading",
     MAPPING "<records key-column='A'><field name='名称' column='B'/></records></mapping>",
     "[甲]\n\n1|一\n", "表(名称=一)\n"},
    {"mapped: a missing column may be missing",
     MAPPING "<records><field name='名称'/><field name='说明' optional='yes'/></records></mapping>",
     "[甲]\n名称\n一\n", "表(名称=一)\n"},
    {"mapped: lists in the rows",
     MAPPING "<records key='编号'><field name='名称'/><list name='指标'><field name='类' "
             "inherit='yes'/><field name='值'/></list></records></mapping>",
     "[甲]\n编号|名称|类|值\n1|一|产出|3\n||^|4\n2|二|效益|5\n",
     "表(名称=一 指标(行(类=产出 值=3) 行(类=产出 值=4)))\n表(名称=二 指标(行(类=效益 值=5)))\n"},
    {"mapped: a sheet for each record",
     MAPPING
     "<record sheets='*' except='目录'><field name='名称' cell='B1'/><field name='资金/总额' "
     "cell='B2'/><list name='指标' from='4' until='备注'><field name='类' column='A' "
     "inherit='yes'/><field name='值' column='B'/></list></record></mapping>",
     "[目录]\n一\n[甲]\n名|一\n金|5\n指标\n产出|1\n|2\n备注|无\n后|9\n[乙]\n名|二\n\n指标\n效益|"
     "3\n\n产出|4\n"
     "(丙)\n名|三\n",
     "表(名称=一 资金(总额=5) 指标(行(类=产出 值=1) 行(类=产出 值=2)))\n"
     "表(名称=二 指标(行(类=效益 值=3) 行(类=产出 值=4)))\n"},
    {"mapped: a list ends at a blank row",
     MAPPING "<record><field name='名称' cell='A1'/><list name='指标' from='2'><field name='值' "
             "column='A'/></list></record></mapping>",
     "[甲]\n一\n1\n2\n\n3\n", "表(名称=一 指标(行(值=1) 行(值=2)))\n"},
    {"mapped: hidden rows of a list do not end it",
     MAPPING "<record><field name='名称' cell='A1'/><list name='指标' from='2'><field name='值' "
             "column='A'/></list></record></mapping>",
     "[甲]\n一\n1\n~2\n3\n", "表(名称=一 指标(行(值=1) 行(值=3)))\n甲!A3 table-hidden\n"},
    {"mapped: no such sheet",
     MAPPING "<record sheets='申报'><field name='名称' cell='A1'/></record></mapping>",
     "[申报表]\n一\n", "申报表!A1 table-sheet\n"},
    {"mapped: no such field",
     MAPPING "<records key='编号'>\n<field name='名字'/>\n<list name='名称'/>\n<field name='指标'/>"
             "</records></mapping>",
     "[甲]\n一\n", "2 mapping-field\n3 mapping-kind\n4 mapping-kind\n"},
};

/* Reads the mapping of a case, or makes that of the template. */
static fb_status make_mapping(const struct fb_mapping **out, struct fb_arena *arena,
                              const struct fb_source *source, struct fb_xml **xml,
                              struct fb_diagnostics *sink)
{
    struct fb_mapping *mapping;

    if (source->text == NULL)
        return fb_mapping_of_shape(out, arena, &RECORD, ATTRIBUTES);
    FB_TRY(fb_xml_read(xml, source, sink));
    FB_TRY(fb_mapping_read(&mapping, arena, *xml, sink));
    *out = mapping;
    return fb_mapping_resolve(mapping, arena, &RECORD, sink);
}

static void check_case(size_t index)
{
    const char *text = CASES[index].mapping;
    const struct fb_source source = {
        .name = "m.xml", .text = text, .length = text == NULL ? 0 : strlen(text)};
    struct fb_workbook *workbook = make_workbook(CASES[index].workbook);
    const struct fb_mapping *mapping;
    struct fb_diagnostics *sink;
    struct fb_table *table = NULL;
    struct fb_xml *xml = NULL;
    struct fb_arena *arena;
    struct fb_buffer out;

    print_message("%s\n", CASES[index].name);
    fb_buffer_init(&out, 1 << 20);
    assert_int_equal(fb_arena_new(&arena, 1 << 24), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    if (make_mapping(&mapping, arena, &source, &xml, sink) == FB_OK &&
        fb_table_open(&table, workbook, mapping, sink) == FB_OK)
        dump_records(&out, arena, table, sink);
    dump_findings(&out, sink);
    assert_string_equal(out.data, CASES[index].expected);
    fb_table_free(table);
    fb_xml_free(xml);
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    fb_buffer_release(&out);
    fb_workbook_free(workbook);
}

static void test_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(i);
}

/* Each value has the place of its cell. */
static void test_places(void **state)
{
    struct fb_workbook *workbook = make_workbook(HEAD "1|甲|九百\n");
    const struct fb_mapping *mapping;
    const struct fb_xml_node *element;
    struct fb_diagnostics *sink;
    struct fb_table *table;
    struct fb_arena *arena;
    struct fb_xml *xml;
    char place[FB_POSITION_TEXT];

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 24), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_mapping_of_shape(&mapping, arena, &RECORD, ATTRIBUTES), FB_OK);
    assert_int_equal(fb_table_open(&table, workbook, mapping, sink), FB_OK);
    assert_int_equal(fb_table_record(&xml, table, 0, sink), FB_OK);
    element = fb_xml_next(fb_xml_first(fb_xml_root(xml)));
    assert_string_equal(fb_xml_name(element), "资金");
    fb_position_describe(place, fb_xml_content_position(fb_xml_first(element)));
    assert_string_equal(place, "w.xlsx:项目!C2");
    fb_position_describe(place, fb_xml_position(fb_xml_root(xml)));
    assert_string_equal(place, "w.xlsx:项目!A2");
    fb_xml_free(xml);
    fb_table_free(table);
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    fb_workbook_free(workbook);
}

/* ---- limits ---- */

/* Counts the findings in a workbook that ends in so many rows, each a number and a text. */
static size_t count_findings(const char *head, const char *row, size_t rows, enum fb_diag_code code)
{
    const struct fb_mapping *mapping;
    struct fb_workbook *workbook;
    struct fb_diagnostics *sink;
    struct fb_table *table;
    struct fb_buffer text;
    struct fb_arena *arena;
    fb_status status;
    size_t count;

    fb_buffer_init(&text, 1 << 24);
    fb_buffer_append_string(&text, head);
    for (size_t i = 0; i < rows; i++)
        fb_buffer_append_format(&text, "%zu%s\n", i, row);
    workbook = make_workbook(text.data);
    assert_int_equal(fb_arena_new(&arena, 1 << 24), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_mapping_of_shape(&mapping, arena, &RECORD, ATTRIBUTES), FB_OK);
    status = fb_table_open(&table, workbook, mapping, sink);
    count = fb_diagnostics_count_code(sink, code);
    assert_int_equal(status, count == 0 ? FB_OK : FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), count);
    fb_table_free(table);
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    fb_workbook_free(workbook);
    fb_buffer_release(&text);
    return count;
}

static void test_limits(void **state)
{
    static const char *const LIST = "[项目]\n编号|名称\n1|甲\n[指标]\n值|类|编号\n";
    static const char *const FLAT = "[项目]\n指标/值|编号|名称\n0|1|甲\n";
    const size_t records = FB_TABLE_RECORD_LIMIT, items = FB_TABLE_ITEM_LIMIT;

    (void)state;
    assert_int_equal(count_findings(HEAD, "|甲", records, FB_DIAG_TABLE_RECORDS_MANY), 0);
    assert_int_equal(count_findings(HEAD, "|甲", records + 1, FB_DIAG_TABLE_RECORDS_MANY), 1);
    assert_int_equal(count_findings(LIST, "|产出|1", items, FB_DIAG_TABLE_ITEMS_MANY), 0);
    assert_int_equal(count_findings(LIST, "|产出|1", items + 1, FB_DIAG_TABLE_ITEMS_MANY), 1);
    assert_int_equal(count_findings(FLAT, "|", items - 1, FB_DIAG_TABLE_ITEMS_MANY), 0);
    assert_int_equal(count_findings(FLAT, "|", items, FB_DIAG_TABLE_ITEMS_MANY), 1);
}

static void test_template_name(void **state)
{
    struct fb_workbook *workbook =
        make_workbook(HEAD "1|甲\n[说明]\n填写说明\n模板|宁夏2021/目标表\n模板|另一个\n");
    struct fb_position position;
    struct fb_arena *arena;
    const char *name;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    assert_int_equal(fb_table_template(&name, &position, arena, workbook), FB_OK);
    assert_string_equal(name, "宁夏2021/目标表");
    fb_workbook_free(workbook);
    workbook = make_workbook(HEAD "模板|乙\n");
    assert_int_equal(fb_table_template(&name, &position, arena, workbook), FB_OK);
    assert_null(name);
    fb_workbook_free(workbook);
    fb_arena_free(arena);
}

/* ---- mappings that are wrong ---- */

static const struct {
    const char *name;
    const char *text;
    enum fb_diag_code code;
    size_t count;
} WRONG[] = {
    {"another root", "<mappings/>", FB_DIAG_MAPPING_ROOT, 1},
    {"no namespace", "<mapping><records/></mapping>", FB_DIAG_MAPPING_ROOT, 1},
    {"nothing in it", MAPPING "</mapping>", FB_DIAG_MAPPING_RECORDS, 1},
    {"two in it", MAPPING "<records/><record/></mapping>", FB_DIAG_MAPPING_RECORDS, 1},
    {"an unknown element", MAPPING "<records><row/></records></mapping>", FB_DIAG_MAPPING_ELEMENT,
     1},
    {"an unknown attribute", MAPPING "<records colour='red'/></mapping>", FB_DIAG_MAPPING_ATTRIBUTE,
     1},
    {"no name", MAPPING "<records><field/><list/></records></mapping>",
     FB_DIAG_MAPPING_ATTRIBUTE_MISSING, 2},
    {"text", MAPPING "<records>甲</records></mapping>", FB_DIAG_MAPPING_TEXT, 1},
    {"no row", MAPPING "<records heading-row='0' first-row='x'/></mapping>", FB_DIAG_MAPPING_VALUE,
     2},
    {"a row beyond the last", MAPPING "<records heading-row='1048577'/></mapping>",
     FB_DIAG_MAPPING_VALUE, 1},
    {"no column",
     MAPPING "<records><field name='名称' column='XFE'/><field name='说明' column='3'/>"
             "</records></mapping>",
     FB_DIAG_MAPPING_VALUE, 2},
    {"no cell", MAPPING "<record><field name='名称' cell='3B'/></record></mapping>",
     FB_DIAG_MAPPING_VALUE, 1},
    {"no flag", MAPPING "<records><field name='名称' inherit='ja'/></records></mapping>",
     FB_DIAG_MAPPING_VALUE, 1},
    {"no path", MAPPING "<records><field name='资金//总额'/></records></mapping>",
     FB_DIAG_MAPPING_VALUE, 1},
    {"two places",
     MAPPING "<records><field name='名称' column='A' heading='名'/></records></mapping>",
     FB_DIAG_MAPPING_PLACE, 1},
    {"a cell in rows", MAPPING "<records><field name='名称' cell='A1'/></records></mapping>",
     FB_DIAG_MAPPING_PLACE, 1},
    {"a heading in cells", MAPPING "<record><field name='名称'/></record></mapping>",
     FB_DIAG_MAPPING_PLACE, 1},
    {"a list among rows without a key", MAPPING "<records><list name='指标'/></records></mapping>",
     FB_DIAG_MAPPING_KEY, 1},
    {"a sheet without a key",
     MAPPING "<records key='编号'><list name='指标' sheet='乙'/></records></mapping>",
     FB_DIAG_MAPPING_ATTRIBUTE_MISSING, 1},
    {"a parent that is not there",
     MAPPING "<records key='编号'><list name='活动' sheet='乙' key='编号' parent='指标' "
             "parent-row='行'/></records></mapping>",
     FB_DIAG_MAPPING_VALUE, 1},
    {"a field twice",
     MAPPING "<records><field name='名称'/><field name='名称'/></records></mapping>",
     FB_DIAG_MAPPING_TWICE, 1},
};

static void test_wrong_mappings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(WRONG); i++) {
        const struct fb_source source = {
            .name = "m.xml", .text = WRONG[i].text, .length = strlen(WRONG[i].text)};
        const struct fb_mapping *mapping;
        struct fb_diagnostics *sink;
        struct fb_xml *xml = NULL;
        struct fb_arena *arena;
        print_message("%s\n", WRONG[i].name);
        assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        assert_int_equal(make_mapping(&mapping, arena, &source, &xml, sink), FB_ERR_INPUT);
        assert_int_equal(fb_diagnostics_count_code(sink, WRONG[i].code), WRONG[i].count);
        assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), WRONG[i].count);
        fb_xml_free(xml);
        fb_diagnostics_free(sink);
        fb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records),        cmocka_unit_test(test_places),
        cmocka_unit_test(test_limits),         cmocka_unit_test(test_template_name),
        cmocka_unit_test(test_wrong_mappings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
