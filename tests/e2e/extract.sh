# What an office changed in a DOCX comes back: `extract`, `extract --into`, and `render` over it. Word
# and WPS are played by scripts that rewrite the parts as these programs are known to.
. "${0%/*}/lib.sh"

record=$source_folder/samples/湘潭/古树名木保护.xml
document=package/word/document.xml
store=package/customXml/item1.xml

# open_docx FILE: lays its parts out in the folder package; close_docx FILE: makes a DOCX of them.
open_docx() {
    rm -rf package
    run 0 unzip -q "$1" -d package
}
close_docx() {
    rm -f "$1"
    (cd package && zip -q -X -r "../$1" .)
    run 0 xmllint --noout "$document" "$store"
}

# text_run TEXT: how the program writes a text; for the patterns of sed.
text_run() {
    printf '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>' "$1"
}

# rewrite OLD NEW: puts XML in the place of a text in the document, which has it once.
rewrite() {
    expectations=$((expectations + 1))
    [ "$(grep -oF "$(text_run "$1")" "$document" | wc -l)" -eq 1 ] ||
        fail "the document has not one '$1'"
    sed -i "s|$(text_run "$1")|$2|" "$document"
}

# in_store OLD NEW: changes a value in the store.
in_store() {
    expectations=$((expectations + 1))
    grep -qF ">$1<" "$store" || fail "the store has no '$1'"
    sed -i "s|>$1<|>$2<|" "$store"
}

# changed FILE TEXT: what `diff` says of a record and what it was.
changed() {
    diff "$record" "$1" >changes
    is changes "$2"
}

# ---- nothing was edited ----

find "$source_folder/samples" -name '*.xml' | sort >samples
while read -r sample; do
    fubiao 0 render -f docx -o whole.docx "$sample"
    fubiao 0 extract -o back.xml whole.docx
    is err ""
    fubiao 0 convert -f xml -o was.xml "$sample"
    expect "$sample comes back" cmp was.xml back.xml
    cp "$sample" into.xml
    fubiao 0 extract --into into.xml whole.docx
    expect "$sample stays" cmp "$sample" into.xml
    refute "nothing is kept of it" test -e into.xml.bak
done <samples

fubiao 0 render -f docx -o form.docx "$record"
fubiao 0 extract form.docx
says out '<项目支出绩效目标申报 模板="湘潭/项目支出绩效目标申报表">'
fubiao 0 extract - <form.docx
says out "<年度>2025</年度>"

# ---- values, as Word leaves them: runs are split and marked, and changes are tracked ----

open_docx form.docx
rewrite 5200株次 '<w:r w:rsidR="00A1"><w:t>54</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00B2"><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>00</w:t><w:t>株次</w:t></w:r><w:proofErr w:type="spellEnd"/>'
in_store 5200株次 5400株次
rewrite 420份 '<w:del w:id="901" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>420</w:delText></w:r></w:del><w:ins w:id="902" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r><w:t>430</w:t></w:r></w:ins><w:r><w:t>份</w:t></w:r>'
in_store 420份 430份
# Of this one the program that saved the file did not keep the store up to date.
rewrite 临江市林业局 '<w:r><w:t>临江市</w:t></w:r><w:r><w:t>林业和草原局</w:t></w:r>'
close_docx word.docx
cp "$record" record.xml
fubiao 0 extract --into record.xml word.docx
says err "主管部门[1] was '临江市林业局' and is now '临江市林业和草原局' [edit-value]"
says err "hint: it is put into the record's file, unless there are errors"
refute "nobody is told to do what is being done" grep -q "extract --into RECORD" err
changed record.xml "8c8
<   <主管部门>临江市林业局</主管部门>
---
>   <主管部门>临江市林业和草原局</主管部门>
34c34
<       <指标值及单位>5200株次</指标值及单位>
---
>       <指标值及单位>5400株次</指标值及单位>
42c42
<       <指标值及单位>420份</指标值及单位>
---
>       <指标值及单位>430份</指标值及单位>"
expect "what it was is kept" cmp "$record" record.xml.bak
fubiao 0 extract -o back.xml word.docx
says err "hint: 'fubiao extract --into RECORD' puts it into the record's file"
fubiao 0 convert -f xml -o merged.xml record.xml
expect "both ways are one" cmp back.xml merged.xml
fubiao 0 extract --into record.xml word.docx
expect "once is enough" cmp -s merged.xml back.xml
expect "the first .bak stays" cmp "$record" record.xml.bak

