// docx.js: one DOCX of a record by the library docx.

import {
  AlignmentType, BorderStyle, Document, Footer, HeightRule, HeadingLevel, Packer, PageNumber, Paragraph, Table,
  TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, VerticalMergeType, WidthType, convertMillimetersToTwip,
} from "docx";
import { groups } from "./form.js";

const WIDTHS = [15.5, 25.5, 21, 18.5, 25.5, 13, 18.5, 18.5].map(convertMillimetersToTwip);
const LINE = { style: BorderStyle.SINGLE, size: 4 };
const FRAME = { style: BorderStyle.SINGLE, size: 8 };
const MARGINS = { top: 45, bottom: 45, left: 68, right: 68 };

const fonts = (eastAsia) => ({ ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia });

function paragraphs(text, { font = "宋体", alignment = AlignmentType.CENTER, indent } = {}) {
  return (text ?? "").split("\n").map((line) => new Paragraph({
    alignment,
    indent,
    children: [new TextRun({ text: line, font: fonts(font), size: 18 })],
  }));
}

// A cell at a column of the grid, over `span` columns; `merge` is where it stands in a merged one.
function cell(column, text, { span = 1, merge, ...look } = {}) {
  const width = WIDTHS.slice(column, column + span).reduce((sum, one) => sum + one, 0);
  return new TableCell({
    children: paragraphs(merge === VerticalMergeType.CONTINUE ? "" : text, look),
    columnSpan: span,
    verticalMerge: merge,
    verticalAlign: VerticalAlign.CENTER,
    margins: MARGINS,
    width: { size: width, type: WidthType.DXA },
  });
}

const label = (column, text, more) => cell(column, text, { font: "黑体", ...more });
const row = (children, tableHeader = false) => new TableRow({
  children,
  tableHeader,
  cantSplit: true,
  height: { value: convertMillimetersToTwip(8), rule: HeightRule.ATLEAST },
});

function table(rows) {
  return new Table({
    rows,
    columnWidths: WIDTHS,
    layout: TableLayoutType.FIXED,
    width: { size: WIDTHS.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    borders: { top: FRAME, bottom: FRAME, left: FRAME, right: FRAME, insideHorizontal: LINE, insideVertical: LINE },
  });
}

function information(record) {
  const right = { alignment: AlignmentType.RIGHT };
  const prose = { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: 360 }, span: 2 };
  const merge = (index) => (index === 0 ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE);
  const funds = ["资金总额", "财政拨款", "其他资金", "结余结转"];

  return [
    row([label(0, "项目名称", { span: 2 }), cell(2, record.项目名称, { span: 6 })]),
    row([label(0, "主管部门", { span: 2 }), cell(2, record.主管部门), label(3, "实施单位", { span: 2 }),
      cell(5, record.实施单位, { span: 3 })]),
    row([label(0, "项目属性", { span: 2 }), cell(2, record.项目属性), label(3, "项目期", { span: 2 }),
      cell(5, record.项目期, { span: 3 })]),
    ...funds.map((name, index) => {
      const title = name === "财政拨款" ? "其中：财政拨款" : name;
      return row([
        label(0, "项目\n年度\n资金\n（万元）", { merge: merge(index) }),
        label(1, title), cell(2, record.项目年度资金[name], right),
        label(3, "其中：\n项目自治区\n本级已分配\n资金\n（万元）", { merge: merge(index) }),
        label(4, title), cell(5, record.本级已分配资金[name], { span: 3, ...right }),
      ]);
    }),
    row([label(0, "年度总体绩效目标", { span: 2 }), cell(2, record.年度总体绩效目标, prose),
      label(4, "年度绩效目标\n（本级已分配资金）", { span: 2 }), cell(6, record.年度绩效目标, prose)]),
  ];
}

function indicators(record) {
  const merge = (first) => (first ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE);
  const rows = [row([label(0, "绩效\n类型"), label(1, "一级指标"), label(2, "二级指标", { span: 2 }),
    label(4, "三级指标", { span: 2 }), label(6, "指标值", { span: 2 })], true)];
  let top = true;

  for (const kind of groups(record)) {
    let head = true;
    for (const second of kind.seconds) {
      second.rows.forEach((one, index) => {
        rows.push(row([
          label(0, "自治区\n本级\n绩效\n指标", { merge: merge(top) }),
          cell(1, kind.label, { merge: merge(head) }),
          cell(2, second.label, { span: 2, merge: merge(index === 0) }),
          cell(4, one.三级指标, { span: 2, alignment: AlignmentType.LEFT }),
          cell(6, one.指标值, { span: 2 }),
        ]));
        top = false;
        head = false;
      });
    }
  }
  return rows;
}

function build(record) {
  const title = `${record.年度}年自治区本级部门项目支出预算绩效目标表`;
  return new Document({
    title,
    creator: record.主管部门,
    subject: record.项目名称,
    sections: [{
      properties: { page: {
        size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
        margin: { top: convertMillimetersToTwip(37), bottom: convertMillimetersToTwip(35),
          left: convertMillimetersToTwip(28), right: convertMillimetersToTwip(26) },
      } },
      footers: { default: new Footer({ children: [new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], size: 28 })],
      })] }) },
      children: [
        new Paragraph({ children: [new TextRun({ text: `附件${record.附件号}`, font: fonts("黑体"), size: 32 })] }),
        new Paragraph({ heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER,
          spacing: { before: 580, after: 290 },
          children: [new TextRun({ text: title, font: fonts("方正小标宋简体"), size: 36 })] }),
        // One table of the form: the indicators' header is where the first page ends.
        table([...information(record), ...indicators(record)]),
      ],
    }],
  });
}

export const extension = "docx";

export function open() {
  return (bytes) => Packer.toBuffer(build(JSON.parse(bytes).项目支出绩效目标));
}
