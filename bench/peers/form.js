// form.js: the form of 宁夏2021/项目支出绩效目标表, for the peer that has no template language.

export const KINDS = [
  ["产出指标", "1、产出指标", [
    ["数量指标", "数量指标\n（必填硬性指标）"],
    ["质量指标", "质量指标（必填）"],
    ["时效指标", "时效指标（必填）"],
    ["成本指标", "成本指标\n（必填硬性指标）"],
  ]],
  ["效益指标", "2、效益指标", [
    ["社会效益指标", "社会效益指标（必填）"],
    ["经济效益指标", "经济效益指标（选填）"],
    ["可持续影响指标", "可持续影响指标（必填）"],
    ["生态效益指标", "生态效益指标（选填）"],
  ]],
  ["满意度指标", "3、满意度指标", [
    ["服务对象满意度指标", "服务对象满意度指标\n（必填）"],
  ]],
];

// The rows of each kind of the catalogue; a kind without indicators has an empty one.
export function groups(record) {
  const rows = record.绩效指标.指标;
  return KINDS.map(([first, label, seconds]) => ({
    label,
    seconds: seconds.map(([second, label]) => {
      const found = rows.filter((row) => row.一级指标 === first && row.二级指标 === second);
      return { label, rows: found.length > 0 ? found : [{ 三级指标: "", 指标值: "" }] };
    }),
  }));
}
