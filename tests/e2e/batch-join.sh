# Parts of a run, by several machines into one folder or each into its own, and joined: the whole is
# what one run makes, and the next run goes on from it.
. "${0%/*}/lib.sh"

# Reports of one moment can be compared.
export SOURCE_DATE_EPOCH=1700000000

pattern='{主管部门}/{项目名称}.{格式}'

# project NAME: the sample's record of a project of this name.
project() {
    sed "s|<项目名称>.*</项目名称>|<项目名称>$1</项目名称>|" "$sample"
}

# counts NUMBER TEXT: the summary has this line.
counts() {
    expectations=$((expectations + 1))
    grep -q "^ *$1  $2\$" err || {
        fail "the summary does not say: $1 $2"
        sed 's/^/    /' err
    }
}

# one STATUS ARGUMENT...: one run, beside a folder in which all has the same names.
one() {
    wanted=$1
    shift
    run "$wanted" env -C one "$program" batch -f docx -o all "$@"
}

# part K/N STATUS ARGUMENT...: a part into the shared folder.
part() {
    shard=$1
    wanted=$2
    shift 2
    run "$wanted" "$program" batch -f docx -o all --shard "$shard" "$@"
}

# parts N ARGUMENT...: all parts, the last first; a part whose records have errors says so.
parts() {
    number=$1
    count=$1
    shift
    while [ "$number" -gt 0 ]; do
        "$program" batch -f docx -o all --shard "$number/$count" "$@" 2>>parts.err
        status=$?
        expect "part $number ends with $status" test "$status" -eq 0 -o "$status" -eq 2
        number=$((number - 1))
    done
}

join() {
    wanted=$1
    shift
    run "$wanted" "$program" batch --join -o all "$@"
}

# same TEXT: the documents are those of the one run, and nothing else is left.
same() {
    (cd one/all && find . -type f ! -name '.fubiao*' -exec sha256sum {} +) | sort -k 2 >expected
    (cd all && find . -type f ! -name '.fubiao*' -exec sha256sum {} +) | sort -k 2 >found
    expect "$1: the documents are not those of one run" cmp expected found
    find all -name '.fubiao-*' ! -name '*.lock' >left
    is left ""
}

# no_work STATUS ARGUMENT...: neither parts nor one run have anything to do.
no_work() {
    wanted=$1
    shift
    : >parts.err
    parts 3 "$@"
    refute "a part makes something again" grep -q ' made$' parts.err
    join "$wanted"
    refute "something was made again" grep -q ' made$' err
    run "$wanted" "$program" batch -f docx -o all "$@"
    refute "one run makes something again" grep -q ' made$' err
}

# ---- names that collide, records with errors, a file that is divided ----

mkdir in one
ln -s ../in one/in
for number in 1 2 3 4 5 6 7; do
    project 同名 >"in/$number.xml"
    project "项目$number" >"in/单$number.xml"
done
project 另 | sed 's|<年度>.*</年度>|<年度>二一</年度>|' >in/错.xml
{
    echo '<记录集>'
    for number in $(seq 8); do
        project "大$number" | sed '/^<?xml/d'
    done
    project 同名 | sed '/^<?xml/d'
    head -c 1100000 /dev/zero | tr '\0' ' '
    echo '</记录集>'
} >in/large.xml

one 2 --name "$pattern" --report 报告.json in
parts 3 --name "$pattern" in
says parts.err "[batch-waiting]"
run 2 "$program" batch -f docx -o all --name "$pattern" in
says err "[batch-unjoined]"
part 1/2 2 in
says err "[batch-divided]"
join 2 --report 报告.json --index all/目录.xlsx
says err "24 records"
counts 1 "with errors: their earlier documents are as they were"
rm all/目录.xlsx
same "the first night"
expect "the report is that of one run" cmp one/报告.json 报告.json
no_work 2 --name "$pattern" in

# The second night: a record less, one more that takes a name that is taken, one with another name.
rm in/3.xml
project 同名 >in/0.xml
project 项目改 >in/单4.xml
for parted in "" --prune; do
    one 2 $parted --name "$pattern" --report 报告.json in
    parts 3 $parted --name "$pattern" in
    join 2 $parted --report 报告.json
    same "the second night $parted"
    expect "its report is that of one run" cmp one/报告.json 报告.json
