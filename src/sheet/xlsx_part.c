/*
 * xlsx_part.c: parts streamed through the XML reader, and what is said when that fails.
 */
#include "base/i18n.h"
#include "sheet/xlsx.h"

#include <string.h>

fb_status fb_xlsx_refuse(struct fb_xlsx *xlsx, enum fb_diag_code code, const char *argument)
{
    struct fb_position position = {.source = &xlsx->file};

    xlsx->reported = true;
    fb_report(xlsx->sink, code, position, argument);
    return FB_ERR_INPUT;
}

fb_status fb_xlsx_refuse_size(struct fb_xlsx *xlsx, const char *reason)
{
    return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_TOO_LARGE, _(reason));
}

fb_status fb_xlsx_refuse_fault(struct fb_xlsx *xlsx, const struct fb_package_fault *fault)
{
    switch (fault->kind) {
    case FB_PACKAGE_NOT_ZIP:
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_OTHER, "");
    case FB_PACKAGE_OLE:
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_OLD, "");
    case FB_PACKAGE_OLE_ENCRYPTED:
    case FB_PACKAGE_ENCRYPTED:
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_ENCRYPTED, "");
    case FB_PACKAGE_METHOD:
    case FB_PACKAGE_NAME:
    case FB_PACKAGE_DUPLICATE:
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_UNSAFE, fault->part);
    case FB_PACKAGE_TOO_MANY:
        return fb_xlsx_refuse_size(xlsx, N_("it has more than 10,000 parts"));
    case FB_PACKAGE_PART_TOO_LARGE:
        return fb_xlsx_refuse_size(xlsx, N_("one of its parts has more than 512 MB"));
    case FB_PACKAGE_TOO_LARGE:
        return fb_xlsx_refuse_size(xlsx, N_("its parts have more than 1 GB"));
    case FB_PACKAGE_BOMB:
        return fb_xlsx_refuse_size(xlsx, N_("one of its parts unpacks to over 200 times its size"));
    default:
        return fault->part[0] == '\0' ? fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_CUT, "")
                                      : fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_BROKEN, fault->part);
    }
}

static fb_status feed(void *context, const char *bytes, size_t length)
{
    return fb_xml_stream_feed(context, bytes, length);
}

fb_status fb_xlsx_part(struct fb_xlsx *xlsx, size_t index,
                       const struct fb_xml_stream_events *events, void *context)
{
    struct fb_package_fault fault;
    struct fb_xml_stream *stream;
    fb_status status;

    FB_TRY(fb_xml_stream_new(&stream, events, context));
    status = fb_package_stream(xlsx->package, index, feed, stream, &fault);
    if (status == FB_OK)
        status = fb_xml_stream_end(stream);
    fb_xml_stream_free(stream);
    if (status != FB_ERR_INPUT || xlsx->reported)
        return status;
    if (fault.kind != FB_PACKAGE_SOUND)
        return fb_xlsx_refuse_fault(xlsx, &fault);
    return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_BROKEN, fb_package_name(xlsx->package, index));
}

bool fb_xlsx_is_main(const char *space)
{
    return strcmp(space, "http://schemas.openxmlformats.org/spreadsheetml/2006/main") == 0 ||
           strcmp(space, "http://purl.oclc.org/ooxml/spreadsheetml/main") == 0;
}

bool fb_xlsx_piece_is(struct fb_xml_piece piece, const char *text)
{
    return piece.bytes != NULL && strlen(text) == piece.length &&
           memcmp(piece.bytes, text, piece.length) == 0;
}

bool fb_xlsx_flag(const struct fb_xml_stream_attributes *attributes, const char *name)
{
    struct fb_xml_piece piece = fb_xml_stream_attribute(attributes, name);

    return fb_xlsx_piece_is(piece, "1") || fb_xlsx_piece_is(piece, "true");
}

uint32_t fb_xlsx_number(struct fb_xml_piece piece, uint32_t most, uint32_t otherwise)
{
    uint64_t number = 0;

    if (piece.bytes == NULL || piece.length == 0)
        return otherwise;
    for (size_t i = 0; i < piece.length; i++) {
        if (piece.bytes[i] < '0' || piece.bytes[i] > '9')
            return otherwise;
        number = number * 10 + (uint64_t)(piece.bytes[i] - '0');
        if (number > most)
            return otherwise;
    }
    return (uint32_t)number;
}
