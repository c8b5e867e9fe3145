/*
 * edit_write.c: the parts of a file as it was made and as programs leave it.
 */
#include "edit_case.h"

#include <stdio.h>
#include <string.h>

#define PLACEHOLDER "　　　"

/* ---- the baseline ---- */

static void put_attribute(struct fb_buffer *out, const char *name, const char *value)
{
    fb_buffer_append_format(out, " %s=\"", name);
    for (; *value != '\0'; value++) {
        char one[2] = {*value, '\0'};
        if (*value == '"')
            fb_buffer_append_string(out, "&quot;");
        else if (*value == '\n')
            fb_buffer_append_string(out, "&#10;");
        else
            edit_put_escaped(out, one);
    }
    fb_buffer_append_char(out, '"');
}

/* Number of a row in the record, from 1: of those that it has. */
static int record_number(const struct edit_case *edited, const struct edit_row *row)
{
    int number = 1;

    for (int i = 0; i < edited->base_count; i++)
        number += edited->base[i].present && edited->base[i].place < row->place;
    return number;
}

static void put_base_row(struct fb_buffer *out, const struct edit_case *edited,
                         const struct edit_row *row)
{
    fb_buffer_append_format(out, "<row key=\"%d\" path=\"/项目[1]/绩效指标[1]/指标[%d]\"", row->key,
                            row->key);
    if (row->present)
        fb_buffer_append_format(out, " record=\"/项目[1]/绩效指标[1]/指标[%d]\"",
                                record_number(edited, row));
    fb_buffer_append_string(out, "/>");
}

static void put_base_cells(struct fb_buffer *out, const struct edit_case *edited,
                           const struct edit_row *row)
{
    for (int i = 0; i < EDIT_FIELDS; i++) {
        fb_buffer_append_format(
            out, "<control tag=\"f_%d\" path=\"/项目[1]/绩效指标[1]/指标[%d]/%s[1]\"",
            EDIT_SCALARS + row->key * EDIT_FIELDS + i, row->key, edit_fields[i]);
        if (row->present)
            fb_buffer_append_format(out, " record=\"/项目[1]/绩效指标[1]/指标[%d]/%s[1]\"",
                                    record_number(edited, row), edit_fields[i]);
        fb_buffer_append_string(out, " format=\"text\" bound=\"yes\"");
        put_attribute(out, "shown", row->values[i]);
        fb_buffer_append_string(out, "/>");
    }
}

static void put_base_scalar(struct fb_buffer *out, const struct edit_scalar *scalar, int index)
{
    fb_buffer_append_format(out, "<control tag=\"f_%d\" path=\"/项目[1]/%s[1]\"", index + 1,
                            scalar->name);
    if (scalar->record != NULL)
        fb_buffer_append_format(out, " record=\"/项目[1]/%s[1]\"", scalar->name);
    fb_buffer_append_format(out, " format=\"%s\" bound=\"%s\"", scalar->number ? "number" : "text",
                            scalar->lines ? "no" : "yes");
    put_attribute(out, "shown", scalar->shown);
    fb_buffer_append_string(out, "/>");
}

/* Within the baseline the record is out of its namespace. */
static void put_own_record(struct fb_buffer *out, const struct edit_case *edited)
{
    static const char ROOT[] = "<项目";
    struct fb_buffer record;

    fb_buffer_init(&record, FB_BUFFER_OUTPUT_LIMIT);
    edit_case_put_record(&record, edited);
    fb_buffer_append_format(out, "<record>%s xmlns=\"\"%s</record>", ROOT,
                            record.data + strlen(ROOT));
    fb_buffer_release(&record);
}

void edit_case_put_baseline(struct fb_buffer *out, const struct edit_case *edited)
{
    fb_buffer_append_string(
        out, "<baseline xmlns=\"urn:fubiao:baseline:1\" program=\"1\" template=\"示例\" "
             "version=\"1\" public=\"no\" store=\"{S}\" placeholder=\"" PLACEHOLDER "\">");
    put_own_record(out, edited);
    for (int i = 0; i < edited->base_count; i++)
        put_base_row(out, edited, &edited->base[i]);
    for (int i = 0; i < EDIT_SCALARS; i++)
        put_base_scalar(out, &edited->scalars[i], i);
    for (int i = 0; i < edited->base_count; i++)
        put_base_cells(out, edited, &edited->base[i]);
    fb_buffer_append_string(out, "</baseline>");
}

