#include "text/cluster.h"

#include "base/utf8.h"
#include "base/vector.h"
#include "diag/character.h"
#include "text/sign.h"
#include "xml/document.h"

static const uint32_t EM_DASH = 0x2014;

/*
 * What is under construction: the row that takes clusters now. All rows of a paragraph lie one
 * after the other in two arrays that are as large as they can get.
 */
struct builder {
    struct fb_arena *arena;
    const struct fb_font_set *fonts;
    struct fb_diagnostics *sink;
    FB_VECTOR(struct fb_cluster_row) rows;
    struct fb_cluster *clusters; /* of the row in hand */
    size_t count;
    char *text; /* likewise */
    size_t length;
};

/* Makes room for all clusters of a paragraph, and for its text with a NUL after each row. */
static fb_status make_room(struct builder *builder, const struct fb_paragraph *paragraph)
{
    size_t characters = 0, bytes = 1;

    for (size_t i = 0; i < paragraph->run_count; i++) {
        const struct fb_run *run = &paragraph->runs[i];
        characters += fb_utf8_length(run->text, run->length);
        bytes += run->length;
    }
    builder->clusters = FB_NEW_ARRAY(builder->arena, struct fb_cluster, characters);
    builder->text = FB_NEW_ARRAY(builder->arena, char, bytes);
    FB_NEED(builder->clusters);
    FB_NEED(builder->text);
    return FB_OK;
}

static fb_status finish_row(struct builder *builder)
{
    struct fb_cluster_row *row = FB_PUSH(builder->arena, &builder->rows);

    FB_NEED(row);
    builder->text[builder->length] = '\0';
    *row = (struct fb_cluster_row){
        .text = builder->text, .items = builder->clusters, .count = builder->count};
    builder->clusters += builder->count;
    builder->text += builder->length + 1; /* a forced break, which is not part of it */
    builder->count = builder->length = 0;
    return FB_OK;
}

/* A mark that is not a full em wide, such as an ASCII bracket, has no blank half. */
static fb_length blank_half(const struct fb_cluster *cluster)
{
    if (cluster->class != FB_CHAR_OPEN && !fb_class_closes(cluster->class))
        return 0;
    if (cluster->natural * 10 < cluster->size * 9)
        return 0;
    if (cluster->class == FB_CHAR_EXCLAIM && fb_sign_is_centred(&cluster->choice))
        return 0;
    return cluster->size / 2;
}

static void add_cluster(struct builder *builder, const struct fb_run *run, size_t offset,
                        size_t length, uint32_t character, const struct fb_glyph_choice *choice)
{
    struct fb_cluster *cluster = &builder->clusters[builder->count++];
    const struct fb_style *style = run->style;

    cluster->character = character;
    cluster->class = fb_character_class(character);
    cluster->text_offset = (uint32_t)builder->length;
    cluster->text_length = (uint16_t)length;
    cluster->bold = style->bold;
    cluster->western = fb_character_is_western(character, cluster->class);
    cluster->choice = *choice;
    cluster->size = style->size;
    if (run->script != FB_SCRIPT_NORMAL)
        fb_sign_set_script(cluster, run->script);
    cluster->natural =
        cluster->size * choice->advance / fb_face_metrics(choice->face)->units_per_em;
    cluster->advance = cluster->natural;
    cluster->half = blank_half(cluster);
    if (fb_sign_is_check_box(character))
        fb_sign_fit_check_box(cluster, builder->fonts, style->font);
    for (size_t i = 0; i < length; i++) /* so few that a call would cost more */
        builder->text[builder->length++] = run->text[offset + i];
}

/* Says that no face has a character, and in which element or style. */
static fb_status report_missing(struct builder *builder, const struct fb_run *run,
                                uint32_t character)
{
    const char *place = run->style->title;

    if (run->node != NULL)
        FB_NEED(place = fb_xml_path(builder->arena, run->node));
    fb_report_character(builder->sink, fb_run_origin(run), character, place);
    return FB_OK;
}

/* Adds the character at `*offset`, or the pair of dashes there, and moves past it. */
static fb_status add_character(struct builder *builder, const struct fb_run *run, size_t *offset)
{
    enum fb_font_role role = run->style->font;
    struct fb_glyph_choice choice;
    uint32_t character = 0, next = 0;
    size_t start = *offset;
    size_t length = fb_utf8_decode(run->text + start, run->length - start, &character);

    if (length == 0)
        return FB_ERR_INTERNAL;
    *offset = start + length;
    if (character == '\n')
        return finish_row(builder);
    if (character == EM_DASH) {
        size_t second = fb_utf8_decode(run->text + *offset, run->length - *offset, &next);
        if (next == EM_DASH && fb_font_choose_dash_pair(builder->fonts, role, &choice)) {
            *offset += second;
            add_cluster(builder, run, start, length + second, character, &choice);
            return FB_OK;
        }
    }
    if (!fb_font_choose(builder->fonts, role, character, &choice))
        return report_missing(builder, run, character);
    add_cluster(builder, run, start, length, character, &choice);
    return FB_OK;
}

static fb_status add_runs(struct builder *builder, const struct fb_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->run_count; i++) {
        const struct fb_run *run = &paragraph->runs[i];
        for (size_t offset = 0; offset < run->length;)
            FB_TRY(add_character(builder, run, &offset));
    }
    return finish_row(builder);
}

fb_status fb_cluster_rows_build(struct fb_cluster_rows *out, struct fb_arena *arena,
                                const struct fb_font_set *fonts,
                                const struct fb_paragraph *paragraph, struct fb_diagnostics *sink)
{
    struct builder builder = {.arena = arena, .fonts = fonts, .sink = sink};

    FB_TRY(make_room(&builder, paragraph));
    FB_TRY(add_runs(&builder, paragraph));
    out->items = builder.rows.items;
    out->count = builder.rows.count;
    return FB_OK;
}
