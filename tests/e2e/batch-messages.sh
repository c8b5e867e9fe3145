# What a batch says of its folders, its parts, its volumes and its file of options: each message that
# no single record shows is provoked in both languages and compared with tests/golden/batch/CODE.txt.
# With FUBIAO_UPDATE_GOLDENS in the environment the files are written instead.
. "${0%/*}/lib.sh"

goldens=$source_folder/tests/golden/batch
: >shown

# project NAME: the sample's record of a project of this name.
project() {
    sed "s|<项目名称>.*</项目名称>|<项目名称>$1</项目名称>|" "$sample"
}

# spoilt NAME: the same with an error.
spoilt() {
    project "$1" | sed 's|<年度>.*</年度>|<年度>二一</年度>|'
}

# room: begins a case: an empty folder `room` with records in `room/in`.
room() {
    rm -rf room
    mkdir -p room/in
    project 甲 >room/in/a.xml
    project 乙 >room/in/b.xml
}

# made STATUS ARGUMENT...: a run in the room, before what is to be shown.
made() {
    wanted=$1
    shift
    run "$wanted" env -C room "$program" batch -f docx "$@"
}

# told CODE FILE: the messages of this code, with what is shown below them.
told() {
    awk -v code="[$1]" '/^ / { if (on) print; next } { on = index($0, code) > 0 } on' "$2" |
        sed 's/process [0-9]*/process N/; s/进程 [0-9]*/进程 N/; s/fubiao [0-9][0-9.]*/fubiao N/g'
}

# shows CODE STATUS ARGUMENT...: a run in a copy of the room, in each language, says this.
shows() {
    code=$1
    wanted=$2
    shift 2
    : >found
    for language in en zh_CN; do
        rm -rf here
        cp -rp room here
        run "$wanted" env -C here LANGUAGE=$language "$program" batch "$@"
        told "$code" err >part
        expect "$code is not told in $language" test -s part
        cat part >>found
    done
    echo "$code" >>shown
    if [ -n "${FUBIAO_UPDATE_GOLDENS-}" ]; then cp found "$goldens/$code.txt"; fi
    expect "$code is told otherwise" diff "$goldens/$code.txt" found
}

# ---- folders ----

room
mkdir room/empty
shows batch-empty 0 -o out empty
mkdir room/out
echo theirs >room/out/a.docx
shows batch-foreign 4 -f docx -o out in
mkdir -p room/out/b.docx/in-the-way
shows batch-unwritable 4 -f docx -o out in/b.xml
room
made 0 -o out in
sqlite3 room/out/.fubiao.sqlite 'PRAGMA user_version = 99'
shows batch-state-foreign 2 -o out in
echo 'this is no state at all, it is a text' >room/out/.fubiao.sqlite
shows batch-state 4 -o out in

# A run that stands still holds its folder.
room
for number in $(seq 40); do
    project "项目$number" >"room/in/$number.xml"
done
env -C room "$program" batch -j 1 -o "$scratch/held" in 2>held.err &
running=$!
while [ ! -e held/.fubiao-work ] && kill -0 "$running"; do :; done
kill -STOP "$running"
shows batch-locked 4 -o ../held in
kill -KILL "$running"
wait "$running" 2>/dev/null

# ---- volumes ----

room
spoilt 丙 >room/in/c.xml
shows batch-volume-incomplete 2 -f docx -o out --merge 主管部门 in
rm room/in/a.xml room/in/b.xml
shows batch-volume-empty 2 -f docx -o out --merge 主管部门 in

# ---- parts ----

room
made 0 -o out --shard 1/2 in
shows batch-unjoined 2 -o out in
shows batch-divided 2 -o out --shard 1/3 in
shows batch-join-missing 4 --join -o out
shows batch-join-none 4 --join -o other
cp -r room/out room/again
made 0 -o out --shard 2/2 in
shows batch-join-twice 2 --join -o out again
sqlite3 room/out/.fubiao-2-of-2.sqlite "UPDATE note SET value = 0 WHERE name = 'finished'"
shows batch-join-unfinished 4 --join -o out
sqlite3 room/out/.fubiao-2-of-2.sqlite "UPDATE note SET value = 1 WHERE name = 'finished';
    UPDATE note SET value = '0.0.1' WHERE name = 'version'"
shows batch-join-version 2 --join -o out
made 0 -o third --shard 3/3 in
made 0 -o first --shard 1/2 in
shows batch-join-divided 2 --join -o whole first third
made 0 -o second --public --shard 2/2 in
shows batch-join-options 2 --join -o whole first second
rm -r room/second
project 丙 >room/in/c.xml
made 0 -o second --shard 2/2 in
shows batch-join-sources 0 --join -o whole first second

room
made 0 -o out in
sqlite3 room/out/.fubiao.sqlite "INSERT INTO note VALUES ('joining', '1')"
shows batch-joining 4 -o out --shard 1/2 in

room
made 0 -o out --shard 1/2 in
made 0 -o out --shard 2/2 in
rm room/out/a.docx
shows batch-join-lost 4 --join -o out
project 甲 >room/in/b.xml
rm -r room/out
mkdir room/out
echo theirs >"room/out/甲.docx"
shows batch-waiting 0 -f docx -o out --shard 1/2 --name '{项目名称}.{格式}' in

# ---- the file of options ----

# options TEXT: a file of options with this in it.
options() {
    printf '<batch xmlns="urn:fubiao:batch:1">\n%s\n</batch>\n' "$1" >room/batch.xml
}

# config CODE TEXT: what is told of a file of options with this in it.
config() {
    options "$2"
    shows "$1" 2 --config batch.xml
}

room
config config-element '<sources>in</sources>'
config config-attribute '<source folder="in">in</source>'
config config-attribute-missing '<template value="一">宁夏2021/项目支出绩效目标表</template>'
config config-text 'loose'
config config-twice '<output>a</output><output>b</output>'
config config-value '<jobs>0</jobs>'
config config-unreached '<template root="甲">宁夏2021/项目支出绩效目标表</template>
<template root="甲" field="乙" value="丙">宁夏2021/项目支出绩效目标表</template>'
config config-many "<source>in</source><output>out</output>
$(for i in 1 2 3 4 5 6 7 8 9; do echo "<report>$i.json</report>"; done)"
echo '<batch/>' >room/batch.xml
shows config-root 2 --config batch.xml

# Every file was compared with something.
sort shown >compared
for golden in "$goldens"/*.txt; do
    basename "$golden" .txt
done | sort >files
expect "files that nothing is compared with" diff compared files

finish
