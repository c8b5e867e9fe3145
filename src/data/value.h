/*
 * value.h: the text of a field.
 *
 * An XML file may be indented, so blanks at the edges of a field, and around the line breaks in it,
 * belong to the file and not to the value. A line break divides paragraphs; empty lines divide
 * nothing further. All other text is the value, as it stands.
 */
#ifndef FB_DATA_VALUE_H
#define FB_DATA_VALUE_H

#include "xml/document.h"

/* Brings text into that form, in place; a tab becomes a space. */
void fb_value_normalize(char *text);

/* Returns an element's value, in the arena; NULL when memory is used up. */
char *fb_value_text(struct fb_arena *arena, const struct fb_xml_node *element);

/*
 * Returns an element's value, which lives as long as its document, or until what is in it changes;
 * NULL when memory is used up. It is worked out once, and most values need not even be copied.
 */
const char *fb_value_of(const struct fb_xml_node *element);

#endif
