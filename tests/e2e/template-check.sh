# Templates are checked without a record, and all that are shipped are right.
. "${0%/*}/lib.sh"

fubiao 0 list templates
cut -f 1 out >names
expect "there are templates" test -s names
while read -r name; do
    fubiao 0 check --strict -t "$name"
    refute "$name has something to say about" grep -q . err
done <names

# Errors and leftovers, as text and as JSON.
sed -e 's|<field name="附件号"|<field name="备注"/><field name="附件号"|' \
    -e 's|<styles>|<styles><style name="spare"/>|' "$template" >spare.xml
fubiao 0 check -t spare.xml
says err "warning: no cell shows the field '备注' [template-field-unused]"
says err "note: nothing uses the style 'spare' [template-style-unused]"
fubiao 1 check --strict -t spare.xml
fubiao 0 render -t spare.xml -f pdf "$sample"
refute "leftovers disturb who prints a record" grep -q unused err
sed 's|<value select="项目名称"/>|<value select="项目名"/>|' "$template" >wrong.xml
fubiao 2 check -t wrong.xml
says err "[template-field]"
says err "use what is there: 项目名称"
fubiao 2 check --format json -t wrong.xml
expect "the error in JSON" jq -e '.[0].diagnostics[0].code == "template-field"' out

# Where in an expression it goes wrong.
sed 's|<value select="项目名称"/>|<value select="concat(项目名称, )"/>|' "$template" >broken.xml
fubiao 2 check -t broken.xml
line=$(grep -n 'concat(项目名称, )' broken.xml | head -1 | cut -d: -f1)
says err "broken.xml:$line:"
says err "[template-xpath]"

# What is larger than its page, with all else that is wrong.
cat >large.xml <<'END'
<template xmlns="urn:fubiao:template:1" name="测试/大表">
  <title>大表</title>
  <record root="表"><field name="名称"/></record>
  <styles><style name="cell"/><style name="label" size="30pt" line="100pt"/></styles>
  <section>
    <page top="100mm" bottom="100mm" left="30mm" right="30mm"/>
    <table columns="100mm 60mm" style="cell">
      <continued style="label">续表</continued>
      <header><row height="20mm"><cell head="column" span="2">名称</cell></row></header>
      <row exact-height="98mm"><cell><value select="名称"/></cell><cell/></row>
    </table>
    <table columns="0mm 60mm" style="cell">
      <row><cell span="3"><value select="名"/></cell></row>
    </table>
  </section>
</template>
END
fubiao 2 check -t large.xml
says err "large.xml:7:6: error: the columns are 453.543 pt wide together"
says err "large.xml:9:16: error: the repeated header and the mark above it are 156.693 pt high"
says err "large.xml:10:8: error: the row is exactly 277.795 pt high"
says err "large.xml:12:21: error:"
says err "[template-grid-wide]"
says err "[template-field]"

# What only a layout of the blank form shows.
cat >blank.xml <<'END'
<template xmlns="urn:fubiao:template:1" name="测试/空表">
  <title>空表</title>
  <record root="表"><field name="名称"/></record>
  <styles><style name="cell" size="30pt" line="40pt"/></styles>
  <section>
    <page top="100mm" bottom="100mm" left="30mm" right="30mm"/>
    <table columns="20mm 60mm" style="cell">
      <header><row><cell head="column">绩效目标</cell><cell>名称</cell></row></header>
      <row><cell/><cell><value select="名称"/></cell></row>
    </table>
    <table columns="9mm" style="cell"><row><cell>字</cell></row></table>
  </section>
</template>
END
fubiao 2 check -t blank.xml
says err "blank.xml:8:16: error: the repeated header and the mark above it are 160 pt high"
says err "blank.xml:11:45: error: a character is wider than its cell"

fubiao 3 check
finish
