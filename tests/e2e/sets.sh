# Many records in one file: each is judged and rendered by itself.
. "${0%/*}/lib.sh"

# record NAME: the sample's record under another project name, without its template's name.
record() {
    sed -e '/^<?xml/d' -e 's/ 模板="[^"]*"//' \
        -e "s|<项目名称>.*</项目名称>|<项目名称>$1</项目名称>|" "$sample"
}
{
    echo '<记录集 模板="宁夏2021/项目支出绩效目标表">'
    record 甲项目
    record 乙项目 | sed 's|<年度>.*</年度>|<年度>二一</年度>|'
    record 丙项目
    echo '</记录集>'
} >set.xml
bad_line=$(grep -n '<年度>二一' set.xml | cut -d: -f1)

# The one with an error does not stop the others, and its place is that in the file.
fubiao 2 render -f pdf set.xml
says err "set.xml:$bad_line:"
says err "[record-year]"
expect "the first record" test -s set-1.pdf
refute "an output of the record with an error" test -e set-2.pdf
expect "the third record" test -s set-3.pdf
refute "an output without a number" test -e set.pdf
pdftotext set-3.pdf text
says text 丙项目
refute "another record's name" grep -q 甲项目 text

# Alone in its file, a record gives the same bytes.
record 丙项目 >alone.xml
fubiao 0 render -t 宁夏2021/项目支出绩效目标表 -f pdf,docx -o alone alone.xml
fubiao 2 render -f pdf,docx -o many set.xml
expect "the same PDF" cmp alone/alone.pdf many/set-3.pdf
expect "the same DOCX" cmp alone/alone.docx many/set-3.docx

fubiao 2 check set.xml
fubiao 2 check --format json set.xml
expect "an object for each record" test "$(jq -r '[.[].number] | join(" ")' out)" = "1 2 3"
expect "their errors" test "$(jq -r '[.[].errors] | join(" ")' out)" = "0 1 0"
fubiao 0 dump record set.xml
expect "all records" test "$(grep -c '/项目名称\[1\] = ' out)" -eq 3

# What is wrong with their template is told once, and then only that it has errors.
sed '0,/<value select="项目名称"/s//<value select="项目名"/' "$template" >wrong.xml
fubiao 2 check -t wrong.xml set.xml alone.xml
expect "the error once" test "$(grep -c 'template-field\]' err)" -eq 1
expect "and in short for the others" test "$(grep -c "the template 'wrong.xml' has errors" err)" -eq 3
says err "records: 4, errors: 4,"

# One file has no room for several; no two records become one file.
fubiao 3 render -o one.pdf set.xml
says err "one file 'one.pdf' cannot hold several records"
refute "that file" test -e one.pdf
cp alone.xml set-1.xml
fubiao 3 render -t 宁夏2021/项目支出绩效目标表 -f pdf -o clash set-1.xml set.xml
says err "would both become 'clash/set-1.pdf'"

# A set of one, and what is no set.
{
    echo '<记录集>'
    record 丁项目
    echo '</记录集>'
} >single.xml
fubiao 0 render -t 宁夏2021/项目支出绩效目标表 -f pdf single.xml
expect "a set of one needs no number" test -s single.pdf
fubiao 2 check single.xml
says err "[template-missing]"
echo '<记录集/>' >empty.xml
fubiao 2 check empty.xml
says err "[record-set-empty]"
echo '<记录集 年="1">字<甲/></记录集>' >odd.xml
fubiao 2 check odd.xml
says err "[record-attribute]"
says err "[record-text]"

finish
