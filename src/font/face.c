#include "font/face.h"

#include "base/i18n.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* Maps the file. A font of the set must not be cut while it is open; replace it by renaming. */
static fb_status map_file(hb_blob_t **out, const char *path, const char **reason)
{
    *out = hb_blob_create_from_file_or_fail(path);
    if (*out != NULL)
        return FB_OK;
    *reason = N_("the system does not let it be read");
    return FB_ERR_IO;
}

static bool fits_pdf_name(const char *name)
{
    if (name[0] == '\0')
        return false;
    for (; *name != '\0'; name++) {
        if (*name <= ' ' || *name > '~' || strchr("()<>[]{}/%#", *name) != NULL)
            return false;
    }
    return true;
}

/* The PostScript name becomes BaseFont in a PDF (ISO 32000-1, 9.7.6.2). */
static fb_status read_name(struct fb_face *face, const char **reason)
{
    unsigned size = sizeof face->name;

    hb_ot_name_get_utf8(face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        face->name);
    if (fits_pdf_name(face->name))
        return FB_OK;
    *reason = N_("it has no PostScript name");
    return FB_ERR_IO;
}

static fb_status make_hb_objects(struct fb_face *face, hb_blob_t *blob)
{
    face->hb_face = hb_face_create(blob, 0);
    if (face->hb_face == hb_face_get_empty())
        return FB_ERR_NOMEM;
    hb_face_make_immutable(face->hb_face);
    face->hb_font = hb_font_create(face->hb_face);
    if (face->hb_font == hb_font_get_empty())
        return FB_ERR_NOMEM;
    hb_font_make_immutable(face->hb_font);
    return FB_OK;
}

static fb_status open_mapped(struct fb_face *face, hb_blob_t *blob, const char **reason)
{
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);

    *reason = fb_sfnt_open(&face->sfnt, bytes, length);
    if (*reason != NULL)
        return FB_ERR_IO;
    FB_TRY(fb_packed_new(&face->packed, &face->sfnt));
    FB_TRY(make_hb_objects(face, blob));
    FB_TRY(read_name(face, reason));
    fb_face_measure(face);
    return face->file->east_asian ? fb_face_find_chinese_forms(face) : FB_OK;
}

fb_status fb_face_open(struct fb_face *face, enum fb_font_file_index index, const char *path,
                       const char **reason)
{
    hb_blob_t *blob = NULL;
    fb_status status;

    face->index = index;
    face->file = fb_font_catalogue_file(index);
    face->path = strdup(path);
    FB_NEED(face->path);
    FB_TRY(map_file(&blob, path, reason));
    status = open_mapped(face, blob, reason);
    hb_blob_destroy(blob);
    return status;
}

void fb_face_release(struct fb_face *face)
{
    fb_packed_free(face->packed);
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
    free(face->path);
    *face = (struct fb_face){0};
}

const char *fb_face_name(const struct fb_face *face)
{
    return face->name;
}

const char *fb_face_path(const struct fb_face *face)
{
    return face->path;
}

size_t fb_face_index(const struct fb_face *face)
{
    return face->index;
}
