/*
 * records: writes records for the benchmarks.
 *
 *     records COUNT FOLDER
 *
 * They are of the sample's form and size, in folders of their departments, and each is different:
 * its names, its amounts, its goals, its indicators, and the rare characters of its places. No rule
 * finds anything wrong with them. The same count gives the same bytes.
 */
#include "base/buffer.h"
#include "base/file.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { RECORD_LIMIT = 64 << 10, PARTS = 3 };

static const char *const DEPARTMENTS[] = {
    "教育厅",       "科学技术厅", "民政厅",       "司法厅",     "财政厅",     "自然资源厅",
    "生态环境厅",   "交通运输厅", "水利厅",       "农业农村厅", "商务厅",     "文化和旅游厅",
    "卫生健康委",   "应急管理厅", "审计厅",       "市场监管厅", "广播电视局", "体育局",
    "统计局",       "医疗保障局", "林业和草原局", "地震局",     "气象局",     "档案馆",
    "残疾人联合会", "红十字会",   "供销合作社",   "信访局",     "乡村振兴局", "党委巡视办公室",
};

static const char *const SUBJECTS[] = {
    "巡视巡察",         "校舍维修",         "农村公路养护",   "基层卫生服务", "饮用水水源保护",
    "公共文化设施开放", "残疾人康复",       "森林防火",       "动物疫病防控", "职业技能培训",
    "气象灾害预警",     "历史档案数字化",   "地震监测台网",   "石窟文物保护", "食品安全抽检",
    "高标准农田建设",   "中小河流治理",     "法律援助",       "信访矛盾调解", "人口抽样调查",
    "退化草原修复",     "枸杞产业扶持",     "葡萄酒庄推介",   "孤儿基本生活", "社会救助核查",
    "煤矿隐患排查",     "应急物资储备",     "青少年校园足球", "广播电视覆盖", "医保基金监管",
    "科技特派员",       "易地搬迁后续扶持", "供销网点改造",   "无偿献血招募", "地质灾害勘查",
};

static const char *const DEEDS[] = {
    "专项检查", "干部教育", "督导考核", "设备购置", "现场核查", "业务培训",
    "数据采集", "宣传推广", "整改督查", "成果验收", "运行维护", "资料汇编",
    "技术咨询", "评估论证", "人员轮训", "交叉互查", "样品检测", "平台升级",
};

/* Places whose names have characters that few fonts and few encodings have. */
static const char *const PLACES[] = {
    "堃家湾", "喆水镇", "犇牛岭", "垚山乡", "淼泉村", "龑川堡", "䶮家庄",
    "㙍头镇", "㵲阳村", "𠮷祥里", "砼厂街", "昇平坊", "赟家沟", "翀云台",
};

static const char *const AIMS[] = {
    "进一步完善", "逐步健全", "持续深化", "稳步提升", "明显改善", "不断加强", "长期发挥作用",
};

static const char *const CLOSINGS[] = {
    "我单位全年将严格按照成本计划执行，完成各项工作任务，提升全区工作质量。",
    "项目实施中坚持公开透明、厉行节约，确保资金使用安全规范有效。",
    "通过项目实施，补齐基层短板，增强群众的获得感、幸福感、安全感。",
    "建立健全长效机制，压实各方责任，推动重点任务落地见效。",
};

#define COUNT(list)      (sizeof(list) / sizeof *(list))
#define PICK(dice, list) (list)[roll((dice), COUNT(list))]

/* What a record is about. Amounts are in hundredths of 10,000 yuan. */
struct story {
    uint64_t dice;
    size_t number; /* of the record, from 1 */
    const char *department, *subject, *place;
    const char *deeds[PARTS];
    unsigned costs[PARTS];
    unsigned total;
};

/* A step of splitmix64, as a number below a limit. */
static unsigned roll(uint64_t *dice, size_t limit)
{
    uint64_t z = *dice += 0x9E3779B97F4A7C15;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return (unsigned)((z ^ z >> 31) % limit);
}

