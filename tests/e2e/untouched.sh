# A failed run leaves earlier outputs as they were.
. "${0%/*}/lib.sh"

echo "an earlier PDF" >record.pdf
echo "an earlier DOCX" >record.docx

# left_alone RECORD: rendering it fails, and both files are as before and nothing lies beside them.
left_alone() {
    cp "$1" record.xml
    ls -A | grep -vx "err\|out\|before\|after" >before
    fubiao "$2" render record.xml
    is record.pdf "an earlier PDF"
    is record.docx "an earlier DOCX"
    ls -A | grep -vx "err\|out\|before\|after" >after
    expect "no file is left over" cmp -s before after
}
echo '<unfinished>' >malformed
left_alone malformed 2
sed 's/<年度>2021/<年度>/' "$sample" >faulty
left_alone faulty 2
# U+F0000 is for private use: no font has it.
sed 's/巡视巡察工作经费/巡视\&#xF0000;经费/' "$sample" >glyph
left_alone glyph 2
says err "[glyph-missing]"
sed 's/模板="[^"]*"/模板="x"/' "$sample" >template
left_alone template 2

# A good record replaces both at once.
cp "$sample" record.xml
fubiao 0 render record.xml
expect "a PDF now" test "$(head -c 5 record.pdf)" = "%PDF-"
expect "a DOCX now" test "$(head -c 2 record.docx)" = "PK"

# A run that cannot write says so; what stood there stays.
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked
    echo "earlier" >locked/record.pdf
    chmod a-w locked
    fubiao 4 render -f pdf -o locked record.xml
    is locked/record.pdf "earlier"
    chmod u+w locked
fi
mkdir taken taken/record.pdf
fubiao 4 render -f pdf -o taken record.xml
expect "a folder in the way stays" test -d taken/record.pdf
finish
