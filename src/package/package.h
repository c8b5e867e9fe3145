/*
 * package.h: the ZIP archives that office documents are (DOCX, XLSX, OFD).
 *
 * An archive is made and kept in memory. Equal parts give equal bytes: entries stand in the order
 * given, all bear the time 1980-01-01 00:00 (the first that ZIP can say), no attributes and no
 * extra fields, and are deflated by deflate/deflate.h, whose bytes are the same everywhere.
 *
 * An archive that somebody else made is read part by part, as a stream. Before anything is inflated
 * its directory is held against the limits below; a part that turns out longer than the directory
 * says is broken, so no reading inflates more than was allowed at the start. Names are those of
 * ISO 29500-2: with '/' between folders, and the case of ASCII letters makes no difference.
 */
#ifndef FB_PACKAGE_PACKAGE_H
#define FB_PACKAGE_PACKAGE_H

#include "base/buffer.h"

#include <stdint.h>

/* No package, of ours or to be read, has more parts. */
enum { FB_PACKAGE_PART_LIMIT = 10000 };

/*
 * What packages that are written one after the other share: room to deflate in, and parts that came
 * before. It belongs to one thread. What it holds changes no byte of a package.
 */
struct fb_package_memory;

FB_MUST_USE fb_status fb_package_memory_new(struct fb_package_memory **out);
void fb_package_memory_free(struct fb_package_memory *memory);

/*
 * A package while it is written. Parts are deflated as they come and need not stay; their names
 * must differ, and are borrowed until the end. The first failure is kept and told at the end.
 */
struct fb_package_writer;

/*
 * Begins a package. The memory is borrowed, and serves one writer at a time; NULL: the writer has
 * one for itself. To be freed in either case.
 */
FB_MUST_USE fb_status fb_package_writer_new(struct fb_package_writer **out,
                                            struct fb_package_memory *memory);
void fb_package_writer_free(struct fb_package_writer *writer);

/*
 * Begin and end a part. What is added between is the part, piece after piece; pieces are below 4
 * GiB and should be large.
 */
void fb_package_begin(struct fb_package_writer *writer, const char *name);
void fb_package_add(struct fb_package_writer *writer, const void *bytes, size_t length);
void fb_package_end(struct fb_package_writer *writer);

/* As fb_package_begin, for a part that stands behind all others although it is written before. */
void fb_package_begin_behind(struct fb_package_writer *writer, const char *name);

/* Adds a part that other packages may have as well; the memory keeps it deflated. */
void fb_package_add_common(struct fb_package_writer *writer, const char *name, const void *bytes,
                           size_t length);

/*
 * Appends the archive. FB_ERR_NOMEM if memory or the buffer's limit was used up, or there are too
 * many parts; FB_ERR_INTERNAL if two have one name, or libzip fails in another way.
 */
FB_MUST_USE fb_status fb_package_finish(struct fb_package_writer *writer, struct fb_buffer *out);

/* What one part, and all parts of a package together, may have when inflated. */
#define FB_PACKAGE_PART_SIZE_LIMIT ((uint64_t)512 << 20)
#define FB_PACKAGE_SIZE_LIMIT      ((uint64_t)1 << 30)

/*
 * A part of more than FB_PACKAGE_RATIO_FROM bytes may be this many times larger than it is packed.
 * Sheets of offices come to some 10 to 50; DEFLATE can say 1032, which only a bomb comes near to.
 */
enum { FB_PACKAGE_RATIO_LIMIT = 200, FB_PACKAGE_RATIO_FROM = 4 << 20 };

/* Why a file cannot be read as a package. */
enum fb_package_fault_kind {
    FB_PACKAGE_SOUND,
    FB_PACKAGE_NOT_ZIP,       /* it does not begin as a ZIP archive does */
    FB_PACKAGE_OLE,           /* an old binary format of Office: .xls, .doc */
    FB_PACKAGE_OLE_ENCRYPTED, /* a document that opens with a password, as Office keeps it */
    FB_PACKAGE_BROKEN,        /* cut off or damaged; `part` may say where */
    FB_PACKAGE_ENCRYPTED,     /* an entry that opens with a password, as ZIP keeps it */
    FB_PACKAGE_METHOD,        /* an entry that is neither stored nor deflated */
    FB_PACKAGE_NAME,          /* "..", '\' or a leading '/' */
    FB_PACKAGE_DUPLICATE,     /* two entries of one name */
    FB_PACKAGE_TOO_MANY,      /* more than FB_PACKAGE_PART_LIMIT entries */
    FB_PACKAGE_PART_TOO_LARGE,
    FB_PACKAGE_TOO_LARGE,
    FB_PACKAGE_BOMB, /* over FB_PACKAGE_RATIO_LIMIT */
};

struct fb_package_fault {
    enum fb_package_fault_kind kind;
    char part[256]; /* the name of the entry concerned, cut to fit; "" for the whole file */
};

struct fb_package;

/* No part of that name; and for a search, the start. */
#define FB_PACKAGE_NONE SIZE_MAX

/*
 * Opens an archive; the bytes are borrowed for as long as the package lives. FB_ERR_INPUT if it
 * cannot be read: then `fault` says why, and nothing has been reported.
 */
FB_MUST_USE fb_status fb_package_open(struct fb_package **out, const void *bytes, size_t length,
                                      struct fb_package_fault *fault);
void fb_package_free(struct fb_package *package);

/* The number of parts, folders among them, and the name and inflated size of one, from 0. */
size_t fb_package_count(const struct fb_package *package);
const char *fb_package_name(const struct fb_package *package, size_t index);
uint64_t fb_package_size(const struct fb_package *package, size_t index);

/* Returns the index of the part of that name, or FB_PACKAGE_NONE. */
size_t fb_package_find(const struct fb_package *package, const char *name);

/* Takes the next bytes of a part, of which there is at least one; another status ends the reading.
 */
typedef fb_status fb_package_take(void *context, const char *bytes, size_t length);

/*
 * Hands a part over in pieces. FB_ERR_INPUT with a `fault` if it is damaged; any other failure is
 * that of `take`, and leaves the fault FB_PACKAGE_SOUND.
 */
FB_MUST_USE fb_status fb_package_stream(struct fb_package *package, size_t index,
                                        fb_package_take *take, void *context,
                                        struct fb_package_fault *fault);

/*
 * Appends a part of at most `limit` bytes. FB_ERR_INPUT with a `fault` if it is damaged or larger;
 * FB_ERR_NOMEM if the buffer cannot hold it.
 */
FB_MUST_USE fb_status fb_package_read(struct fb_buffer *out, struct fb_package *package,
                                      size_t index, uint64_t limit, struct fb_package_fault *fault);

#endif
