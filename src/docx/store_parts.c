/*
 * store_parts.c: the store and its baseline as XML, and what Word asks to know of them.
 */
#include "doc/docx_parts.h"
#include "docx/parts.h"
#include "docx/store.h"

#include <string.h>

/* ---- the store ---- */

static void write_node(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_docx_node *node)
{
    fb_xml_write_start(xml, node->name);
    if (node->key > 0)
        fb_xml_write_integer(xml, FB_DOCX_KEY, (int64_t)node->key);
    if (node->child_count == 0)
        fb_xml_write_text(xml, node->text, strlen(node->text));
    for (size_t i = 0; i < node->child_count; i++)
        write_node(xml, context, node->children[i]);
    fb_xml_write_end(xml, node->name);
    fb_docx_hand_over(context, xml);
}

fb_status fb_docx_write_store(struct fb_buffer *out, const struct fb_docx_context *context)
{
    struct fb_xml_writer xml;

    fb_xml_writer_init(&xml, out);
    write_node(&xml, context, context->store->root);
    return fb_xml_writer_finish(&xml);
}

/* ---- the baseline ---- */

/* Writes text in memory that is taken back; NULL: there was none for it. */
static fb_status write_taken(struct fb_xml_writer *xml, struct fb_arena *scratch, const char *text)
{
    FB_NEED(text);
    fb_xml_write_text(xml, text, strlen(text));
    fb_arena_clear(scratch);
    return FB_OK;
}

static void write_attributes(struct fb_xml_writer *xml, const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++)
        fb_xml_write_attribute(xml, name, fb_xml_attribute(element, name));
}

/*
 * Writes an element of the record as it was read. Blanks between elements belong to the file and
 * not to the data.
 */
static fb_status write_element(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                               struct fb_arena *scratch, const struct fb_xml_node *element,
                               bool root)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    fb_xml_write_start(xml, fb_xml_name(element));
    if (root)
        fb_xml_write_attribute(xml, "xmlns", "");
    write_attributes(xml, element);
    if (child == NULL)
        FB_TRY(write_taken(xml, scratch, fb_xml_text(scratch, element)));
    for (; child != NULL; child = fb_xml_next(child))
        FB_TRY(write_element(xml, context, scratch, child, false));
    fb_xml_write_end(xml, fb_xml_name(element));
    fb_docx_hand_over(context, xml);
    return FB_OK;
}

static void write_place(struct fb_xml_writer *xml, struct fb_docx_store *store,
                        const struct fb_docx_node *node)
{
    fb_xml_write_attribute(xml, FB_BASELINE_PATH, fb_docx_path(store, node, FB_DOCX_IN_STORE));
    if (node->element != NULL)
        fb_xml_write_attribute(xml, FB_BASELINE_ORIGIN,
                               fb_docx_path(store, node, FB_DOCX_IN_RECORD));
}

static void write_rows(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_docx_node *node)
{
    for (size_t i = 0; i < node->child_count; i++) {
        const struct fb_docx_node *child = node->children[i];
        if (child->key > 0) {
            fb_xml_write_start(xml, FB_BASELINE_ROW);
            fb_xml_write_integer(xml, FB_BASELINE_KEY, (int64_t)child->key);
            write_place(xml, context->store, child);
            fb_xml_write_end(xml, FB_BASELINE_ROW);
            fb_docx_hand_over(context, xml);
        }
        if (child->items)
            write_rows(xml, context, child);
    }
}

/* ---- rows of the form ---- */

/* Whether a paragraph has a value with a control, by which its row is known. */
static bool has_control(const struct fb_docx_store *store, const struct fb_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->mark_count; i++) {
        const struct fb_shown_mark *mark = &paragraph->marks[i];
        if (mark->length > 0 || store->fields[mark->shown->number].node != NULL)
            return true;
    }
    return false;
}

/* Adds the words of a row; returns false if it has a value. */
static bool add_row_words(struct fb_buffer *out, const struct fb_docx_store *store,
                          const struct fb_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        for (size_t j = 0; j < row->cells[i].paragraph_count; j++) {
            const struct fb_paragraph *paragraph = &row->cells[i].paragraphs[j];
            if (has_control(store, paragraph))
                return false;
            for (size_t k = 0; k < paragraph->run_count; k++)
                fb_docx_append_words(out, paragraph->runs[k].text);
        }
    }
    return true;
}

static fb_status write_form_row(struct fb_xml_writer *xml, const struct fb_docx_store *store,
                                const struct fb_row *row)
{
    struct fb_buffer words;
    fb_status status;

    fb_buffer_init(&words, FB_BUFFER_OUTPUT_LIMIT);
    if (add_row_words(&words, store, row) && words.length > 0) {
        fb_xml_write_start(xml, FB_BASELINE_FORM);
        fb_xml_write_attribute(xml, FB_BASELINE_WORDS, words.data);
        fb_xml_write_end(xml, FB_BASELINE_FORM);
    }
    status = words.status;
    fb_buffer_release(&words);
    return status;
}

