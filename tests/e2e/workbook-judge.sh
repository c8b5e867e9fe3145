# What Office's own validator says of the workbooks that are made; 77 if it is not installed.
. "${0%/*}/lib.sh"

validator=$source_folder/build/tools/node_modules/.bin/ooxml-validator
[ -x "$validator" ] || {
    echo "the Open XML validator is not installed: scripts/test installs it" >&2
    exit 77
}

# judge FILE: has a workbook judged as the oldest and the newest Office read it.
judge() {
    for office in Office2013 Microsoft365; do
        "$validator" --officeVersion "$office" "$1" >verdict 2>&1
        judged=$?
        expect "$1 for $office: $(cat verdict)" test "$judged" -eq 0
    done
}

fubiao 0 list templates
cut -f 1 out >templates
number=0
while read -r template; do
    number=$((number + 1))
    fubiao 0 new -f xlsx -o "new-$number.xlsx" "$template"
    judge "new-$number.xlsx"
done <templates
expect "there are templates" test "$number" -ge 12

for record in "$source_folder"/samples/*/*.xml; do
    number=$((number + 1))
    fubiao 0 convert -o "record-$number.xlsx" "$record"
    judge "record-$number.xlsx"
done

# The index of a night.
fubiao 0 batch -j 1 -f docx -o night --index 目录.xlsx "$sample"
judge 目录.xlsx
finish
