# Workbooks as LibreOffice writes them, of all formats of Excel, are read or refused for the right
# reason.
. "${0%/*}/lib.sh"

# convert FORMAT: makes workbook.FORMAT, with a profile of this test's own.
convert() {
    run 0 soffice "-env:UserInstallation=file://$scratch/profile" --headless \
        --convert-to "$1" workbook.fods
}

# refused FILE NAME: a file that is not read, and why.
refused() {
    run 1 "$read_workbook" "$1"
    says out "[$2]"
}

cp "$source_folder/tests/e2e/workbook.fods" .
convert xlsx
run 0 "$read_workbook" workbook.xlsx
is out '[项目]
A1 text 名称
B1 text 金额
A2 text 道路 养护|二期 <&>
A5 number 1,234,567.89
B5 date 2021年3月5日
C5 number 85.6%
D5 number -12万元
E5 date 30:15
F5 number 0.1
A6 number 0.3
B6 error #DIV/0!
C6 number TRUE
D6 text 共0.1
merged B1:C2
hidden rows 6-6
hidden columns 6-6
[参数] hidden
A1 text 甲'
convert xls
refused workbook.xls workbook-old
convert ods
refused workbook.ods workbook-other
head -c 3000 workbook.xlsx >cut.xlsx
refused cut.xlsx workbook-cut

# The program says so too, and writes nothing; what is no workbook but for its name is told as such.
printf '编号,项目名称\n1,甲\n' >table.xlsx
: >empty.xlsx
printf '<html><table><tr><td>甲</td></tr></table></html>' >page.xlsx
for file in table empty page; do
    fubiao 2 render -t 宁夏2021/项目支出绩效目标表 -o none $file.xlsx
    says err "[workbook-other]"
done
fubiao 2 render -t 宁夏2021/项目支出绩效目标表 -o none cut.xlsx
says err "[workbook-cut]"
refute "nothing is written" test -e none
finish
