# The DOCX read back: a sound package, and exactly the text of the form.
. "${0%/*}/lib.sh"
cells=$source_folder/tests/e2e/seed-cells.txt

fubiao 0 render -o sample.docx "$sample"
run 0 unzip -tq sample.docx
for part in '[Content_Types].xml' word/document.xml word/styles.xml word/settings.xml \
    docProps/core.xml; do
    unzip -p sample.docx "$(printf %s "$part" | sed 's/\[/\\[/')" >part.xml
    expect "$part is well-formed" xmllint --noout part.xml
done

# Prints the text of each paragraph outside tables and of each cell that has text, one a line.
docx_cells() {
    unzip -p "$1" word/document.xml | tr -d '\n' |
        sed -e 's/<w:tbl>/\n&/g; s/<\/w:tbl>/\n&\n/g; s/<\/w:tc>/\n&\n/g' \
            -e 's/<\/w:p>/&\n/g; s/<w:t[ >]/\n&/g; s/<\/w:t>/\n/g' |
        awk '
            /^<w:tbl>/         { inside = 1 }
            /^<\/w:tbl>/       { inside = 0 }
            /^<w:t[ >]/        { sub(/^<[^>]*>/, ""); text = text $0; next }
            /^<\/w:tc>/        { flush(); next }
            /<\/w:p>/ && !inside { flush() }
            function flush() {
                gsub(/　/, "", text) # the placeholder of empty controls
                if (text != "") print text
                text = ""
            }'
}
docx_cells sample.docx >found
sed 's/^[*	]//' "$cells" >wanted
expect "the text is that of the form" diff wanted found

# The one merged label over all indicator rows, and a header row that Word repeats.
unzip -p sample.docx word/document.xml >document.xml
expect "23 indicator rows under one label" test \
    "$(grep -o '<w:vMerge w:val="restart"/>' document.xml | wc -l)" -gt 10
says document.xml '<w:tblHeader/>'
says document.xml '<w:cantSplit/>'

sed 's/巡视巡察工作经费/𠮷\&amp;\&lt;甲\&gt;经费/' "$sample" >rare.xml
fubiao 0 render -o rare.docx rare.xml
docx_cells rare.docx >found
says found "𠮷&amp;&lt;甲&gt;经费"

# Values are controls; protected, all else is in a group that is locked.
says document.xml '<w:dataBinding w:xpath="/*[1]/项目名称[1]"'
expect "no group" test "$(grep -c '<w:group/>' document.xml)" -eq 0
fubiao 0 render --docx-protect -o protected.docx "$sample"
unzip -p protected.docx word/document.xml >protected.xml
says protected.xml '<w:lock w:val="contentLocked"/><w:group/>'
docx_cells protected.docx >found
expect "the text is that of the form" diff wanted found

# Embedded: the same text, and LibreOffice sets all of it in our faces, which it would else not know.
fubiao 0 render --docx-fonts subset -o subset.docx "$sample"
docx_cells subset.docx >found
expect "the text is that of the form" diff wanted found
fubiao 0 render --docx-fonts subset -o again.docx "$sample"
expect "the same bytes" cmp subset.docx again.docx
fubiao 0 render --docx-fonts full -o full.docx "$sample"
expect "whole fonts have megabytes" test "$(wc -c <full.docx)" -gt 3000000
fubiao 3 render --docx-fonts some -o some.docx "$sample"
says err "unknown fonts 'some'"
if command -v soffice >/dev/null && command -v pdffonts >/dev/null; then
    HOME=$PWD timeout --kill-after=5 180 soffice "-env:UserInstallation=file://$PWD/profile" \
        --headless --convert-to pdf --outdir converted subset.docx full.docx >/dev/null 2>&1
    for name in subset full; do
        pdffonts "converted/$name.pdf" | tail -n +3 >fonts
        expect "$name: fonts are ours: $(cat fonts)" test "$(grep -c 'Fubiao-' fonts)" -gt 2
        expect "$name: all of them: $(cat fonts)" test "$(grep -vc 'Fubiao-' fonts)" -eq 0
    done
fi

# What Office's own validator, LibreOffice and our lint say; 77 if one of them is not installed.
"$source_folder/tests/conformance/check-docx" "${program%/*}/tests/conformance/docx_lint" \
    sample.docx rare.docx protected.docx subset.docx >verdict 2>&1
judged=$?
if [ "$judged" -eq 77 ]; then
    cat verdict
    [ "$failures" -eq 0 ] && exit 77
fi
expect "the judges find no fault: $(cat verdict)" test "$judged" -eq 0
finish
