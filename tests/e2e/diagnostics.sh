# What is wrong with a record: where, what, what was expected, how to mend it; all in one go.
. "${0%/*}/lib.sh"

cp "$sample" clean.xml
fubiao 0 check clean.xml
is out ""
refute "the sample has an error" grep -q "error:" err

# Three faults, and all of them told, each with its line, its column and a caret.
sed -e '0,/<资金总额>935\.00/s//<资金总额>12,3a/' -e 's/<项目期>.*<\/项目期>//' \
    -e 's/<年度>2021/<年分>2021/; s/2021<\/年度>/2021<\/年分>/' "$sample" >faults.xml
line=$(grep -n '12,3a' faults.xml | cut -d: -f1)
fubiao 2 check faults.xml
is out ""
says err "faults.xml:$line:"
says err "<资金总额>12,3a</资金总额>"
says err "^"
says err "    hint: "
says err "项目期"
says err "年分"
expect "three errors or more in one go" test "$(grep -c '^faults.xml:.*: error: ' err)" -ge 3
expect "every error has its name" test "$(grep -c '^faults.xml:.*: error: .* \[[a-z-]*\]$' err)" \
    -eq "$(grep -c '^faults.xml:.*: error: ' err)"
refute "no colour but on a terminal" grep -q "$(printf '\033')" err
cp err text

# on_terminal ASSIGNMENT...: checks with standard error on a terminal; what it shows is in `shown`.
on_terminal() {
    expectations=$((expectations + 1))
    env "$@" script -qec "'$program' check faults.xml" /dev/null </dev/null >shown
    [ "$?" -eq 2 ] || fail "another status on a terminal"
}
on_terminal TERM=xterm
expect "colour on a terminal" grep -q "$(printf '\033')\[1;31merror:" shown
says shown "faults.xml: errors: "
on_terminal TERM=xterm NO_COLOR=1
refute "colour in spite of NO_COLOR" grep -q "$(printf '\033')" shown
on_terminal TERM=dumb
refute "colour on a dumb terminal" grep -q "$(printf '\033')" shown

# As JSON: on standard output, with the same findings.
fubiao 4 check --format json clean.xml faults.xml missing.xml
is err ""
expect "JSON for each record" test "$(jq -r '.[].record' out | tr '\n' ' ')" = \
    "clean.xml faults.xml missing.xml "
expect "no error in the first" test "$(jq '.[0].errors' out)" -eq 0
expect "as many errors as in the text" test "$(jq '.[1].errors' out)" -eq "$(grep -c ': error: ' text)"
expect "levels, codes and hints" jq -e \
    '[.[1].diagnostics[] | (.level, .code, .message, .hint, .file) | strings] | length > 14' out
expect "the place of the amount" jq -e --argjson line "$line" \
    '.[1].diagnostics | any(.line == $line and .column > 1)' out
expect "a file that is missing" jq -e '.[2].diagnostics[0].code == "input-unreadable"' out

# Warnings count with --strict alone.
"$program" check --format json clean.xml >json
if [ "$(jq '.[0].warnings' json)" -gt 0 ]; then
    strict=1
else
    strict=0
fi
fubiao "$strict" check --strict clean.xml
fubiao "$strict" render --strict -o strict clean.xml
expect "with warnings the outputs are made" test -s strict/clean.pdf

# The template: named by the record, found, named with -t.
sed 's/ 模板="[^"]*"//' "$sample" >none.xml
fubiao 2 check none.xml
says err "none.xml:2:2: error: the record does not name its template [template-missing]"
sed 's/模板="[^"]*"/模板="宁夏2021\/没有"/' "$sample" >unknown.xml
fubiao 2 check unknown.xml
says err "error: there is no template '宁夏2021/没有' [template-unknown]"
for name in ../templates/x /etc/passwd 宁夏2021/../../x .hidden 'a//b' ''; do
    sed "s,模板=\"[^\"]*\",模板=\"$name\"," "$sample" >escape.xml
    fubiao 2 check escape.xml
    says err "[template-name]"
done
cp "$template" own.xml
sed 's,模板="[^"]*",模板="own.xml",' "$sample" >path.xml
fubiao 2 check path.xml
says err "[template-unknown]"
finish
