/*
 * merge_testing.h: a small template and a small record merged.
 */
#ifndef FB_TESTS_MERGE_TESTING_H
#define FB_TESTS_MERGE_TESTING_H

#include "doc/dump.h"
#include "doc/grid.h"
#include "merge/merge.h"
#include "template_testing.h"

struct merge_case {
    const char *name;
    const char *blocks; /* of the template */
    const char *record; /* inside <表> */
    const char *dump;   /* the document's section, without its first line */
};

/* What else a template and a record may have. */
struct merge_setting {
    const char *first;  /* before the template's title */
    const char *root;   /* attributes of the record's root */
    const char *fields; /* of the record; NULL: DEFAULT_FIELDS */
    bool blank_form;
};

#define P(content)   "<paragraph style='cell'>" content "</paragraph>"
#define T(rows)      "<table columns='1cm 1cm 1cm' style='cell'>" rows "</table>"
#define R(l1, l2, v) "<行><类>" l1 "</类><种>" l2 "</种><值>" v "</值></行>"
#define TABLE_DUMP   "  table \"\" columns 28.346pt 28.346pt 28.346pt outer 1pt inner 0.5pt\n"
#define REPEAT(row)  T("<repeat select='指标/行'><row>" row "</row></repeat>")
#define BY_KIND(row) T("<repeat select='指标/行' catalogue='类'><row>" row "</row></repeat>")

/* A template, a record and what merging them gives. */
struct merge_fixture {
    struct template_fixture template;
    struct fb_arena *arena;
    struct fb_source source;
    char text[4000];
    struct fb_xml *record;
    struct fb_doc *doc;
};

static inline fb_status merge_in(struct merge_fixture *fixture, const struct merge_setting *setting,
                                 const char *blocks, const char *record)
{
    struct template_text parts = {.styles = "<style name='other'/>",
                                  .blocks = blocks,
                                  .first = setting->first,
                                  .fields = setting->fields};

    (void)!read_template(&fixture->template, &parts);
    assert_silent(fixture->template.sink);
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    snprintf(fixture->text, sizeof fixture->text, "<表 %s>%s</表>", or_default(setting->root, ""),
             record);
    fixture->source = (struct fb_source){
        .name = "record.xml", .text = fixture->text, .length = strlen(fixture->text)};
    assert_int_equal(fb_xml_read(&fixture->record, &fixture->source, fixture->template.sink),
                     FB_OK);
    return fb_merge(&fixture->doc, fixture->arena, fixture->template.template, fixture->record,
                    &(struct fb_merge_setup){setting->blank_form, true}, fixture->template.sink);
}

static inline fb_status merge(struct merge_fixture *fixture, const char *blocks, const char *record)
{
    return merge_in(fixture, &(struct merge_setting){0}, blocks, record);
}

static inline void release(struct merge_fixture *fixture)
{
    fb_xml_free(fixture->record);
    fb_arena_free(fixture->arena);
    release_template(&fixture->template);
}

/* Whatever was merged, the cells tile the grid. */
static inline void check_grids(struct merge_fixture *fixture)
{
    const struct fb_section *section = &fixture->doc->sections[0];

    for (size_t i = 0; i < section->block_count; i++) {
        struct fb_grid_error error;
        struct fb_grid grid;
        if (section->blocks[i].kind == FB_BLOCK_TABLE)
            assert_int_equal(
                fb_grid_build(&grid, fixture->arena, &section->blocks[i].as.table, &error), FB_OK);
    }
}

/* A document that is not to be edited says the same, and does not know which values it shows. */
static inline void check_print(struct merge_fixture *fixture, bool blank_form, const char *dump)
{
    const struct fb_merge_setup setup = {.blank_form = blank_form};
    struct fb_buffer out;

    assert_int_equal(fb_merge(&fixture->doc, fixture->arena, fixture->template.template,
                              fixture->record, &setup, fixture->template.sink),
                     FB_OK);
    assert_int_equal(fixture->doc->shown_count, 0);
    fb_buffer_init(&out, 1 << 20);
    fb_doc_dump(&out, fixture->doc);
    assert_string_equal(out.data, dump);
    fb_buffer_release(&out);
}

static inline void check_case_in(const struct merge_setting *setting, const struct merge_case *test)
{
    struct merge_fixture fixture = {0};
    struct fb_buffer out;

    print_message("%s\n", test->name);
    (void)!merge_in(&fixture, setting, test->blocks, test->record);
    assert_silent(fixture.template.sink);
    fb_buffer_init(&out, 1 << 20);
    fb_doc_dump(&out, fixture.doc);
    assert_contains(out.data, "841.89pt\n");
    assert_string_equal(strstr(out.data, "841.89pt\n") + strlen("841.89pt\n"), test->dump);
    check_grids(&fixture);
    check_print(&fixture, setting->blank_form, out.data);
    fb_buffer_release(&out);
    release(&fixture);
}

static inline void check_case(const struct merge_case *test)
{
    check_case_in(&(struct merge_setting){0}, test);
}

#endif
