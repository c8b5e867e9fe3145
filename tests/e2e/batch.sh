# The nightly run: only what changed, what others made is kept, and whatever stops it, it goes on.
. "${0%/*}/lib.sh"

samples=$source_folder/samples
records=$(find "$samples" -name '*.xml' ! -name '_*' | wc -l)

# batch STATUS ARGUMENT...: a run into `night`, without the PDF, which takes longest.
batch() {
    wanted=$1
    shift
    run "$wanted" "$program" batch -f docx -o night "$@"
}

# counts NUMBER TEXT: the summary has this line.
counts() {
    expectations=$((expectations + 1))
    grep -q "^ *$1  $2\$" err || {
        fail "the summary does not say: $1 $2"
        sed 's/^/    /' err
    }
}

# project NAME: the sample's record of a project of this name.
project() {
    sed "s|<项目名称>.*</项目名称>|<项目名称>$1</项目名称>|" "$sample"
}

# ---- all samples, and what changed of them ----

cp -r "$samples" in
run 0 "$program" batch -o night in
says err "$records records"
counts "$records" made
fubiao 0 render -f pdf,docx -o alone "$sample"
expect "the same PDF as render makes" cmp alone/巡视巡察工作经费.pdf night/宁夏2021/巡视巡察工作经费.pdf
expect "the same DOCX" cmp alone/巡视巡察工作经费.docx night/宁夏2021/巡视巡察工作经费.docx
refute "something of the run's own is left" test -e night/.fubiao-work
find night -type f -name '*.*x' -newer in | sort >before