# ---- render over it ----

cp word.docx there.docx
fubiao 2 render -o there.docx "$record"
says err "there.docx: error: the file was edited since it was made, and is not written over [docx-edited]"
says err "is now '5400株次'"
expect "it stays" cmp word.docx there.docx
fubiao 0 render -o there.docx record.xml
refute "the record has all, so it is made anew" cmp -s word.docx there.docx
cp word.docx there.docx
fubiao 0 render --force -o there.docx "$record"
expect "--force" cmp form.docx there.docx
fubiao 0 render -o there.docx "$record"
sed 's/<年度>2025/<年度>2026/' "$record" >next.xml
fubiao 0 render -o there.docx next.xml
refute "one that nobody edited is made anew" cmp -s form.docx there.docx
mkdir both
cp word.docx both/next.docx
fubiao 2 render -o both next.xml
refute "no output of a record that is refused" test -e both/next.pdf
cp "$source_folder/tests/e2e/workbook.fods" plain.txt
zip -q other.docx plain.txt
fubiao 2 render -o other.docx "$record"
says err "[docx-unknown]"

# ---- rows ----

# The items of a repeating section, and of the store, each on a line of its own.
items_apart() {
    sed -i 's/<w:sdt><w:sdtPr><w:id w:val="[0-9]*"\/><w15:repeatingSectionItem\/>/\n&/g' "$document"
    sed -i 's/<指标 行="/\n&/g' "$store"
}
# number_items: the paths of the items as Word writes them anew.
number_items() {
    awk '/repeatingSectionItem/ { n++; gsub(/\/指标\[[0-9]+\]/, "/指标[" n "]") } { print }' \
        "$document" >numbered
    cp numbered "$document"
}

# Word's "+" copies a row with its key; the copy is then filled in. Its control numbers are new.
open_docx form.docx
items_apart
awk '/5200株次/ { new = $0; gsub(/5200株次/, "36个", new); gsub(/古树名木巡护株次/, "新增巡护点", new)
        gsub(/w:id w:val="/, "&7", new); print; print new; next } { print }' "$document" >copied
cp copied "$document"
number_items
awk '/5200株次/ { new = $0; gsub(/5200株次/, "36个", new); gsub(/古树名木巡护株次/, "新增巡护点", new)
        print; print new; next } { print }' "$store" >copied
cp copied "$store"
close_docx added.docx
cp "$record" record.xml
fubiao 0 extract --into record.xml added.docx
says err "/绩效指标[1]/指标[3] was added: 产出指标 数量指标 新增巡护点 36个 计划标准 每季度一次 [edit-row-added]"
{
    sed 37q "$record"
    sed -n "30,37p" "$record" | sed "s/古树名木巡护株次/新增巡护点/; s/5200株次/36个/"
    sed 1,37d "$record"
} >wanted.xml
expect "the row stands after the one it was copied from" cmp wanted.xml record.xml

open_docx form.docx
items_apart
sed -i '/5200株次/d' "$document"
number_items
sed -i '/5200株次/d' "$store"
close_docx removed.docx
cp "$record" record.xml
fubiao 0 extract --into record.xml removed.docx
says err "/绩效指标[1]/指标[2] was removed: 产出指标 数量指标 古树名木巡护株次 5200株次"
sed 30,37d "$record" >wanted.xml
expect "the row is gone" cmp wanted.xml record.xml

