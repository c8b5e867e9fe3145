#include "font/embed.h"

#include "font/face.h"
#include "font/name_table.h"

#include <hb-subset.h>
#include <string.h>

enum {
    /* Where fields lie in their tables. */
    OS2_WEIGHT = 4,
    OS2_EMBEDDING = 8,
    OS2_SELECTION = 62,
    OS2_SIZE = 78,
    HEAD_STYLE = 44,
    /* Bits of fsType; of its usage the least restrictive counts. */
    USAGE = 0x000F,
    USAGE_EDITABLE = 0x0008,
    NO_SUBSETTING = 0x0100,
    BITMAPS_ONLY = 0x0200,
    /* Of fsSelection, and what the style of a regular face is. */
    SELECTION_STYLE = 0x0061, /* italic, bold, regular */
    SELECTION_REGULAR = 0x0040,
    WEIGHT_REGULAR = 400,
    MAC_BOLD_ITALIC = 0x0003,
};

enum { TABLE_LIMIT = 64 };

#define OS2  HB_TAG('O', 'S', '/', '2')
#define HEAD HB_TAG('h', 'e', 'a', 'd')
#define NAME HB_TAG('n', 'a', 'm', 'e')

static unsigned read_u16(const char *bytes)
{
    return (unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

static void write_u16(char *bytes, unsigned value)
{
    bytes[0] = (char)(value >> 8);
    bytes[1] = (char)(value & 0xFF);
}

static enum fb_embedding embedding_of(unsigned type)
{
    if ((type & BITMAPS_ONLY) != 0)
        return FB_EMBED_REFUSED;
    if ((type & USAGE) != 0 && (type & USAGE_EDITABLE) == 0)
        return FB_EMBED_REFUSED;
    return (type & NO_SUBSETTING) != 0 ? FB_EMBED_WHOLE_ONLY : FB_EMBED_ANY;
}

enum fb_embedding fb_face_embedding(const struct fb_face *face)
{
    hb_blob_t *blob = hb_face_reference_table(face->hb_face, OS2);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    enum fb_embedding result = FB_EMBED_REFUSED;

    if (length >= OS2_SIZE)
        result = embedding_of(read_u16(bytes + OS2_EMBEDDING));
    hb_blob_destroy(blob);
    return result;
}

const struct fb_face *fb_font_own_face(const struct fb_font_set *set, enum fb_font_role role)
{
    return fb_font_set_find(set, fb_font_catalogue_chain(role)->faces[0]);
}

const struct fb_face *fb_font_latin_face(const struct fb_font_set *set, enum fb_font_role role)
{
    return fb_font_set_find(set, fb_font_catalogue_chain(role)->latin);
}

bool fb_face_shows(const struct fb_face *face, uint32_t character)
{
    return fb_face_glyph(face, character) != 0;
}

const char *fb_face_family(const struct fb_face *face)
{
    return face->file->family;
}

/* Hinting and all layout but vertical forms are left out: Word sets Chinese text without them. */
static void drop_tables(hb_subset_input_t *input)
{
    static const hb_tag_t DROPPED[] = {
        HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
        HB_TAG('V', 'O', 'R', 'G'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M'),
    };
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);

    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        hb_set_add(tables, DROPPED[i]);
    hb_set_clear(features);
    hb_set_add(features, HB_TAG('v', 'e', 'r', 't'));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
}

/* Reads a face from a file in memory, so that its tables can be listed. */
static fb_status reopen(hb_face_t **out, hb_face_t *face)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    bool empty = hb_blob_get_length(blob) == 0;

    if (!empty)
        *out = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return empty ? FB_ERR_INTERNAL : FB_OK;
}

static fb_status subset(hb_face_t **out, const struct fb_face *face, const struct fb_embed *embed)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_face_t *part = NULL;
    hb_set_t *characters;
    fb_status status;

    FB_NEED(input);
    characters = hb_subset_input_unicode_set(input);
    for (size_t i = 0; i < embed->count; i++)
        hb_set_add(characters, embed->characters[i]);
    drop_tables(input);
    if (hb_set_allocation_successful(characters))
        part = hb_subset_or_fail(face->hb_face, input);
    hb_subset_input_destroy(input);
    FB_NEED(part);
    status = reopen(out, part);
    hb_face_destroy(part);
    return status;
}