done
no_work 2 --name "$pattern" in

# ---- documents named after their files ----

rm -rf in all one/all
mkdir -p in/甲 in/乙
for number in 1 2 3 4 5; do
    project "甲$number" >"in/甲/$number.xml"
    project "乙$number" >"in/乙/$number.xml"
done
one 0 in/甲 in/乙
parts 4 in/甲 in/乙
join 0
same "two folders"

# Parts begin with a whole of the first version, which the join makes over.
sqlite3 all/.fubiao.sqlite 'ALTER TABLE output DROP COLUMN earlier;
    ALTER TABLE record DROP COLUMN edits; DROP TABLE member; DROP TABLE volume; DROP TABLE bound;
    DROP TABLE source; DROP TABLE note; PRAGMA user_version = 1'
: >parts.err
parts 4 in/甲 in/乙
refute "a part makes something again" grep -q ' made$' parts.err
join 0
counts 10 unchanged
run 0 "$program" batch -f docx -o all in/甲 in/乙
counts 10 unchanged

# ---- folders of their own ----

rm -rf all
for number in 1 2 3; do
    run 0 "$program" batch -f docx -o "own$number" --shard "$number/3" in/甲 in/乙
done
join 4 own1 own3
says err "[batch-join-missing]"
says err "2/3"
refute "something was joined" test -e all/1.docx
join 0 own1 own2 own3
says err "10 records"
same "folders of their own"
expect "the parts have their documents still" \
    test "$(find own1 own2 own3 -name '*.docx' | wc -l)" -eq 10
run 0 "$program" batch -f docx -o all in/甲 in/乙
counts 10 unchanged
# A record that changed, one that is gone, and a document that was edited where it was joined to.
rm in/乙/5.xml
project 甲变 >in/甲/1.xml
rm all/2.docx
echo edited >all/2.docx
for number in 1 2 3; do
    run 0 "$program" batch -f docx -o "own$number" --prune --shard "$number/3" in/甲 in/乙
done
join 0 own1 own2 own3
says err "its DOCX was edited and has been kept: 2.docx"
is all/2.docx edited
one 0 --prune in/甲 in/乙
cp one/all/2.docx all/2.docx
(cd one/all && find . -name '*.docx' -exec sha256sum {} +) | sort -k 2 >expected
(cd all && find . -name '*.docx' -exec sha256sum {} +) | sort -k 2 >found
expect "the second night of folders of their own" cmp expected found

# ---- what does not go together ----

rm -rf own* all
join 4
says err "[batch-join-none]"
join 2 nowhere
join 3 -j 2
says err "--join makes no documents, so --jobs cannot go with it"
run 3 "$program" batch --join
run 0 "$program" batch -f docx -o own1 --shard 1/2 in
run 0 "$program" batch -f docx -o own2 --shard 2/2 in
run 0 "$program" batch -f docx -o own3 --shard 3/3 in
run 0 "$program" batch -f docx -o own4 --shard 2/2 in
run 0 "$program" batch -f docx -o own5 --public --shard 2/2 in
join 2 own1 own2 own3
says err "[batch-join-divided]"
join 2 own1 own2 own4
says err "part 2/2 is in 'own2' as well [batch-join-twice]"
join 2 own1 own5
says err "part 2/2 was made with other options or other fonts than part 1/2 [batch-join-options]"
sqlite3 own4/.fubiao-2-of-2.sqlite "UPDATE note SET value = '0.0.1' WHERE name = 'version'"
join 2 own1 own4
says err "part 2/2 was made by fubiao 0.0.1, but part 1/2 by fubiao"
refute "something was joined" test -e all/1.docx
project 迟 >in/迟.xml
run 0 "$program" batch -f docx -o own2 --shard 2/2 in
join 0 own1 own2
says err "[batch-join-sources]"
join 1 --strict own1 own2

# ---- what others made ----

rm -rf own* all one/all
mkdir all
echo theirs >all/1.docx
parts 2 in/甲 in/乙
join 4
says err "[batch-foreign]"
is all/1.docx theirs
run 0 "$program" batch -f docx -o all --force in/甲 in/乙
one 0 in/甲 in/乙
same "replaced by --force"