static void invent(struct story *out, size_t number)
{
    size_t first;

    *out = (struct story){.dice = number, .number = number};
    out->department = PICK(&out->dice, DEPARTMENTS);
    out->subject = PICK(&out->dice, SUBJECTS);
    out->place = PICK(&out->dice, PLACES);
    first = roll(&out->dice, COUNT(DEEDS));
    for (size_t i = 0; i < PARTS; i++) {
        out->deeds[i] = DEEDS[(first + i * 5) % COUNT(DEEDS)];
        out->costs[i] = 100 + roll(&out->dice, 99900);
        out->total += out->costs[i];
    }
}

/* ---- the record ---- */

static void put_element(struct fb_buffer *out, const char *name, const char *text)
{
    fb_buffer_append_format(out, "<%s>%s</%s>\n", name, text, name);
}

static void put_amount(struct fb_buffer *out, unsigned amount)
{
    fb_buffer_append_format(out, "%u.%02u", amount / 100, amount % 100);
}

static void put_funds(struct fb_buffer *out, const char *name, struct story *story)
{
    unsigned other = story->total / (3 + (unsigned)(story->number % 7));
    const unsigned amounts[] = {story->total, story->total - other, other};
    static const char *const NAMES[] = {"资金总额", "财政拨款", "其他资金"};

    fb_buffer_append_format(out, "<%s>\n", name);
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        fb_buffer_append_format(out, "<%s>", NAMES[i]);
        put_amount(out, amounts[i]);
        fb_buffer_append_format(out, "</%s>\n", NAMES[i]);
    }
    fb_buffer_append_format(out, "</%s>\n", name);
}

static void put_goal(struct fb_buffer *out, const char *name, const struct story *story)
{
    static const char *const ORDER[PARTS] = {"一", "二", "三"};
    uint64_t dice = story->number;

    fb_buffer_append_format(out, "<%s>2021年，全年工作包含三个方面。", name);
    for (size_t i = 0; i < PARTS; i++) {
        fb_buffer_append_format(out,
                                "%s、%s%s：开展%u轮，每轮不少于%u个工作组，涉及%s等%u个乡镇，"
                                "培训业务骨干%u人次，费用预计",
                                ORDER[i], story->subject, story->deeds[i], 2 + roll(&dice, 8),
                                2 + roll(&dice, 30), story->place, 3 + roll(&dice, 90),
                                20 + roll(&dice, 900));
        put_amount(out, story->costs[i]);
        fb_buffer_append_format(out, "万元%s", i + 1 < PARTS ? "；" : "。");
    }
    fb_buffer_append_format(out, "%s%s</%s>\n", PICK(&dice, CLOSINGS), PICK(&dice, CLOSINGS), name);
}

/* Begins an indicator and gives it a name that says what it is about and ends with `what`. */
static void begin_indicator(struct fb_buffer *out, const struct story *story, const char *level1,
                            const char *level2, size_t part, const char *what)
{
    fb_buffer_append_format(out,
                            "<指标><一级指标>%s</一级指标><二级指标>%s</二级指标>"
                            "<三级指标>2021年%s%s%s%s</三级指标><指标值>",
                            level1, level2, story->place, story->subject, story->deeds[part], what);
}

static void end_indicator(struct fb_buffer *out)
{
    fb_buffer_append_string(out, "</指标值></指标>\n");
}

/* The indicators of one kind, with values that each record has its own of. */
static void put_kind(struct fb_buffer *out, struct story *story, const char *level1,
                     const char *level2, const char *what, bool in_words)
{
    for (size_t part = 0; part < PARTS; part++) {
        begin_indicator(out, story, level1, level2, part, what);
        if (in_words)
            fb_buffer_append_string(out, PICK(&story->dice, AIMS));
        else
            fb_buffer_append_format(out, "≥%u%%", 90 + roll(&story->dice, 10));
        end_indicator(out);
    }
}

