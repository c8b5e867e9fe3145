# Every form that is shipped: its samples pass the check, and the PDF and the DOCX, read back, say
# what the document says, each cell once and in its order.
. "${0%/*}/lib.sh"

# cells_of DUMP: the text of each paragraph and cell of a document, a line each; "*" before those
# that may be shown again on a later page.
cells_of() {
    sed -n -e 's/ \[\/[^ ]*\]//g' \
        -e 's/^ *header row.*/header/p' -e 's/^ *row.*/row/p' \
        -e 's/^ *cell [^:]* repeated [^ :]*:/*/p' -e 's/^ *\(cell\|paragraph\) [^:]*:/ /p' "$1" |
        sed -e 's/ | //g' -e 's/ ¶ //g' -e 's/⏎//g' -e 's/<[a-z-]*>//g' |
        awk '/^header$/ { again = "*"; next } /^row$/ { again = ""; next }
            { mark = substr($0, 1, 1) == "*" ? "*" : again; gsub(/^\*|[ \t]/, "") }
            /./ { print mark $0 }'
}

# characters: all that are no white space, a line each, sorted.
characters() {
    tr -d ' \t\n' | grep -o . | sort
}

# check_form TEMPLATE RECORD
check_form() {
    fubiao 0 render -t "$1" -o form.pdf "$2"
    fubiao 0 render -t "$1" -o form.docx "$2"
    fubiao 0 dump doc -t "$1" "$2"
    cells_of out >cells
    expect "$1: has cells" test "$(wc -l <cells)" -gt 20
    run 0 pdftotext -raw form.pdf form.txt
    expect "$1: the PDF of $2 says what the document says" \
        env LC_ALL=C awk -f "$source_folder/tests/e2e/cells-in-order.awk" cells form.txt
    # A label beside a header is a cell of the rows below it here, so characters are compared. Three
    # wide blanks are the placeholder of an empty value.
    unzip -p form.docx word/document.xml | sed 's/<\/w:t>/&\n/g' |
        sed -n 's/.*<w:t[^>]*>\(.*\)<\/w:t>/\1/p' |
        sed -e '/^　　　$/d' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g' | characters >found
    sed 's/^\*//' cells | characters >wanted
    expect "$1: the DOCX of $2 says what the document says" cmp wanted found
}

for inputs in "$source_folder"/tests/golden/doc/*/inputs; do
    {
        read -r form
        read -r record
    } <"$inputs"
    check_form "$source_folder/$form" "$source_folder/$record"
done

# Each template has a sample, each sample's own template takes it.
fubiao 0 list templates
cut -f 1 out >templates
while read -r name; do
    [ "$source_folder/templates/$name.xml" = "$template" ] ||
        expect "$name has a sample and a golden" \
            grep -qxs "templates/$name.xml" "$source_folder"/tests/golden/doc/*/inputs
done <templates
for record in "$source_folder"/samples/*/*.xml; do
    fubiao 0 check "$record"
done

# What the rules find in the published forms is there, and nothing else is found.
fubiao 0 check "$source_folder"/samples/*/*.xml
sed -n 's/.*\/\([^/]*\)\.xml:\([0-9]*\):.*\[\(.*\)\]$/\1:\2 \3/p' err >found
cat >wanted <<'END'
拆违经费:25 rule-straight-quote R17
拆违经费:32 rule-straight-quote R17
拆违经费:42 rule-vague R16
校园足球扶持资金2019绩效自评:7 rule-empty-table R29
校园足球扶持资金2020绩效目标:3 rule-empty-table R29
巡视巡察工作经费:22 rule-amounts R18
巡视巡察工作经费:22 rule-almost-same R21
巡视巡察工作经费:23 rule-amounts R18
巡视巡察工作经费:125 rule-cut R17
END
expect "the published forms have their known mistakes alone" cmp wanted found
finish
