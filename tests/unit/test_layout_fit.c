/*
 * test_layout_fit.c: text made small enough for its room, and never smaller than its floor.
 */
#include "layout/fit.h"
#include "layout_testing.h"

static size_t many_lines(size_t row)
{
    return row == 2 ? 3 : 1;
}

/* A list whose second row is exactly 30 pt high and holds three lines of 14 pt. */
static struct fb_table make_tight(struct fixture *fixture, struct fb_style *style)
{
    struct fb_table table = make_list(fixture, 4, "标签", many_lines);
    struct fb_row *row = (struct fb_row *)(uintptr_t)&table.rows[2];
    struct fb_cell *cell = (struct fb_cell *)(uintptr_t)&row->cells[0];
    struct fb_paragraph *paragraph = (struct fb_paragraph *)(uintptr_t)cell->paragraphs;
    struct fb_run *run = (struct fb_run *)(uintptr_t)paragraph->runs;

    row->height_rule = FB_HEIGHT_EXACT;
    row->height = FB_PT(30);
    cell->style = paragraph->style = run->style = style;
    return table;
}

struct tight {
    const char *name;
    enum fb_overflow overflow;
    fb_length floor;
    fb_length size; /* that the text gets; 0: an error */
};

static const struct tight TIGHTS[] = {
    {"shrinks until it fits", FB_OVERFLOW_SHRINK, FB_PT(5), FB_PT(5.5)},
    {"stops at its floor", FB_OVERFLOW_SHRINK, FB_PT(6), 0},
};

static void test_cell_shrinks(void **state)
{
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof TIGHTS / sizeof *TIGHTS; i++) {
        const struct tight *c = &TIGHTS[i];
        struct fb_style style = CELL;
        struct fb_table table;
        struct fb_doc doc;
        const struct fb_doc *fitted;
        fb_status status;

        begin(fixture);
        print_message("%s\n", c->name);
        style.overflow = c->overflow;
        style.floor = c->floor;
        table = make_tight(fixture, &style);
        doc = make_doc(fixture, &table, 1);
        status = fb_fit(&fitted, fixture->arena, &doc, fixture->fonts, fixture->sink);
        if (c->size == 0) {
            assert_int_equal(status, FB_ERR_INPUT);
            assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_TEXT_NOT_SHRUNK), 1);
        } else {
            const struct fb_table *out = &fitted->sections[0].blocks[0].as.table;
            struct fb_pages pages;
            assert_int_equal(status, FB_OK);
            assert_ptr_not_equal(fitted, &doc);
            assert_int_equal(out->rows[2].cells[0].style->size, c->size);
            assert_int_equal(out->rows[2].cells[0].paragraphs[0].runs[0].style->size, c->size);
            assert_string_equal(out->rows[2].cells[0].style->name, style.name);
            /* What needed nothing is what it was. */
            assert_ptr_equal(out->rows[1].cells, table.rows[1].cells);
            assert_int_equal(table.rows[2].cells[0].style->size, CELL.size);
            pages = lay_out(fixture, fitted);
            check_inside(&pages);
            assert_int_equal(count_in_pages(&pages, "r2.2", FB_PLACED_TEXT), 1);
        }
        end(fixture);
    }
}

static void test_number_of_lines(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = CELL;
    struct fb_table table;
    struct fb_row *row;
    struct fb_doc doc;
    const struct fb_doc *fitted;

    begin(fixture);
    style.overflow = FB_OVERFLOW_ERROR;
    style.max_lines = 2;
    table = make_tight(fixture, &style);
    row = (struct fb_row *)(uintptr_t)&table.rows[2];
    row->height_rule = FB_HEIGHT_AUTO;
    doc = make_doc(fixture, &table, 1);
    assert_int_equal(fb_fit(&fitted, fixture->arena, &doc, fixture->fonts, fixture->sink),
                     FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_TEXT_TOO_LONG), 1);
    style.max_lines = 3;
    assert_int_equal(fb_fit(&fitted, fixture->arena, &doc, fixture->fonts, fixture->sink), FB_OK);
    assert_ptr_equal(fitted, &doc);
    end(fixture);
}

static void test_section_fits_its_pages(void **state)
{
    struct fixture *fixture = *state;

    for (size_t rows = 8; rows <= 16; rows++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        const struct fb_doc *fitted;
        struct fb_section *section;

        begin(fixture);
        table = make_list(fixture, rows, "标签", one_line);
        doc = make_doc(fixture, &table, 1);
        section = (struct fb_section *)(uintptr_t)doc.sections;
        section->fit_pages = 1;
        section->fit_floor = FB_PT(5);
        assert_int_equal(fb_fit(&fitted, fixture->arena, &doc, fixture->fonts, fixture->sink),
                         FB_OK);
        /* Ten rows fit as they are, the header among them. */
        assert_int_equal(fitted == &doc, rows <= 9);
        pages = lay_out(fixture, fitted);
        assert_int_equal(pages.count, 1);
        check_list(&pages, rows, one_line);
        end(fixture);
    }
}

static void test_section_too_long_for_its_pages(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    const struct fb_doc *fitted;
    struct fb_section *section;

    begin(fixture);
    table = make_list(fixture, 60, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    section = (struct fb_section *)(uintptr_t)doc.sections;
    section->fit_pages = 2;
    section->fit_floor = FB_PT(8);
    assert_int_equal(fb_fit(&fitted, fixture->arena, &doc, fixture->fonts, fixture->sink),
                     FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_SECTION_TOO_LONG), 1);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell_shrinks),
        cmocka_unit_test(test_number_of_lines),
        cmocka_unit_test(test_section_fits_its_pages),
        cmocka_unit_test(test_section_too_long_for_its_pages),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
