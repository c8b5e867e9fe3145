/*
 * vertical.c: the glyphs of vertical lines (clreq, "Vertical Writing Mode").
 *
 * The middle of every em lies on the line's centre line. The em's middle is 0.38 em above the
 * baseline (font.h: ascender 0.88, descender -0.12).
 */
#include "text/cluster.h"

/* In hundredths of an em: the middle above the baseline, and the margin of marks moved to a corner.
 */
enum { MIDDLE = 38, CORNER_MARGIN = 10, TOP = 88 };

/* As many digits stand upright side by side (纵中横); they must fit in an em. */
enum { UPRIGHT_DIGITS = 2 };

static fb_length middle_of(const struct fb_cluster *cluster)
{
    return cluster->size * MIDDLE / 100;
}

/* Sets a glyph upright in `advance` of the line. What was across a horizontal line is undone. */
static void set_upright(struct fb_cluster *cluster, fb_length advance)
{
    cluster->across = -cluster->natural / 2 - cluster->across;
    cluster->along = advance / 2 + middle_of(cluster);
    cluster->advance = advance;
}

/* Sets a glyph on its right side: its baseline runs down the line. */
static void set_turned(struct fb_cluster *cluster)
{
    cluster->turned = true;
    cluster->across = -middle_of(cluster) - cluster->across;
    cluster->along = 0;
}

static fb_length in_line(const struct fb_cluster *cluster, int32_t units)
{
    return cluster->size * units / fb_face_metrics(cluster->choice.face)->units_per_em;
}

/*
 * Moves a mark from the lower left of its em to the upper right, where faces with vertical forms
 * have it.
 */
static void move_to_corner(struct fb_cluster *cluster)
{
    fb_length margin = cluster->size * CORNER_MARGIN / 100;
    int32_t box[4];

    fb_face_glyph_box(cluster->choice.face, cluster->choice.glyph, box);
    cluster->across = cluster->size / 2 - margin - in_line(cluster, box[2]);
    cluster->along = margin + in_line(cluster, box[3]);
}

/* A face without forms for vertical lines gets them made of its horizontal ones. */
static void derive_form(struct fb_cluster *cluster)
{
    switch (cluster->class) {
    case FB_CHAR_PAUSE:
    case FB_CHAR_STOP:
    case FB_CHAR_EXCLAIM:
        move_to_corner(cluster);
        break;
    case FB_CHAR_MIDDLE_DOT:
        set_upright(cluster, cluster->size);
        break;
    default:
        set_turned(cluster);
        break;
    }
}

/*
 * ：；！？ take one em in vertical lines and give nothing of it (clreq, "Punctuation Adjustment
 * Space").
 */
static bool keeps_its_em(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_EXCLAIM || cluster->character == 0xFF1A ||
           cluster->character == 0xFF1B;
}

/*
 * True if a form's ink keeps out of the half that may be trimmed: the upper one of an opening
 * bracket, the lower one of other marks. Fandol has 、，。 in the middle.
 */
static bool leaves_half(const struct fb_cluster *cluster, uint32_t form)
{
    int32_t box[4];

    if (cluster->half == 0)
        return true;
    fb_face_glyph_box(cluster->choice.face, form, box);
    return cluster->class == FB_CHAR_OPEN ? in_line(cluster, box[3]) <= middle_of(cluster)
                                          : in_line(cluster, box[1]) >= middle_of(cluster);
}

static fb_status turn_mark(struct fb_cluster *cluster)
{
    uint32_t form = 0;

    if (keeps_its_em(cluster))
        cluster->half = 0;
    /* Dashes are turned, whatever the face has, so that a pair joins. */
    if (cluster->class != FB_CHAR_DASH)
        FB_TRY(fb_face_vertical_form(&form, cluster->choice.face, cluster->character));
    if (form == 0 || !leaves_half(cluster, form)) {
        derive_form(cluster);
        return FB_OK;
    }
    cluster->choice.glyph = form;
    set_upright(cluster, cluster->size);
    return FB_OK;
}

static bool is_mark(const struct fb_cluster *cluster)
{
    switch (cluster->class) {
    case FB_CHAR_OPEN:
    case FB_CHAR_CLOSE:
    case FB_CHAR_PAUSE:
    case FB_CHAR_STOP:
    case FB_CHAR_EXCLAIM:
    case FB_CHAR_MIDDLE_DOT:
    case FB_CHAR_SOLIDUS:
    case FB_CHAR_CONNECTOR:
    case FB_CHAR_DASH:
    case FB_CHAR_ELLIPSIS:
        return true;
    default:
        return false;
    }
}

/* True for what belongs to Western text: it is no ideograph and not as wide as one, or a sign. */
static bool is_latin(const struct fb_cluster *cluster)
{
    if (cluster->class == FB_CHAR_IDEOGRAPH || cluster->class == FB_CHAR_SYMBOL)
        return false;
    if (cluster->class == FB_CHAR_PREFIX || cluster->class == FB_CHAR_SPACE)
        return true;
    if (is_mark(cluster) || cluster->class == FB_CHAR_SUFFIX)
        return cluster->natural * 10 < cluster->size * 9 && cluster->class != FB_CHAR_MIDDLE_DOT;
    return true;
}

static bool are_digits(const struct fb_cluster *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].class != FB_CHAR_DIGIT || items[i].script)
            return false;
    }
    return true;
}

/* Sets digits side by side in one em. */
static void combine(struct fb_cluster *items, size_t count)
{
    fb_length width = 0, across;

    for (size_t i = 0; i < count; i++)
        width += items[i].natural;
    across = -width / 2;
    for (size_t i = 0; i < count; i++) {
        set_upright(&items[i], items[i].size);
        items[i].across = across;
        across += items[i].natural;
        items[i].western = false;
        if (i == 0)
            continue;
        items[i].along -= items[i].advance;
        items[i].advance = 0;
    }
}

/* Sets the Western text [items, items + count). */
static void turn_latin(struct fb_cluster *items, size_t count)
{
    bool letter = count == 1 && items->class == FB_CHAR_LETTER;

    if (letter || (count <= UPRIGHT_DIGITS && are_digits(items, count))) {
        combine(items, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        set_turned(&items[i]);
}

/* Returns the end of the Western text at `first`, without the spaces around it. */
static size_t latin_end(const struct fb_cluster_row *row, size_t first)
{
    size_t end = first;

    while (end < row->count && is_latin(&row->items[end]))
        end++;
    while (end > first + 1 && row->items[end - 1].class == FB_CHAR_SPACE)
        end--;
    return end;
}

fb_status fb_cluster_row_turn(struct fb_cluster_row *row)
{
    for (size_t i = 0, end; i < row->count; i = end) {
        struct fb_cluster *cluster = &row->items[i];

        end = i + 1;
        if (is_latin(cluster)) {
            end = latin_end(row, i);
            turn_latin(cluster, end - i);
        } else if (is_mark(cluster)) {
            FB_TRY(turn_mark(cluster));
        } else {
            set_upright(cluster, cluster->size);
        }
    }
    return FB_OK;
}
