# The records of each department bound into one PDF: --merge.
. "${0%/*}/lib.sh"

# project DEPARTMENT NAME: the sample's record of a department and a project of this name.
project() {
    sed "s|<主管部门>.*</主管部门>|<主管部门>$1</主管部门>|
        s|<项目名称>.*</项目名称>|<项目名称>$2</项目名称>|" "$sample"
}

# spoilt DEPARTMENT NAME: the same with an error.
spoilt() {
    project "$1" "$2" | sed 's|<年度>.*</年度>|<年度>二一</年度>|'
}

# merge STATUS ARGUMENT...: a run into `night` that binds.
merge() {
    wanted=$1
    shift
    run "$wanted" "$program" batch -f pdf -o night --merge 主管部门 "$@" in
}

# counts NUMBER TEXT: the summary has this line.
counts() {
    expectations=$((expectations + 1))
    grep -q "^ *$1  $2\$" err || {
        fail "the summary does not say: $1 $2"
        sed 's/^/    /' err
    }
}

# pages FILE FIRST LAST: the text of pages, a line for each line.
pages() {
    pdftotext -f "$2" -l "$3" "$1" - | tr -d '\f'
}

# bookmarks FILE: the title and the page of each, with "-" before those below others.
bookmarks() {
    qpdf --json --json-key=outlines "$1" | jq -r 'def all(d): .[] |
        "\(d)\(.title) \(.destpageposfrom1)", (.kids | all(d + "-")); .outlines | all("")'
}

forest=night/林业和草原局/合订本.pdf
finance=night/财政厅/合订本.pdf

# ---- what is bound ----

mkdir in
project 财政厅 国库集中支付 >in/a.xml
project 林业和草原局 天然林保护 >in/b.xml
project 财政厅 预算绩效评价 >in/c.xml
project 财政厅 会计人员培训 >in/d.xml
merge 0
counts 4 made
counts 2 'volumes made'
expect "each record's own document is there too" test -s night/d.pdf
pages $finance 1 1 >text
says text 财政厅
says text 国库集中支付
says text '— i —'
refute "a record of another department is bound" grep -q 天然林保护 text
bookmarks $finance >marks
expect "bookmarks" diff - marks <<'END'
目　　录 1
国库集中支付 2
-2021年自治区本级部门项目支出预算绩效目标表 2
预算绩效评价 5
-2021年自治区本级部门项目支出预算绩效目标表 5
会计人员培训 8
-2021年自治区本级部门项目支出预算绩效目标表 8
END
# Each record is what it is by itself, page by page, but for the pages' numbers.
for record in a:2 c:5 d:8; do
    first=${record#*:}
    pages "night/${record%:*}.pdf" 1 9 | sed '/^— [0-9]* —$/d; /^$/d' >alone
    pages $finance "$first" $((first + 2)) | sed '/^— [0-9]* —$/d; /^$/d' >bound
    expect "record $record in the volume" cmp alone bound
done
pages $finance 2 10 | grep -o '^— .* —' | tr -d '— \n' >numbers
expect "page numbers go on" test "$(cat numbers)" = 123456789
expect "the title" test "$(pdfinfo $finance | sed -n 's/^Title: *//p')" = 财政厅合订本
refute "something of the run's own is left" test -e night/.fubiao-work

# ---- only what changed ----

cksum $finance $forest >before
merge 0
counts 2 'volumes unchanged'
refute "a volume was made" grep -q 'volumes made' err
touch -d '1 hour ago' $finance
merge 0
counts 2 'volumes unchanged'
project 林业和草原局 天然林保护二期 >in/b.xml
merge 0
counts 1 'volumes made'
counts 1 'volumes unchanged'
pages $forest 1 1 >text
says text 天然林保护二期
cksum $finance >after
expect "the other is as it was" test "$(sed -n 1p before)" = "$(cat after)"

echo changed >>$finance
rm $forest
merge 0
counts 2 'volumes made'
counts 4 unchanged
cksum $finance >after
expect "the same records give the same bytes" test "$(sed -n 1p before)" = "$(cat after)"

# A record that went to another department changes both, one that goes changes its own.
project 林业和草原局 会计人员培训 >in/d.xml
merge 0
counts 2 'volumes made'
bookmarks $forest >marks
says marks '会计人员培训 5'
refute "it is still in the other" sh -c "pdftotext $finance - | grep -q 会计人员培训"
rm in/c.xml
merge 0
counts 1 'volumes made'
counts 1 'volumes unchanged'
pages $finance 1 1 >text
refute "a record that is gone is bound" grep -q 预算绩效评价 text

# The template of the contents may be the office's own.
mkdir -p data/templates/_合订本
sed 's|目　　录</paragraph>|项目目录</paragraph>|' "$source_folder/templates/_合订本/目录.xml" \
    >data/templates/_合订本/目录.xml
FUBIAO_DATA=$scratch/data merge 0
counts 2 'volumes made'
pages $finance 1 1 >text
says text 项目目录
merge 0
counts 2 'volumes made'

# ---- records with errors ----

spoilt 林业和草原局 会计人员培训 >in/d.xml
merge 2
counts 1 'with errors: their earlier documents are as they were'
counts 1 'volumes made'
says err 'warning: 1 records with errors are not in this volume: 会计人员培训'
pages $forest 1 1 >text
says text 没有编入本合订本
says text 会计人员培训
refute "it is bound" sh -c "pdftotext -f 2 $forest - | grep -q 会计人员培训"
merge 2 --report report.json --report report.html --index index.xlsx
counts 2 'volumes unchanged'
jq -r '.volumes[] | "\(.value) \(.documents[0]) \(.pages)", (.records[] |
    "+\(.input) \(.record) \(.title) \(.page)"), (.missing[] | "-\(.input) \(.title)"),
    (.messages[] | .code)' report.json >told