/* ---- the store ---- */

/* LibreOffice takes the placeholder of an empty control for its text. */
static void put_stored(struct fb_buffer *out, const struct edit_case *edited, const char *name,
                       const char *value)
{
    fb_buffer_append_format(out, "<%s>", name);
    edit_put_escaped(out,
                     *value == '\0' && edited->program == EDIT_BY_OFFICE ? PLACEHOLDER : value);
    fb_buffer_append_format(out, "</%s>", name);
}

static void put_stored_row(struct fb_buffer *out, const struct edit_case *edited,
                           const struct edit_row *row)
{
    fb_buffer_append_format(out, "<指标 行=\"%d\">", row->key);
    put_stored(out, edited, "一级指标", edit_levels[row->level]);
    for (int i = 0; i < EDIT_FIELDS; i++)
        put_stored(out, edited, edit_fields[i], row->values[i]);
    if (row->silence)
        fb_buffer_append_string(out, "<忽略/>");
    fb_buffer_append_string(out, "</指标>");
}

static const struct edit_row *edited_row(const struct edit_case *edited,
                                         const struct edit_row *base)
{
    for (int i = 0; i < edited->row_count; i++) {
        if (edited->rows[i].base && edited->rows[i].key == base->key)
            return &edited->rows[i];
    }
    return base;
}

/* A program that knows no repeats leaves all rows in the store, with what was typed into them. */
static void put_stored_rows(struct fb_buffer *out, const struct edit_case *edited)
{
    bool knows = edited->program == EDIT_BY_WORD || edited->program == EDIT_BY_SCRIPT;

    for (int i = 0; knows && i < edited->row_count; i++)
        put_stored_row(out, edited, &edited->rows[i]);
    for (int i = 0; !knows && i < edited->base_count; i++)
        put_stored_row(out, edited,
                       edited->program == EDIT_BY_TEXT ? &edited->base[i]
                                                       : edited_row(edited, &edited->base[i]));
}

void edit_case_put_store(struct fb_buffer *out, const struct edit_case *edited)
{
    fb_buffer_append_string(out, "<项目>");
    for (int i = 0; i < EDIT_SCALARS; i++) {
        const struct edit_scalar *scalar = &edited->scalars[i];
        bool old = edited->program == EDIT_BY_TEXT || scalar->lines;
        put_stored(out, edited, scalar->name, old ? scalar->shown : scalar->edited);
    }
    fb_buffer_append_string(out, "<绩效指标>");
    put_stored_rows(out, edited);
    fb_buffer_append_string(out, "</绩效指标></项目>");
}

/* ---- the document ---- */

/* Puts a run; a text of several lines has breaks. */
static void put_run(struct fb_buffer *out, const char *text, size_t length)
{
    fb_buffer_append_string(out, "<w:r w:rsidR=\"00A1\"><w:rPr><w:lang w:val=\"zh-CN\"/></w:rPr>");
    while (length > 0) {
        const char *stop = memchr(text, '\n', length);
        size_t line = stop != NULL ? (size_t)(stop - text) : length;
        char part[200];
        memcpy(part, text, line);
        part[line] = '\0';
        fb_buffer_append_string(out, "<w:t xml:space=\"preserve\">");
        edit_put_escaped(out, part);
        fb_buffer_append_string(out, "</w:t>");
        if (stop != NULL)
            fb_buffer_append_string(out, "<w:br/>");
        text += line + (stop != NULL);
        length -= line + (stop != NULL);
    }
    fb_buffer_append_string(out, "</w:r>");
}

