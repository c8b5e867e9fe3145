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

fubiao 3 check
finish