open_docx form.docx
items_apart
for part in "$document" "$store"; do
    awk '/5200株次/ { moved = $0; next } { print } /420份/ { print moved }' "$part" >swapped
    cp swapped "$part"
done
number_items
close_docx moved.docx
cp "$record" record.xml
fubiao 0 extract --into record.xml moved.docx
says err "was moved: "
fubiao 0 extract --into record.xml moved.docx
grep -o '>\(5200株次\|420份\|60株\)<' record.xml | tr -d "<>" >order
is order "60株
420份
5200株次"

# ---- merged cells, lists side by side ----

# The first level's label stands for four rows: each gets the new one.
open_docx form.docx
expect "a control for several rows" grep -q ' rows="' package/customXml/item2.xml
merged=$(sed -n 's/.*<control [^>]*rows="3"[^>]*shown="\([^"]*\)".*/\1/p' package/customXml/item2.xml)
rows=$(grep -c "级指标>$merged<" "$record")
expect "the record has it more than once" test "$rows" -gt 1
sed -i "s|$(text_run "$merged")|$(text_run 改后指标)|" "$document"
close_docx merged.docx
fubiao 0 extract -o back.xml merged.docx
expect "all rows of a merged cell" test "$(grep -c ">改后指标<" back.xml)" -ge 3

beside=$source_folder/samples/中央/古籍数字化保护与共享服务.xml
fubiao 0 render -f docx -o beside.docx "$beside"
open_docx beside.docx
sed -n 's/<三级指标>\(.*\)<\/三级指标>/\1/p' "$beside" | sed 's/^ *//' | sort | uniq -u | head -n 1 >name
expect "a name that stands once" test -s name
name=$(cat name)
sed -i "s|$(text_run "$name")|$(text_run "${name}改")|" "$document"
in_store "$name" "${name}改"
close_docx beside.docx
cp "$beside" record.xml
fubiao 0 extract --into record.xml beside.docx
sed "s|>$name<|>${name}改<|" "$beside" >wanted.xml
expect "one of two lists side by side" cmp wanted.xml record.xml

# ---- what is told and not decided ----

open_docx form.docx
rewrite 5200株次 "$(text_run 5300株次)"
in_store 5200株次 5400株次
close_docx conflict.docx
fubiao 2 extract -o none.xml conflict.docx
says err "was '5200株次' and has two new values: '5400株次' and '5300株次' [edit-conflict]"
refute "nothing is written" test -e none.xml
fubiao 2 render -o conflict.docx "$record"
says err "[docx-edited]"

# The record was changed since as well: beside, alike, and in another way.
sed 's/<年度>2025/<年度>2026/; s/5200株次/5400株次/' "$record" >record.xml
fubiao 0 extract --into record.xml word.docx
says record.xml "<年度>2026</年度>"
says record.xml "430份"
sed 's/5200株次/5500株次/' "$record" >record.xml
cp record.xml before.xml
fubiao 2 extract --into record.xml word.docx
says err "record.xml:34:15: error: "
says err "was '5200株次' when the document was made, is '5500株次' here, and '5400株次' in the document [merge-value]"
expect "nothing is written" cmp before.xml record.xml

# ---- which files ----

sed 's/encoding="UTF-8"/encoding="GB18030"/' "$record" | iconv -f UTF-8 -t GB18030 >gb.xml
fubiao 2 extract --into gb.xml word.docx
says err "[into-encoding]"
fubiao 0 convert -f json -o record.json "$record"
fubiao 2 extract --into record.json word.docx
says err "[into-format]"
says err "hint: write the record to a file of its own with -o RECORD.xml"
fubiao 0 convert -f xlsx -o record.xlsx "$record"
fubiao 2 extract --into record.xlsx word.docx
says err "[into-format]"
fubiao 2 extract --into "$source_folder/samples/宁夏2021/巡视巡察工作经费.xml" word.docx
says err "[into-other]"