touch in/宁夏2021/*.xml
run 0 "$program" batch -o night in
counts "$records" unchanged
refute "something was made" grep -q ' made$' err

sed -i 's|</项目名称>|二期</项目名称>|' in/宁夏2021/巡视巡察工作经费.xml
rm night/四川/*.docx
run 0 "$program" batch -o night in
counts 2 made
counts $((records - 2)) unchanged
expect "the DOCX is there again" test -s night/四川/农村公路桥梁安全监测.docx
pdftotext night/宁夏2021/巡视巡察工作经费.pdf text
says text 二期

# Options that change the documents make them anew; --force does in any case.
run 0 "$program" batch --public -o night in
counts "$records" made
run 0 "$program" batch --public --force -o night in
counts "$records" made

# A template that changed makes its records anew, and no other.
rm -rf night in && mkdir in
mkdir -p data/templates
cp "$template" data/templates/own.xml
export FUBIAO_DATA="$scratch/data"
project 甲 | sed 's| 模板="[^"]*"| 模板="own"|' >in/a.xml
project 乙 >in/b.xml
batch 0 in
sed -i '0,/>项目名称/s||>工程名称|' data/templates/own.xml
batch 0 in
counts 1 made
counts 1 unchanged
unset FUBIAO_DATA

# ---- records with errors ----

rm -rf night in && mkdir in
project 甲 >in/a.xml
project 乙 | sed 's|<年度>.*</年度>|<年度>二一</年度>|' >in/b.xml
project 丙 >in/c.xml
batch 2 in
says err "[record-year]"
counts 2 made
counts 1 "with errors: their earlier documents are as they were"
refute "a document of the record with an error" test -e night/b.docx
batch 2 in
says err "in/b.xml: record 1: unchanged, with 1 errors"
counts 2 unchanged
counts 1 "with errors: their earlier documents are as they were"
echo '<broken' >in/a.xml
cp night/a.docx earlier.docx
batch 2 in
expect "the earlier document is as it was" cmp night/a.docx earlier.docx

# ---- every form of record ----

rm -rf night in && mkdir in
project 甲 >a.xml
project 乙 >b.xml
fubiao 0 convert -f xlsx -o in/book.xlsx a.xml b.xml
fubiao 0 convert -f json -o in/one.json a.xml
jq -c . in/one.json >in/lines.jsonl
jq -c . in/one.json >>in/lines.jsonl
project 丙 >in/c.xml
batch 0 in
counts 6 made
expect "the second record of a workbook" test -s night/book-2.docx
expect "the second of JSON lines" test -s night/lines-2.docx
batch 0 in
counts 6 unchanged
# One record of a workbook is another, and only that is made.
project 丁 >b.xml
fubiao 0 convert -f xlsx -o in/book.xlsx a.xml b.xml
batch 0 in
counts 1 made
counts 5 unchanged

# A table by its mapping: another mapping is another record.
rm -rf night
find in -type f ! -name book.xlsx -delete
cat >mapping.xml <<END
<mapping xmlns="urn:fubiao:mapping:1" template="宁夏2021/项目支出绩效目标表">
  <records sheet="项目" key="编号"><field name="项目名称" column="D"/></records>
</mapping>
END
batch 2 -m mapping.xml in
says err "in/book.xlsx:项目!"
batch 2 -m mapping.xml in
says err "in/book.xlsx: record 1: unchanged"
sed -i "s|<records|& |" mapping.xml
batch 2 -m mapping.xml in
refute "it is taken for unchanged" grep -q unchanged err

# ---- names ----

rm -rf night in && mkdir in
project 'A/B: "项目"' >in/1.xml
project 同名ab >in/2.xml
project 同名AB >in/3.xml
project ../../逃 >in/4.xml
batch 0 --name '{主管部门}/{项目名称}.{格式}' in
counts 4 made
(cd night && find . -type f -name '*.docx') | sort >names
expect "all stand below the output folder" test "$(wc -l <names)" -eq 4
expect "characters that Windows forbids" grep -q 'A／B： ＂项目＂\.docx' names
expect "a second one whose name differs in case only" grep -q '同名AB-2\.docx' names
refute "a way out of the folder" grep -q '\.\./' names
batch 3 --name '../{项目名称}.{格式}' in
batch 0 --name '{主管部门}/{项目名称}.{格式}' in
counts 4 unchanged

# A record under another name leaves the earlier document, which --prune takes away.
project 改名 >in/4.xml
batch 0 --name '{主管部门}/{项目名称}.{格式}' in
counts 1 "documents that have another name now"
batch 0 --prune --name '{主管部门}/{项目名称}.{格式}' in
(cd night && find . -type f -name '*.docx') >names
expect "it is gone" test "$(wc -l <names)" -eq 4
refute "under its earlier name" grep -q 逃 names
# A file under another name is the same record: no "-2".
mv in/4.xml in/5.xml
batch 0 --prune --name '{主管部门}/{项目名称}.{格式}' in
counts 1 "gone from the sources since earlier runs"
expect "its document has the name" test -s "$(find night -name 改名.docx)"
refute "a second one" grep -q . <<EOF
$(find night -name '改名-2.docx')
EOF

# ---- sources ----

rm -rf night in && mkdir -p in/深/处 loose
project 甲 >in/a.xml
project 乙 >in/深/处/b.xml
project 丙 >loose/c.xml
printf 'loose/c.xml\r\n\nin/深\n' >list.txt
batch 0 'in/*.xml' @list.txt
counts 3 made
expect "from the pattern" test -s night/a.docx
expect "from the list" test -s night/c.docx
expect "below the folder that was named" test -s night/处/b.docx
printf 'in/a.xml\n' | run 0 "$program" batch -f docx -o other @-
says err "1 records"
{
    echo '<记录集>'
    project 一 | sed '/^<?xml/d'
    project 二 | sed '/^<?xml/d'
    echo '</记录集>'
} >in/set.xml
batch 0 in
expect "each record of a set" test -s night/set-2.docx
mkdir empty
batch 0 empty
says err "[batch-empty]"
batch 2 nowhere in
says err "[input-unreadable]"
batch 3 -j 0 in
batch 3 --shard 3/2 in
batch 3 --timeout x in

# ---- parts of a run, for several machines ----

# A file over 1 MB is divided by its records, smaller ones go as a whole.
{
    echo "<记录集>"
    for number in $(seq 12); do
        project "大$number" | sed "/^<?xml/d"
    done
    head -c 1100000 /dev/zero | tr "\\0" " "
    echo "</记录集>"
} >in/large.xml
rm -rf night parts
batch 0 in
for part in 1 2 3; do
    run 0 "$program" batch -f docx -o "part$part" --shard "$part/3" in
    expect "part $part has some of the large file" test -n "$(ls "part$part" | grep large)"
    run 0 "$program" batch -f docx -o "part$part" --shard "$part/3" in
    refute "part $part makes its records again" grep -q " made$" err
    cp -r "part$part/." parts
done
rm -rf parts/.fubiao* night/.fubiao*
expect "all parts together are one run" diff -r night parts
expect "nothing is in two parts" test "$(find part[123] -name "*.docx" | wc -l)" -eq "$(find night -name "*.docx" | wc -l)"

# ---- what vanished ----

rm -rf night in && mkdir in
project 甲 >in/a.xml
project 乙 >in/b.xml
project 丙 >in/c.xml
batch 0 in
rm in/b.xml in/c.xml
echo edited >>night/c.docx
batch 0 in
counts 2 "gone from the sources since earlier runs"
expect "it is still there" test -s night/b.docx
# A mount that failed is an empty folder: nothing is taken away.
mkdir gone
batch 0 --prune gone
says err "nothing is taken away"
expect "it is still there" test -s night/a.docx
batch 0 --prune in
refute "the document of a record that vanished" test -e night/b.docx
expect "an edited one stays" test -s night/c.docx
expect "and so does the rest" test -s night/a.docx

# ---- what others made ----

rm -rf night in && mkdir in night
project 甲 >in/a.xml
echo theirs >night/a.docx
batch 4 in
says err "[batch-foreign]"
is night/a.docx theirs
batch 0 --force in
counts 1 made
echo edited >>night/a.docx
cp night/a.docx edited.docx
batch 0 in
says err "in/a.xml: record 1: its DOCX was edited and has been kept: a.docx"
counts 1 "with a document that was edited: it was kept"
project 乙 >in/a.xml
batch 0 --force in
expect "it is never overwritten" cmp night/a.docx edited.docx
batch 1 --strict in
rm night/a.docx
batch 0 in
counts 1 made

# ---- stopped, and two at once ----

rm -rf night in && mkdir in
for number in $(seq 400); do
    project "项目$number" >"in/$number.xml"
done
"$program" batch -j 1 -o night in 2>err &
running=$!
while [ -z "$(find night -name '*.pdf' 2>/dev/null | head -1)" ] && kill -0 "$running"; do :; done
run 4 "$program" batch -o night in
says err "[batch-locked]"
says err "(process $running)"
kill -TERM "$running"
wait "$running"
status=$?
expect "status 4 after SIGTERM, not $status" test "$status" -eq 4
run 0 "$program" batch -o night in
expect "the next run goes on" grep -q ' unchanged$' err
expect "all documents" test "$(find night -name '*.pdf' | wc -l)" -eq 400
batch 0 in
counts 400 unchanged

# ---- the disk ----

# A file that is larger than the shell allows.
rm -rf night
(
    ulimit -f 160
    exec "$program" batch -f pdf --pdf archive -o night in
) 2>err
status=$?
expect "status 4 on a full disk, not $status" test "$status" -eq 4
says err "cannot write here"
expect "one message for all" test "$(grep -c 'cannot write here' err)" -le 64
run 0 "$program" batch -f pdf -o night in
expect "all documents afterwards" test "$(find night -name '*.pdf' | wc -l)" -eq 400
# What cannot be put in its place breaks its own record, in this run and in each as long as it is so.
rm -rf night three && mkdir three
for each in a b c; do
    sed "s|<项目名称>.*<|<项目名称>$each<|" "$sample" >three/$each.xml
done
run 0 "$program" batch -o night three
sed -i 's|<项目名称>|&新|' three/*.xml
cp night/c.docx c.docx
rm night/a.pdf && mkdir -p night/a.pdf/in-the-way
run 4 "$program" batch -o night three
says err "night/a.pdf: error: cannot write here: it is a folder [batch-unwritable]"
counts 2 made
counts 1 "at which the program broke down"
pdftotext night/c.pdf - | grep -q 新c || fail "what came after it is not made"
refute "c.docx is the old one" cmp -s night/c.docx c.docx
run 4 "$program" batch -o night three
says err "[batch-unwritable]"
counts 2 unchanged
rm -r night/a.pdf
run 0 "$program" batch -o night three
counts 1 made
pdftotext night/a.pdf - | grep -q 新a || fail "what was in the way is not made"
run 0 "$program" batch -o night three
counts 3 unchanged
batch 4 -o /proc/nowhere in
if [ "$(id -u)" -ne 0 ]; then
    mkdir readonly && chmod a-w readonly
    run 4 "$program" batch -o readonly in
    says err "[batch-state]"
fi

finish
