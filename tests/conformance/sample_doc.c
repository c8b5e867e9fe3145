#include "sample_doc.h"

#include <string.h>

#define STYLE_COMMON .valign = FB_VALIGN_MIDDLE, .padding_x = FB_MM(1), .padding_y = FB_MM(0.5)

static const struct fb_style STYLES[SAMPLE_STYLES] = {
    [SAMPLE_ATTACHMENT] = {.name = "attachment",
                           .title = "附件标识",
                           .font = FB_FONT_HEI,
                           .size = FB_PT(16),
                           .line_pitch = FB_PT(28)},
    [SAMPLE_TITLE] = {.name = "title",
                      .title = "表题",
                      .font = FB_FONT_BIAOSONG,
                      .size = FB_PT(22),
                      .line_pitch = FB_PT(30),
                      .align = FB_ALIGN_CENTER,
                      .before = FB_PT(6),
                      .after = FB_PT(6)},
    [SAMPLE_LABEL] = {.name = "label",
                      .title = "标签",
                      .font = FB_FONT_HEI,
                      .size = FB_PT(10.5),
                      .line_pitch = FB_PT(13),
                      .align = FB_ALIGN_CENTER,
                      .wrap = FB_WRAP_BALANCE,
                      STYLE_COMMON},
    [SAMPLE_VALUE] = {.name = "value",
                      .title = "表内文字",
                      .font = FB_FONT_SONG,
                      .size = FB_PT(10.5),
                      .line_pitch = FB_PT(13),
                      .align = FB_ALIGN_JUSTIFY,
                      .indent = 200,
                      .before = FB_PT(3),
                      .valign = FB_VALIGN_TOP,
                      .padding_x = FB_MM(2),
                      .padding_y = FB_MM(1)},
    [SAMPLE_NUMBER] = {.name = "number",
                       .title = "页码",
                       .font = FB_FONT_SONG,
                       .size = FB_PT(14),
                       .line_pitch = FB_PT(18)},
};

/* As a layout writes it back: the style "value", shrunk until the text fits. */
static const struct fb_style SHRUNK = {.name = "value",
                                       .title = "表内文字",
                                       .font = FB_FONT_SONG,
                                       .bold = true,
                                       .size = FB_PT(9),
                                       .line_pitch = FB_PT(11),
                                       .align = FB_ALIGN_LEFT,
                                       .valign = FB_VALIGN_MIDDLE,
                                       .padding_x = FB_MM(2),
                                       .padding_y = FB_MM(1)};

static const struct fb_style *const STYLE_LIST[SAMPLE_STYLES] = {
    &STYLES[0], &STYLES[1], &STYLES[2], &STYLES[3], &STYLES[4],
};

#define RUN(content, of_style)                                                \
    {                                                                         \
        .text = (content), .length = sizeof(content) - 1, .style = (of_style) \
    }
#define PARAGRAPH(of_style, ...)                                                          \
    {                                                                                     \
        .style = (of_style), .runs = (const struct fb_run[]){__VA_ARGS__},                \
        .run_count = sizeof((const struct fb_run[]){__VA_ARGS__}) / sizeof(struct fb_run) \
    }
#define CELL(at, across, down, of_style, ...)                                                \
    {                                                                                        \
        .column = (at), .column_span = (across), .row_span = (down), .style = (of_style),    \
        .paragraphs = (const struct fb_paragraph[]){__VA_ARGS__},                            \
        .paragraph_count =                                                                   \
            sizeof((const struct fb_paragraph[]){__VA_ARGS__}) / sizeof(struct fb_paragraph) \
    }
#define TEXT(at, across, down, index, content) \
    CELL(at, across, down, &STYLES[index], PARAGRAPH(&STYLES[index], RUN(content, &STYLES[index])))
#define EMPTY(at, across, down, index)                                                            \
    {                                                                                             \
        .column = (at), .column_span = (across), .row_span = (down), .style = &STYLES[index],     \
        .paragraphs = &(const struct fb_paragraph){.style = &STYLES[index]}, .paragraph_count = 1 \
    }
