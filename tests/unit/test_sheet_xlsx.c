/*
 * test_sheet_xlsx.c: XLSX workbooks as different programs write them.
 */
#include "sheet_testing.h"

#include "sheet/build.h"

#define BOOK(sheets) \
    "<workbook " MAIN " xmlns:r=\"" OFFICE "\"><sheets>" sheets "</sheets></workbook>"
#define ONE_SHEET BOOK("<sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>")
#define ONE_RELATION       \
    "<Relationships " RELS \
    ">" RELATION("r1", "worksheet", "worksheets/sheet1.xml") "</Relationships>"

/* The parts that every workbook of one sheet has, with its sheet. */
#define FRAME(sheet)                                                                             \
    {TYPES_PART, CONTENT_TYPE}, {"_rels/.rels", ROOT_RELATIONS}, {"xl/workbook.xml", ONE_SHEET}, \
    {                                                                                            \
        "xl/worksheets/sheet1.xml", (sheet)                                                      \
    }

/* As Excel writes it: shared strings, styles, formulas with their values, extensions, a theme. */
static const struct part EXCEL[] = {
    {TYPES_PART, CONTENT_TYPE},
    {"_rels/.rels",
     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
     "<Relationships " RELS ">"
     "<Relationship Id=\"rId3\" Type=\"" OFFICE
     "/extended-properties\" Target=\"docProps/app.xml\"/>"
     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
     "</Relationships>"},
    {"xl/workbook.xml",
     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
     "<workbook " MAIN " xmlns:r=\"" OFFICE "\""
     " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
     " mc:Ignorable=\"x15\" xmlns:x15=\"urn:x15\">"
     "<fileVersion appName=\"xl\"/><workbookPr defaultThemeVersion=\"166925\"/>"
     "<mc:AlternateContent><mc:Choice Requires=\"x15\"><x15:absPath url=\"C:\\\"/></mc:Choice>"
     "</mc:AlternateContent>"
     "<sheets><sheet name=\"项目\" sheetId=\"1\" r:id=\"rId1\"/>"
     "<sheet name=\"图\" sheetId=\"4\" r:id=\"rId9\"/>"
     "<sheet name=\"参数\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>"
     "<sheet name=\"内部\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId3\"/></sheets>"
     "<definedNames><definedName name=\"_xlnm.Print_Area\">项目!$A$1:$C$3</definedName>"
     "</definedNames></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships " RELS ">" RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
         RELATION("rId2", "worksheet", "worksheets/sheet2.xml")
             RELATION("rId3", "worksheet", "worksheets/sheet3.xml")
                 RELATION("rId9", "chartsheet", "chartsheets/sheet1.xml")
                     RELATION("rId4", "styles", "styles.xml")
                         RELATION("rId5", "sharedStrings", "sharedStrings.xml") "</Relationships>"},
    {"xl/styles.xml",
     "<styleSheet " MAIN "><numFmts count=\"2\">"
     "<numFmt numFmtId=\"176\" formatCode=\"0.00_ \"/>"
     "<numFmt numFmtId=\"177\" "
     "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
     "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/>"
     "<xf numFmtId=\"49\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/></cellXfs>"
     "<dxfs><dxf><numFmt numFmtId=\"178\" formatCode=\"0\"/></dxf></dxfs></styleSheet>"},
    {"xl/sharedStrings.xml",
     "<sst " MAIN " count=\"6\" uniqueCount=\"5\"><si><t>名称</t></si>"
     "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">道路 </t></r><r><t>养护</t></r>"
     "<rPh sb=\"0\" eb=\"2\"><t>ﾄﾞｳﾛ</t></rPh><phoneticPr fontId=\"1\"/></si>"
     "<si><t>第一行_x000D_\n第二行_x005F_x000D_&amp;</t></si><si><t/></si>"
     "<si><t> 剪边 </t></si></sst>"},
    {"xl/worksheets/sheet1.xml",
     "<worksheet " MAIN " xmlns:x14ac=\"urn:x14ac\"><sheetPr/><dimension ref=\"A1:D9\"/>"
     "<sheetFormatPr defaultRowHeight=\"14\"/>"
     "<cols><col min=\"1\" max=\"1\" width=\"9\"/><col min=\"3\" max=\"4\" "
     "hidden=\"1\"/></cols>"
     "<sheetData><row r=\"1\" spans=\"1:4\" x14ac:dyDescent=\"0.2\">"
     "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"3\" t=\"s\"><v>1</v></c>"
     "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" "
     "s=\"1\"/></row>"
     "<row r=\"3\" hidden=\"1\"><c r=\"A3\" s=\"1\"><v>935</v></c>"
     "<c r=\"B3\" s=\"2\"><v>44260</v></c><c r=\"C3\" s=\"4\"><v>0.85</v></c>"
     "<c r=\"D3\" s=\"5\"><v>44260</v></c><c r=\"E3\" t=\"s\"><v>4</v></c></row>"
     "<row r=\"4\" hidden=\"true\"><c r=\"A4\" "
     "s=\"1\"><f>SUM(A1:A3)</f><v>824.35500000000002</v></c>"
     "<c r=\"B4\" t=\"str\"><f>A1&amp;\"x\"</f><v> 名称x </v></c>"
     "<c r=\"C4\" t=\"str\"><f>\"\"</f><v></v></c>"
     "<c r=\"D4\" t=\"b\"><f>1=1</f><v>1</v></c><c r=\"E4\" t=\"b\"><v>0</v></c>"
     "<c r=\"F4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"G4\"><f>B1*2</f></c>"
     "<c r=\"I4\"><f>A1</f><v/></c><c r=\"J4\" t=\"s\"><f>A2</f><v/></c>"
     "<c r=\"K4\" t=\"str\"><f>A3</f></c>"
     "<c r=\"H4\"><v>0.30000000000000004</v></c></row></sheetData>"
     "<mergeCells count=\"3\"><mergeCell ref=\"A5:A7\"/><mergeCell ref=\"B1:C2\"/>"
     "<mergeCell ref=\"D9\"/></mergeCells>"
     "<extLst><ext xmlns:x14=\"urn:x14\"><x14:row r=\"0\"/><x14:c r=\"none\"/></ext></extLst>"
     "</worksheet>"},
    {"xl/worksheets/sheet2.xml", SHEET("")},
    {"xl/worksheets/sheet3.xml", SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")},
    {NULL, NULL},
};

static void test_excel(void **state)
{
    (void)state;
    check_workbook(EXCEL, "[项目]\nA1 text 名称\nB1 text 道路 养护\nC1 text 第一行|第二行_x000D_&\n"
                          "A3 number 935.00\nB3 date 2021年3月5日\nC3 number 85%\n"
                          "D3 date 2021/3/5\nE3 text 剪边\nA4 number 824.36\nB4 text  名称x \n"
                          "D4 boolean TRUE\nE4 boolean FALSE\nF4 error #DIV/0!\n"
                          "G4 error =B1*2\nH4 number 0.3\nI4 error =A1\nJ4 error =A2\n"
                          "K4 error =A3\n"
                          "merged B1:C2\nmerged A5:A7\nhidden rows 3-4\nhidden columns 3-4\n"
                          "[参数] hidden\n[内部] hidden\nA1 number 1\n");
}

/* The strict kind, days from 1904 on, days in words. */
static void test_strict(void **state)
{
    static const struct part PARTS[] = {
        {TYPES_PART, CONTENT_TYPE},
        {"_rels/.rels", "<Relationships " RELS "><Relationship Id=\"r1\" Type=\"" SOFFICE
                        "/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook " SMAIN " xmlns:r=\"" SOFFICE "\" conformance=\"strict\">"
                            "<workbookPr date1904=\"true\"/><sheets>"
                            "<sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships " RELS "><Relationship Id=\"r1\" Type=\"" SOFFICE
         "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" SOFFICE
         "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/styles.xml", "<styleSheet " SMAIN "><cellXfs><xf/><xf numFmtId=\"31\"/></cellXfs>"
                          "</styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet " SMAIN "><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>42798</v></c>"
         "<c r=\"B1\" s=\"1\" t=\"d\"><v>2021-03-05T00:00:00</v></c>"
         "<c r=\"C1\" t=\"d\"><v>2021-03-05</v></c>"
         "<c r=\"D1\" t=\"d\"><v>soon</v></c></row></sheetData></worksheet>"},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[a]\nA1 date 2021年3月5日\nB1 date 2021年3月5日\nC1 date 2021-03-05\n"
                          "D1 error soon\n");
}

/* What is optional left out: places, styles, shared strings, the dimension. */
static void test_sparse(void **state)
{
    static const struct part PARTS[] = {
        FRAME(SHEET(
            "<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row>"
            "<row/><row><c s=\"7\"><v>4</v></c>"
            "<c t=\"inlineStr\"><is><t>甲</t></is></c>"
            "<c t=\"inlineStr\"><is><r><t>乙</t></r><r><t xml:space=\"preserve\"> 丙</t></r>"
            "<rPh><t>x</t></rPh></is></c></row><row r=\"9\"><c t=\"n\"><v>5</v></c></row>"
            "<row><c><v> 6\n</v></c><c><v>x</v></c><c t=\"b\"><v>0</v></c><c><v/></c></row>")),
        {"xl/_rels/workbook.xml.rels", ONE_RELATION},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[表]\nA1 number 1\nC1 number 2\nD1 number 3\nA3 number 4\nB3 text 甲\n"
                          "C3 text 乙 丙\nA9 number 5\nA10 number 6\nB10 error x\n"
                          "C10 boolean FALSE\n");
}

/* A prefix for every element, targets from the root and by way of "..", parts in other places. */
static void test_other_places(void **state)
{
    static const struct part PARTS[] = {
        {TYPES_PART, CONTENT_TYPE},
        {"_rels/.rels", "<p:Relationships xmlns:p=\"http://schemas.openxmlformats.org/package/2006/"
                        "relationships\"><p:Relationship Id=\"r1\" Type=\"" OFFICE
                        "/officeDocument\" Target=\"./book/main.xml\"/></p:Relationships>"},
        {"book/main.xml", "<x:workbook xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/"
                          "2006/main\" xmlns:q=\"" OFFICE "\"><x:sheets>"
                          "<x:sheet name=\"a\" sheetId=\"1\" q:id=\"S\"/>"
                          "<x:sheet name=\"b\" sheetId=\"2\" q:id=\"T\"/></x:sheets></x:workbook>"},
        {"book/_rels/main.xml.rels",
         "<Relationships " RELS ">" RELATION("S", "worksheet", "../sheets/./A.xml")
             RELATION("T", "worksheet", "/sheets/b.xml")
                 RELATION("U", "sharedStrings",
                          "../../Strings.xml") "<Relationship Id=\"V\" Type=\"" OFFICE
                                               "/styles\" Target=\"http://x/styles.xml\""
                                               " TargetMode=\"External\"/></Relationships>"},
        {"sheets/a.xml", "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/"
                         "2006/main\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c></x:row>"
                         "</x:sheetData></x:worksheet>"},
        {"sheets/b.xml", SHEET("<row><c><v>2</v></c></row>")},
        {"strings.xml", "<sst " MAIN "><si><t>甲</t></si></sst>"},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[a]\nA1 text 甲\n[b]\nA1 number 2\n");
}

/* As WPS writes it: a byte order mark, formats of its own under the numbers of built-in ones,
 * formats in Chinese, pictures in cells as formulas. */
static void test_wps(void **state)
{
    static const struct part PARTS[] = {
        FRAME("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
              "<worksheet " MAIN
              " xmlns:etc=\"http://www.wps.cn/officeDocument/2017/etCustomData\">"
              "<sheetData><row r=\"1\" ht=\"14.25\"><c r=\"A1\" s=\"1\"><v>1234.5</v></c>"
              "<c r=\"B1\" s=\"1\"><v>0</v></c><c r=\"C1\" s=\"2\"><v>-935</v></c>"
              "<c r=\"D1\" s=\"3\"><v>44260</v></c><c r=\"E1\" s=\"4\"><v>12</v></c>"
              "<c r=\"F1\" s=\"5\"><v>44260</v></c>"
              "<c r=\"G1\" t=\"str\"><f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f>"
              "<v>=DISPIMG(&quot;ID_1&quot;,1)</v></c><c r=\"H1\" s=\"6\" t=\"str\"><v>3</v></c>"
              "</row></sheetData></worksheet>"),
        {"xl/_rels/workbook.xml.rels",
         "<Relationships " RELS ">" RELATION("r1", "worksheet", "worksheets/sheet1.xml")
             RELATION("r2", "styles", "styles.xml") "</Relationships>"},
        {"xl/styles.xml",
         "<styleSheet " MAIN "><numFmts count=\"4\">"
         "<numFmt numFmtId=\"43\" formatCode=\"_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "
         "&quot;-&quot;??_ "
         ";_ @_ \"/><numFmt numFmtId=\"44\" formatCode=\"_ \\¥* #,##0.00_ ;_ \\¥* \\-#,##0.00_ ;_ "
         "\\¥* &quot;-&quot;??_ ;_ @_ \"/><numFmt numFmtId=\"176\" "
         "formatCode=\"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy\"/>"
         "<numFmt numFmtId=\"177\" formatCode=\"[DBNum2][$-804]G/通用格式&quot;元整&quot;\"/>"
         "<numFmt numFmtId=\"178\" formatCode=\"yyyy/m/d;@\"/></numFmts>"
         "<cellXfs><xf/><xf numFmtId=\"43\"/><xf numFmtId=\"44\"/><xf numFmtId=\"178\"/>"
         "<xf numFmtId=\"177\"/><xf numFmtId=\"176\"/><xf "
         "numFmtId=\"43\"/></cellXfs></styleSheet>"},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[表]\nA1 number 1,234.50\nB1 number -\nC1 number ¥-935.00\n"
                          "D1 date 2021/3/5\nE1 number 壹拾贰元整\n"
                          "F1 date 2021年3月5日\nG1 text =DISPIMG(\"ID_1\",1)\n"
                          "H1 text  3 \n");
}

/* Rows and cells in any order, and one place twice. */
static void test_any_order(void **state)
{
    static const struct part PARTS[] = {
        FRAME(SHEET("<row r=\"3\"><c r=\"B3\"><v>4</v></c><c r=\"A3\"><v>3</v></c></row>"
                    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                    "<row r=\"3\"><c r=\"B3\"><v>5</v></c></row>")),
        {"xl/_rels/workbook.xml.rels", ONE_RELATION},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[表]\nA1 number 1\nA3 number 3\nB3 number 5\n");
}

/* Characters that XML cannot hold are not lost unseen. */
static void test_escapes(void **state)
{
    static const struct part PARTS[] = {
        FRAME(SHEET("<row><c t=\"inlineStr\"><is><t>a_x0007_b_x000a_c_x000D_d_x00e9_e</t></is></c>"
                    "<c t=\"inlineStr\"><is><t>_x_x00_x12345_xD800_ _xZZZZ_</t></is></c>"
                    "<c t=\"str\"><v>_x0009_.</v></c></row>")),
        {"xl/_rels/workbook.xml.rels", ONE_RELATION},
        {NULL, NULL},
    };

    (void)state;
    check_workbook(PARTS, "[表]\nA1 text a\xEF\xBF\xBD"
                          "b|c|d\xC3\xA9"
                          "e\n"
                          "B1 text _x_x00_x12345\xEF\xBF\xBD _xZZZZ_\nC1 text \t.\n");
}

/* A place in a workbook is a sheet and a cell. */
static void test_places(void **state)
{
    static const struct part PARTS[] = {
        FRAME(SHEET("<row r=\"7\"><c r=\"B7\" t=\"str\"><v>甲</v></c>"
                    "<c r=\"C7\" t=\"str\"><v>乙</v></c></row>")),
        {"xl/_rels/workbook.xml.rels", ONE_RELATION},
        {NULL, NULL},
    };
    struct fb_diagnostics *sink;
    struct fb_workbook *workbook;
    struct fb_buffer package;
    char place[FB_POSITION_TEXT];

    (void)state;
    make_package(&package, PARTS);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_workbook_read(&workbook, "项目.xlsx", package.data, package.length, sink),
                     FB_OK);
    fb_buffer_release(&package);
    fb_position_describe(place, fb_cell_position(workbook, fb_sheet_at(workbook->sheets, 6, 2)));
    assert_string_equal(place, "项目.xlsx:表!C7");
    fb_workbook_free(workbook);
    fb_diagnostics_free(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_excel),        cmocka_unit_test(test_wps),
        cmocka_unit_test(test_strict),       cmocka_unit_test(test_sparse),
        cmocka_unit_test(test_other_places), cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_escapes),      cmocka_unit_test(test_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
