# Blank records of every template, in every form.
. "${0%/*}/lib.sh"

# body FORM: rows, cells and texts of the blank form as DOCX, without its controls: an element that is
# empty is not in a workbook, and what a template prints only where it is has no control then.
body() {
    unzip -p "$1/blank.docx" word/document.xml | sed 's/></>\n</g' |
        sed -n '/^<w:t[rc][ >]/p; /^<w:t[ >][^>]*>　*</!s/^<w:t[ >]/&/p'
}

fubiao 0 list templates
cut -f 1 out >templates
while read -r name; do
    for form in xml json xlsx; do
        rm -f "blank.$form"
        fubiao 0 new -o "blank.$form" "$name"
        fubiao 0 render -o "$form" "blank.$form"
        says err "[record-blank]"
        expect "$name: a DOCX of $form" test -s "$form/blank.docx"
    done
    expect "$name: the same blank form from JSON" cmp xml/blank.pdf json/blank.pdf
    expect "$name: the same blank form from XLSX" cmp xml/blank.pdf xlsx/blank.pdf
    body xml >wanted
    for form in json xlsx; do
        body $form >found
        expect "$name: the same blank form from $form as DOCX" cmp wanted found
    done
    fubiao 1 check --strict blank.xml
done <templates

# The file is named by the template, and is never replaced.
fubiao 0 new 宁夏2021/项目支出绩效目标表
says 项目支出绩效目标表.xml '空表="是"'
says 项目支出绩效目标表.xml '<!-- 金额，单位万元；必填 -->'
fubiao 3 new 宁夏2021/项目支出绩效目标表
says err "is there already"
fubiao 3 new -f json -o 项目支出绩效目标表.xml 宁夏2021/项目支出绩效目标表
fubiao 0 new -f json 宁夏2021/项目支出绩效目标表
expect "JSON" jq -e . 项目支出绩效目标表.json
fubiao 0 new -f xml -o - "$template"
says out '<年度></年度>'

# Filled in, it is a record like any other.
sed 's|<年度></年度>|<年度>2021</年度>|' 项目支出绩效目标表.xml >begun.xml
fubiao 2 check begun.xml
says err "[record-empty]"
refute "a blank form" grep -q record-blank err
pdftotext -layout xml/blank.pdf text
expect "the form's own words" test -s text

fubiao 3 new -f docx 宁夏2021/项目支出绩效目标表
says err "unknown form 'docx'"
fubiao 2 new 没有/这个
says err "[template-unknown]"

finish