expect "what JSON tells of volumes" diff - told <<'END'
林业和草原局 林业和草原局/合订本.pdf 3
+in/b.xml 1 天然林保护二期 1
-in/d.xml 会计人员培训
batch-volume-incomplete
财政厅 财政厅/合订本.pdf 3
+in/a.xml 1 国库集中支付 1
END
expect "it counts them" test "$(jq .tally.volumes_unchanged report.json)" = 2
expect "the page is well-formed" xmllint --noout report.html
xmllint --xpath '//h2[.="Volumes"]/following-sibling::table[1]//@href' report.html |
    sed 's/^ *href="//; s/"$//' >links
expect "a link for each volume" test "$(wc -l <links)" -eq 2
while read -r link; do
    path=$(echo "$link" | perl -pe 's{%(..)}{chr hex $1}ge')
    expect "the link $link leads to a volume" test -s "$path"
done <links
says report.html 'are not in this volume: 会计人员培训'
"$read_workbook" index.xlsx >index
says index Volumes
says index 林业和草原局/合订本.pdf
unzip -p index.xlsx xl/worksheets/_rels/sheet2.xml.rels | grep -o 'Target="[^"]*"' |
    tr '\\' / >links
expect "what the index links to" diff - links <<'END'
Target="night/林业和草原局/合订本.pdf"
Target="night/财政厅/合订本.pdf"
END
spoilt 林业和草原局 天然林保护二期 >in/b.xml
cksum $forest >before
merge 2
says err 'warning: all 2 records have errors, so the volume is not made: '
cksum $forest >after
expect "it stays as it was" cmp before after
project 林业和草原局 天然林保护二期 >in/b.xml
project 林业和草原局 会计人员培训 >in/d.xml
merge 0
counts 1 'volumes made'

# ---- departments that are gone ----

project 财政厅 天然林保护二期 >in/b.xml
project 财政厅 会计人员培训 >in/d.xml
merge 0
counts 1 'volumes whose records are gone'
expect "it is there as long as nobody says so" test -s $forest
merge 0 --prune
counts 1 'volumes whose records are gone'
refute "it is taken away" test -e $forest
merge 0 --prune
refute "it is still known" grep -q 'are gone' err

# ---- several volumes ----

merge 0 --merge-pages 4
counts 2 'volumes made'
refute "the one is still there" test -e $finance
pages 'night/财政厅/合订本（第1册）.pdf' 1 1 >text
says text '财政厅（第1册）'
pages 'night/财政厅/合订本（第2册）.pdf' 1 1 >text
says text 会计人员培训
pages 'night/财政厅/合订本（第2册）.pdf' 2 2 >text
says text '— 1 —'
merge 0 --merge-pages 4
counts 2 'volumes unchanged'
merge 0
counts 1 'volumes made'
expect "there is one again" test "$(ls night/财政厅)" = 合订本.pdf

# ---- where they go ----

# A record's document is never where a volume is, nor the other way round.
rm -rf night
run 0 "$program" batch -f pdf -o night --name '{主管部门}/合订本.{格式}' --merge 主管部门 in
ls night/财政厅 >names
expect "names" diff - names <<'END'
合订本-2.pdf
合订本-3.pdf
合订本-4.pdf
合订本.pdf
END
pdftotext night/财政厅/合订本-4.pdf - | grep -q 目 || fail "the volume has the name that was free"
run 0 "$program" batch -f pdf -o night --name '{主管部门}/合订本.{格式}' --merge 主管部门 in
counts 3 unchanged
counts 1 'volumes unchanged'

