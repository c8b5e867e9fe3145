# LibreOffice opens the DOCX and makes of it a PDF and a text that say the same as the form.
. "${0%/*}/lib.sh"

# convert FORMAT: makes sample.FORMAT of the DOCX, with a profile of this test's own.
convert() {
    run 0 soffice "-env:UserInstallation=file://$scratch/profile" --headless \
        --convert-to "$1" sample.docx
}
# without_space: joins all lines; white space (the placeholder of empty controls, U+3000, too) and a
# byte order mark are no text.
without_space() {
    tr -d ' \t\r\n\f' | sed "s/^$(printf '\357\273\277')//; s/$(printf '\343\200\200')//g"
}

fubiao 0 render -o sample.docx "$sample"
sed 's/^[*	]//' "$source_folder/tests/e2e/seed-cells.txt" | without_space >wanted

convert txt:Text
without_space <sample.txt >found
expect "the text in its order" cmp wanted found

# On its pages LibreOffice may cut a merged label in two, so here characters are counted: all of the
# form, and those of the header again where it is repeated, which is on each page after its first.
convert pdf
run 0 pdftotext -raw sample.pdf pages.txt
pages=$(tr -dc '\f' <pages.txt | wc -c)
heading=$(sed -n 's/^	//p' "$source_folder/tests/e2e/seed-cells.txt" | without_space)
: >starts
repeats=-1
for page in $(seq "$pages"); do
    pdftotext -f "$page" -l "$page" -raw sample.pdf page.txt
    says page.txt "— $page —"
    without_space <page.txt | grep -q "$heading" && repeats=$((repeats + 1))
    without_space <page.txt | grep -q "^$heading" && echo "$page" >>starts
done
expect "the header is repeated" test "$repeats" -ge 1
expect "the last page begins with the header" test "$(tail -n 1 starts)" = "$pages"
{
    cat wanted
    for repeat in $(seq "$repeats"); do
        printf %s "$heading"
    done
} | grep -o . | sort >wanted.characters
grep -v '^— [0-9]* —$' pages.txt | without_space | grep -o . | sort >found.characters
expect "the characters of its pages" diff wanted.characters found.characters
finish
