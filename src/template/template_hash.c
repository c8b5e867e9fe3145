/*
 * template_hash.c: whether two templates are of the same texts.
 */
#include "template/template.h"

static void append_text(struct fb_buffer *out, const struct fb_source *source)
{
    struct fb_hash hash = fb_hash_bytes(source->text, source->length);

    fb_buffer_append(out, &hash, sizeof hash);
}

fb_status fb_template_hash(struct fb_hash *out, const struct fb_template *template)
{
    enum { LIMIT = 1 << 20 };
    struct fb_buffer hashes;
    fb_status status;

    fb_buffer_init(&hashes, LIMIT);
    for (size_t i = 0; i < template->document_count; i++)
        append_text(&hashes, fb_xml_source(template->documents[i]));
    *out = fb_hash_bytes(hashes.data, hashes.length);
    status = hashes.status;
    fb_buffer_release(&hashes);
    return status;
}