static fb_status write_form_rows(struct fb_xml_writer *xml, const struct fb_docx_store *store,
                                 const struct fb_table *table)
{
    bool items = false;

    for (size_t i = 0; i < table->row_count; i++)
        items = items || table->rows[i].item != NULL || table->rows[i].beside != NULL;
    for (size_t i = 0; items && i < table->row_count; i++) {
        if (table->rows[i].item == NULL && table->rows[i].beside == NULL)
            FB_TRY(write_form_row(xml, store, &table->rows[i]));
    }
    return FB_OK;
}

static fb_status write_form(struct fb_xml_writer *xml, const struct fb_docx_store *store)
{
    const struct fb_doc *doc = store->doc;

    for (size_t i = 0; i < doc->section_count; i++) {
        const struct fb_section *section = &doc->sections[i];
        for (size_t j = 0; j < section->block_count; j++) {
            if (section->blocks[j].kind == FB_BLOCK_TABLE)
                FB_TRY(write_form_rows(xml, store, &section->blocks[j].as.table));
        }
    }
    return FB_OK;
}

/* ---- controls ---- */

static const char *const FORMATS[] = {
    [FB_SHOWN_FIXED] = FB_BASELINE_FIXED,     [FB_SHOWN_TEXT] = FB_BASELINE_TEXT,
    [FB_SHOWN_NUMBER] = FB_BASELINE_NUMBER,   [FB_SHOWN_DAY] = FB_BASELINE_DATE,
    [FB_SHOWN_PERCENT] = FB_BASELINE_PERCENT,
};

static void write_control(struct fb_xml_writer *xml, struct fb_docx_store *store,
                          const struct fb_docx_field *field)
{
    bool fixed = field->node == NULL;

    fb_xml_write_start(xml, FB_BASELINE_CONTROL);
    fb_xml_write_attribute(xml, FB_BASELINE_TAG, fb_docx_tag(store, field));
    if (!fixed)
        write_place(xml, store, field->node);
    fb_xml_write_attribute(xml, FB_BASELINE_FORMAT,
                           fixed ? FB_BASELINE_FIXED : FORMATS[field->shown->kind]);
    fb_xml_write_attribute(xml, FB_BASELINE_BOUND, fixed || field->lines ? "no" : "yes");
    if (field->rows > 1)
        fb_xml_write_integer(xml, FB_BASELINE_ROWS, (int64_t)field->rows);
    fb_xml_write_attribute(xml, FB_BASELINE_SHOWN, field->shown->text);
    fb_xml_write_end(xml, FB_BASELINE_CONTROL);
}

static void write_head(struct fb_xml_writer *xml, const struct fb_docx_setup *setup, const char *id)
{
    fb_xml_write_start(xml, FB_BASELINE);
    fb_xml_write_attribute(xml, "xmlns", FB_DOCX_BASELINE_NAMESPACE);
    fb_xml_write_attribute(xml, FB_BASELINE_PROGRAM, setup->program);
    fb_xml_write_attribute(xml, FB_BASELINE_TEMPLATE, setup->template->name);
    fb_xml_write_attribute(xml, FB_BASELINE_VERSION, setup->template->version);
    fb_xml_write_attribute(xml, FB_BASELINE_PUBLIC, setup->public_copy ? "yes" : "no");
    fb_xml_write_attribute(xml, FB_BASELINE_STORE, id);
    fb_xml_write_attribute(xml, FB_BASELINE_PLACEHOLDER, FB_DOCX_PLACEHOLDER);
}

fb_status fb_docx_write_baseline(struct fb_buffer *out, const struct fb_docx_context *context)
{
    struct fb_arena *scratch = fb_arena_scratch(context->arena);
    struct fb_docx_store *store = context->store;
    struct fb_xml_writer xml;

    FB_NEED(scratch);
    fb_xml_writer_init(&xml, out);
    write_head(&xml, context->setup, context->store_item.id);
    fb_xml_write_start(&xml, FB_BASELINE_RECORD);
    FB_TRY(write_element(&xml, context, scratch, fb_xml_root(context->setup->record), true));
    fb_xml_write_end(&xml, FB_BASELINE_RECORD);
    write_rows(&xml, context, store->root);
    FB_TRY(write_form(&xml, store));
    for (size_t i = 0; i < store->field_count; i++) {
        write_control(&xml, store, &store->fields[store->order[i]]);
        fb_docx_hand_over(context, &xml);
    }
    fb_xml_write_end(&xml, FB_BASELINE);
    FB_TRY(store->path.status);
    return fb_xml_writer_finish(&xml);
}
