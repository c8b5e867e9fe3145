# States that earlier versions of the program have left: the next run makes them over, and knows of
# each document what that version knew. Their tables stand in tests/fixtures/states.
. "${0%/*}/lib.sh"

fixtures=$source_folder/tests/fixtures/states

# batch STATUS ARGUMENT...: a run over `in` into `night`.
batch() {
    wanted=$1
    shift
    run "$wanted" "$program" batch -o night --merge 主管部门 "$@" in
}

# counts NUMBER TEXT...: the summary has these lines.
counts() {
    while test $# -gt 0; do
        says err "$(printf '%10d  %s' "$1" "$2")"
        shift 2
    done
}

# columns TABLE: the columns that the earlier version had in it.
columns() {
    sqlite3 old.sqlite "SELECT group_concat(name) FROM pragma_table_info('$1')"
}

# age VERSION: makes the state what that version would have left.
age() {
    rm -f old.sqlite
    sqlite3 old.sqlite <"$fixtures/version-$1.sql"
    for table in $(sqlite3 old.sqlite "SELECT name FROM sqlite_schema WHERE type = 'table'"); do
        names=$(columns "$table")
        sqlite3 old.sqlite "ATTACH 'new.sqlite' AS new;
            INSERT INTO $table ($names) SELECT $names FROM new.$table"
    done
    rm -rf night
    cp -rp first night
    # The copies have other numbers than the state says: each is looked into.
    cp old.sqlite night/.fubiao.sqlite
}

# A record as it should be, one whose DOCX somebody edits, and one with errors.
mkdir in
cp "$source_folder/samples/上海/拆违经费.xml" in/good.xml
sed 's|<项目名称>.*</项目名称>|<项目名称>乙项目</项目名称>|' in/good.xml >in/edited.xml
sed 's|<项目名称>.*</项目名称>||' in/good.xml >in/bad.xml
batch 2
echo edited >>night/edited.docx
batch 2
counts 1 unchanged 1 "with errors" 1 "volumes unchanged"
cp -rp night first
cp night/.fubiao.sqlite new.sqlite

for version in 1 2 3; do
    age $version
    batch 2
    counts 1 unchanged 1 "with errors"
    # Versions 1 and 2 had no volumes: what stands there is known by its bytes.
    if test $version -lt 3; then
        counts 1 "volumes made"
    else
        counts 1 "volumes unchanged"
    fi
    says err "in/edited.xml: record 1: its DOCX was edited and has been kept: edited.docx"
    expect "version $version: the documents are as they were" \
        diff -r --exclude '.fubiao*' first night
    expect "version $version: the state is of this version" test \
        "$(sqlite3 night/.fubiao.sqlite 'PRAGMA user_version')" = "$(sqlite3 new.sqlite 'PRAGMA user_version')"
    expect "version $version: records and documents are known as before" test \
        "$(sqlite3 night/.fubiao.sqlite 'SELECT input, number, hex(data), path, ending, messages FROM record')" = \
        "$(sqlite3 new.sqlite 'SELECT input, number, hex(data), path, ending, messages FROM record')"
    batch 2
    counts 1 unchanged 1 "with errors" 1 "volumes unchanged"
done

# What such a state has as pending says nothing of what stood in its place: then the times tell
# whether somebody has edited that.
pend() {
    age 3
    mkdir night/.fubiao-work
    cp -p first/good.docx night/.fubiao-work/1-1
    sqlite3 night/.fubiao.sqlite "UPDATE output SET temporary = '1-1' WHERE path = 'good.docx'"
    echo other >night/good.docx
    touch -d "$1" night/good.docx
    batch 2
}
pend "1980-01-01"
counts 1 unchanged 1 "with errors"
expect "what was pending is put in place" cmp first/good.docx night/good.docx
pend "now + 1 hour"
counts 2 "with a document that was edited: it was kept"
expect "what was edited since is kept" grep -qx other night/good.docx

finish