#define ROW(rule, of_height, ...)                                                             \
    {                                                                                         \
        .cells = (const struct fb_cell[]){__VA_ARGS__},                                       \
        .cell_count = sizeof((const struct fb_cell[]){__VA_ARGS__}) / sizeof(struct fb_cell), \
        .height_rule = (rule), .height = (of_height)                                          \
    }
#define L SAMPLE_LABEL
#define V SAMPLE_VALUE

/* Widths that are no whole twips: only rounded edges add up. 156 mm together. */
static const fb_length COLUMNS[] = {FB_MM(16.1), FB_MM(24.3), FB_MM(31.2),
                                    FB_MM(42.2), FB_MM(21.1), FB_MM(21.1)};

static const struct fb_row FORM_ROWS[] = {
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(8), TEXT(0, 2, 1, L, "项目名称"),
        TEXT(2, 4, 1, V, "A & B <测试> \"引号\" 与 “中文引号”……")),
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(8), TEXT(0, 2, 2, L, "项目资金\n（万元）"),
        TEXT(2, 1, 1, L, "年度资金总额："), TEXT(3, 3, 1, V, "935")),
    ROW(FB_HEIGHT_EXACT, FB_MM(8), TEXT(2, 1, 1, L, "其中：财政拨款"),
        TEXT(3, 3, 1, V, "  935 前后有空格  ")),
    ROW(FB_HEIGHT_AUTO, 0, TEXT(0, 1, 1, L, "总体目标"),
        CELL(1, 5, 1, &STYLES[V],
             PARAGRAPH(
                 &STYLES[V],
                 RUN("目标1：发现问题、形成震慑，推动改革、促进发展，完成年度巡视巡察任务，全面落实"
                     "全覆盖要求，并将结果运用到日常监督之中。",
                     &STYLES[V])),
             PARAGRAPH(&STYLES[V], RUN("目标2：生僻字𠮷、", &STYLES[V]), RUN("黑体", &STYLES[L]),
                       RUN("，破折号——与≥95%。", &STYLES[V])))),
};

/* A row of the list: an indicator and its value. */
#define INDICATOR(name, value)                                \
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(7), TEXT(3, 1, 1, V, name), \
        CELL(4, 1, 1, &SHRUNK, PARAGRAPH(&SHRUNK, RUN(value, &SHRUNK))), EMPTY(5, 1, 1, V))
#define GROUP(label, name, value)                                                      \
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(7), TEXT(2, 1, 4, L, label), TEXT(3, 1, 1, V, name), \
        CELL(4, 1, 1, &SHRUNK, PARAGRAPH(&SHRUNK, RUN(value, &SHRUNK))), EMPTY(5, 1, 1, V))
#define FOUR(label)                                                                       \
    GROUP(label, "巡视巡察轮次（次）", "≥3"), INDICATOR("巡视巡察单位数量（个）", "≥60"), \
        INDICATOR("巡视报告按时提交率（%）", "100"), INDICATOR("经费控制数（万元）", "≤935")

