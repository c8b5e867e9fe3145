# Records as JSON go the same way as XML.
. "${0%/*}/lib.sh"

# record NAME YEAR: a record of the seed's template as JSON on one line.
record() {
    printf '{"项目支出绩效目标": {"@模板": "宁夏2021/项目支出绩效目标表", "附件号": 2, "年度": "%s", "项目名称": "%s", ' "$2" "$1"
    printf '"主管部门": "甲厅", "实施单位": "甲厅本级", "项目属性": "经常性项目", "项目期": "2021年-2021年", '
    printf '"项目年度资金": {"资金总额": 935.00, "财政拨款": "935.00", "其他资金": null}, '
    printf '"年度总体绩效目标": "一、开展3轮。\\n二、开展3组。", "绩效指标": {"指标": ['
    rows
    printf ']}}}\n'
}
rows() {
    comma=
    for kinds in 产出指标,数量指标 产出指标,质量指标 产出指标,时效指标 产出指标,成本指标 \
        效益指标,社会效益指标 效益指标,可持续影响指标 满意度指标,服务对象满意度指标; do
        printf '%s{"一级指标": "%s", "二级指标": "%s", "三级指标": "甲", "指标值": "3项"}' "$comma" \
            "${kinds%,*}" "${kinds#*,}"
        comma=', '
    done
}

record 甲项目 2021 >甲.json
fubiao 0 check 甲.json
fubiao 0 render -f pdf,docx 甲.json
expect "a PDF of the record's name" test -s 甲.pdf
expect "a DOCX" test -s 甲.docx
pdftotext 甲.pdf text
says text 甲项目
says text 935.00

# The one with an error does not stop the others: in lines, whatever it is; in an array, if it is JSON.
{
    record 甲项目 2021
    record 乙项目 二一
    echo '{"项目支出绩效目标": {"年度": }}'
    record 丁项目 2021
} >集.jsonl
fubiao 2 render -f pdf 集.jsonl
says err "集.jsonl:2:"
says err "[record-year]"
says err "集.jsonl:3:"
says err "[json-syntax]"
expect "the first" test -s 集-1.pdf
refute "the second" test -e 集-2.pdf
refute "the third" test -e 集-3.pdf
expect "the fourth" test -s 集-4.pdf
expect "the same bytes as alone" cmp 甲.pdf 集-1.pdf
fubiao 2 check --format json 集.jsonl
expect "an object for each record" test "$(jq -r '[.[].errors] | join(" ")' out)" = "0 1 1 0"

{
    echo '['
    record 甲项目 2021
    echo ','
    record 乙项目 2021
    echo ']'
} >组.json
fubiao 0 render -f pdf -o out.d 组.json
expect "the first of an array" cmp 甲.pdf out.d/组-1.pdf
expect "the second" test -s out.d/组-2.pdf

# From a pipe, and in another encoding.
fubiao 0 render -f pdf -o pipe.pdf - <甲.json
expect "the same from a pipe" cmp 甲.pdf pipe.pdf
mkdir gb
iconv -t GB18030 甲.json >gb/甲.json
fubiao 0 render -f pdf -o gb gb/甲.json
expect "the same in GB 18030" cmp 甲.pdf gb/甲.pdf

# A place in a text with escapes is that of the character.
record 甲项目 2021 | sed 's/甲厅本级/\\u7532\\u200b厅/' >符.json
fubiao 2 check 符.json
says err "[character-invisible]"
expect "the escape is meant" grep -q '\^\^\^\^\^\^' err

finish
