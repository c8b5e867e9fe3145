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
