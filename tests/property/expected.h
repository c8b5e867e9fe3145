/*
 * expected.h: the document that a case must give, worked out from its numbers alone.
 *
 * In the text of a cell or a paragraph PARAGRAPH_END divides paragraphs and '\n' is a forced line
 * break.
 */
#ifndef FB_TESTS_EXPECTED_H
#define FB_TESTS_EXPECTED_H

#include "doc/doc.h"
#include "table_case.h"
#include "verdict.h"

#define PARAGRAPH_END '\x1e'

struct expected_cell {
    int column, columns, rows;
    const char *text;
    bool label;   /* drawn again on each page's part */
    bool merging; /* with equal ones above */
    bool merged;  /* it was, and is no cell of its own */
};

struct expected_row {
    struct expected_cell *cells;
    int count;
};

struct expected_table {
    FB_VECTOR(struct expected_row) rows;
    int header_rows;
};

/* A table, or a paragraph of the document. */
struct expected_block {
    const struct expected_table *table; /* NULL: a paragraph */
    const char *text;
};

struct expected_section {
    FB_VECTOR(struct expected_block) blocks;
};

struct expected_doc {
    struct expected_section sections[CASE_SECTIONS];
    int section_count;
};

/* Works out the document in the arena; ends the program if memory is used up. */
const struct expected_doc *expected_doc_new(struct fb_arena *arena,
                                            const struct table_case *table_case);

/* Appends the text of paragraphs in the form above. */
void put_paragraphs(struct fb_buffer *out, const struct fb_paragraph *paragraphs, size_t count);

/* True if a document has the sections, tables, spans and texts that it must have. */
bool doc_is_as_expected(const struct fb_doc *doc, const struct expected_doc *expected,
                        struct verdict *verdict);

#endif
