#include "merge/merge.h"

#include "merge/merge_private.h"

/* A paragraph outside a table gives one block for each of its lines. */
static fb_status merge_paragraph(struct fb_merger *merger, const struct fb_paragraph_spec *spec,
                                 struct fb_block **blocks, size_t *count)
{
    struct fb_merge_place place = {.node = merger->root};
    const struct fb_paragraph *paragraphs;
    size_t added;

    FB_TRY(fb_merge_paragraph(merger, spec, place, &paragraphs, &added));
    *blocks = FB_NEW_ARRAY(merger->arena, struct fb_block, added);
    FB_NEED(*blocks);
    for (size_t i = 0; i < added; i++)
        (*blocks)[i] = (struct fb_block){
            .kind = FB_BLOCK_PARAGRAPH, .as.paragraph = paragraphs[i], .origin = spec->position};
    *count = added;
    return FB_OK;
}

/*
 * Keeps a join in order when its first table is not there: the next of it begins it, for it need
 * not be as wide as the table above. `*headless` tells whether the tables so far are such a join.
 */
static void begin_join(struct fb_block *table, bool shown, bool *headless)
{
    if (!table->as.table.joined)
        *headless = !shown;
    else if (*headless && shown)
        table->as.table.joined = *headless = false;
}

static fb_status merge_block(struct fb_merger *merger, const struct fb_block_spec *spec,
                             bool *headless, struct fb_block **blocks, size_t *count)
{
    bool shown;

    *count = 0;
    FB_TRY(fb_merge_holds(merger, spec->when, merger->root, &shown));
    if (spec->kind == FB_BLOCK_SPEC_PARAGRAPH)
        return shown ? merge_paragraph(merger, &spec->as.paragraph, blocks, count) : FB_OK;
    *blocks = FB_NEW(merger->arena, struct fb_block);
    FB_NEED(*blocks);
    (*blocks)->kind = FB_BLOCK_TABLE;
    (*blocks)->origin = spec->as.table.position;
    FB_TRY(fb_merge_table(merger, &spec->as.table, &(*blocks)->as.table));
    /* Nothing is to be seen of a table without rows, and Word takes one for a damaged file. */
    *count = shown && (*blocks)->as.table.row_count > 0;
    begin_join(*blocks, *count > 0, headless);
    return FB_OK;
}

static fb_status merge_section(struct fb_merger *merger, const struct fb_section_spec *spec,
                               struct fb_section *out)
{
    FB_VECTOR(struct fb_block) blocks = {0};
    bool headless = false;

    for (size_t i = 0; i < spec->block_count; i++) {
        struct fb_block *added;
        size_t count;
        FB_TRY(merge_block(merger, &spec->blocks[i], &headless, &added, &count));
        for (size_t j = 0; j < count; j++) {
            struct fb_block *block = FB_PUSH(merger->arena, &blocks);
            FB_NEED(block);
            *block = added[j];
            if (block->kind == FB_BLOCK_TABLE && block->as.table.joined)
                block[-1].as.table.goes_on = true;
        }
    }
    *out = (struct fb_section){.page = spec->page,
                               .fit_pages = spec->fit_pages,
                               .fit_floor = spec->fit_floor,
                               .origin = spec->position,
                               .blocks = blocks.items,
                               .block_count = blocks.count};
    return FB_OK;
}

static fb_status merge_doc(struct fb_merger *merger, struct fb_doc *doc)
{
    const struct fb_template *template = merger->template;
    struct fb_section *sections =
        FB_NEW_ARRAY(merger->arena, struct fb_section, template->section_count);

    FB_NEED(sections);
    *doc = (struct fb_doc){.language = template->language,
                           .template_name = template->name,
                           .styles = template->styles,
                           .style_count = template->style_count,
                           .sections = sections,
                           .section_count = template->section_count};
    FB_TRY(fb_merge_string(merger, &template->title, &doc->title));
    FB_TRY(fb_merge_string(merger, &template->author, &doc->author));
    FB_TRY(fb_merge_string(merger, &template->subject, &doc->subject));
    FB_TRY(fb_merge_string(merger, &template->keywords, &doc->keywords));
    for (size_t i = 0; i < template->section_count; i++)
        FB_TRY(merge_section(merger, &template->sections[i], &sections[i]));
    return FB_OK;
}

fb_status fb_merge(struct fb_doc **out, struct fb_arena *arena, const struct fb_template *template,
                   const struct fb_xml *record, const struct fb_merge_setup *setup,
                   struct fb_diagnostics *sink)
{
    struct fb_merger merger = {.arena = arena,
                               .template = template,
                               .root = fb_xml_root(record),
                               .blank_form = setup->blank_form,
                               .editable = setup->editable,
                               .sink = sink};
    size_t before = fb_diagnostics_count(sink, FB_ERROR);
    struct fb_doc *doc = FB_NEW(arena, struct fb_doc);
    fb_status status;

    *out = NULL;
    merger.scratch = fb_arena_scratch(arena);
    FB_NEED(merger.scratch);
    FB_NEED(doc);
    FB_TRY(fb_xpath_context_new(&merger.context, record));
    status = fb_template_set_parameters(template, merger.root, merger.context);
    if (status == FB_OK)
        status = merge_doc(&merger, doc);
    doc->shown_count = merger.shown_count;
    fb_xpath_context_free(merger.context);
    FB_TRY(status);
    if (fb_diagnostics_count(sink, FB_ERROR) > before)
        return FB_ERR_INPUT;
    *out = doc;
    return FB_OK;
}