/* Puts a text as Word does after somebody was there: in pieces, with what is not text between. */
static void put_text(struct fb_buffer *out, const struct edit_case *edited, const char *text)
{
    size_t length = strlen(text), half = length / 2;

    while (half < length && ((unsigned char)text[half] & 0xC0) == 0x80)
        half++;
    if (!edited->split || half == 0) {
        put_run(out, text, length);
        return;
    }
    put_run(out, text, half);
    fb_buffer_append_string(out,
                            "<w:proofErr w:type=\"spellStart\"/><w:del w:id=\"9\"><w:r><w:delText>"
                            "旧</w:delText></w:r></w:del><w:moveFrom w:id=\"8\"><w:r><w:t>别处"
                            "</w:t></w:r></w:moveFrom><w:ins w:id=\"7\"><w:smartTag>");
    put_run(out, text + half, length - half);
    fb_buffer_append_string(out, "</w:smartTag></w:ins><w:proofErr w:type=\"spellEnd\"/>");
}

static void put_control(struct fb_buffer *out, const struct edit_case *edited, const char *path,
                        int tag, const char *text)
{
    bool office = edited->program == EDIT_BY_OFFICE;

    fb_buffer_append_string(out, "<w:sdt><w:sdtPr>");
    if (!office)
        fb_buffer_append_format(out, "<w:tag w:val=\"f_%d\"/>", tag);
    if (!office && *text == '\0')
        fb_buffer_append_string(out, "<w:showingPlcHdr/>");
    fb_buffer_append_format(out,
                            "<w:dataBinding w:xpath=\"%s\" w:storeItemID=\"{S}\"/><w:text/>"
                            "</w:sdtPr><w:sdtContent>",
                            path);
    put_text(out, edited, *text == '\0' ? PLACEHOLDER : text);
    fb_buffer_append_string(out, "</w:sdtContent></w:sdt>");
}

static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

/* LibreOffice writes a control three times if its text is not ASCII, the second time twice over. */
static void put_controls(struct fb_buffer *out, const struct edit_case *edited, const char *path,
                         int tag, const char *text)
{
    put_control(out, edited, path, tag, text);
    if (edited->program != EDIT_BY_OFFICE || (is_ascii(text) && *text != '\0'))
        return;
    put_control(out, edited, path, tag, "再一遍");
    put_control(out, edited, path, tag, text);
}

/* Puts what is bound to a node, within its bookmark unless it is a clone's. */
static void put_bound(struct fb_buffer *out, const struct edit_case *edited, const char *path,
                      int tag, bool bookmark, const char *text)
{
    fb_buffer_append_string(out, "<w:p>");
    if (bookmark)
        fb_buffer_append_format(out, "<w:bookmarkStart w:id=\"%d\" w:name=\"f_%d\"/>", tag, tag);
    put_controls(out, edited, path, tag, text);
    if (bookmark)
        fb_buffer_append_format(out, "<w:bookmarkEnd w:id=\"%d\"/>", tag);
    fb_buffer_append_string(out, "</w:p>");
}

/* Puts a value of several lines: paragraphs between the ends of a bookmark. */
static void put_lines(struct fb_buffer *out, const struct edit_case *edited, int tag,
                      const char *text)
{
    fb_buffer_append_format(out, "<w:p><w:bookmarkStart w:id=\"%d\" w:name=\"f_%d\"/>", tag, tag);
    for (;;) {
        size_t length = strcspn(text, "\n");
        char line[200];
        memcpy(line, text, length);
        line[length] = '\0';
        put_text(out, edited, line);
        if (text[length] == '\0')
            break;
        fb_buffer_append_string(out, "</w:p><w:p>");
        text += length + 1;
    }
    fb_buffer_append_format(out, "<w:bookmarkEnd w:id=\"%d\"/></w:p>", tag);
}

static void put_label(struct fb_buffer *out, const char *properties, const char *text)
{
    fb_buffer_append_format(out,
                            "<w:tc><w:tcPr>%s</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"a9\"/>"
                            "</w:pPr>",
                            properties);
    put_run(out, text, strlen(text));
    fb_buffer_append_string(out, "</w:p></w:tc>");
}

