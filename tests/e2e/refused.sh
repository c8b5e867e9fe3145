# Inputs that are refused, each clearly and without harm.
. "${0%/*}/lib.sh"

# refused CODE TEXT: input.xml is refused with that code and that text.
refused() {
    fubiao 2 check input.xml
    says err "[$1]"
    says err "$2"
    fubiao 2 render -f pdf input.xml
    refute "no output of a refused input" test -e input.pdf
}

echo '<!DOCTYPE 项目支出绩效目标><项目支出绩效目标/>' >input.xml
refused xml-doctype "input.xml:1:1: error: a DOCTYPE is not accepted"
cat >input.xml <<'END'
<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<r>&b;</r>
END
refused xml-doctype "input.xml:2:1:"
printf '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>' >input.xml
refused xml-doctype "a DOCTYPE is not accepted"
refute "a file of the system is shown" grep -q root: err
echo '<r>&x;</r>' >input.xml
refused xml-syntax "input.xml:1:"

printf '<?xml version="1.0" encoding="Big5"?>\n<r/>' >input.xml
refused xml-encoding "save the file as UTF-8"
printf '<?xml version="1.0" encoding="GB18030"?>\n<r>\326\377</r>' >input.xml
refused encoding-bad "input.xml:2:4: error: 0xD6FF is no character of GB 18030"
printf '<?xml version="1.0" encoding="UTF-8"?>\n<r>\326\320</r>' >input.xml
refused encoding-bad "0xD6 is no character of UTF-8"
printf '<?xml version="1.0" encoding="GBK"?>\n<r>中</r>' >input.xml
refused encoding-declared "input.xml:1:31: error: the file says that it is GBK, but it is UTF-8"
printf '\377\376<\000r\000\000\330>\000' >input.xml
refused encoding-bad "is no character of UTF-16LE"
printf '<\000r\000/\000>\000' >input.xml
refused encoding-bad "0x00 is no character of UTF-8"

: >input.xml
refused xml-syntax "input.xml:1:1: error: "
echo '<r><a></r>' >input.xml
refused xml-tags "input.xml:1:11: error: the element 'a', which begins in line 1, is ended by the tag of 'r'"
printf '<r>\001</r>' >input.xml
refused xml-syntax "input.xml:1:"
printf '%0200d' 0 | sed 's/0/<a>/g' >input.xml
refused xml-too-deep "elements are nested more than 100 deep"
echo '<html/>' >input.xml
refused template-missing "the record does not name its template"

truncate -s 65M input.xml
refused input-too-large "the file has more than the 67108864 bytes that are accepted"
run 2 sh -c 'head -c 68000000 /dev/zero | "$1" check -' sh "$program"
says err "[input-too-large]"

# What does not fit its place is refused for each output by itself: Word would cut it off unseen.
cp "$source_folder"/tests/golden/diag/text-too-high/*.xml .
for output in pdf docx; do
    fubiao 2 render -t template.xml -f $output record.xml
    says err "[text-too-high]"
    refute "a $output with text cut off" test -e record.$output
done

# What cannot be read at all is status 4.
fubiao 4 check nothing.xml
says err "nothing.xml: error: cannot read the file: there is no such file or folder [input-unreadable]"
mkdir folder.xml
fubiao 4 check folder.xml
says err "folder.xml: error: cannot read the file: it is a folder [input-unreadable]"
finish
