/*
 * xlsx.h: what the files of the XLSX reader share (ISO/IEC 29500-1, SpreadsheetML, both the
 * transitional and the strict kind).
 *
 * The parts are streamed one after another: relationships, the workbook, its styles, its shared
 * strings, its sheets. What is kept for the time of reading lies in an arena of its own.
 */
#ifndef FB_SHEET_XLSX_H
#define FB_SHEET_XLSX_H

#include "base/vector.h"
#include "package/package.h"
#include "sheet/build.h"
#include "sheet/format.h"
#include "xml/stream.h"

/* A relationship of a part: its id, the last word of its type, the name of the part it leads to. */
struct fb_xlsx_relation {
    const char *id;
    const char *type;
    const char *target;
};

struct fb_xlsx_relations {
    FB_VECTOR(struct fb_xlsx_relation) list;
};

/* The shared strings, one after another; each ends where the next begins. */
struct fb_xlsx_strings {
    struct fb_buffer text;
    FB_VECTOR(uint32_t) ends;
};

/* The number formats of the cell styles, by their index. */
struct fb_xlsx_styles {
    FB_VECTOR(const struct fb_format *) formats;
};

/* What is to be reported of a cell once the workbook is whole: the code, and the cell's text. */
struct fb_xlsx_finding {
    enum fb_diag_code code;
    uint32_t offset;
    uint32_t length;
};

struct fb_xlsx {
    struct fb_package *package;
    struct fb_workbook *workbook;
    struct fb_diagnostics *sink;
    struct fb_source file; /* its name alone, for what is wrong with it as a whole */
    struct fb_arena *arena;
    bool from_1904;
    bool reported;     /* the failure that is under way */
    size_t cell_count; /* with a text */
    struct fb_xlsx_strings strings;
    struct fb_xlsx_styles styles;
    FB_VECTOR(struct fb_xlsx_finding) findings;
};

/* Reports about the file as a whole, with one argument, and returns FB_ERR_INPUT. */
fb_status fb_xlsx_refuse(struct fb_xlsx *xlsx, enum fb_diag_code code, const char *argument);

/* Reports a fault of the package likewise. */
fb_status fb_xlsx_refuse_fault(struct fb_xlsx *xlsx, const struct fb_package_fault *fault);

/* Reports that the file is larger than what is accepted; the reason is marked for translation. */
fb_status fb_xlsx_refuse_size(struct fb_xlsx *xlsx, const char *reason);

/* Streams a part; what fails is reported. */
FB_MUST_USE fb_status fb_xlsx_part(struct fb_xlsx *xlsx, size_t index,
                                   const struct fb_xml_stream_events *events, void *context);

/* Whether an element is one of SpreadsheetML, and of that name. */
bool fb_xlsx_is_main(const char *space);

/* Attributes as the schema has them: xsd:boolean, and a whole number up to a limit or a default. */
bool fb_xlsx_flag(const struct fb_xml_stream_attributes *attributes, const char *name);
uint32_t fb_xlsx_number(struct fb_xml_piece piece, uint32_t most, uint32_t otherwise);
bool fb_xlsx_piece_is(struct fb_xml_piece piece, const char *text);

/* Reads the relationships of a part, or of the package for "". A part without any has none. */
FB_MUST_USE fb_status fb_xlsx_read_relations(struct fb_xlsx_relations *out, struct fb_xlsx *xlsx,
                                             const char *part);

/* Returns the first relationship of a type or with an id, or NULL. */
const struct fb_xlsx_relation *fb_xlsx_relation_of_type(const struct fb_xlsx_relations *relations,
                                                        const char *type);
const struct fb_xlsx_relation *fb_xlsx_relation_of_id(const struct fb_xlsx_relations *relations,
                                                      struct fb_xml_piece id);

FB_MUST_USE fb_status fb_xlsx_read_styles(struct fb_xlsx *xlsx, size_t part);
FB_MUST_USE fb_status fb_xlsx_read_strings(struct fb_xlsx *xlsx, size_t part);

/* Reads the cells of the sheet that was added last. */
FB_MUST_USE fb_status fb_xlsx_read_sheet(struct fb_xlsx *xlsx, size_t part);

#endif
