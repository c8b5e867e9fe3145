/*
 * form_private.h: what the writers of the forms share.
 */
#ifndef FB_CONVERT_FORM_PRIVATE_H
#define FB_CONVERT_FORM_PRIVATE_H

#include "convert/form.h"
#include "xml/writer.h"

struct fb_book; /* book.h */

struct fb_form_writer {
    const struct fb_form_kind *kind;
    struct fb_buffer *bytes;
    struct fb_form_setup setup;
    struct fb_arena *arena; /* of the record that is written */
    size_t count;           /* records so far */
    struct fb_xml_writer xml;
    struct fb_book *book;
};

/* A form, as functions. `begin` comes before the first record, `finish` after the last. */
struct fb_form_kind {
    const char *name;
    fb_status (*begin)(struct fb_form_writer *writer);
    fb_status (*add)(struct fb_form_writer *writer, const struct fb_form_record *record,
                     struct fb_diagnostics *sink);
    fb_status (*finish)(struct fb_form_writer *writer);
};

extern const struct fb_form_kind fb_form_xml;
extern const struct fb_form_kind fb_form_json;
extern const struct fb_form_kind fb_form_workbook;

/* Returns the name of the template to write on a record that has none; NULL: nothing is. */
const char *fb_form_template_name(const struct fb_form_record *record);

/* The value of an element, in the writer's arena, or NULL when memory is used up. */
const char *fb_form_text(struct fb_form_writer *writer, const struct fb_xml_node *element);

/*
 * Returns the declared field of an element inside one whose field is `above`, or NULL. An item of a
 * list has the list's field.
 */
const struct fb_field *fb_form_field(const struct fb_field *above,
                                     const struct fb_xml_node *element);

#endif