static void put_counts(struct fb_buffer *out, struct story *story)
{
    for (size_t part = 0; part < PARTS; part++) {
        begin_indicator(out, story, "产出指标", "数量指标", part, "次数");
        fb_buffer_append_format(out, "≥%u次", 1 + roll(&story->dice, 400));
        end_indicator(out);
    }
}

static void put_costs(struct fb_buffer *out, const struct story *story)
{
    for (size_t part = 0; part < PARTS; part++) {
        begin_indicator(out, story, "产出指标", "成本指标", part, "");
        put_amount(out, story->costs[part]);
        fb_buffer_append_string(out, "万元");
        end_indicator(out);
    }
}

static void put_indicators(struct fb_buffer *out, struct story *story)
{
    fb_buffer_append_string(out, "<绩效指标>\n");
    put_counts(out, story);
    put_kind(out, story, "产出指标", "质量指标", "合格率", false);
    put_kind(out, story, "产出指标", "时效指标", "按计划完成率", false);
    put_costs(out, story);
    put_kind(out, story, "效益指标", "社会效益指标", "工作机制", true);
    put_kind(out, story, "效益指标", "可持续影响指标", "成果运用", true);
    put_kind(out, story, "满意度指标", "服务对象满意度指标", "对象满意度", false);
    fb_buffer_append_string(out, "</绩效指标>\n");
}

static void put_record(struct fb_buffer *out, struct story *story)
{
    fb_buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<项目支出绩效目标 模板=\"宁夏2021/项目支出绩效目标表\">\n"
                                 "<附件号>2</附件号>\n<年度>2021</年度>\n");
    fb_buffer_append_format(out, "<项目名称>%s%s%s经费（第%zu号）</项目名称>\n", story->place,
                            story->subject, story->deeds[0], story->number);
    fb_buffer_append_format(out, "<主管部门>自治区%s</主管部门>\n", story->department);
    fb_buffer_append_format(out, "<实施单位>自治区%s本级</实施单位>\n", story->department);
    put_element(out, "项目属性", story->number % 3 == 0 ? "一次性项目" : "经常性项目");
    put_element(out, "项目期", "2021年-2021年");
    put_funds(out, "项目年度资金", story);
    put_funds(out, "本级已分配资金", story);
    put_goal(out, "年度总体绩效目标", story);
    put_goal(out, "年度绩效目标", story);
    put_indicators(out, story);
    fb_buffer_append_string(out, "</项目支出绩效目标>\n");
}

/* ---- files ---- */

static fb_status write_file(const char *path, const struct fb_buffer *text)
{
    FILE *file = fopen(path, "w");
    size_t written;

    if (file == NULL)
        return FB_ERR_IO;
    written = fwrite(text->data, 1, text->length, file);
    return fclose(file) == 0 && written == text->length ? FB_OK : FB_ERR_IO;
}

static fb_status write_record(struct fb_buffer *text, const char *folder, size_t number)
{
    struct story story;
    char path[4096];

    invent(&story, number);
    fb_buffer_clear(text);
    put_record(text, &story);
    FB_TRY(text->status);
    snprintf(path, sizeof path, "%s/%s", folder, story.department);
    FB_TRY(fb_file_make_folder(path));
    snprintf(path, sizeof path, "%s/%s/%06zu.xml", folder, story.department, number);
    return write_file(path, text);
}

int main(int argc, char **argv)
{
    unsigned long count = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    fb_status status = FB_OK;
    struct fb_buffer text;

    if (count == 0) {
        fprintf(stderr, "usage: records COUNT FOLDER\n");
        return 3;
    }
    fb_buffer_init(&text, RECORD_LIMIT);
    for (size_t number = 1; number <= count && status == FB_OK; number++)
        status = write_record(&text, argv[2], number);
    fb_buffer_release(&text);
    if (status != FB_OK)
        fprintf(stderr, "records: cannot write to %s\n", argv[2]);
    return status == FB_OK ? 0 : 4;
}
