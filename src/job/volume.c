#include "job/volume.h"

#include "base/vector.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "paint/paint.h"
#include "xml/writer.h"

#include <stdio.h>
#include <stdlib.h>

/* The record of the contents has at most so many bytes. */
#define CONTENTS_LIMIT ((size_t)64 << 20)

/* A record in the volume. */
struct entry {
    const char *name;
    size_t page; /* its first, from 1 */
};

struct fb_volume {
    struct fb_context *context;
    struct fb_arena *arena;
    struct fb_buffer *pdf;
    struct fb_device *device;
    struct fb_device_info info; /* what it says of itself is known at the end */
    FB_VECTOR(struct entry) entries;
    size_t pages;
};

/* ---- records ---- */

static fb_status begin(struct fb_volume *volume, enum fb_pdf_kind kind)
{
    FB_TRY(fb_arena_new(&volume->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_device_new(&volume->device, fb_pdf_device_name(kind), volume->pdf));
    volume->info = (struct fb_device_info){.title = "",
                                           .author = "",
                                           .subject = "",
                                           .keywords = "",
                                           .language = "",
                                           .creator = "",
                                           .bound = true};
    return fb_device_begin_document(volume->device, &volume->info);
}

fb_status fb_volume_new(struct fb_volume **out, struct fb_context *context, enum fb_pdf_kind kind,
                        struct fb_buffer *pdf)
{
    struct fb_volume *volume = calloc(1, sizeof *volume);
    fb_status status;

    *out = NULL;
    FB_NEED(volume);
    volume->context = context;
    volume->pdf = pdf;
    status = begin(volume, kind);
    if (status != FB_OK) {
        fb_volume_free(volume);
        return status;
    }
    *out = volume;
    return FB_OK;
}

void fb_volume_free(struct fb_volume *volume)
{
    if (volume == NULL)
        return;
    fb_device_free(volume->device);
    fb_arena_free(volume->arena);
    free(volume);
}

/* A document without a title has the name of its template. */
static const char *name_of(const struct fb_doc *doc, const char *name)
{
    if (name[0] != '\0')
        return name;
    return doc->title[0] != '\0' ? doc->title : doc->template_name;
}

fb_status fb_volume_add(size_t *page, struct fb_volume *volume, struct fb_job *job,
                        const char *name)
{
    struct fb_paint_part part = {.bound = true};
    struct fb_pages pages;
    struct entry *entry;

    FB_TRY(fb_job_keep_pages(&part.doc, &pages, job, volume->pages));
    FB_NEED(entry = FB_PUSH(volume->arena, &volume->entries));
    FB_NEED(entry->name = fb_arena_string(volume->arena, name_of(part.doc, name)));
    *page = entry->page = volume->pages + 1;
    volume->pages += pages.count;
    part.title = entry->name;
    return fb_paint(volume->device, &part, &pages);
}

size_t fb_volume_pages(const struct fb_volume *volume)
{
    return volume->pages;
}

/* ---- the contents ---- */

static void put_number(struct fb_xml_writer *xml, const char *name, size_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", number);
    fb_xml_write_element(xml, name, text);
}

static void put_entries(struct fb_xml_writer *xml, const struct fb_volume *volume)
{
    fb_xml_write_start(xml, "条目");
    for (size_t i = 0; i < volume->entries.count; i++) {
        fb_xml_write_start(xml, "项目");
        fb_xml_write_element(xml, "名称", volume->entries.items[i].name);
        put_number(xml, "页码", volume->entries.items[i].page);
        fb_xml_write_end(xml, "项目");
    }
    fb_xml_write_end(xml, "条目");
}

static void put_missing(struct fb_xml_writer *xml, const struct fb_volume_title *title)
{
    fb_xml_write_start(xml, "缺项");
    for (size_t i = 0; i < title->missing_count; i++) {
        fb_xml_write_start(xml, "项目");
        fb_xml_write_element(xml, "名称", title->missing[i]);
        fb_xml_write_end(xml, "项目");
    }
    fb_xml_write_end(xml, "缺项");
}

static fb_status put_contents(struct fb_buffer *out, const struct fb_volume *volume,
                              const struct fb_volume_title *title)
{
    struct fb_xml_writer xml;

    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "合订本");
    fb_xml_write_element(&xml, "分组", title->group);
    fb_xml_write_element(&xml, "名称", title->name);
    if (title->number > 0)
        put_number(&xml, "册", title->number);
    put_entries(&xml, volume);
    put_missing(&xml, title);
    fb_xml_write_end(&xml, "合订本");
    return fb_xml_writer_finish(&xml);
}

/* Lays out the contents of a record of theirs. */
static fb_status lay_out(struct fb_paint_part *out, struct fb_pages *pages,
                         struct fb_volume *volume, const struct fb_xml *record,
                         struct fb_diagnostics *sink)
{
    struct fb_template_store *store = fb_context_templates(volume->context);
    const struct fb_merge_setup merging = {0};
    const struct fb_template *template;
    const struct fb_font_set *fonts;
    struct fb_doc *doc;

    FB_TRY(fb_template_store_open(&template, store, FB_VOLUME_CONTENTS, sink));
    FB_TRY(fb_context_fonts(&fonts, volume->context, sink));
    FB_TRY(fb_merge(&doc, volume->arena, template, record, &merging, sink));
    doc->date = fb_context_date(volume->context);
    FB_TRY(fb_fit(&out->doc, volume->arena, doc, fonts, sink));
    return fb_layout(pages, volume->arena, out->doc, fonts, sink);
}

/* Makes where the entries lead. */
static fb_status make_targets(struct fb_paint_part *out, struct fb_volume *volume)
{
    struct fb_bookmark *targets =
        FB_NEW_ARRAY(volume->arena, struct fb_bookmark, volume->entries.count);

    FB_NEED(targets);
    for (size_t i = 0; i < volume->entries.count; i++) {
        const struct entry *entry = &volume->entries.items[i];
        targets[i].page = entry->page - 1;
        targets[i].title = fb_arena_format(volume->arena, "%s，第%zu页", entry->name, entry->page);
        FB_NEED(targets[i].title);
    }
    out->targets = targets;
    out->target_count = volume->entries.count;
    return FB_OK;
}

static fb_status add_contents(struct fb_volume *volume, const struct fb_source *source,
                              struct fb_diagnostics *sink)
{
    struct fb_paint_part part = {.bound = true, .front = true};
    struct fb_pages pages;
    struct fb_xml *record;
    fb_status status;

    FB_TRY(fb_xml_read(&record, source, sink));
    status = lay_out(&part, &pages, volume, record, sink);
    if (status == FB_OK)
        status = make_targets(&part, volume);
    if (status == FB_OK)
        status = fb_paint(volume->device, &part, &pages);
    if (status == FB_OK) {
        volume->info = fb_paint_describe(part.doc);
        volume->info.bound = true;
        status = fb_device_end_document(volume->device);
    }
    fb_xml_free(record);
    return status;
}

fb_status fb_volume_finish(struct fb_volume *volume, const struct fb_volume_title *title,
                           struct fb_diagnostics *sink)
{
    struct fb_source source = {.name = FB_VOLUME_CONTENTS};
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, CONTENTS_LIMIT);
    status = put_contents(&text, volume, title);
    source.text = text.data;
    source.length = text.length;
    if (status == FB_OK)
        status = add_contents(volume, &source, sink);
    fb_buffer_release(&text);
    return status == FB_OK ? volume->pdf->status : status;
}
