# What there is: templates and fonts.
. "${0%/*}/lib.sh"
tab=$(printf '\t')

fubiao 0 list templates
says out "宁夏2021/项目支出绩效目标表${tab}1${tab}…年自治区本级部门项目支出预算绩效目标表"
cp out templates

# Another data folder has its own templates, and it comes first.
mkdir -p data/templates/省
sed 's/ version="1"/ version="7"/' "$template" >data/templates/省/表.xml
FUBIAO_DATA=data
export FUBIAO_DATA
fubiao 0 list templates
says out "省/表${tab}7${tab}"
echo '<template/>' >data/templates/坏.xml
fubiao 2 list templates
says out "省/表${tab}7${tab}"
says err "data/templates/坏.xml:1:"
FUBIAO_DATA=nothing
fubiao 4 list templates
says err "cannot use the data folder 'nothing': there is no such file or folder [data-folder]"
unset FUBIAO_DATA

fubiao 0 list fonts
for typeface in 宋体 小标宋 黑体 仿宋 楷体; do
    says out "$typeface"
done
says out "(Latin)"
expect "three columns" test "$(awk -F "$tab" 'NF != 3' out | wc -l)" -eq 0
cut -f 3 out | while read -r file; do
    test -s "$file" || echo "$file"
done >absent
is absent ""
finish
