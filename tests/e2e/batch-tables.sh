# The nightly run over tables: records that are rows of a CSV or a workbook, and fonts in the DOCX.
. "${0%/*}/lib.sh"

name=宁夏2021/项目支出绩效目标表

# rows NUMBER NAME: the rows of one record, a row for each indicator.
rows() {
    cat <<END
$1,2021,$2,甲厅,甲厅本级,经常性项目,2021年-2021年,935.00,935.00,"一、开展培训3轮，
每轮不少于3组。",产出指标,数量指标,培训次数,3次
,,,,,,,,,,,质量指标,培训合格率,100%
,,,,,,,,,,,时效指标,按期完成率,100%
,,,,,,,,,,,成本指标,培训费,935.00万元
,,,,,,,,,,效益指标,社会效益指标,工作机制,健全
,,,,,,,,,,,可持续影响指标,长期作用,形成
,,,,,,,,,,满意度指标,服务对象满意度指标,学员满意度,≥95%
END
}

# table NAME...: a CSV with a record of each name, as Excel in China writes it.
table() {
    {
        echo 编号,年度,项目名称,主管部门,实施单位,项目属性,项目期,项目年度资金/资金总额,项目年度资金/财政拨款,年度总体绩效目标,一级指标,二级指标,三级指标,指标值
        number=0
        for project; do
            rows $((number += 1)) "$project"
        done
    } | iconv -t GB18030
}

# batch STATUS ARGUMENT...: a run over `in` into `night`.
batch() {
    wanted=$1
    shift
    run "$wanted" "$program" batch -t $name -f docx -o night "$@" in
}

# counts NUMBER TEXT: the summary has this line.
counts() {
    expectations=$((expectations + 1))
    grep -q "^ *$1  $2\$" err || {
        fail "the summary does not say: $1 $2"
        sed 's/^/    /' err
    }
}

# shows FILE TEXT: the document has the text.
shows() {
    unzip -p "$1" word/document.xml >document.xml
    says document.xml "$2"
}

# ---- CSV ----

mkdir in
table 甲项目 乙项目 丙项目 >in/项目.csv
batch 0
counts 3 made
shows night/项目-2.docx 乙项目
fubiao 0 render -t $name -f docx -o alone in/项目.csv
expect "the documents that render makes" diff -r --exclude '.fubiao*' alone night
batch 0
counts 3 unchanged

# One record of the table is another: it alone is made.
cp night/项目-1.docx first.docx
table 甲项目 丁项目 丙项目 >in/项目.csv
batch 0
counts 1 made
counts 2 unchanged
shows night/项目-2.docx 丁项目
# Its bytes are others, its records are not.
table 甲项目 丁项目 丙项目 | iconv -f GB18030 -t UTF-8 >in/项目.csv
batch 0
counts 3 unchanged
expect "the first is as it was" cmp night/项目-1.docx first.docx

# A record with an error leaves the others alone; a row more and a row less are told.
table 甲项目 丁项目 丙项目 戊项目 | iconv -f GB18030 -t UTF-8 | sed '2s/2021/二一/' >in/项目.csv
batch 2
says err "[record-year]"
counts 1 made
counts 2 unchanged
counts 1 "with errors: their earlier documents are as they were"
expect "the earlier document is as it was" cmp night/项目-1.docx first.docx
shows night/项目-4.docx 戊项目
table 甲项目 丁项目 >in/项目.csv
batch 0
counts 1 made
counts 1 unchanged
counts 2 "gone from the sources since earlier runs"
batch 0 --prune
refute "a document of a row that is gone" test -e night/项目-4.docx
expect "the others stay" test -s night/项目-2.docx

# ---- a workbook ----

rm -rf night in && mkdir in
table 甲项目 乙项目 丙项目 >table.csv
fubiao 0 convert -t $name -f xlsx -o in/簿.xlsx table.csv
batch 0
counts 3 made
shows night/簿-3.docx 丙项目
batch 0
counts 3 unchanged
table 甲项目 乙项目 丁项目 >table.csv
fubiao 0 convert -t $name -f xlsx -o in/簿.xlsx table.csv
batch 0
counts 1 made
counts 2 unchanged
shows night/簿-3.docx 丁项目
# The same records in a CSV beside it have documents of their own.
cp table.csv in/簿.csv
batch 0
counts 3 made
counts 3 unchanged
expect "one name, and another" test -s night/簿-1-2.docx

# ---- fonts in the DOCX ----

rm -rf night in && mkdir in
table 甲项目 >in/项目.csv
batch 0
cp night/项目.docx none.docx
for fonts in subset full; do
    batch 0 --docx-fonts $fonts
    counts 1 made
    fubiao 0 render -t $name --docx-fonts $fonts -f docx -o $fonts.docx in/项目.csv
    expect "the DOCX that render makes with fonts: $fonts" cmp $fonts.docx night/项目.docx
    expect "fonts in it: $fonts" grep -q word/fonts/ <<END
$(unzip -l night/项目.docx)
END
    batch 0 --docx-fonts $fonts
    counts 1 unchanged
done
batch 0
counts 1 made
expect "none again" cmp none.docx night/项目.docx
batch 3 --docx-fonts some
says err "unknown fonts 'some'"

# ---- public copies ----

# A CSV with two records of a form that has private fields, a row for each indicator.
form=湘潭/项目支出绩效目标申报表
rm -rf night in && mkdir in
fubiao 0 convert -f json -o record.json "$source_folder/samples/湘潭/古树名木保护.xml"
jq -r '.[] | del(."@模板") as $record
    | ($record | to_entries | map(select(.value | type == "string"))) as $fields
    | ($record."项目资金" | to_entries) as $money
    | $record."绩效指标"."指标" as $rows
    | ($rows | map(keys_unsorted[]) | unique) as $columns
    | (["编号"] + ($fields | map(.key)) + ($money | map("项目资金/" + .key)) + $columns),
      (("1", "2") as $number | $rows[] as $row
       | [$number] + ($fields | map(.value)) + ($money | map(.value)) + ($columns | map($row[.])))
    | @csv' record.json >in/项目.csv

# holds NUMBER: so many of the documents have the name that is private.
holds() {
    found=0
    for document in night/*.docx; do
        if unzip -p "$document" | grep -q 邓卫东; then found=$((found + 1)); fi
    done
    for document in night/*.pdf; do
        if pdftotext "$document" - | grep -q 邓卫东; then found=$((found + 1)); fi
    done
    expect "$1 documents, not $found, have what is private" test "$found" -eq "$1"
}

public() {
    run 0 "$program" batch -t $form -o night "$@" in
}

public
holds 4
public --public
counts 2 made
holds 0
public --public
counts 2 unchanged
expect "nor has the state" test "$(grep -c 邓卫东 night/.fubiao.sqlite)" -eq 0
public
counts 2 made
holds 4

finish