/* The one face of its family has to be a regular one, or word processors make up a bold one. */
static void make_regular(hb_tag_t tag, char *bytes, unsigned length)
{
    if (tag == OS2 && length >= OS2_SIZE) {
        unsigned selection = read_u16(bytes + OS2_SELECTION);

        write_u16(bytes + OS2_WEIGHT, WEIGHT_REGULAR);
        write_u16(bytes + OS2_SELECTION,
                  (selection & ~(unsigned)SELECTION_STYLE) | SELECTION_REGULAR);
    } else if (tag == HEAD && length > HEAD_STYLE + 1) {
        write_u16(bytes + HEAD_STYLE, read_u16(bytes + HEAD_STYLE) & ~(unsigned)MAC_BOLD_ITALIC);
    }
}

static fb_status add_changed(hb_face_t *builder, hb_tag_t tag, hb_blob_t *table)
{
    hb_blob_t *copy = hb_blob_copy_writable_or_fail(table);
    unsigned length;
    char *bytes;

    FB_NEED(copy);
    bytes = hb_blob_get_data_writable(copy, &length);
    make_regular(tag, bytes, length);
    hb_face_builder_add_table(builder, tag, copy);
    hb_blob_destroy(copy);
    return FB_OK;
}

static fb_status add_table(hb_face_t *builder, hb_face_t *source, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(source, tag);
    fb_status status = FB_OK;

    if (tag == OS2 || tag == HEAD)
        status = add_changed(builder, tag, table);
    else if (tag != NAME && tag != HB_TAG('D', 'S', 'I', 'G'))
        hb_face_builder_add_table(builder, tag, table);
    hb_blob_destroy(table);
    return status;
}

static fb_status add_names(hb_face_t *builder, const struct fb_buffer *names)
{
    hb_blob_t *blob = hb_blob_create_or_fail(names->data, (unsigned)names->length,
                                             HB_MEMORY_MODE_DUPLICATE, NULL, NULL);

    FB_NEED(blob);
    hb_face_builder_add_table(builder, NAME, blob);
    hb_blob_destroy(blob);
    return FB_OK;
}

static fb_status add_tables(hb_face_t *builder, hb_face_t *source, const struct fb_buffer *names)
{
    hb_tag_t tags[TABLE_LIMIT];
    unsigned count = TABLE_LIMIT;

    if (hb_face_get_table_tags(source, 0, &count, tags) > TABLE_LIMIT)
        return FB_ERR_INTERNAL;
    for (unsigned i = 0; i < count; i++)
        FB_TRY(add_table(builder, source, tags[i]));
    return add_names(builder, names);
}

static fb_status append_file(struct fb_buffer *out, hb_face_t *builder)
{
    hb_blob_t *blob = hb_face_reference_blob(builder);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);

    if (length > 0)
        fb_buffer_append(out, bytes, length);
    hb_blob_destroy(blob);
    return length > 0 ? out->status : FB_ERR_NOMEM;
}

/* Appends `source` under its new name; the names that are kept are those of the whole face. */
static fb_status append_renamed(struct fb_buffer *out, const struct fb_face *face,
                                hb_face_t *source, const char *family)
{
    hb_face_t *builder = hb_face_builder_create();
    struct fb_buffer names;
    fb_status status;

    fb_buffer_init(&names, UINT16_MAX * 2);
    status = fb_name_table_write(&names, face->hb_face, family);
    if (status == FB_OK)
        status = add_tables(builder, source, &names);
    if (status == FB_OK)
        status = append_file(out, builder);
    fb_buffer_release(&names);
    hb_face_destroy(builder);
    return status;
}

fb_status fb_face_embed(struct fb_buffer *out, const struct fb_face *face,
                        const struct fb_embed *embed)
{
    hb_face_t *source = NULL;
    fb_status status;

    if (embed->characters == NULL)
        return append_renamed(out, face, face->hb_face, embed->family);
    FB_TRY(subset(&source, face, embed));
    status = append_renamed(out, face, source, embed->family);
    hb_face_destroy(source);
    return status;
}
