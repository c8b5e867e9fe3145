#include "style/style_draft.h"

#include "base/decimal.h"
#include "style/style_size.h"

#include <string.h>

/* Lines closer than half the size or further than ten times the size are mistakes. */
enum { LINE_FACTOR_DEFAULT = 1300, LINE_FACTOR_MIN = 500, LINE_FACTOR_MAX = 10000 };

/* In hundredths of an em. */
enum { INDENT_MAX = 2000 };

/* Lines of one cell. */
enum { LINES_MAX = 1000 };

static const char *const ALIGN_NAMES[] = {"left", "center", "right", "justify", NULL};
static const char *const VALIGN_NAMES[] = {"top", "middle", "bottom", NULL};
static const char *const WRAP_NAMES[] = {"fill", "balance", NULL};
static const char *const OVERFLOW_NAMES[] = {"grow", "shrink", "error", NULL};
static const char *const BREAKING_NAMES[] = {"basic", "none", "gb", "strict", NULL};
static const char *const GAP_NAMES[] = {"yes", "no", NULL};
static const char *const DIRECTION_NAMES[] = {"horizontal", "vertical", NULL};

void fb_style_draft_init(struct fb_style_draft *draft)
{
    *draft = (struct fb_style_draft){
        .style = {.font = FB_FONT_SONG,
                  .size = FB_PT(10.5),
                  .align = FB_ALIGN_LEFT,
                  .wrap = FB_WRAP_FILL,
                  .valign = FB_VALIGN_MIDDLE,
                  .floor = FB_TYPE_FLOOR},
        .line_factor = LINE_FACTOR_DEFAULT,
    };
}

/* Returns the index of a word in a list that ends with NULL, or -1. */
static int word_index(const char *const *words, const char *text)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0)
            return i;
    }
    return -1;
}

static bool set_font(struct fb_style_draft *draft, const char *value)
{
    return fb_font_role_parse(&draft->style.font, value);
}

static bool set_bold(struct fb_style_draft *draft, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return false;
    draft->style.bold = strcmp(value, "yes") == 0;
    return true;
}

static bool set_size(struct fb_style_draft *draft, const char *value)
{
    return fb_type_size_parse(&draft->style.size, value);
}

/* Reads a plain number, at least 0, as so many units of 10^-scale; false if it has finer digits. */
static bool parse_scaled(int *out, const char *text, size_t length, unsigned scale, int max)
{
    struct fb_decimal number;
    size_t offset;
    int64_t units;

    if (!fb_decimal_parse(&number, text, length, &offset) || number.scale > scale)
        return false;
    units = number.units;
    for (unsigned i = number.scale; i < scale; i++) {
        if (units > max)
            return false;
        units *= 10;
    }
    if (units < 0 || units > max)
        return false;
    *out = (int)units;
    return true;
}

static bool set_line(struct fb_style_draft *draft, const char *value)
{
    fb_length pitch;
    int factor;

    if (parse_scaled(&factor, value, strlen(value), 3, LINE_FACTOR_MAX)) {
        if (factor < LINE_FACTOR_MIN)
            return false;
        draft->line_factor = factor;
        return true;
    }
    if (!fb_length_parse(&pitch, value) || pitch <= 0)
        return false;
    draft->line_factor = 0;
    draft->style.line_pitch = pitch;
    return true;
}

static bool set_align(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(ALIGN_NAMES, value);

    if (index < 0)
        return false;
    draft->style.align = (enum fb_align)index;
    return true;
}

static bool set_wrap(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(WRAP_NAMES, value);

    if (index < 0)
        return false;
    draft->style.wrap = (enum fb_wrap)index;
    return true;
}

static bool set_words(struct fb_style_draft *draft, const char *value)
{
    draft->style.words = value;
    return true;
}

static bool set_valign(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(VALIGN_NAMES, value);

    if (index < 0)
        return false;
    draft->style.valign = (enum fb_valign)index;
    return true;
}

static bool set_overflow(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(OVERFLOW_NAMES, value);

    if (index < 0)
        return false;
    draft->style.overflow = (enum fb_overflow)index;
    return true;
}

static bool set_max_lines(struct fb_style_draft *draft, const char *value)
{
    int lines;

    if (!parse_scaled(&lines, value, strlen(value), 0, LINES_MAX) || lines < 1)
        return false;
    draft->style.max_lines = lines;
    return true;
}

static bool set_floor(struct fb_style_draft *draft, const char *value)
{
    return fb_type_size_parse(&draft->style.floor, value);
}

static bool set_breaking(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(BREAKING_NAMES, value);

    if (index < 0)
        return false;
    draft->style.breaking = (enum fb_breaking)index;
    return true;
}

static bool set_gap(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(GAP_NAMES, value);

    if (index < 0)
        return false;
    draft->style.gap = (enum fb_gap)index;
    return true;
}

