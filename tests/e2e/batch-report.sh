# What is told of a night: a page, JSON and an index, and who may read them.
. "${0%/*}/lib.sh"

export SOURCE_DATE_EPOCH=1612054200

# project NAME DEPARTMENT: the sample's record with other names, as XML text.
project() {
    sed "s|<项目名称>.*</项目名称>|<项目名称>$1</项目名称>|
        s|<主管部门>.*</主管部门>|<主管部门>$2</主管部门>|" "$sample"
}

mkdir in
project 甲 教育局 >in/a.xml
project '\&lt;script>alert("乙")\&lt;/script>' '\&lt;b>水利"局' |
    sed 's|<年度>.*</年度>|<年度>二一</年度>|' >in/b.xml
project 丙 教育局 >"in/c \"#%<i>'.xml"
project 丁 教育局 >in/d.xml
fubiao 2 batch -o night --report report.html --report night/report.json --index night/目录.xlsx in
expect "the page is well-formed" xmllint --noout report.html

# xpath EXPRESSION VALUE: what a parser finds in the page.
xpath() {
    expect "$1 is '$2', not '$(xmllint --xpath "$1" report.html 2>&1)'" \
        test "$(xmllint --xpath "$1" report.html 2>/dev/null)" = "$2"
}

xpath 'count(//script)' 1
xpath 'count(//i) + count(//b)' 0
xpath 'count(//tr[@data-state])' 4
xpath 'count(//div[@data-state="bad"])' 1
xpath 'string(//div[@data-state="bad"]/h3)' '<script>alert("乙")</script>'
xpath 'string(/html/@lang)' en
says report.html "2021-01-31 00:50:00Z"
says report.html "1 records have errors"
says report.html record-year

# Every link leads to a document.
xmllint --xpath '//a/@href' report.html | sed 's/^ *href="//; s/"$//' >links
expect "six documents" test "$(sort -u links | wc -l)" -eq 6
while read -r link; do
    path=$(echo "$link" | perl -pe 's{%(..)}{chr hex $1}ge')
    expect "the link $link leads to a document" test -s "$path"
done <links

# In Chinese.
LANGUAGE=zh_CN fubiao 2 batch -o night --report report.html in
xpath 'string(/html/@lang)' zh-CN
says report.html 批量生成报告

# For programs.
expect "the JSON tells who failed" jq -e '[.records[] | select(.end == "failed") | .input] == ["in/b.xml"]' \
    night/report.json >jq.log
expect "and counts" jq -e '.tally.records == 4 and .tally.made == 3 and .tally.failed == 1' night/report.json >jq.log
expect "by department" jq -e '[.departments[].records] == [1, 3]' night/report.json >jq.log

# The index lists all, as a reader of workbooks sees it; the links have their targets.
"$read_workbook" night/目录.xlsx >index
says index 教育局
says index 丁
unzip -p night/目录.xlsx xl/worksheets/_rels/sheet1.xml.rels >relations
expect "six links" test "$(grep -o 'Target="' relations | wc -l)" -eq 6

# The same night gives the same bytes.
fubiao 2 batch -o night --report again.json --index again.xlsx in
fubiao 2 batch -o night --report once-more.json --index once-more.xlsx in
expect "the same JSON" cmp again.json once-more.json
expect "the same index" cmp again.xlsx once-more.xlsx

# What was edited, and what has gone.
echo edited >>night/a.docx
rm in/d.xml
fubiao 2 batch -o night --report report.html --report report.json in
xpath 'count(//div[@data-state="kept"])' 1
xpath 'count(//div[@data-state="gone"])' 1
expect "in the JSON too" jq -e '[.records[] | select(.gone) | .input] == ["in/d.xml"]' report.json >jq.log

# A source that is missing is told of first.
fubiao 2 batch -o night --report report.html in nowhere
says report.html "The run itself had trouble"

# The clock is asked without SOURCE_DATE_EPOCH, in the user's time zone.
unset SOURCE_DATE_EPOCH
TZ=CST-8 fubiao 2 batch -o night --report report.json in
expect "the time is that of the zone" jq -e '.time | test("^20[0-9-]+T[0-9:]+\\+08:00$")' report.json >jq.log

# What cannot be.
fubiao 3 batch -o night --report report.txt in
says err "neither an .html nor a .json"
fubiao 3 batch -o night --index index.csv in
fubiao 4 batch -o night --report nowhere/report.html in
says err "cannot write 'nowhere/report.html'"
fubiao 4 batch -o night --report nowhere/report.html --report report.json in
expect "the other report is written all the same" test -s report.json

finish
