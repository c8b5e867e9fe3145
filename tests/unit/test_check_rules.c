/*
 * test_check_rules.c: each rule both ways: what it finds, and what it leaves alone. What is printed
 * is shown by tests/golden/diag.
 */
#include "check/check.h"
#include "template_testing.h"

#define FIELDS                                                                                    \
    "<field name='年度' type='year'/><field name='期'/><field name='总目标'/>"              \
    "<field name='目标'/><field name='电话' private='yes'/>"                                  \
    "<group name='资金' unit='万元'><field name='总额' type='money'/>"                      \
    "<field name='拨款' type='money'/><field name='其他' type='money'/></group>"              \
    "<group name='已分' unit='万元'><field name='总额' type='money'/>"                      \
    "<field name='拨款' type='money'/></group>"                                                 \
    "<group name='元' unit='元'><field name='总额' type='money'/></group>"                    \
    "<group name='执行'><field name='预算' type='money'/><field name='支出' type='money'/>" \
    "<field name='率'/><field name='得分'/><field name='原因'/></group>"                     \
    "<list name='指标' item='行'><field name='类'/><field name='名'/><field name='值'/>"    \
    "<field name='完成'/><field name='分值'/><field name='得分'/><field name='原因'/></list>"

#define CATALOGUE                                                                         \
    "<catalogue name='类' levels='类'><kind value='数量' obligation='必填硬性'/>" \
    "<kind value='质量'/><kind value='成本'/></catalogue>"

/* Records: a row of indicators, and what stands around it. */
#define ROWS(rows)    "<指标>" rows "</指标>"
#define ROW(fields)   "<行>" fields "</行>"
#define KIND(k)       "<类>" k "</类>"
#define NAME(n)       "<名>" n "</名>"
#define VALUE(v)      "<值>" v "</值>"
#define DONE(d)       "<完成>" d "</完成>"
#define WEIGHT(w)     "<分值>" w "</分值>"
#define POINTS(p)     "<得分>" p "</得分>"
#define FUND(t, a, b) "<资金><总额>" t "</总额><拨款>" a "</拨款><其他>" b "</其他></资金>"
#define GIVEN(t, a)   "<已分><总额>" t "</总额><拨款>" a "</拨款></已分>"
#define RUN(b, s, r, p) \
    "<执行><预算>" b "</预算><支出>" s "</支出><率>" r "</率><得分>" p "</得分><原因/></执行>"
#define GOAL(g)     "<目标>" g "</目标>"
#define GOALS(a, b) "<总目标>" a "</总目标><目标>" b "</目标>"
#define YEAR        "<年度>2021</年度>"
#define PERIOD(p)   YEAR "<期>" p "</期>"

/* Rules. */
#define SUM     "<sum of='资金' total='总额' parts='拨款 其他'/>"
#define AT_MOST "<at-most value='已分' limit='资金' names='总额 拨款'/>"
#define COSTS   "<costs of=\"指标/行[类='成本']\" value='值' against='资金/总额'/>"
#define AMOUNTS "<amounts of='目标' against='资金/总额'/>"
#define HARD    "<hard of='指标/行' catalogue='类' value='值'/>"
#define WEIGHTS "<weights weight='指标/行/分值' whole='90'/>"
#define SHARES                                            \
    "<shares of='指标/行' group='类' weight='分值'" \
    " expected='数量:50 质量:40 | 数量:40 质量:30 成本:20'/>"
#define EXECUTION \
    "<execution of='执行' budget='预算' spent='支出' rate='率' weight='10' points='得分'/>"
#define LOW   "<low-execution of='执行' budget='预算' spent='支出' reason='原因' low='90'/>"
#define SCORE "<score of='指标/行' target='值' actual='完成' weight='分值' points='得分'/>"
#define LOWER \
    "<score of='指标/行' target='值' actual='完成' weight='分值' points='得分' lower='yes'/>"
#define GRADE                                                               \
    "<grade of='指标/行' grade='完成' weight='分值' points='得分'" \
    " bands='达成年度指标:80-100 部分达成:60-80 未达成:0-60'/>"
#define EXCESS       "<far-over of='指标/行' target='值' actual='完成' reason='原因' factor='200'/>"
#define REASON       "<reason of='指标/行' weight='分值' points='得分' reason='原因'/>"
#define PERIOD_RULE  "<period value='期' year='年度' goal='总目标'/>"
#define YEARS        "<years of='指标/行/名' year='年度' except='2030'/>"
#define SYNTAX       "<syntax of='指标/行' value='值'/>"
#define STRICT       "<syntax of='指标/行' value='值' strict='yes'/>"
#define SATISFACTION "<satisfaction of='指标/行' value='值'/>"
#define NAMES        "<names of='指标/行' name='名' value='值' group='类'/>"
#define VAGUE        "<vague of='指标/行' value='值'/>"
#define DIRECTION    "<direction of='指标/行' value='值' not='≥ ＞'/>"
#define LENGTH       "<length of='目标' least='5' most='8'/>"
#define DISTINCT     "<distinct of='目标' with='总目标'/>"
#define ALMOST       "<almost-same of='目标' with='总目标'/>"
#define EMPTY        "<empty-table parts='资金/拨款 资金/其他' field='目标'/>"
#define FILLED       "<filled of=\"指标/行[类='数量']\" field='完成'/>"
#define TEST         "<rule id='甲' of='指标/行' test='名 != 值' field='值'><message>一</message></rule>"

