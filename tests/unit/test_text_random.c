/*
 * test_text_random.c: what holds for every text in every box, tried on random ones.
 *
 * The numbers come from a generator with a fixed start, so that each run tries the same texts. A
 * case that fails is printed with all that is needed to try it again.
 */
#include "random_testing.h"
#include "text/cluster.h"
#include "text_testing.h"

enum { CASES = 6000, PIECES_MAX = 48, TEXT_MAX = 1024 };

static const char *const PIECES[] = {
    "一", "三", "项", "目", "年", "月",   "日", "𠮷", "人",    "万元", "平方米", "绩效",
    "，", "。", "、", "；", "：", "？",   "！", "“",  "”",     "（",   "）",     "《",
    "》", "·",  "——", "……", "—",  "…",    "～", "／", "/",     "-",    "a",      "b",
    "Wo", "M",  "0",  "1",  "25", "2021", "1,", "3.", "%",     "℃",    "≥",      "¥",
    " ",  "①",  "②",  "²",  "□",  "☑",    "(",  ")",  "。”）", "kW·h", "　",     "¥1,000.00",
};

/* One case: a text, its style, its box. */
struct trial {
    char text[TEXT_MAX];
    struct fb_style style;
    fb_length box;
    bool vertical;
};

static void make_trial(struct trial *trial, uint64_t *random)
{
    static const int INDENTS[] = {0, 0, 0, 200};
    static const int HANGINGS[] = {0, 0, 200, FB_HANGING_NUMBER};
    int pieces = 1 + random_below(random, PIECES_MAX);

    trial->text[0] = '\0';
    for (int i = 0; i < pieces; i++)
        strcat(trial->text, PIECES[random_below(random, sizeof PIECES / sizeof *PIECES)]);
    trial->style =
        make_style((enum fb_align)random_below(random, 4), (enum fb_wrap)random_below(random, 2),
                   INDENTS[random_below(random, 4)]);
    trial->style.font = (enum fb_font_role)random_below(random, FB_FONT_ROLES);
    trial->style.breaking = (enum fb_breaking)random_below(random, 4);
    trial->style.gap = (enum fb_gap)random_below(random, 2);
    trial->style.hanging = HANGINGS[random_below(random, 4)];
    trial->box = EM * (100 + random_below(random, 2400)) / 100;
    trial->vertical = random_below(random, 4) == 0;
}

static void print_trial(const struct trial *trial, const struct fb_set_text *text)
{
    struct fb_buffer lines;

    fb_buffer_init(&lines, 10000);
    join_lines(&lines, text);
    print_message("\"%s\" in %ld: %s\nfont %d align %d wrap %d level %d gap %d indent %d hanging %d"
                  "%s\n",
                  trial->text, in_ems(trial->box), lines.data, (int)trial->style.font,
                  (int)trial->style.align, (int)trial->style.wrap, (int)trial->style.breaking,
                  (int)trial->style.gap, trial->style.indent, trial->style.hanging,
                  trial->vertical ? " vertical" : "");
    fb_buffer_release(&lines);
}

/* ---- what must hold ---- */

/* Every character is shown once, in its order, by the glyphs of the lines. */
static bool shows_all(const struct trial *trial, const struct fb_set_text *text)
{
    size_t shown = 0;

    for (size_t i = 0; i < text->count; i++) {
        const struct fb_line *line = &text->lines[i].line;
        size_t offset = 0;
        if (strncmp(trial->text + shown, line->text, line->text_length) != 0)
            return false;
        for (size_t r = 0; r < line->run_count; r++) {
            for (size_t k = 0; k < line->runs[r].count; k++) {
                if (line->runs[r].glyphs[k].text_offset != offset)
                    return false;
                offset += line->runs[r].glyphs[k].text_length;
            }
        }
        if (offset != line->text_length)
            return false;
        shown += line->text_length;
    }
    return trial->text[shown] == '\0';
}

static size_t count_glyphs(const struct fb_line *line)
{
    size_t count = 0;

    for (size_t i = 0; i < line->run_count; i++)
        count += line->runs[i].count;
    return count;
}

static fb_length start_of(const struct trial *trial, const struct fb_set_line *line)
{
    return trial->vertical ? line->y : line->x;
}

/* No line leaves its box, unless it is a single glyph. */
static bool stays_inside(const struct trial *trial, const struct fb_set_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct fb_set_line *line = &text->lines[i];
        bool single = count_glyphs(&line->line) == 1 || strlen(line->line.text) <= 4;
        if (!single &&
            (start_of(trial, line) < 0 || start_of(trial, line) + line->line.width > trial->box))
            return false;
    }
    return true;
}

static bool has_two_ideographs(const struct fb_line *line)
{
    return strstr(line->text, "一三") != NULL || strstr(line->text, "绩效") != NULL ||
           strstr(line->text, "目一") != NULL;
}

/* A justified line that can be widened ends at the edge to the unit, but for the last. */
static bool reaches_the_edge(const struct trial *trial, const struct fb_set_text *text)
{
    if (trial->style.align != FB_ALIGN_JUSTIFY)
        return true;
    for (size_t i = 0; i + 1 < text->count; i++) {
        const struct fb_set_line *line = &text->lines[i];
        if (has_two_ideographs(&line->line) &&
            start_of(trial, line) + line->line.width != trial->box)
            return false;
    }
    return true;
}

