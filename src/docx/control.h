/*
 * control.h: values as content controls (ISO/IEC 29500-1, 17.5.2). Internal to docx/.
 *
 * A value that is one text becomes a plain-text control within its paragraph, bound to its node of
 * the store. One of several lines becomes a rich-text control around its paragraphs, which cannot
 * be bound. docs/docx.md, "Round trip", says what each may be.
 */
#ifndef FB_DOCX_CONTROL_H
#define FB_DOCX_CONTROL_H

#include "docx/store.h"
#include "xml/writer.h"

struct fb_docx_context;

/* How a control stands in the text. */
struct fb_docx_control {
    const struct fb_docx_field *field;
    bool empty;                   /* it shows the placeholder */
    bool deletable;               /* its row may be deleted, which a lock would prevent */
    const struct fb_style *style; /* of text typed into it; NULL: that of its paragraphs */
    const struct fb_style *base;  /* what such text inherits */
};

/*
 * Returns the field that a mark shows as a control of its own within the paragraph; NULL: the text
 * stands by itself, as a value of several lines does, or a computed one that is empty.
 */
const struct fb_docx_field *fb_docx_inline_field(const struct fb_docx_context *context,
                                                 const struct fb_shown_mark *mark);

/* Returns the field of several lines one or more of which the whole paragraph is; or NULL. */
const struct fb_docx_field *fb_docx_lines_field(const struct fb_docx_context *context,
                                                const struct fb_paragraph *paragraph);

/* Writes w:sdt up to w:sdtContent, which is open afterwards. */
void fb_docx_begin_control(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_control *control);
void fb_docx_end_control(struct fb_xml_writer *xml);

/* Write the ends of the bookmark by which a value is found if its control is lost. */
void fb_docx_begin_bookmark(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                            const struct fb_docx_field *field);
void fb_docx_end_bookmark(struct fb_xml_writer *xml, const struct fb_docx_field *field);

/* Writes the run that stands where nothing is. */
void fb_docx_write_placeholder(struct fb_xml_writer *xml);

/*
 * Writes the parts of a repeating section (w15), whose items are added and deleted in Word: around
 * the rows of all items of a list, and around those of one. Each leaves w:sdtContent open.
 */
void fb_docx_begin_section(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_node *list, const char *item);
void fb_docx_begin_item(struct fb_xml_writer *xml, const struct fb_docx_context *context);

/* Begins a group, in which only the controls can be changed; leaves w:sdtContent open. */
void fb_docx_begin_group(struct fb_xml_writer *xml, const struct fb_docx_context *context);

/* Declares the namespaces of what Word 2013 added, on a root element started last. */
void fb_docx_write_extensions(struct fb_xml_writer *xml);

#endif
