# Records go from form to form without loss.
. "${0%/*}/lib.sh"

# canonical FILE: a record without the elements that are empty, for an empty cell is no element.
canonical() {
    perl -0777 -pe '
        s|\n *<[^<>!?]+/>||g;
        1 while s|\n *<([^\s<>/!?]+)>\s*</\1>||g;' "$1"
}

for record in "$source_folder"/samples/*/*.xml; do
    name=$(basename "$record" .xml)
    fubiao 0 convert -o xml "$record" -f xml
    fubiao 0 convert -o json -f json "$record"
    expect "$name: JSON that programs read" jq -e . "json/$name.json" >read.json
    fubiao 0 convert -o "json/$name.xml" "json/$name.json"
    expect "$name: XML to JSON to XML" cmp "xml/$name.xml" "json/$name.xml"

    fubiao 0 convert -o xlsx -f xlsx "$record"
    fubiao 0 convert -o "xlsx/$name.xml" "xlsx/$name.xlsx"
    canonical "xml/$name.xml" >wanted
    expect "$name: XML to XLSX to XML" cmp wanted "xlsx/$name.xml"

    # The same page, whatever file the record came in.
    fubiao 0 render -f pdf -o from-xml "$record"
    fubiao 0 render -f pdf -o from-xlsx "xlsx/$name.xlsx"
    expect "$name: the same PDF from XLSX" cmp "from-xml/$name.pdf" "from-xlsx/$name.pdf"
    fubiao 0 render -f pdf -o from-json "json/$name.json"
    expect "$name: the same PDF from JSON" cmp "from-xml/$name.pdf" "from-json/$name.pdf"
done

# A workbook that LibreOffice has saved again says the same.
if command -v soffice >/dev/null; then
    soffice "-env:UserInstallation=file://$scratch/office" --headless --convert-to xlsx \
        --outdir saved xlsx/*.xlsx >soffice.log 2>&1
    for file in xlsx/*.xlsx; do
        name=$(basename "$file" .xlsx)
        fubiao 0 convert -o "saved/$name.xml" "saved/$name.xlsx"
        expect "$name: saved by LibreOffice" cmp "xlsx/$name.xml" "saved/$name.xml"
    done
fi

# The same bytes, wherever and whenever.
fubiao 0 convert -o again.xlsx "$sample"
expect "the same workbook" cmp again.xlsx "xlsx/$(basename "$sample" .xml).xlsx"
run 0 env TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8 TMPDIR="$scratch" "$program" convert -o third.xlsx \
    "$sample"
expect "the same workbook elsewhere" cmp again.xlsx third.xlsx
expect "no folder is left" test -z "$(find "$scratch" -maxdepth 1 -name 'fubiao-*')"

# All records of several files in one.
for name in 甲 乙 丙; do
    sed "s|<项目名称>.*</项目名称>|<项目名称>$name</项目名称>|" "$sample" >"$name.xml"
done
fubiao 0 convert -o 全部.xlsx 甲.xml 乙.xml 丙.xml
fubiao 0 convert -o 全部.json 全部.xlsx
expect "three records" test "$(jq -r '[.[]."项目支出绩效目标"."项目名称"] | join("")' 全部.json)" = 甲乙丙
fubiao 0 convert -o 全部.xml 全部.json
expect "a set" test "$(grep -c '<项目名称>' 全部.xml)" -eq 3
fubiao 0 render -f pdf -o each 全部.xlsx
expect "a document for each" test "$(ls each | wc -l)" -eq 3
fubiao 0 convert -f xml -o - 乙.xml
says out '<项目名称>乙</项目名称>'

# What looks like an escape of workbooks (ISO 29500-1, 22.9.2.19) or like a formula stays a text.
sed 's|<项目名称>.*</项目名称>|<项目名称>=甲_x0041__x005F_乙_x000D_</项目名称>|' "$sample" >逃.xml
fubiao 0 convert -o 逃.xlsx 逃.xml
fubiao 0 convert -f xml -o - 逃.xlsx
says out '<项目名称>=甲_x0041__x005F_乙_x000D_</项目名称>'

# What is wrong is told, and nothing is written.
fubiao 3 convert "$sample"
says err "say with -f which form"
fubiao 3 convert -f pdf "$sample"
says err "unknown form 'pdf'"
cp "$sample" 原.xml
fubiao 3 convert -f xml 原.xml
says err "is the record itself"
mkdir 别处
cp 甲.xml 别处/甲.xml
fubiao 3 convert -f json -o together 甲.xml 别处/甲.xml
says err "would both become"
sed 's|<年度>|<年份>一</年份><年度>|' "$sample" >多.xml
fubiao 2 convert -o 多.xlsx 多.xml
says err "[record-element]"
refute "a workbook with less than the record" test -e 多.xlsx
sed 's| 模板="[^"]*"||' "$sample" >无.xml
fubiao 2 convert -o 无.json 无.xml
says err "[template-missing]"
fubiao 0 convert -t 宁夏2021/项目支出绩效目标表 -o 无.json 无.xml
run 4 env TMPDIR="$scratch/nowhere" "$program" convert -o 无.xlsx "$sample"
refute "a workbook without a place for it" test -e 无.xlsx

# A workbook of an office, by a mapping: the fill-in one, read as if it were any other.
cat >mapping.xml <<'END'
<mapping xmlns="urn:fubiao:mapping:1" template="宁夏2021/项目支出绩效目标表">
  <records sheet="项目" key="编号">
    <field name="年度" value="2022"/>
    <field name="项目名称" column="D"/>
    <list name="绩效指标" sheet="绩效指标" key="编号">
      <field name="三级指标"/>
    </list>
  </records>
</mapping>
END
fubiao 0 convert -m mapping.xml -o - -f json 全部.xlsx
expect "fields of the mapping" test "$(jq -r '.[2]."项目支出绩效目标" | ."年度" + ."项目名称"' out)" = 2022丙
fubiao 2 check -m mapping.xml --no-layout 全部.xlsx
says err "全部.xlsx:项目!"
sed 's|heading|x|; s|column="D"|heading="项目名"|' mapping.xml >wrong.xml
fubiao 2 check -m wrong.xml 全部.xlsx
says err "[table-heading]"
says err "is this meant: 项目名称?"

finish
