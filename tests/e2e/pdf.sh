# The PDF read back: valid, fonts inside, and exactly the text of the form.
. "${0%/*}/lib.sh"
cells=$source_folder/tests/e2e/seed-cells.txt

fubiao 0 render -o sample.pdf "$sample"
run 0 qpdf --check sample.pdf
refute "qpdf warns" grep -qi warning out err

# fonts_inside FILE: every font is embedded, a subset, and maps to Unicode.
fonts_inside() {
    run 0 pdffonts "$1"
    expect "$1 has fonts" test "$(wc -l <out)" -gt 2
    sed 1,2d out | grep -v ' yes yes yes ' >others
    is others ""
    sed 1,2d out | grep -v '^[A-Z]\{6\}+' >others
    is others ""
}
fonts_inside sample.pdf

# Each string once for each place it belongs, in reading order, and nothing besides.
run 0 pdftotext -raw sample.pdf sample.txt
expect "the text is that of the form" \
    env LC_ALL=C awk -f "$source_folder/tests/e2e/cells-in-order.awk" "$cells" sample.txt
for page in 1 2 3; do
    pdftotext -f "$page" -l "$page" -raw sample.pdf page.txt
    says page.txt "— $page —"
done

# What the document says of itself.
run 0 pdfinfo sample.pdf
says out "2021年自治区本级部门项目支出预算绩效目标表"
says out "自治区党委巡视办公室"
expect "A4" grep -q '595\..* x 841\..*(A4)' out

# An archive's file unless a plain one is asked for; both show the same.
says out "Tagged:          yes"
fubiao 0 render --pdf=archive -o archive.pdf "$sample"
run 0 cmp sample.pdf archive.pdf
fubiao 0 render --pdf=plain -o plain.pdf "$sample"
run 0 pdfinfo plain.pdf
says out "Tagged:          no"
pdftoppm -r 50 sample.pdf page
pdftoppm -r 50 plain.pdf plain
for page in 1 2 3; do
    run 0 cmp "page-$page.ppm" "plain-$page.ppm"
done
run 0 pdftotext -raw plain.pdf plain.txt
run 0 cmp sample.txt plain.txt

# The tags of the whole form: each mark of a page leads to the element that lists it, and the text
# in the order of the tags is that of the form.
qpdf --json sample.pdf >sample.json
run 0 jq --from-file "$source_folder/tests/conformance/parent-tree.jq" sample.json
pdfinfo -struct-text sample.pdf >struct.txt
sed -n 's/^ *"\(.*\)"$/\1/p' struct.txt >tagged.txt
printf '\f\n' >>tagged.txt
expect "the tagged text is that of the form" \
    env LC_ALL=C awk -f "$source_folder/tests/e2e/cells-in-order.awk" "$cells" tagged.txt

# Characters beyond U+FFFF and others that no ordinary font has.
sed 's/巡视巡察工作经费/𠮷𡈽𬺈㐀镕堃㎡⑪☑——……经费/' "$sample" >rare.xml
fubiao 0 render -o rare.pdf rare.xml
fonts_inside rare.pdf
run 0 qpdf --check rare.pdf
pdftotext -raw rare.pdf rare.txt
tr -d ' \n' <rare.txt >joined.txt
says joined.txt "项目名称𠮷𡈽𬺈㐀镕堃㎡⑪☑——……经费主管部门"

# Many pages: no row is lost, the header stands on each.
awk '{ print } /<绩效指标>/ {
    for (i = 1; i <= 300; i++)
        printf "<指标><一级指标>产出指标</一级指标><二级指标>数量指标</二级指标>" \
            "<三级指标>第%d项任务</三级指标><指标值>%d件</指标值></指标>\n", i, i
}' "$sample" >many.xml
fubiao 0 render -o many.pdf many.xml
pdftotext -raw many.pdf many.txt
LC_ALL=C awk '
    { print }
    /数量指标/ && !done { done = 1; for (i = 1; i <= 300; i++) printf "第%d项任务\n%d件\n", i, i }
' "$cells" >many.cells
expect "300 rows more, each in its place" \
    env LC_ALL=C awk -f "$source_folder/tests/e2e/cells-in-order.awk" many.cells many.txt
fonts_inside many.pdf
finish
