/*
 * test_sheet_written.c: workbooks that libxlsxwriter writes, with shared strings and without.
 */
#include "base/file.h"
#include "sheet_testing.h"

#include <unistd.h>
#include <xlsxwriter.h>

static const char PATH[] = "test_sheet_written.xlsx";

static lxw_format *number_format(lxw_workbook *book, const char *code)
{
    lxw_format *format = workbook_add_format(book);

    format_set_num_format(format, code);
    return format;
}

static void write_texts(lxw_workbook *book, lxw_worksheet *sheet)
{
    lxw_format *bold = workbook_add_format(book);
    lxw_rich_string_tuple first = {.format = NULL, .string = "道路 "};
    lxw_rich_string_tuple second = {.format = bold, .string = "养护"};
    lxw_rich_string_tuple *runs[] = {&first, &second, NULL};

    format_set_bold(bold);
    worksheet_write_string(sheet, 0, 0, "名称", NULL);
    worksheet_write_string(sheet, 0, 1, "<&> \"引号\"\n第二行", NULL);
    worksheet_write_rich_string(sheet, 0, 2, runs, NULL);
    worksheet_write_string(sheet, 0, 4, "", NULL);
}

static void write_numbers(lxw_workbook *book, lxw_worksheet *sheet)
{
    lxw_datetime day = {2021, 3, 5, 12, 30, 0};

    worksheet_set_row_opt(sheet, 2, 15, NULL, &(lxw_row_col_options){.hidden = true});
    worksheet_write_number(sheet, 2, 0, 0.1 + 0.2, NULL);
    worksheet_write_number(sheet, 2, 1, 1234.5, number_format(book, "#,##0.00"));
    worksheet_write_number(sheet, 2, 2, 0.85, number_format(book, "0.0%"));
    worksheet_write_datetime(sheet, 2, 3, &day, number_format(book, "yyyy-mm-dd hh:mm"));
    worksheet_write_boolean(sheet, 2, 4, 1, NULL);
    worksheet_write_formula_num(sheet, 2, 5, "=SUM(A3:B3)", NULL, 1234.8);
    worksheet_write_formula_str(sheet, 2, 6, "=A1", NULL, "名称");
    worksheet_write_blank(sheet, 2, 7, number_format(book, "0"));
    worksheet_write_number(sheet, 1048575, 16383, -7, number_format(book, "0.00;[Red](0.00)"));
}

static void write_book(bool constant_memory)
{
    lxw_workbook_options options = {.constant_memory = constant_memory};
    lxw_workbook *book = workbook_new_opt(PATH, &options);
    lxw_worksheet *sheet, *hidden;

    assert_non_null(book);
    sheet = workbook_add_worksheet(book, "项目");
    worksheet_set_column_opt(sheet, 25, 26, 8, NULL, &(lxw_row_col_options){.hidden = true});
    write_texts(book, sheet);
    write_numbers(book, sheet);
    hidden = workbook_add_worksheet(book, "O'Neil & Co");
    worksheet_hide(hidden);
    worksheet_merge_range(hidden, 0, 0, 2, 1, "合并", NULL);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
}

static void test_written(void **state)
{
    (void)state;
    for (int constant_memory = 0; constant_memory < 2; constant_memory++) {
        struct fb_buffer bytes, read, reported;
        write_book(constant_memory);
        fb_buffer_init(&bytes, 1 << 20);
        assert_int_equal(fb_file_read(&bytes, PATH), FB_OK);
        assert_int_equal(unlink(PATH), 0);
        assert_int_equal(read_package(&read, &reported, bytes.data, bytes.length), FB_OK);
        assert_string_equal(reported.data, "");
        assert_string_equal(read.data,
                            "[项目]\nA1 text 名称\nB1 text <&> \"引号\"|第二行\nC1 text 道路 养护\n"
                            "A3 number 0.3\nB3 number 1,234.50\nC3 number 85.0%\n"
                            "D3 date 2021-03-05 12:30\nE3 boolean TRUE\nF3 number 1234.8\n"
                            "G3 text 名称\nXFD1048576 number (7.00)\nhidden rows 3-3\n"
                            "hidden columns 26-27\n[O'Neil & Co] hidden\nA1 text 合并\n"
                            "merged A1:B3\n");
        fb_buffer_release(&bytes);
        fb_buffer_release(&read);
        fb_buffer_release(&reported);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
