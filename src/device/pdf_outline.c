#include "device/pdf.h"

#include <string.h>

fb_status fb_pdf_keep_bookmarks(struct fb_pdf *pdf, const struct fb_bookmark *bookmarks,
                                size_t count)
{
    struct fb_pdf_bookmarks *kept = pdf->part->front ? &pdf->front_bookmarks : &pdf->bookmarks;

    for (size_t i = 0; i < count; i++) {
        const struct fb_bookmark *bookmark = &bookmarks[i];
        struct fb_pdf_bookmark *place = FB_PUSH(pdf->arena, &kept->list);

        FB_NEED(place);
        *place = (struct fb_pdf_bookmark){
            .level = bookmark->level, .page = pdf->part_page + bookmark->page, .y = bookmark->y};
        FB_NEED(place->title = fb_arena_copy(pdf->arena, bookmark->title, strlen(bookmark->title)));
    }
    return FB_OK;
}

static size_t bookmark_count(const struct fb_pdf *pdf)
{
    return pdf->front_bookmarks.list.count + pdf->bookmarks.list.count;
}

/* Those of the part in front come first. */
static const struct fb_pdf_bookmark *bookmark_at(const struct fb_pdf *pdf, size_t index)
{
    size_t front = pdf->front_bookmarks.list.count;

    return index < front ? &pdf->front_bookmarks.list.items[index]
                         : &pdf->bookmarks.list.items[index - front];
}

/* The place of a bookmark in the outline. Numbers count from 1; 0 stands for the outline itself. */
struct entry {
    HPDF_Dict object;
    size_t parent, previous, next, first, last;
    size_t descendants;
};

/* Returns the entry under which a bookmark of this level comes after entry `last`. */
static size_t parent_of(const struct fb_pdf *pdf, const struct entry *entries, size_t last,
                        int level)
{
    while (last != 0 && bookmark_at(pdf, last - 1)->level >= level)
        last = entries[last].parent;
    return last;
}

static void link_entry(struct fb_pdf *pdf, struct entry *entries, size_t number)
{
    struct entry *entry = &entries[number];
    struct entry *parent;

    entry->parent = parent_of(pdf, entries, number - 1, bookmark_at(pdf, number - 1)->level);
    parent = &entries[entry->parent];
    entry->previous = parent->last;
    if (parent->first == 0)
        parent->first = number;
    else
        entries[parent->last].next = number;
    parent->last = number;
    for (size_t i = entry->parent;; i = entries[i].parent) {
        entries[i].descendants++;
        if (i == 0)
            break;
    }
}

static void put_link(struct fb_buffer *out, const char *key, const struct entry *entries,
                     size_t number)
{
    if (number == 0)
        return;
    fb_buffer_append_string(out, key);
    fb_pdf_put_reference(out, fb_pdf_number(entries[number].object));
}

/* Appends what the outline and its entries have in common. All are open. */
static void put_children(struct fb_buffer *out, const struct entry *entries, size_t number)
{
    const struct entry *entry = &entries[number];

    put_link(out, "/First ", entries, entry->first);
    put_link(out, "/Last ", entries, entry->last);
    if (entry->descendants > 0)
        fb_buffer_append_format(out, "/Count %zu", entry->descendants);
}

static void put_entry(struct fb_pdf *pdf, struct fb_buffer *out, const struct entry *entries,
                      size_t number)
{
    const struct fb_pdf_bookmark *bookmark = bookmark_at(pdf, number - 1);

    fb_buffer_append_string(out, "/Title");
    fb_pdf_put_text_string(out, bookmark->title);
    fb_buffer_append_string(out, "/Parent ");
    fb_pdf_put_reference(out, fb_pdf_number(entries[entries[number].parent].object));
    put_link(out, "/Prev ", entries, entries[number].previous);
    put_link(out, "/Next ", entries, entries[number].next);
    put_children(out, entries, number);
    fb_buffer_append_string(out, "/Dest");
    fb_pdf_put_destination(out, &pdf->pages.items[bookmark->page], bookmark->y);
}

static fb_status write_outline(struct fb_pdf *pdf, struct fb_buffer *out, struct entry *entries)
{
    size_t count = bookmark_count(pdf);

    for (size_t i = 0; i <= count; i++) {
        FB_NEED(entries[i].object = fb_pdf_new_dict(pdf));
        if (i > 0)
            link_entry(pdf, entries, i);
    }
    HPDF_Dict_Add(pdf->document->catalog, "Outlines", entries[0].object);
    fb_buffer_append_string(out, "/Type/Outlines");
    put_children(out, entries, 0);
    FB_TRY(fb_pdf_set_entries(pdf, entries[0].object, out));
    for (size_t i = 1; i <= count; i++) {
        fb_buffer_clear(out);
        put_entry(pdf, out, entries, i);
        FB_TRY(fb_pdf_set_entries(pdf, entries[i].object, out));
    }
    return FB_OK;
}

fb_status fb_pdf_add_outline(struct fb_pdf *pdf)
{
    struct entry *entries = FB_NEW_ARRAY(pdf->arena, struct entry, bookmark_count(pdf) + 1);
    struct fb_buffer text;
    fb_status status;

    FB_NEED(entries);
    if (bookmark_count(pdf) == 0)
        return FB_OK;
    fb_buffer_init(&text, FB_PDF_CONTENT_LIMIT);
    status = write_outline(pdf, &text, entries);
    fb_buffer_release(&text);
    return status;
}

/* Labels the pages from `first` on in a style. */
static void add_label(struct fb_pdf *pdf, HPDF_Array numbers, size_t first, const char *style)
{
    HPDF_Dict label = HPDF_Dict_New(pdf->document->mmgr);

    HPDF_Array_AddNumber(numbers, (HPDF_INT32)first);
    HPDF_Array_Add(numbers, label);
    HPDF_Dict_AddName(label, "S", style);
}

fb_status fb_pdf_add_page_labels(struct fb_pdf *pdf)
{
    HPDF_Dict labels = fb_pdf_add_dict(pdf, pdf->document->catalog, "PageLabels");
    HPDF_Array numbers;

    FB_NEED(labels);
    FB_NEED(numbers = fb_pdf_add_array(pdf, labels, "Nums"));
    if (pdf->front_pages > 0)
        add_label(pdf, numbers, 0, "r");
    add_label(pdf, numbers, pdf->front_pages, "D");
    return fb_pdf_status(pdf);
}
