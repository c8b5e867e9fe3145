# Values of a template's parameters from the command line.
. "${0%/*}/lib.sh"

form=中央/项目支出绩效执行监控表
record=$source_folder/samples/中央/校园足球扶持资金2019执行监控.xml

# The command line counts more than the record, and the record more than the template.
pdf_says() {
    pdftotext -raw "$1" - | tr -d ' \n\f' >text
    says text "$2"
}
fubiao 0 render -f pdf -o own.pdf "$record"
pdf_says own.pdf 1-7月执行数
sed 's|<项目支出绩效 |&监控期="1-9月" |' "$record" >nine.xml
fubiao 0 render -f pdf -o nine.pdf nine.xml
pdf_says nine.pdf 1-9月执行数
fubiao 0 render -f pdf,docx -o docs -p 监控期=1-5月 --parameter=监控期=1-6月 nine.xml
pdf_says docs/nine.pdf 1-6月执行数
unzip -p docs/nine.docx word/document.xml | sed 's/<[^>]*>//g' >text
says text 1-6月执行数
fubiao 0 dump doc -p 监控期=1-6月 nine.xml
says out 1-6月执行数
fubiao 0 check -p 监控期= nine.xml

# What no template has, and what is no setting.
fubiao 2 render -f pdf -o wrong.pdf -p 期间=1-6月 "$record"
says err "error: the template $form has no parameter '期间', which -p gives a value [parameter-unknown]"
says err "give a value to one of its parameters: 监控期"
refute "a document in spite of the error" test -e wrong.pdf
fubiao 2 check -p 期间=1-6月 -t $form
says err "[parameter-unknown]"
fubiao 0 check -p 监控期=1-6月 -t $form
fubiao 3 check -p 监控期 "$record"
says err "'监控期' is not of the form NAME=VALUE"
finish
