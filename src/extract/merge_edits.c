/*
 * merge_edits.c: the edits of a record's text, in the order of their places.
 */
#include "extract/merge_private.h"

fb_status fb_merge_add_edit(struct fb_merging *merging, size_t offset, size_t length,
                            const char *text)
{
    struct fb_text_edit *edit = FB_PUSH(merging->arena, &merging->out->edits);

    FB_NEED(edit);
    *edit = (struct fb_text_edit){offset, length, text};
    return FB_OK;
}

void fb_merge_put_in_order(struct fb_merged *merged)
{
    for (size_t i = 1; i < merged->edits.count; i++) {
        struct fb_text_edit edit = merged->edits.items[i];
        size_t j = i;

        for (; j > 0; j--) {
            const struct fb_text_edit *before = &merged->edits.items[j - 1];
            if (before->offset < edit.offset ||
                (before->offset == edit.offset && (before->length == 0 || edit.length > 0)))
                break;
            merged->edits.items[j] = *before;
        }
        merged->edits.items[j] = edit;
    }
}

void fb_merge_write_range(struct fb_buffer *out, const struct fb_merged *merged,
                          const struct fb_source *source, size_t start, size_t end)
{
    const size_t first = start;

    for (size_t i = 0; i < merged->edits.count; i++) {
        const struct fb_text_edit *edit = &merged->edits.items[i];
        if (edit->offset < start || edit->offset + edit->length > end ||
            (edit->length == 0 && (edit->offset == first || edit->offset == end)))
            continue;
        fb_buffer_append(out, source->text + start, edit->offset - start);
        fb_buffer_append_string(out, edit->text);
        start = edit->offset + edit->length;
    }
    fb_buffer_append(out, source->text + start, end - start);
}

void fb_merge_sort(struct fb_merged *merged)
{
    size_t kept = 0, end = 0;

    fb_merge_put_in_order(merged);
    for (size_t i = 0; i < merged->edits.count; i++) {
        struct fb_text_edit edit = merged->edits.items[i];
        if (edit.offset < end)
            continue;
        end = edit.offset + edit.length;
        merged->edits.items[kept++] = edit;
    }
    merged->edits.count = kept;
}
