/*
 * book_guide.c: the sheet 说明: which template the workbook is for, how to fill it in, and what
 * each column takes.
 */
#include "convert/book_private.h"
#include "convert/explain.h"
#include "data/record.h"

static const char TITLE[] = "填写说明";

static const char *const LINES[] = {
    "工作表“项目”每行填一个项目；“编号”自定，同一工作簿内不得重复。",
    "其余各表每行填一项，“编号”写它所属项目的编号；编号留空时，属于上一行的项目。",
    "指标类别在各行写全；留空时，与上一行相同。",
    "列标题带*的必填。列的次序可以调整，标题不要改动；不用的列可以删去。",
    "编号为“例”的行是示例，不作为记录；隐藏的行不读取。",
    "整行不填的项目输出为空表，其“@空表”列写“是”；填写内容后，该列不再起作用。",
    "以@开头的列是参数，留空时用模板的规定。",
    "填写后，可用 fubiao check 检查，用 fubiao render 生成附表。",
};

/* The sheet while it is written. */
struct guide {
    struct fb_book *book;
    lxw_worksheet *sheet;
    uint32_t row;
    fb_status status;
};

static void write(struct guide *guide, lxw_col_t column, const char *text, enum fb_look look)
{
    const struct fb_book_place place = {guide->sheet, guide->row, column, false};

    if (guide->status == FB_OK && text[0] != '\0' &&
        fb_book_write_text(guide->book, &place, text, look) != LXW_NO_ERROR)
        guide->status = FB_ERR_INTERNAL;
}

static void write_head(struct guide *guide)
{
    write(guide, 0, TITLE, FB_LOOK_TITLE);
    guide->row++;
    write(guide, 0, FB_RECORD_TEMPLATE, FB_LOOK_HEADING);
    write(guide, 1, guide->book->template->name, FB_LOOK_TEXT);
    guide->row++;
}

static void write_lines(struct guide *guide)
{
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        lxw_error error = worksheet_merge_range(guide->sheet, guide->row, 0, guide->row, 2,
                                                LINES[i], guide->book->looks[FB_LOOK_TEXT][0]);
        if (error != LXW_NO_ERROR && guide->status == FB_OK)
            guide->status = FB_ERR_INTERNAL;
        guide->row++;
    }
}

static void write_column(struct guide *guide, const struct fb_book_sheet *sheet,
                         const struct fb_book_column *column)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_explain_field(&text, guide->book->template, column->field);
    write(guide, 0, sheet->name, FB_LOOK_TEXT);
    write(guide, 1, column->name, FB_LOOK_TEXT);
    write(guide, 2, text.data, FB_LOOK_TEXT);
    if (text.status != FB_OK)
        guide->status = text.status;
    fb_buffer_release(&text);
    guide->row++;
}

static void write_columns(struct guide *guide)
{
    const struct fb_book *book = guide->book;

    write(guide, 0, "工作表", FB_LOOK_HEADING);
    write(guide, 1, "列", FB_LOOK_HEADING);
    write(guide, 2, "填写内容", FB_LOOK_HEADING);
    guide->row++;
    for (size_t i = 0; i < book->sheet_count; i++) {
        for (size_t column = 0; column < book->sheets[i].column_count; column++) {
            if (book->sheets[i].columns[column].field != NULL)
                write_column(guide, &book->sheets[i], &book->sheets[i].columns[column]);
        }
    }
}

fb_status fb_book_write_guide(struct fb_book *book)
{
    enum { SHEET_WIDTH = 16, NAME_WIDTH = 34, TEXT_WIDTH = 60 };
    struct guide guide = {.book = book};

    guide.sheet = workbook_add_worksheet(book->file.workbook, FB_MAPPING_GUIDE);
    FB_NEED(guide.sheet);
    worksheet_set_column(guide.sheet, 0, 0, SHEET_WIDTH, NULL);
    worksheet_set_column(guide.sheet, 1, 1, NAME_WIDTH, NULL);
    worksheet_set_column(guide.sheet, 2, 2, TEXT_WIDTH, NULL);
    write_head(&guide);
    write_lines(&guide);
    write_columns(&guide);
    return guide.status;
}
