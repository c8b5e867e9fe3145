# Records in texts with a table (CSV, TSV), in the encodings and with the separators of offices.
. "${0%/*}/lib.sh"

name=宁夏2021/项目支出绩效目标表

# A row for each indicator; what is the same is left out (1) or repeated (2).
cat >项目.csv <<'END'
编号,年度,项目名称,主管部门,实施单位,项目属性,项目期,项目年度资金/资金总额（万元）,项目年度资金/财政拨款,年度总体绩效目标,一级指标,二级指标,三级指标,指标值
1,2021,甲项目,甲厅,甲厅本级,经常性项目,2021年-2021年,935.00,935.00,"一、开展""三送""3轮,不少于3组。
二、开展培训3期。",产出指标,数量指标,甲,3项
,,,,,,,,,,,质量指标,乙,100%
,,,,,,,,,,,时效指标,丙,100%
,,,,,,,,,,,成本指标,丁,935万元
,,,,,,,,,,效益指标,社会效益指标,戊,形成
,,,,,,,,,,,可持续影响指标,己,形成
,,,,,,,,,,满意度指标,服务对象满意度指标,庚,≥95%
2,2021,乙项目,甲厅,甲厅本级,经常性项目,2021年-2021年,"1,935.00","1,935.00",开展培训3期，每期3天。,产出指标,数量指标,甲,3项
2,2021,乙项目,甲厅,甲厅本级,经常性项目,2021年-2021年,"1,935.00","1,935.00",开展培训3期，每期3天。,产出指标,质量指标,乙,100%
END
fubiao 0 convert -t $name -f json -o utf8.json 项目.csv
value='."项目支出绩效目标"'
expect "quotes, commas and lines in a field" test "$(jq -r ".[0]|$value.\"年度总体绩效目标\"" utf8.json)" = \
    '一、开展"三送"3轮,不少于3组。
二、开展培训3期。'
expect "amounts as they are written" test \
    "$(jq -r ".[1]|$value.\"项目年度资金\".\"资金总额\"" utf8.json)" = 1,935.00
expect "rows of each record, with their levels" test "$(
    jq -r "[.[]|$value.\"绩效指标\".\"指标\"|map(.\"一级指标\"[:1] + .\"指标值\")|join(\" \")]|join(\"; \")" utf8.json
)" = "产3项 产100% 产100% 产935万元 效形成 效形成 满≥95%; 产3项 产100%"

# same WHAT FILE [OPTION...]: the file has the same records.
mkdir other
same() {
    what=$1
    file=$2
    shift 2
    fubiao 0 convert -t $name "$@" -f json -o other.json "$file"
    is err ""
    expect "the same records: $what" cmp utf8.json other.json
}
{
    printf '\357\273\277'
    cat 项目.csv
} >other/标.csv
same "UTF-8 with a mark" other/标.csv
iconv -t GB18030 项目.csv >other/国标.csv
same "GB 18030" other/国标.csv
sed 's/≥95%/95%/' 项目.csv | iconv -t GBK >other/国标.csv
sed 's/≥95%/95%/' utf8.json >other.utf8.json
fubiao 0 convert -t $name --encoding gbk -f json -o other.json other/国标.csv
expect "GBK, named" cmp other.utf8.json other.json
fubiao 0 convert -t $name -f json -o other.json other/国标.csv
expect "GBK" cmp other.utf8.json other.json
iconv -t UTF-16 项目.csv >other/宽.csv
same "UTF-16" other/宽.csv
sed 's/$/\r/' 项目.csv >other/行.csv
same "lines of Windows" other/行.csv

# separated BY: the same with another separator; commas inside of quotes are no separators.
separated() {
    perl -0777 -spe 's/("(?:[^"]|"")*")|,/defined $1 ? $1 : $by/ge' -- -by="$1" 项目.csv
}
separated ';' >other/分号.csv
same "semicolons" other/分号.csv
separated "$(printf '\t')" >other/表.tsv
same "TSV" other/表.tsv
separated "$(printf '\t')" | iconv -t GB18030 >other/表.txt
same "tabs, by what is in the file" other/表.txt
{
    echo 'sep=|'
    separated '|'
} >other/线.csv
same "a line that names the separator" other/线.csv
fubiao 0 convert -t $name -f json -o other.json - <项目.csv
expect "the same records from a pipe" cmp utf8.json other.json

