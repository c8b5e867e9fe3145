# LibreOffice saves every sample, and what comes back is the record; and it edits one, as a person
# would: values, and a row, by a macro.
. "${0%/*}/lib.sh"

# office ARGUMENT...: runs LibreOffice with a profile of this test's own.
office() {
    run 0 soffice "-env:UserInstallation=file://$scratch/profile" --headless "$@"
}

mkdir made saved
find "$source_folder/samples" -name '*.xml' | sort >samples
while read -r record; do
    fubiao 0 render -f docx -o made "$record"
done <samples
office --convert-to 'docx:MS Word 2007 XML' --outdir saved made/*.docx
while read -r record; do
    name=$(basename "$record" .xml)
    fubiao 0 extract -o back.xml "saved/$name.docx"
    is err ""
    fubiao 0 convert -f xml -o was.xml "$record"
    expect "$name is what it was" cmp was.xml back.xml
done <samples

# The profile has an empty macro, which the macro of this test takes the place of.
record=$source_folder/samples/湘潭/古树名木保护.xml
cp "made/古树名木保护.docx" form.docx
sed "s|@FOLDER@|file://$scratch|" "$source_folder/tests/e2e/extract-office.xba" \
    >profile/user/basic/Standard/Module1.xba
office 'macro:///Standard.Module1.Main'
cp "$record" record.xml
fubiao 0 extract --into record.xml edited.docx
says err "指标[2]/指标值及单位[1] was '5200株次' and is now '5400株次'"
says err "指标[4] was added"
diff "$record" record.xml >changes
is changes "10c10
<   <项目负责人>邓卫东</项目负责人>
---
>   <项目负责人>赵明</项目负责人>
34c34
<       <指标值及单位>5200株次</指标值及单位>
---
>       <指标值及单位>5400株次</指标值及单位>
46a47,53
>       <二级指标>数量指标</二级指标>
>       <指标内容>新增巡护点</指标内容>
>       <指标值及单位>12个</指标值及单位>
>       <绩效标准>计划标准</绩效标准>
>     </指标>
>     <指标>
>       <一级指标>产出指标</一级指标>
112c119
<   <单位负责人>邓卫东</单位负责人>
---
>   <单位负责人>赵明</单位负责人>"
finish