/* Marks that may not begin a line at level basic, or end one, and what the other levels add. */
static bool is_forbidden(const struct trial *trial, const char *before, const char *after)
{
    static const char *const START[] = {"，", "。", "、", "；", "：", "？", "！", "”", "）",
                                        "》", "·",  "～", "／", "/",  "-",  "%",  "℃"};
    static const char *const END[] = {"“", "（", "《", "(", "≥", "¥"};
    enum fb_breaking level = trial->style.breaking;

    for (size_t i = 0; i < sizeof START / sizeof *START; i++)
        if (strncmp(after, START[i], strlen(START[i])) == 0)
            return true;
    for (size_t i = 0; i < sizeof END / sizeof *END; i++) {
        size_t length = strlen(END[i]);
        if (strlen(before) >= length && strcmp(before + strlen(before) - length, END[i]) == 0)
            return true;
    }
    if (level != FB_BREAKING_BASIC && before[0] != '\0' && before[strlen(before) - 1] == '/')
        return true;
    return level == FB_BREAKING_STRICT &&
           (strncmp(after, "——", 6) == 0 || strncmp(after, "…", 3) == 0);
}

/* Returns the cluster at which the text of a line begins. */
static size_t cluster_at(const struct fb_cluster_row *row, size_t offset)
{
    size_t index = 0;

    while (index < row->count && row->items[index].text_offset < offset)
        index++;
    return index;
}

/* A line ends where it may not only if it holds no place where it may. */
static bool is_needed(const struct fb_cluster_row *row, size_t first, size_t end, bool justified)
{
    enum fb_start start = row->items[end].start;

    if (start == FB_START_REMEDY && justified)
        return true;
    for (size_t i = first + 1; i < end; i++) {
        if (row->items[i].start == FB_START_FREE)
            return false;
    }
    return true;
}

static bool keeps_prohibitions(const struct trial *trial, const struct fb_set_text *text,
                               const struct fb_cluster_row *row)
{
    bool none = trial->style.breaking == FB_BREAKING_NONE || trial->box < EM * FB_TEXT_NARROW;
    size_t offset = 0;

    for (size_t i = 0; i + 1 < text->count; i++) {
        const char *before = text->lines[i].line.text, *after = text->lines[i + 1].line.text;
        size_t first = cluster_at(row, offset), end;
        bool free;

        offset += text->lines[i].line.text_length;
        end = cluster_at(row, offset);
        free = row->items[end].start == FB_START_FREE;
        if (!free && !is_needed(row, first, end, trial->style.align == FB_ALIGN_JUSTIFY))
            return false;
        if (free && !none && is_forbidden(trial, before, after))
            return false;
    }
    return true;
}

/* ---- the trials ---- */

static void set_trial(struct fb_set_text *text, struct fixture *fixture, const struct trial *trial,
                      struct fb_cluster_row *row)
{
    struct fb_run run = {
        .text = trial->text, .length = strlen(trial->text), .style = &trial->style};
    struct fb_paragraph paragraph = {.style = &trial->style, .runs = &run, .run_count = 1};
    enum fb_breaking level =
        trial->box < EM * FB_TEXT_NARROW ? FB_BREAKING_NONE : trial->style.breaking;
    struct fb_cluster_rows rows;

    if (trial->vertical)
        assert_int_equal(fb_text_set_vertical(text, fixture->arena, fixture->fonts, &paragraph,
                                              trial->box, fixture->sink),
                         FB_OK);
    else
        assert_int_equal(fb_text_set(text, fixture->arena, fixture->fonts, &paragraph, trial->box,
                                     fixture->sink),
                         FB_OK);
    assert_int_equal(
        fb_cluster_rows_build(&rows, fixture->arena, fixture->fonts, &paragraph, fixture->sink),
        FB_OK);
    *row = rows.items[0];
    assert_int_equal(fb_cluster_row_rule(row, fixture->arena, level, trial->style.gap), FB_OK);
}

static bool try_one(struct fixture *fixture, uint64_t *random)
{
    static const struct {
        const char *name;
        bool (*holds)(const struct trial *, const struct fb_set_text *);
    } LAWS[] = {
        {"shows all", shows_all},
        {"stays inside", stays_inside},
        {"reaches the edge", reaches_the_edge},
    };
    struct fb_set_text text;
    struct fb_cluster_row row;
    struct trial trial;
    const char *broken = NULL;

    make_trial(&trial, random);
    begin(fixture);
    set_trial(&text, fixture, &trial, &row);
    for (size_t i = 0; i < sizeof LAWS / sizeof *LAWS; i++)
        if (!LAWS[i].holds(&trial, &text))
            broken = LAWS[i].name;
    if (!keeps_prohibitions(&trial, &text, &row))
        broken = "keeps prohibitions";
    if (broken != NULL) {
        print_message("%s does not hold: ", broken);
        print_trial(&trial, &text);
    }
    end(fixture);
    return broken == NULL;
}

static void test_laws(void **state)
{
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    size_t wrong = 0;

    for (int i = 0; i < CASES && wrong < 5; i++)
        wrong += !try_one(*state, &random);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_laws),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
