#include "paint/outline.h"

#include "base/buffer.h"

/* No title is longer; what is longer is FB_ERR_NOMEM. */
#define TITLE_LIMIT ((size_t)1 << 20)

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

static fb_status add(struct fb_outline *outline, struct fb_bookmark bookmark)
{
    struct fb_bookmark *place = FB_PUSH(outline->arena, &outline->bookmarks);

    FB_NEED(place);
    *place = bookmark;
    place->level += outline->above;
    return FB_OK;
}

static bool has_heading(const struct fb_doc *doc, const struct fb_structure *structure,
                        size_t section)
{
    bool final = section + 1 == doc->section_count;
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
static fb_status begin_sections(struct fb_outline *outline, size_t element,
                                struct fb_bookmark place)
{
    const struct fb_doc *doc = outline->doc;

    while (outline->next_section < doc->section_count &&
           element >= outline->structure->first_elements[outline->next_section]) {
        size_t section = outline->next_section++;

        place.title = title_of(doc, section);
        if (place.title[0] != '\0' && !has_heading(doc, outline->structure, section))
            FB_TRY(add(outline, place));
    }
    return FB_OK;
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
static bool is_complete(const struct fb_outline *outline)
{
    return outline->next_section == outline->doc->section_count &&
           outline->last_element >= outline->headings_end;
}

fb_status fb_outline_begin(struct fb_outline *out, struct fb_arena *arena, const struct fb_doc *doc,
                           const struct fb_structure *structure, const char *whole)
{
    *out = (struct fb_outline){.arena = arena, .doc = doc, .structure = structure};
    out->headings_end = end_of_headings(structure);
    if (whole == NULL)
        return FB_OK;
    FB_TRY(add(out, (struct fb_bookmark){.title = whole, .level = 1}));
    out->above = 1;
    return FB_OK;
}

fb_status fb_outline_line(struct fb_outline *outline, const struct fb_placed_line *line,
                          size_t element, size_t page)
{
    struct fb_bookmark place = {.level = 1, .page = page};

    if (is_complete(outline) || element == outline->last_element)
        return FB_OK;
    outline->last_element = element;
    place.y = top_of(line);
    FB_TRY(begin_sections(outline, element, place));
    if (outline->structure->elements.items[element].kind != FB_ELEMENT_HEADING)
        return FB_OK;
    place.level = line->paragraph->heading;
    FB_NEED(place.title = text_of(outline->arena, line->paragraph));
    return add(outline, place);
}

/* ---- the title of a document that has none ---- */

/* Returns the first heading with text among paragraphs, or NULL. */
static const struct fb_paragraph *find_heading(const struct fb_paragraph *paragraphs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (paragraphs[i].heading > 0 && fb_structure_has_text(&paragraphs[i]))
            return &paragraphs[i];
    }
    return NULL;
}

static const struct fb_paragraph *find_in_table(const struct fb_table *table)
{
    const struct fb_paragraph *heading = NULL;

    for (size_t r = 0; r < table->row_count && heading == NULL; r++) {
        const struct fb_row *row = &table->rows[r];

        for (size_t i = 0; i < row->cell_count && heading == NULL; i++)
            heading = find_heading(row->cells[i].paragraphs, row->cells[i].paragraph_count);
    }
    return heading;
}

/* A table of contents has no headings, whatever its cells are. */
static const struct fb_paragraph *find_in_section(const struct fb_section *section)
{
    const struct fb_paragraph *heading = NULL;

    for (size_t i = 0; i < section->block_count && heading == NULL; i++) {
        const struct fb_block *block = &section->blocks[i];

        if (block->kind == FB_BLOCK_PARAGRAPH)
            heading = find_heading(&block->as.paragraph, 1);
        else if (!block->as.table.contents)
            heading = find_in_table(&block->as.table);
    }
    return heading;
}

fb_status fb_outline_title(const char **title, struct fb_arena *arena, const struct fb_doc *doc,
                           const struct fb_structure *structure)
{
    for (size_t i = 0; i < doc->section_count; i++) {
        const struct fb_paragraph *heading = find_in_section(&doc->sections[i]);
        const char *text = NULL;

        if (heading != NULL)
            FB_NEED(text = text_of(arena, heading));
        else if (!has_heading(doc, structure, i))
            text = title_of(doc, i);
        if (text == NULL || text[0] == '\0')
            continue;
        *title = text;
        return FB_OK;
    }
    return FB_OK;
}
