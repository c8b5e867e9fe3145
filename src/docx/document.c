#include "docx/body.h"
#include "docx/control.h"
#include "docx/parts.h"

/* Returns the paragraph that a block is; NULL if it is none. */
static const struct fb_paragraph *paragraph_of(const struct fb_block *block)
{
    return block != NULL && block->kind == FB_BLOCK_PARAGRAPH ? &block->as.paragraph : NULL;
}

static const struct fb_block *block_after(const struct fb_section *section, size_t index)
{
    return index + 1 < section->block_count ? &section->blocks[index + 1] : NULL;
}

/* A table, and after it the paragraph without which it could not stand before what follows. */
static fb_status write_table(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_section *section, size_t index,
                             const struct fb_section *ending)
{
    const struct fb_block *next = block_after(section, index);
    bool table_next = next != NULL && next->kind == FB_BLOCK_TABLE;
    bool continued = table_next && next->as.table.joined;
    const struct fb_docx_place place = {.keep_next = table_next, .ending = ending};

    FB_TRY(fb_docx_write_table(xml, context, &section->blocks[index].as.table, continued));
    if (next == NULL || table_next)
        fb_docx_write_seam(xml, context, &place);
    return FB_OK;
}

/* `ending` is the section if this is its last block and another section follows; else NULL. */
static fb_status write_block(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_section *section, size_t index,
                             const struct fb_section *ending)
{
    const struct fb_block *block = &section->blocks[index];
    const struct fb_page_setup *page = &section->page;
    const struct fb_docx_place place = {
        .width = page->width - page->left - page->right,
        .ending = ending,
        .before = paragraph_of(index > 0 ? &section->blocks[index - 1] : NULL),
        .after = paragraph_of(block_after(section, index))};

    if (block->kind == FB_BLOCK_TABLE)
        return write_table(xml, context, section, index, ending);
    return fb_docx_write_paragraph(xml, context, &block->as.paragraph, &place);
}

/* Writes the blocks of a section, the last of which ends the section `ending`, if it is not NULL.
 */
static fb_status write_blocks(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                              const struct fb_section *section, const struct fb_section *ending)
{
    for (size_t i = 0; i < section->block_count; i++) {
        FB_TRY(
            write_block(xml, context, section, i, block_after(section, i) == NULL ? ending : NULL));
        fb_docx_hand_over(context, xml);
    }
    return FB_OK;
}

/* As write_blocks, but as a group; the section ends outside, for a group has no sections. */
static fb_status write_group(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_section *section)
{
    fb_docx_begin_group(xml, context);
    FB_TRY(write_blocks(xml, context, section, NULL));
    fb_docx_end_control(xml);
    return FB_OK;
}

/*
 * The properties of a section stand in its last paragraph; those of the last section at the end of
 * the body (17.6.17, 17.6.18).
 */
static fb_status write_section_body(struct fb_xml_writer *xml,
                                    const struct fb_docx_context *context,
                                    const struct fb_section *section, bool last)
{
    const struct fb_section *ending = last ? NULL : section;
    const struct fb_docx_place place = {.ending = ending};
    bool group = context->setup->protect && section->block_count > 0;

    FB_TRY(group ? write_group(xml, context, section)
                 : write_blocks(xml, context, section, ending));
    if (section->block_count == 0 || (group && !last))
        fb_docx_write_seam(xml, context, &place);
    if (last)
        fb_docx_write_section(xml, context, section);
    return FB_OK;
}

fb_status fb_docx_write_document(struct fb_buffer *out, const struct fb_docx_context *context,
                                 const struct fb_docx_part *part)
{
    const struct fb_doc *doc = context->doc;
    struct fb_xml_writer xml;

    (void)part;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:document");
    fb_docx_write_namespaces(&xml);
    if (context->store != NULL)
        fb_docx_write_extensions(&xml);
    fb_xml_write_start(&xml, "w:body");
    for (size_t i = 0; i < doc->section_count; i++)
        FB_TRY(write_section_body(&xml, context, &doc->sections[i], i + 1 == doc->section_count));
    fb_xml_write_end(&xml, "w:body");
    fb_xml_write_end(&xml, "w:document");
    return fb_xml_writer_finish(&xml);
}