static bool set_direction(struct fb_style_draft *draft, const char *value)
{
    int index = word_index(DIRECTION_NAMES, value);

    if (index < 0)
        return false;
    draft->style.direction = (enum fb_direction)index;
    return true;
}

static bool parse_ems(int *out, const char *value)
{
    size_t length = strlen(value);

    if (length < 3 || strcmp(value + length - 2, "em") != 0)
        return false;
    return parse_scaled(out, value, length - 2, 2, INDENT_MAX);
}

static bool set_indent(struct fb_style_draft *draft, const char *value)
{
    return parse_ems(&draft->style.indent, value);
}

static bool set_indent_left(struct fb_style_draft *draft, const char *value)
{
    return parse_ems(&draft->style.indent_left, value);
}

static bool set_indent_right(struct fb_style_draft *draft, const char *value)
{
    return parse_ems(&draft->style.indent_right, value);
}

static bool set_hanging(struct fb_style_draft *draft, const char *value)
{
    if (strcmp(value, "number") != 0)
        return parse_ems(&draft->style.hanging, value);
    draft->style.hanging = FB_HANGING_NUMBER;
    return true;
}

static bool set_space(fb_length *space, const char *value)
{
    fb_length length;

    if (!fb_length_parse(&length, value) || length < 0)
        return false;
    *space = length;
    return true;
}

static bool set_before(struct fb_style_draft *draft, const char *value)
{
    return set_space(&draft->style.before, value);
}

static bool set_after(struct fb_style_draft *draft, const char *value)
{
    return set_space(&draft->style.after, value);
}

static bool set_padding_x(struct fb_style_draft *draft, const char *value)
{
    return set_space(&draft->style.padding_x, value);
}

static bool set_padding_y(struct fb_style_draft *draft, const char *value)
{
    return set_space(&draft->style.padding_y, value);
}

static const struct property {
    const char *name;
    bool (*set)(struct fb_style_draft *draft, const char *value);
    const char *values;
} PROPERTIES[] = {
    {"font", set_font, "宋体, 小标宋, 黑体, 仿宋, 楷体"},
    {"bold", set_bold, "yes, no"},
    {"size", set_size, "初号 … 八号, 10.5pt"},
    {"line", set_line, "1.35, 29pt"},
    {"align", set_align, "left, center, right, justify"},
    {"wrap", set_wrap, "fill, balance"},
    {"words", set_words, "指标 满意度 …"},
    {"breaking", set_breaking, "none, basic, gb, strict"},
    {"gap", set_gap, "yes, no"},
    {"direction", set_direction, "horizontal, vertical"},
    {"indent", set_indent, "2em"},
    {"hanging", set_hanging, "2em, number"},
    {"indent-left", set_indent_left, "2em"},
    {"indent-right", set_indent_right, "2em"},
    {"before", set_before, "4mm, 12pt"},
    {"after", set_after, "4mm, 12pt"},
    {"valign", set_valign, "top, middle, bottom"},
    {"padding-x", set_padding_x, "1.9mm, 5pt"},
    {"padding-y", set_padding_y, "1mm, 3pt"},
    {"overflow", set_overflow, "grow, shrink, error"},
    {"max-lines", set_max_lines, "1 … 1000"},
    {"floor", set_floor, "六号, 7.5pt"},
};

static const struct property *find_property(const char *name)
{
    for (size_t i = 0; i < sizeof PROPERTIES / sizeof PROPERTIES[0]; i++) {
        if (strcmp(PROPERTIES[i].name, name) == 0)
            return &PROPERTIES[i];
    }
    return NULL;
}

enum fb_style_fault fb_style_draft_set(struct fb_style_draft *draft, const char *property,
                                       const char *value)
{
    const struct property *known = find_property(property);

    if (known == NULL)
        return FB_STYLE_NO_PROPERTY;
    return known->set(draft, value) ? FB_STYLE_OK : FB_STYLE_BAD_VALUE;
}

const char *fb_style_property_values(const char *property)
{
    const struct property *known = find_property(property);

    return known == NULL ? NULL : known->values;
}

void fb_style_draft_finish(struct fb_style_draft *draft)
{
    struct fb_style *style = &draft->style;

    if (draft->line_factor > 0)
        style->line_pitch = (style->size * draft->line_factor + 500) / 1000;
    if (style->line_pitch < style->size)
        style->line_pitch = style->size;
}

const char *fb_align_name(enum fb_align align)
{
    return ALIGN_NAMES[align];
}

const char *fb_valign_name(enum fb_valign valign)
{
    return VALIGN_NAMES[valign];
}

const char *fb_overflow_name(enum fb_overflow overflow)
{
    return OVERFLOW_NAMES[overflow];
}

const char *fb_wrap_name(enum fb_wrap wrap)
{
    return WRAP_NAMES[wrap];
}

const char *fb_breaking_name(enum fb_breaking breaking)
{
    return BREAKING_NAMES[breaking];
}