# A record of JSON is judged too.
cp word.docx there.docx
fubiao 2 render -o there.docx record.json
says err "[docx-edited]"
sed 's/5200株次/5400株次/; s/420份/430份/; s/临江市林业局/临江市林业和草原局/' record.json >taken.json
fubiao 0 render -o there.docx taken.json

# In a set, the record is found by what it says. Line ends and the byte order mark stay.
{
    printf '\357\273\277<记录集>\r\n'
    sed -e 1d -e 's/$/\r/' "$beside"
    sed -e 1d -e 's/$/\r/' "$record"
    printf '</记录集>\r\n'
} >set.xml
cp set.xml before.xml
fubiao 0 extract --into set.xml word.docx
diff before.xml set.xml | grep '^>' >changes
is changes "$(printf '>   <主管部门>临江市林业和草原局</主管部门>\r\n>       <指标值及单位>5400株次</指标值及单位>\r\n>       <指标值及单位>430份</指标值及单位>\r')"
{
    printf '<记录集>'
    sed 1d "$record"
    sed 1d "$record"
    printf '</记录集>'
} >twice.xml
fubiao 2 extract --into twice.xml word.docx
says err "[into-unclear]"

# ---- public copies ----

fubiao 0 render --public -f docx -o public.docx "$record"
fubiao 0 extract -o back.xml public.docx
says err "the document is a public copy: its record lacks what the template calls private [docx-public]"
cp "$record" record.xml
fubiao 0 extract --into record.xml public.docx
expect "what is private stays" cmp "$record" record.xml

# ---- computed texts, and lists that are lost ----

computed=$source_folder/samples/四川/农村公路桥梁安全监测.xml
fubiao 0 render -f docx -o computed.docx "$computed"
open_docx computed.docx
sed -i "s|>97.60%<|>98.00%<|" "$document"
close_docx computed.docx
fubiao 0 extract -o back.xml computed.docx
says err "'97.60%' was changed to '98.00%', but that text is computed and not in the record [edit-fixed]"
fubiao 1 extract --strict -o back.xml computed.docx
fubiao 2 render -o computed.docx "$computed"
says err "[docx-edited]"

# A program that takes all controls and bookmarks away leaves rows that nobody can tell apart.
open_docx form.docx
sed -i 's/<w:bookmark[^>]*>//g; s/<w:dataBinding[^>]*>//g; s/<w:tag[^>]*>//g' "$document"
in_store 5200株次 5400株次
close_docx lost.docx
fubiao 2 extract -o none.xml lost.docx
says err "[edit-list-lost]"

# ---- what is refused ----

echo "no document" >text.docx
fubiao 2 extract text.docx
says err "[docx-format]"
printf '\320\317\021\340\241\261\032\341' >locked.docx
head -c 4096 /dev/zero >>locked.docx
fubiao 2 extract locked.docx
says err "locked.docx: error: "
head -c 5000 form.docx >cut.docx
fubiao 2 extract cut.docx
says err "[docx-broken]"
open_docx form.docx
rm package/customXml/item2.xml
close_docx bare.docx
fubiao 2 extract bare.docx
says err "[docx-no-record]"
open_docx form.docx
sed -i 's|^<?xml[^>]*>|&<!DOCTYPE x [<!ENTITY e "e">]>|' "$document"
(cd package && zip -q -X -r ../doctype.docx .)
fubiao 2 extract doctype.docx
says err "error: "
sed 's/customXml\/item1.xml/..\/tomXml\/item1.xml/g' form.docx >outside.docx
fubiao 2 extract outside.docx
says err "[docx-refused]"
open_docx form.docx
head -c 70000000 /dev/zero | tr '\0' ' ' >>"$document"
(cd package && zip -q -X -r ../bomb.docx .)
fubiao 2 extract bomb.docx
says err "[docx-refused]"
fubiao 4 extract missing.docx

# ---- usage ----

fubiao 3 extract
fubiao 3 extract -o a.xml --into b.xml form.docx
fubiao 3 extract --into - form.docx
fubiao 3 extract -o form.docx form.docx
fubiao 3 extract form.docx word.docx
finish