/* A rule, a record, and how often one code is found; there is nothing else. */
static const struct {
    const char *name, *rule, *record;
    enum fb_diag_code code;
    size_t count;
} CASES[] = {
    {"parts add up", SUM, FUND("935.00", "900", "35.0"), FB_DIAG_RULE_SUM, 0},
    {"exactly", SUM, FUND("935.000", "824.355", "110.645"), FB_DIAG_RULE_SUM, 0},
    {"one thousandth is missing", SUM, FUND("935", "900", "34.999"), FB_DIAG_RULE_SUM, 1},
    {"blank parts are 0", SUM, FUND("900", "900", ""), FB_DIAG_RULE_SUM, 0},
    {"all blank", SUM, FUND("", "", ""), FB_DIAG_RULE_SUM, 0},
    {"a total without parts", SUM, FUND("5", "", ""), FB_DIAG_RULE_SUM, 1},
    {"marks for none are blank", SUM, "<资金><总额>5</总额><拨款>5</拨款></资金>", FB_DIAG_RULE_SUM,
     0},
    {"commas", SUM, FUND("1,234.50", "1,000.00", "234.5"), FB_DIAG_RULE_SUM, 0},
    {"parts of a total of 0", SUM, FUND("0", "90", ""), FB_DIAG_RULE_PART, 1},
    {"a returned part", SUM, FUND("80", "90", "-10"), FB_DIAG_RULE_PART, 1},
    {"within the tolerance", "<sum of='资金' total='总额' parts='拨款 其他' tolerance='0.01'/>",
     FUND("935", "900", "34.99"), FB_DIAG_RULE_SUM, 0},
    {"beyond the tolerance", "<sum of='资金' total='总额' parts='拨款 其他' tolerance='0.01'/>",
     FUND("935", "900", "34.989"), FB_DIAG_RULE_SUM, 1},
    {"a part of many nodes", "<sum total='资金/总额' parts='指标/行/分值'/>",
     FUND("10", "", "") ROWS(ROW(WEIGHT("4")) ROW(WEIGHT("6"))), FB_DIAG_RULE_SUM, 0},

    {"as much as there is", AT_MOST, FUND("9", "9", "") GIVEN("9", "9"), FB_DIAG_RULE_AT_MOST, 0},
    {"less", AT_MOST, FUND("9", "9", "") GIVEN("", "1"), FB_DIAG_RULE_AT_MOST, 0},
    {"more", AT_MOST, FUND("9", "9", "") GIVEN("9.01", "9"), FB_DIAG_RULE_AT_MOST, 1},
    {"more than nothing", AT_MOST, FUND("9", "", "9") GIVEN("9", "1"), FB_DIAG_RULE_AT_MOST, 1},

    {"costs agree", COSTS,
     FUND("935", "", "")
         ROWS(ROW(KIND("成本") VALUE("824.355万元")) ROW(KIND("成本") VALUE("≤110.645 万元"))),
     FB_DIAG_RULE_COSTS, 0},
    {"costs in another unit", COSTS, FUND("935", "", "") ROWS(ROW(KIND("成本") VALUE("9350000元"))),
     FB_DIAG_RULE_COSTS, 0},
    {"costs differ", COSTS, FUND("935", "", "") ROWS(ROW(KIND("成本") VALUE("935元"))),
     FB_DIAG_RULE_COSTS, 1},
    {"a cost in words leaves the sum open", COSTS,
     FUND("935", "", "")
         ROWS(ROW(KIND("成本") VALUE("1万元")) ROW(KIND("成本") VALUE("控制在预算内"))),
     FB_DIAG_RULE_COSTS, 0},
    {"prices of one are not costs", COSTS,
     FUND("935", "", "") ROWS(ROW(KIND("成本") VALUE("每人50元"))), FB_DIAG_RULE_COSTS, 0},
    {"other kinds are not costs", COSTS, FUND("935", "", "") ROWS(ROW(KIND("数量") VALUE("1万元"))),
     FB_DIAG_RULE_COSTS, 0},
    {"a unit that is not declared", "<costs of='指标/行' value='值' against='执行/预算'/>",
     RUN("935", "", "", "") ROWS(ROW(VALUE("935万元"))), FB_DIAG_RULE_UNIT, 1},

    {"the amounts of the text agree", AMOUNTS, FUND("935", "", "") GOAL("甲835万元，乙1000000元。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"the whole and some of its parts", AMOUNTS,
     FUND("935", "", "") GOAL("投入935万元，其中甲835万元。"), FB_DIAG_RULE_AMOUNTS, 0},
    {"no amounts", AMOUNTS, FUND("935", "", "") GOAL("开展3轮巡视，405人参加。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"a price of one", AMOUNTS, FUND("935", "", "") GOAL("每人补助50元，共935万元。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"another amount", AMOUNTS, FUND("935", "", "") GOAL("投入900万元。"), FB_DIAG_RULE_AMOUNTS, 1},
    {"the wrong unit", AMOUNTS, FUND("935", "", "") GOAL("投入935元。"), FB_DIAG_RULE_AMOUNTS, 1},
    {"money that comes of it", AMOUNTS,
     FUND("935", "", "") GOAL("投入935万元，带动增收500万元，实现产值1.2亿元。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"nothing but money that comes of it", AMOUNTS,
     FUND("935", "", "") GOAL(
         "带动农户增收500万元；撬动社会资本投入800万元；节约采购资金20万元；实现500万元产值。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"two results in one clause", AMOUNTS,
     FUND("935", "", "") GOAL("产值、税收分别达到500万元、50万元。"), FB_DIAG_RULE_AMOUNTS, 0},
    {"the size of something", AMOUNTS, FUND("935", "", "") GOAL("评审500万元以上的项目。"),
     FB_DIAG_RULE_AMOUNTS, 0},
    {"costs beside results", AMOUNTS,
     FUND("935", "", "") GOAL("增收500万元的项目补助资金900万元。"), FB_DIAG_RULE_AMOUNTS, 1},
    {"a clause later money is spent again", AMOUNTS,
     FUND("935", "", "") GOAL("增收500万元，费用预计900万元。"), FB_DIAG_RULE_AMOUNTS, 1},
    {"no total to compare with", AMOUNTS, FUND("", "", "") GOAL("投入935万元。"),
     FB_DIAG_RULE_AMOUNTS, 0},

    {"a number where it must be", HARD, ROWS(ROW(KIND("数量") VALUE("1项/3轮"))), FB_DIAG_RULE_HARD,
     0},
    {"a word where a number must be", HARD, ROWS(ROW(KIND("数量") VALUE("全覆盖"))),
     FB_DIAG_RULE_HARD, 1},
    {"a word elsewhere", HARD,
     ROWS(ROW(KIND("数量") VALUE("３次")) ROW(KIND("质量") VALUE("全覆盖"))), FB_DIAG_RULE_HARD, 0},

    {"weights", WEIGHTS, ROWS(ROW(WEIGHT("45.5")) ROW(WEIGHT("44.5分"))), FB_DIAG_RULE_WEIGHTS, 0},
    {"weights that are too much", WEIGHTS, ROWS(ROW(WEIGHT("50")) ROW(WEIGHT("50"))),
     FB_DIAG_RULE_WEIGHTS, 1},
    {"no weights at all", WEIGHTS, ROWS(ROW(WEIGHT(""))), FB_DIAG_RULE_WEIGHTS, 0},
    {"shares with costs", SHARES,
     ROWS(ROW(KIND("数量") WEIGHT("40")) ROW(KIND("质量") WEIGHT("30"))
              ROW(KIND("成本") WEIGHT("20"))),
     FB_DIAG_RULE_SHARE, 0},
    {"shares without costs", SHARES,
     ROWS(ROW(KIND("数量") WEIGHT("50")) ROW(KIND("质量") WEIGHT("40"))), FB_DIAG_RULE_SHARE, 0},
    {"shares of the other system", SHARES,
     ROWS(ROW(KIND("数量") WEIGHT("40")) ROW(KIND("质量") WEIGHT("50"))), FB_DIAG_RULE_SHARE, 2},

    {"rate and points", EXECUTION, RUN("935", "710.6", "76%", "7.6"), FB_DIAG_RULE_RATE, 0},
    {"rate as a fraction", EXECUTION, RUN("935", "710.6", "0.76", "7.60"), FB_DIAG_RULE_RATE, 0},
    {"rounded rate", EXECUTION, RUN("300", "100", "33.33%", "3.33"), FB_DIAG_RULE_RATE, 0},
    {"points of the rounded rate", EXECUTION, RUN("300", "101", "34%", "3.40"), FB_DIAG_RULE_RATE,
     0},
    {"more than the budget gives no more points", EXECUTION, RUN("100", "110", "110%", "10"),
     FB_DIAG_RULE_RATE_POINTS, 0},
    {"a wrong rate", EXECUTION, RUN("935", "710.6", "67%", "7.6"), FB_DIAG_RULE_RATE, 1},
    {"wrong points", EXECUTION, RUN("935", "710.6", "76%", "9"), FB_DIAG_RULE_RATE_POINTS, 1},
    {"points above the weight", EXECUTION, RUN("935", "935", "100%", "11"), FB_DIAG_RULE_POINTS, 1},
    {"no budget", EXECUTION, RUN("0", "0", "", "10"), FB_DIAG_RULE_RATE_POINTS, 0},
    {"a low rate without reason", LOW, RUN("100", "89.99", "", ""), FB_DIAG_RULE_LOW_RATE, 1},
    {"a rate that is high enough", LOW, RUN("100", "90", "", ""), FB_DIAG_RULE_LOW_RATE, 0},

    {"all points for what is reached", SCORE,
     ROWS(ROW(VALUE("≥95%") DONE("96%") WEIGHT("10") POINTS("10"))), FB_DIAG_RULE_SCORE, 0},
    {"all points for less", SCORE, ROWS(ROW(VALUE("100人") DONE("90人") WEIGHT("10") POINTS("10"))),
     FB_DIAG_RULE_SCORE, 1},
    {"an upper limit that is kept", SCORE,
     ROWS(ROW(VALUE("≤50万元") DONE("40万元") WEIGHT("10") POINTS("10"))), FB_DIAG_RULE_SCORE, 0},
    {"an upper limit that is not", SCORE,
     ROWS(ROW(VALUE("≤40万元") DONE("50万元") WEIGHT("10") POINTS("8.5"))), FB_DIAG_RULE_SCORE, 1},
    {"its share", SCORE, ROWS(ROW(VALUE("≤40万元") DONE("50万元") WEIGHT("10") POINTS("8"))),
     FB_DIAG_RULE_SCORE, 0},
    {"fewer points", SCORE, ROWS(ROW(VALUE("≥1") DONE("1") WEIGHT("10") POINTS("9"))),
     FB_DIAG_RULE_SCORE, 1},
    {"fewer points than its share", SCORE,
     ROWS(ROW(VALUE("≥100人") DONE("90人") WEIGHT("10") POINTS("8"))), FB_DIAG_RULE_SCORE, 1},
    {"fewer points far over the target", SCORE,
     ROWS(ROW(VALUE("≥10次") DONE("15次") WEIGHT("10") POINTS("8"))), FB_DIAG_RULE_SCORE, 0},
    {"not so far over it", SCORE, ROWS(ROW(VALUE("≥10次") DONE("14次") WEIGHT("10") POINTS("8"))),
     FB_DIAG_RULE_SCORE, 1},
    {"fewer points where they are allowed", LOWER,
     ROWS(ROW(VALUE("≥1") DONE("1") WEIGHT("10") POINTS("9"))), FB_DIAG_RULE_SCORE, 0},
    {"more points are never", LOWER,
     ROWS(ROW(VALUE("100人") DONE("90人") WEIGHT("10") POINTS("10"))), FB_DIAG_RULE_SCORE, 1},
    {"units that differ", SCORE, ROWS(ROW(VALUE("5次") DONE("4人") WEIGHT("9") POINTS("9"))),
     FB_DIAG_RULE_SCORE, 0},
    {"words", SCORE, ROWS(ROW(VALUE("全覆盖") DONE("未达") WEIGHT("9") POINTS("9"))),
     FB_DIAG_RULE_SCORE, 0},
    {"points above the weight of a row", SCORE, ROWS(ROW(WEIGHT("9") POINTS("9.1"))),
     FB_DIAG_RULE_POINTS, 1},

    {"the top of the best band", GRADE, ROWS(ROW(DONE("达成年度指标") WEIGHT("10") POINTS("10"))),
     FB_DIAG_RULE_GRADE, 0},
    {"the bottom of a band", GRADE,
     ROWS(ROW(DONE("部分达成年度指标并具有一定效果") WEIGHT("10") POINTS("6"))), FB_DIAG_RULE_GRADE,
     0},
    {"the top of a lower band", GRADE, ROWS(ROW(DONE("部分达成年度指标") WEIGHT("10") POINTS("8"))),
     FB_DIAG_RULE_GRADE, 1},
    {"below a band", GRADE, ROWS(ROW(DONE("达成年度指标") WEIGHT("10") POINTS("7.99"))),
     FB_DIAG_RULE_GRADE, 1},
    {"a result that is no grade", GRADE, ROWS(ROW(DONE("96%") WEIGHT("10") POINTS("1"))),
     FB_DIAG_RULE_GRADE, 0},

    {"far over the target", EXCESS, ROWS(ROW(VALUE("≥10次") DONE("43次"))), FB_DIAG_RULE_EXCESS, 1},
    {"somewhat over it", EXCESS, ROWS(ROW(VALUE("≥10次") DONE("19次"))), FB_DIAG_RULE_EXCESS, 0},
    {"with a reason", EXCESS, ROWS(ROW(VALUE("≥10次") DONE("43次") "<原因>新增</原因>")),
     FB_DIAG_RULE_EXCESS, 0},
    {"an upper limit is not passed that way", EXCESS, ROWS(ROW(VALUE("≤10次") DONE("43次"))),
     FB_DIAG_RULE_EXCESS, 0},

    {"lost points without reason", REASON, ROWS(ROW(WEIGHT("10") POINTS("9.9"))),
     FB_DIAG_RULE_REASON, 1},
    {"a mark for none is no reason", REASON, ROWS(ROW(WEIGHT("10") POINTS("9") "<原因>—</原因>")),
     FB_DIAG_RULE_REASON, 1},
    {"a reason", REASON, ROWS(ROW(WEIGHT("10") POINTS("9") "<原因>疫情</原因>")),
     FB_DIAG_RULE_REASON, 0},
    {"no points lost", REASON, ROWS(ROW(WEIGHT("10") POINTS("10.0"))), FB_DIAG_RULE_REASON, 0},

    {"one year", PERIOD_RULE, PERIOD("2021年-2021年"), FB_DIAG_RULE_PERIOD, 0},
    {"months", PERIOD_RULE, PERIOD("2021年1月至2021年12月"), FB_DIAG_RULE_PERIOD, 0},
    {"dates", PERIOD_RULE, PERIOD("2021-03-02—2021-03-01"), FB_DIAG_RULE_PERIOD, 1},
    {"years turned round", PERIOD_RULE, PERIOD("2022-2021"), FB_DIAG_RULE_PERIOD, 1},
    {"the form's year outside", PERIOD_RULE, "<总目标>甲</总目标>" PERIOD("2018-2020"),
     FB_DIAG_RULE_PERIOD_YEAR, 1},
    {"more than a year without goal", PERIOD_RULE, PERIOD("2019-2021"), FB_DIAG_RULE_PERIOD_GOAL,
     1},
    {"more than a year with goal", PERIOD_RULE, "<总目标>甲</总目标>" PERIOD("2019-2021"),
     FB_DIAG_RULE_PERIOD_GOAL, 0},
    {"no period", PERIOD_RULE, PERIOD("长期"), FB_DIAG_RULE_PERIOD, 0},

    {"the form's year", YEARS, YEAR ROWS(ROW(NAME("2021年次数"))), FB_DIAG_RULE_YEAR, 0},
    {"another year", YEARS, YEAR ROWS(ROW(NAME("2020年次数"))), FB_DIAG_RULE_YEAR, 1},
    {"a number that is no year", YEARS, YEAR ROWS(ROW(NAME("培训2020人"))), FB_DIAG_RULE_YEAR, 0},
    {"a comparison", YEARS, YEAR ROWS(ROW(NAME("比2020年增加"))), FB_DIAG_RULE_YEAR, 0},
    {"a title", YEARS, YEAR ROWS(ROW(NAME("《宁夏2020年规划》"))), FB_DIAG_RULE_YEAR, 0},
    {"a range", YEARS, YEAR ROWS(ROW(NAME("2020年-2022年"))), FB_DIAG_RULE_YEAR, 0},
    {"a year that is excepted", YEARS, YEAR ROWS(ROW(NAME("2030年远景"))), FB_DIAG_RULE_YEAR, 0},

    {"signs", SYNTAX, ROWS(ROW(VALUE("≥95%")) ROW(VALUE("＝3次")) ROW(VALUE("=100.00(%)"))),
     FB_DIAG_RULE_SIGN, 0},
    {"a word behind", SYNTAX, ROWS(ROW(VALUE("95%以上"))), FB_DIAG_RULE_SIGN, 1},
    {"a word before", SYNTAX, ROWS(ROW(VALUE("不低于95%"))), FB_DIAG_RULE_SIGN, 1},
    {"a sign behind", SYNTAX, ROWS(ROW(VALUE("95%≥")) ROW(VALUE("95% 以上≥")) ROW(VALUE("5天≤"))),
     FB_DIAG_RULE_SIGN, 3},
    {"a sign and a word", SYNTAX, ROWS(ROW(VALUE("≥95%以上"))), FB_DIAG_RULE_SIGN, 1},
    {"a sign and a word against it", STRICT, ROWS(ROW(VALUE("≥95%以下"))), FB_DIAG_RULE_SYNTAX, 1},
    {"signs of programs", SYNTAX, ROWS(ROW(VALUE("&gt;=95%")) ROW(VALUE("&lt; 5次"))),
     FB_DIAG_RULE_SIGN, 2},
    {"prose", SYNTAX, ROWS(ROW(VALUE("1项/3轮")) ROW(VALUE("进一步推进"))), FB_DIAG_RULE_SIGN, 0},
    {"full-width percent sign", SYNTAX, ROWS(ROW(VALUE("≥95％"))), FB_DIAG_RULE_WIDTH, 1},
    {"full-width sign is right", SYNTAX, ROWS(ROW(VALUE("＞95%"))), FB_DIAG_RULE_WIDTH, 0},
    {"strict", STRICT, ROWS(ROW(VALUE("≥95%")) ROW(VALUE("全覆盖"))), FB_DIAG_RULE_SYNTAX, 0},
    {"strict, and not", STRICT, ROWS(ROW(VALUE("1项/3轮"))), FB_DIAG_RULE_SYNTAX, 1},

    {"satisfaction", SATISFACTION, ROWS(ROW(VALUE("≥85%")) ROW(VALUE("99%"))),
     FB_DIAG_RULE_SATISFACTION, 0},
    {"satisfaction in words", SATISFACTION, ROWS(ROW(VALUE("满意"))), FB_DIAG_RULE_SATISFACTION, 0},
    {"all are satisfied", SATISFACTION, ROWS(ROW(VALUE("100%"))), FB_DIAG_RULE_SATISFACTION, 1},
    {"more than all are", SATISFACTION, ROWS(ROW(VALUE("≥292%"))), FB_DIAG_RULE_SATISFACTION, 1},
    {"few are", SATISFACTION, ROWS(ROW(VALUE("≥60%"))), FB_DIAG_RULE_SATISFACTION, 1},

    {"names", NAMES, ROWS(ROW(KIND("数量") NAME("2021年培训人数") VALUE("≥100人"))),
     FB_DIAG_RULE_NAME_HOLDS_VALUE, 0},
    {"a name with its value", NAMES, ROWS(ROW(KIND("数量") NAME("培训100人") VALUE("≥100人"))),
     FB_DIAG_RULE_NAME_HOLDS_VALUE, 1},
    {"a value that is the name", NAMES, ROWS(ROW(KIND("数量") NAME("培训") VALUE("培训"))),
     FB_DIAG_RULE_VALUE_IS_NAME, 1},
    {"a name twice", NAMES, ROWS(ROW(KIND("数量") NAME("培训")) ROW(KIND("数量") NAME("培训"))),
     FB_DIAG_RULE_NAME_TWICE, 1},
    {"a name in another kind", NAMES,
     ROWS(ROW(KIND("数量") NAME("培训")) ROW(KIND("质量") NAME("培训"))), FB_DIAG_RULE_NAME_TWICE,
     0},
    {"blank rows", NAMES, ROWS(ROW(KIND("质量") NAME("")) ROW(KIND("质量") NAME(""))),
     FB_DIAG_RULE_NAME_TWICE, 0},

    {"empty words", VAGUE, ROWS(ROW(VALUE("进一步推进"))), FB_DIAG_RULE_VAGUE, 1},
    {"empty words with a number", VAGUE, ROWS(ROW(VALUE("进一步提升5%"))), FB_DIAG_RULE_VAGUE, 0},
    {"a word that says something", VAGUE, ROWS(ROW(VALUE("全覆盖"))), FB_DIAG_RULE_VAGUE, 0},
    {"words of the template", "<vague of='指标/行' value='值' words='若干'/>",
     ROWS(ROW(VALUE("若干次")) ROW(VALUE("进一步推进"))), FB_DIAG_RULE_VAGUE, 1},

    {"the right direction", DIRECTION, ROWS(ROW(VALUE("≤5万元")) ROW(VALUE("5万元"))),
     FB_DIAG_RULE_DIRECTION, 0},
    {"the wrong direction", DIRECTION, ROWS(ROW(VALUE("≥5万元")) ROW(VALUE("5万元以上"))),
     FB_DIAG_RULE_DIRECTION, 2},

    {"long enough", LENGTH, GOAL("完成巡视工"), FB_DIAG_RULE_SHORT, 0},
    {"too short", LENGTH, GOAL("完成巡视"), FB_DIAG_RULE_SHORT, 1},
    {"too long", LENGTH, GOAL("完成巡视工作和任务"), FB_DIAG_RULE_LONG, 1},
    {"an empty goal is for `required`", LENGTH, GOAL(""), FB_DIAG_RULE_SHORT, 0},
    {"goals that differ", DISTINCT, GOALS("完成全部任务", "完成一半任务"), FB_DIAG_RULE_DISTINCT,
     0},
    {"goals that do not", DISTINCT, GOALS("完成任务", "完成任务"), FB_DIAG_RULE_DISTINCT, 1},
    {"one word differs", ALMOST, GOALS("举办业务学习班，预计405人", "举办业务学习班，共计405人"),
     FB_DIAG_RULE_ALMOST, 1},
    {"one character is missing", ALMOST, GOALS("举办业务学习班一期", "举办业务学习班期"),
     FB_DIAG_RULE_ALMOST, 1},
    {"nothing differs", ALMOST, GOALS("举办业务学习班", "举办业务学习班"), FB_DIAG_RULE_ALMOST, 0},
    {"much differs", ALMOST, GOALS("举办业务学习班", "开展巡视工作，举办培训"), FB_DIAG_RULE_ALMOST,
     0},

    {"a whole sentence", "<cut/>", GOAL("完成。"), FB_DIAG_RULE_CUT, 0},
    {"cut after a mark", "<cut/>", GOALS("完成、", "完成；"), FB_DIAG_RULE_CUT, 2},
    {"cut after a bracket", "<cut of='目标'/>", GOALS("完成，", "完成（"), FB_DIAG_RULE_CUT, 1},
    {"pairs", "<pairs/>", GOAL("“甲（乙）《丙》”(丁)"), FB_DIAG_RULE_UNCLOSED, 0},
    {"brackets of two widths", "<pairs/>", GOAL("甲（乙)"), FB_DIAG_RULE_UNCLOSED, 0},
    {"numbers with one bracket", "<pairs/>", GOAL("1）甲；2)乙"), FB_DIAG_RULE_UNOPENED, 0},
    {"letters and numerals with one bracket", "<pairs/>", GOAL("a)甲；B）乙；一）丙；十二)丁"),
     FB_DIAG_RULE_UNOPENED, 0},
    {"words with one bracket", "<pairs/>", GOAL("甲ab)；丙）"), FB_DIAG_RULE_UNOPENED, 2},
    {"not closed", "<pairs/>", GOAL("“甲（乙）"), FB_DIAG_RULE_UNCLOSED, 1},
    {"crossed", "<pairs/>", GOAL("《甲（乙》丙"), FB_DIAG_RULE_UNCLOSED, 1},
    {"not opened", "<pairs/>", GOAL("甲》"), FB_DIAG_RULE_UNOPENED, 1},
    {"a straight quote", "<pairs/>", GOAL("\"甲"), FB_DIAG_RULE_STRAIGHT, 1},
    {"a straight quote inside", "<pairs/>", GOAL("甲\"乙"), FB_DIAG_RULE_STRAIGHT, 0},

    {"names of placeholders", "<placeholders/>", GOALS("由某某单位实施", "金额待定"),
     FB_DIAG_RULE_PLACEHOLDER, 2},
    {"marks", "<placeholders/>", GOALS("××项目，XX万元", "20XX年，○○市"), FB_DIAG_RULE_PLACEHOLDER,
     4},
    {"fields of a draft", "<placeholders/>", GOAL("投入{金额}万元"), FB_DIAG_RULE_PLACEHOLDER, 1},
    {"no placeholders", "<placeholders/>", GOALS("二○○八年，3×5米", "XXL号，待遇"),
     FB_DIAG_RULE_PLACEHOLDER, 0},

    {"words twice", "<repeated-words/>", GOALS("提升提升质量", "工作的的目标"),
     FB_DIAG_RULE_REPEATED, 2},
    {"words that are made so", "<repeated-words/>", GOALS("一步一步推进", "人人参与，常常"),
     FB_DIAG_RULE_REPEATED, 0},
    {"numbers", "<repeated-words/>", GOAL("100100元"), FB_DIAG_RULE_REPEATED, 0},
    {"two words that meet", "<repeated-words/>",
     GOALS("课题研究研究人员，服务服务对象", "以及及时拨付，参与与否，对对口地区"),
     FB_DIAG_RULE_REPEATED, 0},
    {"a colloquial verb", "<repeated-words/>", GOALS("研究研究方案", "研究研究"),
     FB_DIAG_RULE_REPEATED, 2},

    {"one word for one's house", "<wording/>", GOALS("本单位完成", "本单位的目标"),
     FB_DIAG_RULE_WORDING, 0},
    {"neither word", "<wording/>", GOALS("我局完成", "完成"), FB_DIAG_RULE_WORDING, 0},
    {"two words for one's house", "<wording/>", GOALS("本单位完成，本单位的目标", "本部门完成"),
     FB_DIAG_RULE_WORDING, 1},
    {"as often: the first is right", "<wording/>", GOALS("本单位完成", "本部门完成"),
     FB_DIAG_RULE_WORDING, 1},
    {"words of the template", "<wording of='目标' words='学员 学生 生员'/>",
     GOALS("学生", "学员、学生、生员、学生"), FB_DIAG_RULE_WORDING, 2},

    {"an empty table that says so", EMPTY, FUND("", "0.00", "") GOAL("说明：本表为空表。"),
     FB_DIAG_RULE_EMPTY_TABLE, 0},
    {"an empty table that does not", EMPTY, FUND("", "0.00", "") GOAL("无"),
     FB_DIAG_RULE_EMPTY_TABLE, 1},
    {"an empty table without the field", EMPTY, FUND("", "", ""), FB_DIAG_RULE_EMPTY_TABLE, 1},
    {"a table", EMPTY, FUND("", "0.01", "") GOAL("完成"), FB_DIAG_RULE_EMPTY_TABLE, 0},
    {"a table that says it is empty", EMPTY, FUND("", "5", "") GOAL("本表为空表"),
     FB_DIAG_RULE_TABLE_NOT_EMPTY, 1},
    {"a statement of the template",
     "<empty-table parts='指标/行/名' field='目标' words='无此项 未安排'/>", GOAL("今年未安排"),
     FB_DIAG_RULE_EMPTY_TABLE, 0},

    {"spaces", "<spaces/>", GOALS("培训 3 次，PDF 文件", "甲"), FB_DIAG_RULE_SPACE, 0},
    {"a space between characters", "<spaces/>", GOAL("完成 巡视"), FB_DIAG_RULE_SPACE, 1},
    {"an ideographic space", "<spaces/>", GOAL("　完成"), FB_DIAG_RULE_SPACE, 1},
    {"an invisible space", "<spaces/>", GOAL("完&#x200B;成"), FB_DIAG_RULE_SPACE, 1},

    {"forbidden characters", "<characters of='指标/行/值' characters='* _'/>",
     ROWS(ROW(VALUE("*5_")) ROW(VALUE("5"))), FB_DIAG_RULE_CHARACTER, 2},
    {"alone", "<characters of='指标/行/名' characters='- _' alone='yes'/>",
     ROWS(ROW(NAME("-_-")) ROW(NAME("14-24岁"))), FB_DIAG_RULE_CHARACTERS_ALONE, 1},
    {"bytes", "<bytes of='目标' most='6'/>", GOAL("甲乙"), FB_DIAG_RULE_BYTES, 0},
    {"too many bytes", "<bytes of='目标' most='6'/>", GOAL("甲乙a"), FB_DIAG_RULE_BYTES, 1},
    {"fewer in GB 18030", "<bytes of='目标' most='5' gb='yes'/>", GOAL("甲乙a"), FB_DIAG_RULE_BYTES,
     0},

    {"filled", FILLED, ROWS(ROW(KIND("数量") DONE("3次")) ROW(KIND("质量") DONE(""))),
     FB_DIAG_RULE_FILLED, 0},
    {"not filled", FILLED, ROWS(ROW(KIND("数量") DONE("—")) ROW(KIND("数量"))), FB_DIAG_RULE_FILLED,
     2},

    {"a rule of the template", TEST, ROWS(ROW(NAME("甲") VALUE("乙"))), FB_DIAG_RULE, 0},
    {"a rule of the template is broken", TEST, ROWS(ROW(NAME("甲") VALUE("甲"))), FB_DIAG_RULE, 1},
    {"a rule that is off", "<sum level='off' of='资金' total='总额' parts='拨款'/>",
     FUND("5", "4", ""), FB_DIAG_RULE_SUM, 0},
    {"a rule that is adjusted", SUM "<adjust rule='R1' level='off'/>", FUND("5", "4", ""),
     FB_DIAG_RULE_SUM, 0},
    {"telephone numbers of other than public copies", "<personal/>", GOAL("13900000000"),
     FB_DIAG_RULE_PERSONAL, 0},
};

struct checked {
    struct template_fixture fixture;
    struct fb_xml *record;
    struct fb_diagnostics *sink;
};

/* Checks a record by a template with these rules, and fails if the template has errors. */
static void check(struct checked *out, const char *rules, const char *record,
                  const struct fb_check_setup *setup)
{
    static char text[4000], catalogue[4000];
    struct fb_source source = {.name = "record.xml", .text = text, .length = 0};
    struct template_text parts = {.fields = FIELDS, .catalogue = catalogue};

    snprintf(catalogue, sizeof catalogue, "%s<rules>%s</rules>", CATALOGUE, rules);
    memset(out, 0, sizeof *out);
    (void)!read_template(&out->fixture, &parts);
    assert_silent(out->fixture.sink);
    source.length = (size_t)snprintf(text, sizeof text, "<表>%s</表>", record);
    assert_int_equal(fb_diagnostics_new(&out->sink), FB_OK);
    assert_int_equal(fb_xml_read(&out->record, &source, out->sink), FB_OK);
    (void)!fb_check_record(out->fixture.template, out->record, setup, out->sink);
}

static void release(struct checked *checked)
{
    fb_xml_free(checked->record);
    fb_diagnostics_free(checked->sink);
    release_template(&checked->fixture);
}

static size_t count_all(const struct fb_diagnostics *sink)
{
    return fb_diagnostics_count(sink, FB_ERROR) + fb_diagnostics_count(sink, FB_WARNING) +
           fb_diagnostics_count(sink, FB_NOTE);
}

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct checked checked;
        print_message("%s\n", CASES[i].name);
        check(&checked, CASES[i].rule, CASES[i].record, &(struct fb_check_setup){0});
        if (CASES[i].count == 0)
            assert_silent(checked.sink);
        assert_int_equal(fb_diagnostics_count_code(checked.sink, CASES[i].code), CASES[i].count);
        assert_int_equal(count_all(checked.sink), CASES[i].count);
        release(&checked);
    }
}

/* Every code of a rule is found by a case. */
static void test_every_rule(void **state)
{
    static const enum fb_diag_code ELSEWHERE[] = {FB_DIAG_RULE_EXPRESSION, FB_DIAG_RULE_PERSONAL,
                                                  FB_DIAG_RULE_IDENTITY, FB_DIAG_RULE_SILENCED,
                                                  FB_DIAG_RULE_UNTRIED};
    size_t missing = 0;

    (void)state;
    for (size_t code = 0; code < FB_DIAG_COUNT; code++) {
        const char *name = fb_diag_name((enum fb_diag_code)code);
        bool found = strncmp(name, "rule", strlen("rule")) != 0;
        for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
            found = found || (CASES[i].code == code && CASES[i].count > 0);
        for (size_t i = 0; i < sizeof ELSEWHERE / sizeof *ELSEWHERE; i++)
            found = found || ELSEWHERE[i] == code;
        if (found)
            continue;
        print_error("%s: no case finds it\n", name);
        missing++;
    }
    assert_int_equal(missing, 0);
}

/* Texts of a public copy, and the numbers of persons that are found in them. */
static const struct {
    const char *text;
    size_t telephones, identities;
} PUBLIC[] = {
    {"电话13900000000、0951-1234567，预算12345678901元", 2, 0},
    {"139 0000 0000，139-0000-0000，0951 12345678", 3, 0},
    {"+86 13900000000，86-139-0000-0000", 2, 0},
    {"12900000000，2390000000，139000000001，139 0000 000", 0, 0},
    {"2021-2022 13900000000", 1, 0},
    {"共13 9000 00000元，2021-01-02，400-1234567", 0, 0},
    {"身份证11010519491231002X，11010519491231002x", 0, 2},
    {"110105 19491231 002X，110105-19491231-002X", 0, 2},
    {"110105194912310021，110105194913310021，1101051949123100", 0, 0},
    {"440308199901101512。44030819990110151", 0, 1},
    {"１３９００００００００，０９５１－１２３４５６７，139　0000　0000", 3, 0},
    {"１１０１０５１９４９１２３１００２Ｘ，１１０１０５１９４９１２３１００２ｘ", 0, 2},
    {"１３９００００００００１，１２３４５６７８９０１元，（１）", 0, 0},
};

static void test_public_copy(void **state)
{
    struct fb_check_setup setup = {.public_copy = true};

    (void)state;
    for (size_t i = 0; i < sizeof PUBLIC / sizeof *PUBLIC; i++) {
        struct checked checked;
        char record[300];
        print_message("%s\n", PUBLIC[i].text);
        snprintf(record, sizeof record, "<电话>13900000000</电话><目标>%s</目标>", PUBLIC[i].text);
        check(&checked, "<personal/>", record, &setup);
        assert_int_equal(fb_diagnostics_count_code(checked.sink, FB_DIAG_RULE_PERSONAL),
                         PUBLIC[i].telephones);
        assert_int_equal(fb_diagnostics_count_code(checked.sink, FB_DIAG_RULE_IDENTITY),
                         PUBLIC[i].identities);
        assert_int_equal(count_all(checked.sink), PUBLIC[i].telephones + PUBLIC[i].identities);
        release(&checked);
    }
}

/* Records that silence R1: how much of it is left, and how much is silenced. */
static const struct {
    const char *name, *record;
    size_t errors, notes, silenced;
} SILENCES[] = {
    {"for the whole record", "<忽略 规则='R1' 理由='甲'/>" FUND("5", "4", ""), 0, 1, 1},
    {"for one group", "<资金><忽略 规则='R1' 理由='甲'/><总额>5</总额></资金>", 0, 1, 1},
    {"for another group", "<已分><忽略 规则='R1' 理由='甲'/></已分>" FUND("5", "4", ""), 1, 1, 0},
    {"another rule", "<忽略 规则='R17' 理由='甲'/>" FUND("5", "4", ""), 1, 1, 0},
    {"without reason", "<忽略 规则='R1' 理由=' '/>" FUND("5", "4", ""), 2, 0, 0},
    {"with other attributes", "<忽略 规则='R1' 理由='甲' 级别='乙'/>" FUND("5", "4", ""), 1, 1, 1},
};

static void test_silences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SILENCES / sizeof *SILENCES; i++) {
        struct checked checked;
        print_message("%s\n", SILENCES[i].name);
        check(&checked, SUM "<cut/>", SILENCES[i].record, &(struct fb_check_setup){0});
        assert_int_equal(fb_diagnostics_count(checked.sink, FB_ERROR), SILENCES[i].errors);
        assert_int_equal(fb_diagnostics_count(checked.sink, FB_NOTE), SILENCES[i].notes);
        assert_int_equal(fb_diagnostics_silenced(checked.sink), SILENCES[i].silenced);
        release(&checked);
    }
}

static void test_tallies(void **state)
{
    struct fb_rule_tally tallies[2] = {{0}};
    struct fb_check_setup setup = {.tallies = tallies};
    struct checked checked;

    (void)state;
    check(&checked, VAGUE "<filled of='指标/行' field='完成'/>",
          ROWS(ROW(VALUE("推进")) ROW(VALUE("3次") DONE("3次"))), &setup);
    assert_int_equal(tallies[0].looked, 2);
    assert_int_equal(tallies[0].found, 1);
    assert_int_equal(tallies[1].looked, 2);
    assert_int_equal(tallies[1].found, 1);
    release(&checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),       cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_public_copy), cmocka_unit_test(test_silences),
        cmocka_unit_test(test_tallies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
