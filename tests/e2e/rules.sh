# Rules of templates: what is told, silenced, counted, and left out of public copies.
. "${0%/*}/lib.sh"

# The seed passes with warnings alone, and its three known oddities are found.
fubiao 0 check "$sample"
is out ""
refute "the sample has an error" grep -q "error:" err
says err "835 + 50.52 + 18.65 + 10.125 + 31.35 = 945.645 万元, but 项目年度资金/资金总额 is 935 万元 [rule-amounts R18]"
says err "differ in one place: '预计', and there '共计' [rule-almost-same R21]"
says err "绩效指标 row 17, 指标值 ends with '、': the text is cut off [rule-cut R17]"
says err "records: 1, errors: 0, warnings: 4, notes: 0, silenced: 0"
fubiao 1 check --strict "$sample"
run 0 env LC_ALL=zh_CN.UTF-8 "$program" check "$sample"
says err "只有一处不同：“预计”与“共计” [rule-almost-same R21]"
says err "记录：1，错误：0，警告：4，提示：0，忽略：0"

# An error of a rule is an error of the record: no document is made.
sed '0,/<财政拨款>935\.00/s//<财政拨款>900.00/' "$sample" >sum.xml
fubiao 2 render -o docs sum.xml
says err "项目年度资金/资金总额 is 935, but its parts add up to 900 [rule-sum R1]"
refute "a document in spite of the error" test -e docs/sum.pdf

# Silenced for the record, with a reason that the report shows.
sed 's,<附件号>,<忽略 规则="R18" 理由="含上年结转安排的支出"/>&,' "$sample" >silent.xml
fubiao 0 check silent.xml
refute "a silenced rule is told" grep -q 'R18\]' err
says err "note: the rule R18 is silenced here (findings: 2): 含上年结转安排的支出 [rule-silenced]"
says err "records: 1, errors: 0, warnings: 2, notes: 1, silenced: 2"
fubiao 0 render -o docs silent.xml
sed 's, 理由="[^"]*",,' silent.xml >mute.xml
fubiao 2 check mute.xml
says err "[silence-reason]"

# For programs.
fubiao 2 check --no-layout --format json "$sample" silent.xml sum.xml
is err ""
expect "findings have their rule" jq -e \
    '[.[0].diagnostics[].rule] == ["R18", "R21", "R18", "R17"]' out
expect "findings have their level" jq -e 'all(.[0].diagnostics[]; .level == "warning")' out
expect "findings have the path of their field" jq -e \
    '.[0].diagnostics | any(.code == "rule-cut" and .field == "绩效指标/指标[17]/指标值")' out
expect "what is silenced is counted" jq -e 'map(.silenced) == [0, 2, 0]' out
expect "notes are counted" jq -e 'map(.notes) == [0, 1, 0]' out
expect "the error is that of the sum" jq -e \
    '.[2].diagnostics | any(.code == "rule-sum" and .rule == "R1" and .level == "error")' out

# A template's own rule, and one that no sample tries.
sed 's,  <rules>,&\
    <rule id="本地1" of="绩效指标/指标" test="fb:length(三级指标) \&lt;= 40" field="三级指标">\
      <message>名称过长：<value select="三级指标"/></message>\
      <message lang="en">long: <value select="fb:length(三级指标)"/></message>\
    </rule>\
    <filled id="本地2" of="绩效指标/指标[三级指标 = '"'没有'"']" field="指标值"/>,' "$template" >own.xml
fubiao 0 check -t own.xml --coverage "$sample"
says err "long: 50 [rule 本地1]"
says err "own.xml:"
says err "note: the rule 本地2 finds nothing to look at in these records [rule-untried]"
run 0 env LC_ALL=zh_CN.UTF-8 "$program" check -t own.xml "$sample"
says err "名称过长："

# A template by itself.
fubiao 0 check -t own.xml
is err ""
sed 's,fb:length(三级指标) &lt;= 40,fb:lenght(三级指标) = 1,' own.xml >wrong.xml
fubiao 2 check -t wrong.xml
says err "error: there is no function 'fb:lenght' [template-function]"
fubiao 2 check -t wrong.xml --format json
expect "the column in the expression" jq -e \
    --argjson line "$(grep -n 'fb:lenght' wrong.xml | cut -d: -f1)" \
    '.[0].diagnostics[0] | .line == $line and .column == 39' out

# Public copies: what is private is in neither output, and not missed either.
sed 's,<field name="实施单位",& private="yes",' "$template" >private.xml
unit=自治区党委巡视办公室本级
fubiao 0 render -t private.xml -o full "$sample"
fubiao 0 render --public -t private.xml -o public "$sample"
name=$(basename "$sample" .xml)
pdf_text() {
    pdftotext -raw "$1" - | tr -d ' \n\f'
}
docx_text() {
    unzip -p "$1" word/document.xml | sed 's/<[^>]*>//g'
}
pdf_text "full/$name.pdf" >full.txt
pdf_text "public/$name.pdf" >public.txt
docx_text "full/$name.docx" >full.docx.txt
docx_text "public/$name.docx" >public.docx.txt
says full.txt "$unit"
says full.docx.txt "$unit"
refute "private text in the public PDF" grep -q "$unit" public.txt
refute "private text in the public DOCX" grep -q "$unit" public.docx.txt
refute "private text anywhere in the public DOCX" sh -c \
    "unzip -p 'public/$name.docx' | grep -q '$unit'"
says public.txt "自治区党委巡视办公室"
sed 's,全年工作包含三个方面,&，联系电话13900000000,' "$sample" >phone.xml
fubiao 0 check --no-layout phone.xml
refute "a number is told for a copy of the office" grep -q 'rule-personal' err
fubiao 0 check --public --no-layout phone.xml
says err "a public copy shows the telephone number '13900000000' in 年度总体绩效目标 [rule-personal R20]"

# Pages are laid out unless it is asked not to: a text that no cell can hold.
sed 's,<style name="cell",& overflow="error" max-lines="1",' "$template" >narrow.xml
fubiao 2 check -t narrow.xml "$sample"
says err "[text-too-long]"
fubiao 0 check --no-layout -t narrow.xml "$sample"
finish
