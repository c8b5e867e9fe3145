#include "base/amount_purpose.h"

#include <string.h>

enum { REACH = 96 }; /* bytes before an amount in which a word may say what it is of */

enum purpose {
    MARK,   /* not a purpose: from here on a saving ends */
    SPENT,  /* money is given for something */
    COST,   /* money that is spent, unless it is saved: 节约经费 */
    SAVING, /* money that is spent less */
    RESULT, /* money that comes of it, or is of others */
};

struct word {
    const char *text;
    enum purpose purpose;
};

/* Of two words that begin alike the longer one comes first. */
static const struct word BEFORE[] = {
    {"、", MARK},         {"投入", COST},       {"用于", SPENT},  {"安排", SPENT},
    {"支付", SPENT},      {"支出", COST},       {"拨付", SPENT},  {"补助", SPENT},
    {"补贴", SPENT},      {"申请", SPENT},      {"购置", SPENT},  {"采购", COST},
    {"预算", COST},       {"贴息", SPENT},      {"经费", COST},   {"资金", COST},
    {"成本", COST},       {"费用", COST},       {"节约", SAVING}, {"节省", SAVING},
    {"节支", SAVING},     {"降低", SAVING},     {"压减", SAVING}, {"减少", SAVING},
    {"核减", SAVING},     {"挽回", SAVING},     {"追回", SAVING}, {"清缴", SAVING},
    {"社会资本", SAVING}, {"社会资金", SAVING}, {"带动", SAVING}, {"拉动", SAVING},
    {"撬动", SAVING},     {"吸引", SAVING},     {"引进", SAVING}, {"引资", SAVING},
    {"募集", SAVING},     {"增收", RESULT},     {"创收", RESULT}, {"收入", RESULT},
    {"产值", RESULT},     {"销售", RESULT},     {"营收", RESULT}, {"营业额", RESULT},
    {"交易额", RESULT},   {"成交额", RESULT},   {"利润", RESULT}, {"税收", RESULT},
    {"纳税", RESULT},     {"收益", RESULT},     {"效益", RESULT}, {"增加值", RESULT},
    {"贷款", RESULT},     {"存款", RESULT},     {"融资", RESULT}, {"消费额", RESULT},
    {"损失", RESULT},
};

/* What says right behind an amount that it is not spent, or is but the size of something. */
static const char *const BEHIND[] = {
    "以上", "及以上", "以下",   "及以下",   "的收入",     "收入", "的产值",
    "产值", "的销售", "销售额", "的营业额", "的税收",     "税收", "的利润",
    "利润", "的收益", "的贷款", "贷款",     "的经济效益",
};

static bool starts_with(const char *text, size_t length, const char *prefix)
{
    size_t same = 0;

    while (same < length && prefix[same] != '\0' && text[same] == prefix[same])
        same++;
    return prefix[same] == '\0';
}

/* No word begins inside of a character, of which each byte but the first is 10xxxxxx. */
static const struct word *word_at(const char *text, size_t length)
{
    if (((unsigned char)*text & 0xC0) == 0x80)
        return NULL;
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        if (starts_with(text, length, BEFORE[i].text))
            return &BEFORE[i];
    }
    return NULL;
}

/* What a word makes of what was said before it. A saving lasts over the name of what is saved. */
static enum purpose after_word(enum purpose before, bool *saving, enum purpose word)
{
    switch (word) {
    case MARK:
        *saving = false;
        return before;
    case COST:
        return *saving ? before : SPENT;
    case SAVING:
        *saving = true;
        return RESULT;
    case SPENT:
    case RESULT:
        break;
    }
    *saving = false;
    return word == RESULT ? RESULT : SPENT;
}

/* Whether a clause ends with the character whose first byte this is. */
static bool ends_clause(const char *text, bool pauses)
{
    static const char *const ENDS[] = {"，", "。", "；", "：", "、"};
    size_t count = sizeof ENDS / sizeof *ENDS - !pauses;

    if (text[0] == ',' || text[0] == ';')
        return true;
    if ((unsigned char)text[0] != 0xE3 && (unsigned char)text[0] != 0xEF)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (memcmp(text, ENDS[i], 3) == 0)
            return true;
    }
    return false;
}

size_t fb_clause_start(const char *text, size_t end, size_t reach, bool pauses)
{
    size_t least = end > reach ? end - reach : 0;

    for (size_t at = end; at-- > least;) {
        size_t length = (unsigned char)text[at] < 0x80 ? 1 : 3;
        if (at + length <= end && ends_clause(text + at, pauses))
            return at + length;
    }
    return least;
}

/* The last word before the amount decides. */
static bool spent_by_words_before(const char *text, size_t offset)
{
    enum purpose purpose = SPENT;
    bool saving = false;

    for (size_t at = fb_clause_start(text, offset, REACH, false); at < offset;) {
        const struct word *word = word_at(text + at, offset - at);
        if (word != NULL)
            purpose = after_word(purpose, &saving, word->purpose);
        at += word != NULL ? strlen(word->text) : 1;
    }
    return purpose == SPENT;
}

bool fb_amount_is_spent(const char *text, size_t offset, size_t length)
{
    const char *behind = text + offset + length;

    for (size_t i = 0; i < sizeof BEHIND / sizeof *BEHIND; i++) {
        if (starts_with(behind, strlen(behind), BEHIND[i]))
            return false;
    }
    return spent_by_words_before(text, offset);
}
