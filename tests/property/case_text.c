/*
 * case_text.c: texts of the characters that forms have, and of those that they hardly ever have.
 */
#include "dice.h"
#include "table_case.h"

#include <string.h>

/* One character a piece, or what never comes apart in real texts but may here. */
static const char *const HAN[] = {
    "一", "二", "三", "项", "目", "绩", "效", "指", "标", "资", "金", "总", "额", "完", "成", "率",
    "满", "意", "度", "培", "训", "人", "次", "巡", "视", "组", "织", "经", "费", "社", "会", "值",
};
static const char *const MARKS[] = {
    "，", "。", "、", "；", "：", "（", "）", "“", "”", "《", "》", "？", "！", "—",  "——", "……",
    "·",  "〔", "〕", "～", "/",  "【", "】", "‘", "’", "…",  "-",  "－", "％", "＋", "＝", "／",
};
static const char *const LATIN[] = {
    "a",    "of",     "the", "GB/T", "Word",  "PDF",  "(ISO)", "A4",
    "e.g.", "budget", "&",   "<b>",  "\"q\"", "it's", "x=y",   "Performance",
};
static const char *const FIGURES[] = {
    "1",  "23", "4.5", "935.00", "1,234", "%", "万元", "℃",
    "㎡", "≥",  "≤",   "①",      "□",     "☑", "2021", "±",
};
static const char *const RARE[] = {"𠮷", "𬱖", "㐀", "䶮", "镕", "堃", "𪚥", "﨎"};

static const struct {
    const char *const *pieces;
    int count;
} SCRIPTS[] = {
    {HAN, sizeof HAN / sizeof *HAN},       {MARKS, sizeof MARKS / sizeof *MARKS},
    {LATIN, sizeof LATIN / sizeof *LATIN}, {FIGURES, sizeof FIGURES / sizeof *FIGURES},
    {RARE, sizeof RARE / sizeof *RARE},
};

enum { SCRIPT_HAN, SCRIPT_MARKS, SCRIPT_LATIN, SCRIPT_FIGURES, SCRIPT_RARE };

/* Which script a text of a kind takes its next piece from. */
static int piece_script(struct dice *dice, int kind)
{
    switch (kind) {
    case 1:
        return dice_chance(dice, 25) ? SCRIPT_MARKS : SCRIPT_HAN;
    case 2:
        return SCRIPT_LATIN;
    case 3:
        return dice_chance(dice, 70) ? SCRIPT_FIGURES : SCRIPT_HAN;
    case 4:
        return dice_between(dice, SCRIPT_HAN, SCRIPT_FIGURES);
    case 5:
        return SCRIPT_MARKS;
    case 6:
        return dice_chance(dice, 50) ? SCRIPT_RARE : SCRIPT_HAN;
    default:
        return SCRIPT_HAN;
    }
}

static const char *throw_piece(struct dice *dice, int kind)
{
    int script = piece_script(dice, kind);

    return SCRIPTS[script].pieces[dice_between(dice, 0, SCRIPTS[script].count - 1)];
}

/* A blank stands between two pieces of a line only, for at its ends it would not count. */
static void put_blank(struct fb_buffer *out, struct dice *dice, int kind)
{
    if (kind == 2 ? dice_chance(dice, 60) : dice_chance(dice, 3))
        fb_buffer_append_string(out, dice_chance(dice, 10) ? "　" : " ");
}

void case_text_put(struct fb_buffer *out, const struct case_text *text)
{
    struct dice dice = dice_of((uint64_t)text->salt);
    int lines = text->lines > 0 ? text->lines : 1;

    for (int i = 0; i < text->length; i++) {
        const char *piece = throw_piece(&dice, text->script);
        if (i > 0 && i * lines / text->length != (i - 1) * lines / text->length)
            fb_buffer_append_char(out, '\n');
        else if (i > 0)
            put_blank(out, &dice, text->script);
        fb_buffer_append_string(out, piece);
    }
}

void case_amount_put(struct fb_buffer *out, int cents)
{
    if (cents % 100 == 0)
        fb_buffer_append_format(out, "%d", cents / 100);
    else if (cents % 10 == 0)
        fb_buffer_append_format(out, "%d.%d", cents / 100, cents % 100 / 10);
    else
        case_amount_put_printed(out, cents);
}

void case_amount_put_printed(struct fb_buffer *out, int cents)
{
    fb_buffer_append_format(out, "%d.%02d", cents / 100, cents % 100);
}