static void put_scalar(struct fb_buffer *out, const struct edit_case *edited, int index)
{
    const struct edit_scalar *scalar = &edited->scalars[index];
    const char *text = edited->program == EDIT_BY_SCRIPT ? scalar->shown : scalar->edited;
    char path[100];

    snprintf(path, sizeof path, "/项目[1]/%s[1]", scalar->name);
    fb_buffer_append_string(out, "<w:tr>");
    put_label(out, "", scalar->name);
    fb_buffer_append_string(out, "<w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>");
    if (scalar->lines)
        put_lines(out, edited, index + 1, text);
    else
        put_bound(out, edited, path, index + 1, true, text);
    fb_buffer_append_string(out, "</w:tc></w:tr>");
}

/* The number of a row in the store that its controls are bound to. */
static int stored_number(const struct edit_case *edited, int index)
{
    bool knows = edited->program == EDIT_BY_WORD;

    return knows ? index + 1 : edited->rows[index].key;
}

static void put_cell(struct fb_buffer *out, const struct edit_case *edited,
                     const struct edit_row *row, int number, int field)
{
    char path[200];

    snprintf(path, sizeof path, "/项目[1]/绩效指标[1]/指标[%d]/%s[1]", number, edit_fields[field]);
    fb_buffer_append_string(out, "<w:tc><w:tcPr/>");
    if (row->plain) {
        fb_buffer_append_string(out, "<w:p>");
        put_text(out, edited, row->values[field]);
        fb_buffer_append_string(out, "</w:p>");
    } else {
        put_bound(out, edited, path, EDIT_SCALARS + row->key * EDIT_FIELDS + field, row->base,
                  row->values[field]);
    }
    fb_buffer_append_string(out, "</w:tc>");
}

static void put_row(struct fb_buffer *out, const struct edit_case *edited,
                    const struct edit_row *row, int number, bool first)
{
    bool word = edited->program == EDIT_BY_WORD || edited->program == EDIT_BY_SCRIPT;

    if (word)
        fb_buffer_append_string(out, "<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr>"
                                     "<w:sdtContent>");
    fb_buffer_append_string(out, "<w:tr>");
    put_label(out, first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>",
              first ? edit_levels[row->level] : "");
    for (int i = 0; i < EDIT_FIELDS; i++)
        put_cell(out, edited, row, number, i);
    fb_buffer_append_string(out, "</w:tr>");
    if (word)
        fb_buffer_append_string(out, "</w:sdtContent></w:sdt>");
}

static void put_rows(struct fb_buffer *out, const struct edit_case *edited)
{
    bool script = edited->program == EDIT_BY_SCRIPT;
    const struct edit_row *rows = script ? edited->base : edited->rows;
    int count = script ? edited->base_count : edited->row_count;

    fb_buffer_append_string(out, "<w:sdt><w:sdtPr><w15:dataBinding w:xpath=\"/项目[1]/绩效指标[1]/"
                                 "指标\" w:storeItemID=\"{S}\"/><w15:repeatingSection/></w:sdtPr>"
                                 "<w:sdtContent>");
    for (int i = 0; i < count; i++)
        put_row(out, edited, &rows[i], script ? i + 1 : stored_number(edited, i),
                i == 0 || rows[i].level != rows[i - 1].level);
    fb_buffer_append_string(out, "</w:sdtContent></w:sdt>");
}

void edit_case_put_document(struct fb_buffer *out, const struct edit_case *edited)
{
    fb_buffer_append_string(
        out, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
             "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w:body><w:tbl>"
             "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>");
    for (int i = 0; i < EDIT_SCALARS; i++)
        put_scalar(out, edited, i);
    fb_buffer_append_string(out, "<w:tr>");
    put_label(out, "", "一级指标");
    for (int i = 0; i < EDIT_FIELDS; i++)
        put_label(out, "", edit_fields[i]);
    fb_buffer_append_string(out, "</w:tr>");
    put_rows(out, edited);
    fb_buffer_append_string(out, "</w:tbl><w:p/><w:sectPr/></w:body></w:document>");
}