static const struct fb_row LIST_ROWS[] = {
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(7), TEXT(0, 1, 2, L, "级别"), TEXT(1, 3, 1, L, "指标"),
        TEXT(4, 1, 2, L, "指标值"), TEXT(5, 1, 2, L, "备注")),
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(7), TEXT(1, 1, 1, L, "一级指标"), TEXT(2, 1, 1, L, "二级指标"),
        TEXT(3, 1, 1, L, "三级指标")),
    ROW(FB_HEIGHT_AT_LEAST, FB_MM(7), TEXT(0, 1, 36, L, "自治区本级绩效指标"),
        TEXT(1, 1, 36, L, "产出指标"), TEXT(2, 1, 4, L, "数量指标"),
        TEXT(3, 1, 1, V, "巡视巡察轮次（次）"),
        CELL(4, 1, 1, &SHRUNK, PARAGRAPH(&SHRUNK, RUN("≥3", &SHRUNK))),
        TEXT(5, 1, 1, V, "必填硬性")),
    INDICATOR("巡视巡察单位数量（个）", "≥60"),
    INDICATOR("巡视报告按时提交率（%）", "100"),
    INDICATOR("经费控制数（万元）", "≤935"),
    FOUR("质量指标"),
    FOUR("时效指标"),
    FOUR("成本指标"),
    FOUR("经济效益"),
    FOUR("社会效益"),
    FOUR("生态效益"),
    FOUR("可持续影响"),
    FOUR("满意度"),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct fb_block FIRST_BLOCKS[] = {
    {.kind = FB_BLOCK_PARAGRAPH,
     .as.paragraph =
         PARAGRAPH(&STYLES[SAMPLE_ATTACHMENT], RUN("附件2", &STYLES[SAMPLE_ATTACHMENT]))},
    {.kind = FB_BLOCK_PARAGRAPH,
     .as.paragraph = {.style = &STYLES[SAMPLE_TITLE],
                      .runs = (const struct fb_run[]){RUN("项目支出预算绩效目标表",
                                                          &STYLES[SAMPLE_TITLE])},
                      .run_count = 1,
                      .heading = 1}},
    {.kind = FB_BLOCK_TABLE,
     .as.table = {.columns = COLUMNS,
                  .column_count = COUNT(COLUMNS),
                  .rows = FORM_ROWS,
                  .row_count = COUNT(FORM_ROWS),
                  .borders = {FB_PT(1), FB_PT(0.5)},
                  .title = "基本情况"}},
    {.kind = FB_BLOCK_TABLE,
     .as.table = {.columns = COLUMNS,
                  .column_count = COUNT(COLUMNS),
                  .rows = LIST_ROWS,
                  .row_count = COUNT(LIST_ROWS),
                  .header_rows = 2,
                  .joined = true,
                  .borders = {FB_PT(1), FB_PT(0.5)},
                  .title = "绩效指标"}},
};

static const struct fb_row WIDE_ROWS[] = {
    ROW(FB_HEIGHT_AUTO, 0, TEXT(0, 6, 1, L, "横排的一页")),
};

static const struct fb_block SECOND_BLOCKS[] = {
    {.kind = FB_BLOCK_TABLE,
     .as.table = {.columns = COLUMNS,
                  .column_count = COUNT(COLUMNS),
                  .rows = WIDE_ROWS,
                  .row_count = COUNT(WIDE_ROWS),
                  .borders = {FB_PT(1), FB_PT(0.5)},
                  .title = ""}},
};

static const struct fb_section SECTIONS[] = {
    {.page = {.width = FB_MM(210),
              .height = FB_MM(297),
              .top = FB_MM(37),
              .bottom = FB_MM(35),
              .left = FB_MM(28),
              .right = FB_MM(26),
              .number = &STYLES[SAMPLE_NUMBER],
              .number_distance = FB_MM(7)},
     .blocks = FIRST_BLOCKS,
     .block_count = COUNT(FIRST_BLOCKS)},
    {.page = {.width = FB_MM(297),
              .height = FB_MM(210),
              .top = FB_MM(28),
              .bottom = FB_MM(26),
              .left = FB_MM(37),
              .right = FB_MM(35)},
     .blocks = SECOND_BLOCKS,
     .block_count = COUNT(SECOND_BLOCKS)},
};

static const struct fb_doc DOC = {
    .title = "项目支出预算绩效目标表 <2021>",
    .author = "自治区党委巡视办",
    .subject = "",
    .keywords = "",
    .language = "zh-CN",
    .template_name = "sample",
    .date = {2021, 1, 15, 9, 30, 0},
    .styles = STYLE_LIST,
    .style_count = SAMPLE_STYLES,
    .sections = SECTIONS,
    .section_count = COUNT(SECTIONS),
};

const struct fb_doc *sample_doc(void)
{
    return &DOC;
}