# ---- a part is killed, goes on, and is joined; a join is killed, and goes on ----

rm -rf in all one/all
mkdir in
for number in $(seq 300); do
    project "项目$((number % 60))" >"in/$number.xml"
done
one 0 --name "$pattern" --report 报告.json in
part 1/2 0 --name "$pattern" in
"$program" batch -j 1 -f docx -o all --shard 2/2 --name "$pattern" in 2>/dev/null &
running=$!
while ! ls all/.fubiao-2-of-2-work 2>/dev/null | grep -q . && kill -0 "$running"; do :; done
kill -KILL "$running"
wait "$running" 2>/dev/null
join 4
says err "part 2/2 has not been finished"
part 2/2 0 --name "$pattern" in

# Whether a join has begun and not ended.
joining() {
    sqlite3 all/.fubiao.sqlite 'SELECT 1 FROM note WHERE name = "joining" AND value = 1' 2>&1 |
        grep -qx 1
}

# Whether there is something to be joined: both parts, for a join that has ended takes them away one
# after the other, and locks stay behind.
parts_left() {
    ls all/.fubiao-1-of-2.sqlite all/.fubiao-2-of-2.sqlite >ls 2>&1 || joining
}

cp -rp all parted
kills=0
for moment in 2 4 6 8 10 12 14 16 18 20 25 30 35 40 50 60 70 80 90; do
    timeout --foreground -s KILL "0.0$(printf %02d $moment)" "$program" batch --join -o all \
        --report 报告.json 2>/dev/null && break
    kills=$((kills + 1))
    # One that was killed in its very last moment had ended: it is tried anew.
    if ! parts_left; then
        rm -rf all
        cp -rp parted all
    fi
    if joining; then
        part 2/2 4 --name "$pattern" in
        says err "[batch-joining]"
        run 2 "$program" batch -f docx -o all --name "$pattern" in
        says err "[batch-unjoined]"
    fi
done
expect "no join was killed" test "$kills" -gt 0
if parts_left; then join 0 --report 报告.json; fi
same "a part and then a join that were killed"
expect "the report is that of one run" cmp one/报告.json 报告.json

# ---- a document that has gone ----

rm -rf all lost && mkdir lost
project 甲 >lost/a.xml
project 乙 >lost/b.xml
parts 2 lost
rm all/a.docx
run 4 "$program" batch --join -o all
says err 'a.docx: error: the document is no longer where its part has written it [batch-join-lost]'
counts 1 'at which the program broke down'
counts 1 made
run 0 "$program" batch -f docx -o all lost
counts 1 made
counts 1 unchanged
expect "it is there again" test -s all/a.docx

# ---- a document of which a loss of power has left a part ----

# tear FILE: leaves the beginning, and its time as it was.
tear() {
    touch -r "$1" time
    truncate -s 4096 "$1"
    touch -r time "$1"
}

rm -rf all
part 1/2 0 lost
part 2/2 0 lost
cp all/a.docx whole.docx
cp all/b.docx other.docx
tear all/a.docx
tear all/b.docx
part 1/2 0 lost
refute "nothing waits for the join" grep -q batch-waiting err
part 2/2 0 lost
refute "nothing waits for the join" grep -q batch-waiting err
expect "a part makes its torn document again" cmp whole.docx all/a.docx
expect "a part makes its torn document again" cmp other.docx all/b.docx

# Likewise where documents are joined to; what somebody has put into the file is kept.
rm -rf all own1 own2
for number in 1 2; do
    run 0 "$program" batch -f docx -o own$number --shard $number/2 lost
done
run 0 "$program" batch --join -o all own1 own2
# Files of their own, not second names of the parts'.
for name in a b; do
    cp all/$name.docx copy && mv copy all/$name.docx
done
run 0 "$program" batch --join -o all own1 own2
tear all/a.docx
touch -r all/b.docx time
printf '\320\317\021\340locked' >all/b.docx
touch -r time all/b.docx
run 0 "$program" batch --join -o all own1 own2
counts 1 'with a document that was edited: it was kept'
expect "the torn one is put there again" cmp whole.docx all/a.docx
expect "the locked one stays" grep -q locked all/b.docx

finish