rm -rf night && mkdir -p night/财政厅
echo mine >$finance
merge 4
says err batch-foreign
expect "a file of others is kept" test "$(cat $finance)" = mine
counts 1 'volumes that could not be made'
merge 0 --force
counts 1 'volumes made'

# A place that is refused fails its volume and no other, as often as it is so.
rm -rf night && mkdir -p $finance/in-the-way
project 林业和草原局 会计人员培训 >in/d.xml
for time in first second; do
    merge 4
    says err "$finance: error: cannot write here: it is a folder [batch-unwritable]"
    counts 1 'volumes that could not be made'
    expect "the other volume, the $time time" test -s $forest
done
counts 1 'volumes unchanged'
refute "a volume counts as made" grep -q 'volumes made' err
merge 4 --report report.json
jq -r '.volumes[] | "\(.value) \(.documents | length) \(.messages | length)"' report.json >told
expect "what JSON tells of it" diff - told <<'END'
林业和草原局 1 0
财政厅 0 1
END
rm -r $finance
merge 0
counts 1 'volumes made'
if [ "$(id -u)" -ne 0 ]; then
    project 财政厅 天然林保护三期 >in/b.xml
    cp $finance before.pdf
    chmod a-w night/财政厅
    merge 4
    says err "[batch-unwritable]"
    counts 1 'volumes that could not be made'
    expect "the earlier volume is as it was" cmp before.pdf $finance
    chmod u+w night/财政厅
    merge 0
    counts 1 'volumes made'
    project 财政厅 天然林保护二期 >in/b.xml
fi
project 财政厅 会计人员培训 >in/d.xml

# A field in another, and records that have none.
rm -rf night
run 0 "$program" batch -f pdf -o night --merge 项目年度资金/资金总额 in
expect "by an amount" test -s night/935.00/合订本.pdf
run 0 "$program" batch -f pdf -o night --merge 处室 in
expect "records without the field" test -s 'night/（处室）/合订本.pdf'
counts 1 'volumes whose records are gone'
counts 3 unchanged

# Parts note what they need, and bind nothing; the whole does.
rm -rf night
run 0 "$program" batch -f pdf -o night --shard 1/1 --merge 主管部门 in
expect "one part is the whole" test -s $finance
rm -rf night
run 0 "$program" batch -f pdf -o night --shard 1/2 --merge 主管部门 in
run 0 "$program" batch -f pdf -o night --shard 2/2 --merge 主管部门 in
run 0 "$program" batch --join -o night
refute "parts bind" test -e $finance
merge 0
counts 3 unchanged
counts 1 'volumes made'

# ---- many records of several departments in one file ----

# The first line is broken, which is nothing to the others, nor to their departments.
rm -rf night lines && mkdir lines
for each in '财政厅 国库集中支付' '林业和草原局 天然林保护' '财政厅 预算绩效评价'; do
    project ${each% *} ${each#* } >one.xml
    run 0 "$program" convert -o one.json one.xml
    jq -c . one.json >>lines/all.jsonl
done
sed -i '1i {"broken": ' lines/all.jsonl
run 2 "$program" batch -j 1 -f pdf -o night --merge 主管部门 lines
counts 2 'volumes made'
refute "a volume fails" grep -q 'could not be made' err
bookmarks $finance | grep -v ^- >marks
says marks '国库集中支付 2'
says marks '预算绩效评价 5'
bookmarks $forest >marks
says marks '天然林保护 2'

# A record in a volume has the template that a file of options gives to its kind.
rm -rf night
sed 's|项目支出预算绩效目标表|项目支出预算本办用表|' "$template" >own.xml
cat >night.xml <<'END'
<batch xmlns="urn:fubiao:batch:1">
  <source>in</source>
  <output>night</output>
  <format>pdf</format>
  <merge>主管部门</merge>
  <template field="项目名称" value="国库集中支付">own.xml</template>
</batch>
END
fubiao 0 batch --config night.xml
pdftotext night/a.pdf - | grep -q 本办用表 || fail "the record does not have its kind's template"
bookmarks $finance | grep ^- >marks
expect "templates of kinds in a volume" test "$(grep -c 本办用表 marks)" -eq 1

fubiao 3 batch -o night --merge '' in
fubiao 3 batch -o night --merge '{主管部门}' in
fubiao 3 batch -o night --merge 主管部门/ in
says err "fubiao: --merge '主管部门/' names no field"
fubiao 3 batch -o night --merge '指标[1]' in
fubiao 3 batch -o night --department '' in
fubiao 3 batch -o night --merge 主管部门 --merge-pages 0 in
fubiao 3 batch -o night --merge-pages 100 in
says err 'none are made without --merge'

finish