# Checked and rendered like any other; the one with an error does not stop the other.
fubiao 2 render -t $name -f pdf -o pdf 项目.csv
says err "项目.csv:10:1: error: there is no row of the kind 产出指标/时效指标"
expect "the first" test -s pdf/项目-1.pdf
refute "the second" test -e pdf/项目-2.pdf
pdftotext pdf/项目-1.pdf text
says text '一、开展"三送"3轮,'

# A place in a field with quotes is that of the character.
printf '编号,项目名称\n1,"甲""乙\342\200\213丙"\n' >符.csv
fubiao 2 check -t $name --no-layout 符.csv
says err "符.csv:2:8: error:"
says err "[character-invisible]"

# A text in a field for amounts; and a field that has another text in the record's next row.
sed 's/935.00,935.00/九百,935.00/' 项目.csv >错.csv
fubiao 2 check -t $name --no-layout 错.csv
says err "错.csv:2:38: error:"
says err "[record-money]"
sed '11s/乙项目/丙项目/' 项目.csv >错.csv
fubiao 2 check -t $name --no-layout 错.csv
says err "错.csv:11:8: error: '项目名称' has another text in this row of the record than in 错.csv:10:8 [table-conflict]"

# A row for each record, under an office's own headings, by a mapping.
cat >mapping.xml <<'END'
<mapping xmlns="urn:fubiao:mapping:1" template="宁夏2021/项目支出绩效目标表">
  <records heading-row="2">
    <field name="年度" value="2021"/>
    <field name="项目名称" heading="名称"/>
    <field name="项目年度资金/资金总额" column="C"/>
    <field name="实施单位" heading="承担单位"/>
  </records>
</mapping>
END
printf '%s\r\n' '2021年项目汇总表,,' '名称,承担单位,预算数（万元）' '甲,"甲厅, 本级",1.50' ',,' \
    '"乙",乙厅,2' | iconv -t GBK >汇总.csv
fubiao 0 convert -m mapping.xml -f json -o - 汇总.csv
expect "fields of the mapping" test "$(
    jq -r "[.[]|$value|.\"年度\", .\"项目名称\", .\"实施单位\", .\"项目年度资金\".\"资金总额\"]|join(\"|\")" out
)" = "2021|甲|甲厅, 本级|1.50|2021|乙|乙厅|2"
sed 's/heading="名称"/heading="名 字"/' mapping.xml >wrong.xml
fubiao 2 convert -m wrong.xml -f json -o wrong.json 汇总.csv
says err "[table-heading]"
refute "nothing is written" test -e wrong.json

# The records end before a row of totals; what stands under no heading is told.
sed 's/<records /<records until="合计" /' mapping.xml >until.xml
printf '%s\n' '2021年项目汇总表,,,' '名称,承担单位,预算数,' '甲,甲厅,1.50,急' '合计,,1.50,' >合计.csv
fubiao 0 convert -m until.xml -f json -o - 合计.csv
expect "one record" test "$(jq -r ".[].\"项目名称\"" out)" = "甲"
refute "the column by letters is read" grep -q table-headings-unread err
says err "合计.csv:3:11: warning: these columns have no heading and are not read: D [table-headings-none]"

# What is no table is told, and nothing is written.
printf '编号,项目名称\n1,"甲\n' >开.csv
fubiao 2 render -t $name -o none 开.csv
says err "开.csv:2:3: error:"
says err "[csv-quote-open]"
printf '编号,项目名称\n' >空.csv
fubiao 2 render -t $name -o none 空.csv
says err "[table-empty]"
: >无.csv
fubiao 2 render -t $name -o none 无.csv
says err "[table-empty]"
fubiao 2 render -o none 项目.csv
says err "[template-missing]"
refute "no folder" test -e none

finish
