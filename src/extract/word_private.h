/*
 * word_private.h: what the files that read a document of Word share.
 */
#ifndef FB_EXTRACT_WORD_PRIVATE_H
#define FB_EXTRACT_WORD_PRIVATE_H

#include "base/buffer.h"
#include "extract/word.h"

/* A bookmark that has begun and not ended. */
struct fb_word_bookmark {
    const char *id; /* NULL: it has ended */
    size_t control; /* its index among the controls */
    size_t start;   /* of its text */
};

/* Controls side by side that may be what LibreOffice makes of one that it does not know. */
struct fb_word_repeats {
    const struct fb_xml_node *last; /* NULL: none */
    size_t start, end;              /* of the text of the first */
    size_t count;
    bool alike; /* the text of each ends with that of the first */
    bool whole; /* that of the last is that of the first */
};

/* A document while it is walked; all text goes into one buffer, of which others take slices. */
struct fb_word_reading {
    struct fb_arena *arena;
    struct fb_word *word;
    struct fb_buffer text;
    bool ended;       /* a paragraph has ended: a line feed is due before what follows it */
    size_t paragraph; /* number of the last that began */
    size_t table;     /* number of the one that is read; 0: none */
    size_t tables;    /* so far */
    size_t row, cell; /* that are read, or FB_WORD_NONE */
    size_t column;    /* of the grid, of the next cell */
    FB_VECTOR(struct fb_word_bookmark) bookmarks;
    struct fb_word_repeats repeats;
};

/* Walks through what an element has. */
FB_MUST_USE fb_status fb_word_walk(struct fb_word_reading *reading,
                                   const struct fb_xml_node *element);

FB_MUST_USE fb_status fb_word_read_control(struct fb_word_reading *reading,
                                           const struct fb_xml_node *sdt);
FB_MUST_USE fb_status fb_word_begin_bookmark(struct fb_word_reading *reading,
                                             const struct fb_xml_node *start);
FB_MUST_USE fb_status fb_word_end_bookmark(struct fb_word_reading *reading,
                                           const struct fb_xml_node *end);
FB_MUST_USE fb_status fb_word_read_table(struct fb_word_reading *reading,
                                         const struct fb_xml_node *table);
FB_MUST_USE fb_status fb_word_read_row(struct fb_word_reading *reading,
                                       const struct fb_xml_node *row);
FB_MUST_USE fb_status fb_word_read_cell(struct fb_word_reading *reading,
                                        const struct fb_xml_node *cell);

/* Adds the text of an element of a run: w:t, w:br and the like; nothing for all others. */
void fb_word_add_text(struct fb_word_reading *reading, const struct fb_xml_node *element);

/* Adds the line feed that is due. */
void fb_word_end_line(struct fb_word_reading *reading);

/* Returns the child of that name in WordprocessingML, or NULL. */
const struct fb_xml_node *fb_word_child(const struct fb_xml_node *element, const char *name);

/* Returns an attribute of WordprocessingML, or NULL; the element may be NULL. */
const char *fb_word_attribute(const struct fb_xml_node *element, const char *name);

/* Returns true if a property is there and not switched off (ISO/IEC 29500-1, 22.9.2.7). */
bool fb_word_is_on(const struct fb_xml_node *property);

/* Returns the text from `start` on, in the arena; NULL when memory is used up. */
char *fb_word_slice(struct fb_word_reading *reading, size_t start);

#endif
