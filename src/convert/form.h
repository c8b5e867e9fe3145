/*
 * form.h: records written in the forms that offices keep them in.
 *
 * One writer takes the records of any number of files, one after the other, and makes one file of
 * them: XML, JSON, or a fill-in workbook. What is written says what the record says and nothing of
 * how its file looked: comments and the layout of the source are gone, values are as
 * data/value.h defines them, the same record gives the same bytes. What a reader makes of each form
 * is the record again (docs/record.md, docs/workbook.md).
 */
#ifndef FB_CONVERT_FORM_H
#define FB_CONVERT_FORM_H

#include "base/buffer.h"
#include "template/template.h"

enum fb_form { FB_FORM_XML, FB_FORM_JSON, FB_FORM_WORKBOOK, FB_FORMS };

/* Returns the name of a form, which is also the extension of its files: "xml", "json", "xlsx". */
const char *fb_form_name(enum fb_form form);

/* Finds a form by that name. */
bool fb_form_parse(enum fb_form *out, const char *name);

/* What is known before the first record. */
struct fb_form_setup {
    const struct fb_template *template; /* that a workbook is for; else it may be NULL */
    const char *template_name;          /* that a set names; NULL: none */
    bool several;                       /* a set */
    bool example;                       /* a workbook has a row that shows how to fill in */
};

/* A record, and what is known of it besides. */
struct fb_form_record {
    const struct fb_xml *xml;
    const struct fb_template *template; /* it tells lists from groups in JSON; NULL: not known */
    const char *template_name;          /* that its file names for it, if it names none; or NULL */
};

struct fb_form_writer;

/* Makes a writer. The buffer and what the setup points to are borrowed. */
FB_MUST_USE fb_status fb_form_writer_new(struct fb_form_writer **out, enum fb_form form,
                                         struct fb_buffer *bytes,
                                         const struct fb_form_setup *setup);
void fb_form_writer_free(struct fb_form_writer *writer);

/*
 * Adds a record. One that the form cannot hold without loss is reported and FB_ERR_INPUT: text
 * beside elements, elements of another namespace, and in a workbook whatever the
 * template does not declare and texts that are longer than a cell may hold.
 */
FB_MUST_USE fb_status fb_form_writer_add(struct fb_form_writer *writer,
                                         const struct fb_form_record *record,
                                         struct fb_diagnostics *sink);

/* Ends the file. Nothing is added any more. */
FB_MUST_USE fb_status fb_form_writer_finish(struct fb_form_writer *writer);

/* Appends a file with one record. */
FB_MUST_USE fb_status fb_form_write(struct fb_buffer *out, enum fb_form form,
                                    const struct fb_form_setup *setup,
                                    const struct fb_form_record *record,
                                    struct fb_diagnostics *sink);

/* As fb_form_write, in XML. */
FB_MUST_USE fb_status fb_form_write_xml(struct fb_buffer *out, const struct fb_xml *record,
                                        struct fb_diagnostics *sink);

#endif
