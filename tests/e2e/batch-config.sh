# batch --config: sources and options from a file, together with those of the command line.
. "${0%/*}/lib.sh"

schema=$source_folder/schema/fubiao-batch.rng

# config TEXT: a file of options with this in it.
config() {
    mkdir -p night
    printf '<batch xmlns="urn:fubiao:batch:1">\n%s\n</batch>\n' "$1" >night/batch.xml
}

# valid FILE: the schema accepts it.
valid() {
    xmllint --noout --relaxng "$schema" "$1" 2>relaxng
}

# refused TEXT: the program refuses a file of options with this, and the schema does.
refused() {
    config "$1"
    fubiao 2 batch --config night/batch.xml
    refute "the schema accepts: $1" valid night/batch.xml
}

# accepted TEXT: the schema accepts it.
accepted() {
    config "$1"
    expect "the schema refuses: $1" valid night/batch.xml
}

# ---- the file of deploy/, and the same by options ----

mkdir -p night/records
cp "$source_folder/deploy/config/batch.xml" night
cp "$sample" "$source_folder"/samples/四川/*.xml night/records
expect "the schema refuses the sample" valid night/batch.xml
fubiao 0 batch --config night/batch.xml
says err "2 records"
expect "the report" test -s night/out/报告.html
expect "the index" test -s night/out/目录.xlsx
expect "all documents" test "$(find night/out -name '*.pdf' -o -name '*.docx' | wc -l)" -eq 4
fubiao 0 batch -o by-options --name '{主管部门}/{项目名称}.{格式}' night/records
rm night/out/报告.* night/out/目录.xlsx
rm -r night/out/.fubiao* by-options/.fubiao*
expect "the same documents" diff -r night/out by-options
fubiao 4 batch --config nowhere.xml
says err "[input-unreadable]"

# ---- what the command line says counts ----

accepted '<source>records</source><output>out</output><format>docx</format>
<report>a.json</report><index>b.xlsx</index><jobs>1</jobs><encoding>utf-8</encoding>'
rm -rf night/out
fubiao 0 batch --config night/batch.xml -o elsewhere -f pdf --report c.json "$sample"
refute "the folder of the file" test -e night/out
refute "the report of the file" test -e night/a.json
expect "the index of the file" test -s night/b.xlsx
expect "the report of the command line" test -s c.json
expect "one PDF" test "$(find elsewhere -name '*.pdf')" = elsewhere/巡视巡察工作经费.pdf
refute "a DOCX" grep -q . <<END
$(find elsewhere -name '*.docx')
END
config '<source>records</source>'
fubiao 3 batch --config night/batch.xml
config '<output>out</output>'
fubiao 3 batch --config night/batch.xml
says err "there is no source"

# A list beside the file; flags.
printf '%s\n' "$sample" >night/list.txt
accepted '<source>@list.txt</source><source>records/nothing-*.xml</source><output>out</output>
<format>docx</format><strict/><public/><docx-protect></docx-protect>'
fubiao 1 batch --config night/batch.xml
expect "what the list names" test -s night/out/巡视巡察工作经费.docx

# ---- parts and their join ----

accepted '<source>records</source><output>out</output><format>docx</format><report>报告.json</report>'
rm -rf night/out
fubiao 0 batch --config night/batch.xml --shard 1/2
fubiao 0 batch --config night/batch.xml --shard 2/2
refute "a part tells of the whole" test -e night/报告.json
fubiao 0 batch --config night/batch.xml --join
says err "2 records"
expect "the whole" test "$(jq .tally.records night/报告.json)" -eq 2

# ---- templates of kinds ----

rm -rf night && mkdir -p night/records
sed 's| 模板="[^"]*"||' "$sample" >night/records/1.xml
sed 's|经常性项目|一次性项目|' night/records/1.xml >night/records/2.xml
cp "$source_folder"/samples/四川/*.xml night/records
sed '0,/>项目名称/s||>工程名称|' "$template" >night/own.xml
accepted '<source>records</source><output>out</output><format>docx</format>
<template field="项目属性" value="一次性项目">own.xml</template>
<template root="项目支出绩效目标">宁夏2021/项目支出绩效目标表</template>'
cp -r "$source_folder/templates" night
sed -i 's|own.xml<|templates/宁夏2021/own.xml<|' night/batch.xml
mv night/own.xml night/templates/宁夏2021/own.xml
fubiao 0 batch --config night/batch.xml
says err "3 records"
unzip -p night/out/1.docx word/document.xml >one
unzip -p night/out/2.docx word/document.xml >two
refute "the kind's template for another record" grep -q 工程名称 one
expect "the kind's template" grep -q 工程名称 two
fubiao 0 batch --config night/batch.xml
expect "nothing is made again" grep -q '^ *3  unchanged$' err
# Which records are of a kind is part of what documents are made of.
sed -i 's|一次性项目|经常性项目|' night/batch.xml
fubiao 0 batch --config night/batch.xml
unzip -p night/out/1.docx word/document.xml >one
expect "the other record has it now" grep -q 工程名称 one
# -t is for all.
fubiao 2 batch --config night/batch.xml -t 四川/项目支出绩效自评表
config '<source>records/1.xml</source><output>out</output><format>docx</format>
<template>宁夏2021/没有</template>'
fubiao 2 batch --config night/batch.xml
says err "night/batch.xml:3:11: error: there is no template '宁夏2021/没有' [template-unknown]"

# ---- what is wrong, all at once, each at its place ----

cat >night/batch.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<batch xmlns="urn:fubiao:batch:1" version="1">
  <source></source>
  <sources>records</sources>
  loose
  <output>out</output>
  <output>other</output>
  <name>../{项目名称}.{格式}</name>
  <jobs>0</jobs>
  <memory> 32 </memory>
  <format>pdf,odt</format>
  <report>报告.txt</report>
  <index>目录.csv</index>
  <parameter>期间</parameter>
  <prune>yes</prune>
  <template field="项目属性">甲</template>
  <template value="一">甲</template>
  <template root="a b" field="甲//乙" value="">甲</template>
  <template>甲</template>
  <template root="乙">丙</template>
  <timeout><seconds>6</seconds></timeout>
  <shard>1/2</shard>
  <jobs xmlns="urn:other">2</jobs>
</batch>
END
fubiao 2 batch --config night/batch.xml
grep -v '^ \|^[^n]' err >short
cat >expected <<'END'
night/batch.xml:2:44: error: <batch> may not have the attribute version [config-attribute]
night/batch.xml:3:4: error: '' is not a value of source [config-value]
night/batch.xml:4:4: error: <sources> may not stand in <batch> [config-element]
night/batch.xml:5:3: error: text may not stand in <batch> [config-text]
night/batch.xml:7:4: error: <output> is given twice [config-twice]
night/batch.xml:8:9: error: '../{项目名称}.{格式}' is not a value of name [config-value]
night/batch.xml:9:9: error: '0' is not a value of jobs [config-value]
night/batch.xml:10:12: error: '32' is not a value of memory [config-value]
night/batch.xml:11:11: error: 'pdf,odt' is not a value of format [config-value]
night/batch.xml:12:11: error: '报告.txt' is not a value of report [config-value]
night/batch.xml:13:10: error: '目录.csv' is not a value of index [config-value]
night/batch.xml:14:14: error: '期间' is not a value of parameter [config-value]
night/batch.xml:15:10: error: 'yes' is not a value of prune [config-value]
night/batch.xml:16:4: error: <template> has no attribute value, which it needs [config-attribute-missing]
night/batch.xml:16:26: error: there is no template '甲' [template-unknown]
night/batch.xml:17:4: error: <template> has no attribute field, which it needs [config-attribute-missing]
night/batch.xml:17:23: error: there is no template '甲' [template-unknown]
night/batch.xml:18:19: error: 'a b' is not a value of root [config-value]
night/batch.xml:18:31: error: '甲//乙' is not a value of field [config-value]
night/batch.xml:18:46: error: there is no template '甲' [template-unknown]
night/batch.xml:19:13: error: there is no template '甲' [template-unknown]
night/batch.xml:20:22: error: no record gets this template, because the one in line 19 fits before it [config-unreached]
night/batch.xml:20:22: error: there is no template '丙' [template-unknown]
night/batch.xml:21:13: error: <seconds> may not stand in <timeout> [config-element]
night/batch.xml:22:4: error: <shard> may not stand in <batch> [config-element]
night/batch.xml:23:4: error: <jobs> may not stand in <batch> [config-element]
END
expect "what is wrong" diff expected short
says err "hint: keep one of the two; the first is in line 6"
says err "hint: attributes of <batch>: none"
says err "hint: allowed in <timeout>: nothing but text"
LANGUAGE=zh_CN fubiao 2 batch --config night/batch.xml
says err "[config-twice]"

# Each alone, by the program and by the schema.
for wrong in '<sources>records</sources>' 'loose' '<output>a</output><output>b</output>' \
    '<name>{项目名称}</name>' '<jobs>0</jobs>' '<memory>32</memory>' '<format>odt</format>' \
    '<report>a.txt</report>' '<index>a.csv</index>' '<parameter>期间</parameter>' \
    '<prune>yes</prune>' '<template field="甲">乙</template>' '<template value="甲">乙</template>' \
    '<template root="a b">乙</template>' '<template></template>' '<pdf>x</pdf>' \
    '<docx-fonts>all</docx-fonts>' '<shard>1/2</shard>' '<source/>' \
    '<timeout><seconds>6</seconds></timeout>' '<source folder="a">b</source>' \
    '<jobs xmlns="urn:other">2</jobs>' '<department>甲//乙</department>'; do
    refused "$wrong"
done
config '<encoding>utf-7</encoding>'
fubiao 2 batch --config night/batch.xml
says err "[config-value]"
config '<template root="甲">乙</template><template root="甲" field="丙" value="丁">乙</template>'
fubiao 2 batch --config night/batch.xml
says err "night/batch.xml:2:71: error: no record gets this template, because the one in line 2 fits before it [config-unreached]"
config "<source>a</source>$(for i in 1 2 3 4 5 6 7 8 9; do echo "<report>$i.json</report>"; done)"
fubiao 2 batch --config night/batch.xml
says err "[config-many]"
echo '<batch/>' >night/batch.xml
fubiao 2 batch --config night/batch.xml
says err "root element <batch> is no <batch> of the namespace urn:fubiao:batch:1 [config-root]"

# ---- every option that is for every run is in the file as well ----

fubiao 0 batch --help
sed -n 's/^ .* --\([a-z-]*\).*/\1/p' out | grep -vx 'config\|shard\|join\|help' | sort >options
{
    echo source
    cat options
} | sort >words
grep -o '<element name="[a-z-]*"' "$schema" | cut -d '"' -f 2 | grep -vx batch | sort >elements
expect "the schema has what the options are" diff words elements

finish
