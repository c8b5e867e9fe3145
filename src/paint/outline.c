#include "paint/outline.h"

#include "base/buffer.h"

/* No title is longer; what is longer is FB_ERR_NOMEM. */
#define TITLE_LIMIT ((size_t)1 << 20)

struct walk {
    struct fb_outline *outline;
    struct fb_arena *arena;
    const struct fb_doc *doc;
    const struct fb_structure *structure;
    size_t next_section; /* the first that has no line yet */
    size_t headings_end; /* no element from this on is a heading, nor beside one */
    size_t last_element; /* of the line before */
    int above;           /* how many levels there are above the headings' */
    size_t near;         /* as fb_structure_element has it */
};

static fb_length top_of(const struct fb_placed_line *line)
{
    fb_length size = 0;

    for (size_t i = 0; i < line->line->run_count; i++)
        if (line->line->runs[i].size > size)
            size = line->line->runs[i].size;
    return line->y > size ? line->y - size : 0;
}

/* A line break within a title is a space between Latin letters and nothing between Chinese. */
static void put_break(struct fb_buffer *out, const char *rest)
{
    unsigned char before = out->length > 0 ? (unsigned char)out->data[out->length - 1] : 0;
    unsigned char after = (unsigned char)rest[0];

    if (before > ' ' && before < 0x80 && after > ' ' && after < 0x80)
        fb_buffer_append_char(out, ' ');
}

static void put_run(struct fb_buffer *out, const struct fb_run *run)
{
    for (size_t i = 0; i < run->length; i++)
        if (run->text[i] == '\n')
            put_break(out, run->text + i + 1);
        else
            fb_buffer_append_char(out, run->text[i]);
}

/* Returns the text of a paragraph in one line, in the arena; NULL if there is no memory. */
static const char *text_of(struct fb_arena *arena, const struct fb_paragraph *paragraph)
{
    struct fb_buffer text;
    const char *copy = NULL;

    fb_buffer_init(&text, TITLE_LIMIT);
    for (size_t i = 0; i < paragraph->run_count; i++)
        put_run(&text, &paragraph->runs[i]);
    if (text.status == FB_OK)
        copy = fb_arena_copy(arena, text.data, text.length);
    fb_buffer_release(&text);
    return copy;
}

static fb_status add(struct walk *walk, struct fb_bookmark bookmark)
{
    struct fb_bookmark *place = FB_PUSH(walk->arena, &walk->outline->bookmarks);

    FB_NEED(place);
    *place = bookmark;
    place->level += walk->above;
    return FB_OK;
}

static bool has_heading(const struct walk *walk, size_t section)
{
    const struct fb_structure *structure = walk->structure;
    bool final = section + 1 == walk->doc->section_count;
    size_t end = final ? structure->elements.count : structure->first_elements[section + 1];

    for (size_t i = structure->first_elements[section]; i < end; i++)
        if (structure->elements.items[i].kind == FB_ELEMENT_HEADING)
            return true;
    return false;
}

/* The first section bears the document's title, others that of their first table with one. */
static const char *title_of(const struct fb_doc *doc, size_t index)
{
    const struct fb_section *section = &doc->sections[index];

    for (size_t i = 0; (index > 0 || doc->title[0] == '\0') && i < section->block_count; i++) {
        const struct fb_block *block = &section->blocks[i];

        if (block->kind == FB_BLOCK_TABLE && block->as.table.title != NULL &&
            block->as.table.title[0] != '\0')
            return block->as.table.title;
    }
    return doc->title;
}

/* Begins the sections whose first line this may be. */
static fb_status begin_sections(struct walk *walk, size_t element, struct fb_bookmark place)
{
    const struct fb_doc *doc = walk->doc;

    while (walk->next_section < doc->section_count &&
           element >= walk->structure->first_elements[walk->next_section]) {
        size_t section = walk->next_section++;

        place.title = title_of(doc, section);
        if (place.title[0] != '\0' && !has_heading(walk, section))
            FB_TRY(add(walk, place));
    }
    return FB_OK;
}

static fb_status visit(struct walk *walk, const struct fb_placed_line *line, size_t page)
{
    size_t element = fb_structure_element(walk->structure, &walk->near, line);
    struct fb_bookmark place = {.level = 1, .page = page, .y = top_of(line)};

    if (element == walk->last_element)
        return FB_OK;
    walk->last_element = element;
    FB_TRY(begin_sections(walk, element, place));
    if (walk->structure->elements.items[element].kind != FB_ELEMENT_HEADING)
        return FB_OK;
    place.level = line->paragraph->heading;
    FB_NEED(place.title = text_of(walk->arena, line->paragraph));
    return add(walk, place);
}

/* Returns the end of the elements of the last paragraph or table that has headings; 0: none has. */
static size_t end_of_headings(const struct fb_structure *structure)
{
    const struct fb_element *elements = structure->elements.items;
    size_t last = structure->elements.count, end;

    while (last > 0 && elements[last - 1].kind != FB_ELEMENT_HEADING)
        last--;
    end = last;
    while (end > 0 && end < structure->elements.count && elements[end].parent != 0)
        end++;
    return end;
}

/* True if no line that comes can add a bookmark. */
static bool is_complete(const struct walk *walk)
{
    return walk->next_section == walk->doc->section_count &&
           walk->last_element >= walk->headings_end;
}

fb_status fb_outline_build(struct fb_outline *out, struct fb_arena *arena, const struct fb_doc *doc,
                           const struct fb_pages *pages, const struct fb_structure *structure,
                           const char *whole)
{
    struct walk walk = {.outline = out, .arena = arena, .doc = doc, .structure = structure};

    *out = (struct fb_outline){0};
    if (whole != NULL)
        FB_TRY(add(&walk, (struct fb_bookmark){.title = whole, .level = 1}));
    walk.above = whole != NULL;
    walk.headings_end = end_of_headings(structure);
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->items[p].line_count && !is_complete(&walk); i++) {
            if (pages->items[p].lines[i].kind == FB_PLACED_TEXT)
                FB_TRY(visit(&walk, &pages->items[p].lines[i], p));
        }
    }
    return FB_OK;
}
