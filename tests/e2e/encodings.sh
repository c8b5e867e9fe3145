# Records in the encodings of offices give the same documents as in UTF-8.
. "${0%/*}/lib.sh"

name=宁夏2021/项目支出绩效目标表
cp "$sample" 记录.xml
fubiao 0 render -f pdf,docx -o utf8 记录.xml

# same FOLDER: the documents there are those of the record in UTF-8.
same() {
    expect "the same PDF in $1" cmp utf8/记录.pdf "$1/记录.pdf"
    expect "the same DOCX in $1" cmp utf8/记录.docx "$1/记录.docx"
}

# declared NAME: the record in an encoding that its first line names.
declared() {
    sed "1s/encoding=\"[^\"]*\"/encoding=\"$1\"/" "$sample" | iconv -t "$1" >记录.xml
    fubiao 0 render -f pdf,docx -o "$1" 记录.xml
    same "$1"
}
declared GB18030
declared GBK
declared UTF-16

# Without a first line the bytes themselves tell, or the option.
sed 1d "$sample" | iconv -t GB18030 >记录.xml
fubiao 0 render -f pdf,docx -o bytes 记录.xml
same bytes
fubiao 0 render --encoding gbk -f pdf,docx -o named 记录.xml
same named
sed 1d "$sample" | iconv -t UTF-16LE >记录.xml
fubiao 0 render --encoding=utf-16le -f pdf,docx -o utf16 记录.xml
same utf16
{
    printf '\357\273\277'
    cat "$sample"
} >记录.xml
fubiao 0 render -f pdf,docx -o mark 记录.xml
same mark

# What is named is believed, and what is no name is told.
fubiao 2 check -t $name --encoding gb18030 "$sample"
fubiao 3 check --encoding big5 "$sample"
says err "unknown encoding 'big5'; there are utf-8, gb18030, gbk and utf-16"

# GB 18030-2022: 0xA6D9 is a vertical mark, and no private character.
printf '<表 模板="%s"><项目名称>@</项目名称></表>' $name | iconv -t GB18030 |
        LC_ALL=C sed 's/@/\xa6\xd9\xfe\x59/' >新.xml
fubiao 0 dump record 新.xml
says out "项目名称[1] = ︐龴"
printf '<表 模板="%s"><项目名称>甲@</项目名称></表>' $name | iconv -t GB18030 |
    LC_ALL=C sed 's/@/\xaa\xa1/' >自造.xml
fubiao 0 dump record 自造.xml
says err "自造.xml:1:33: warning: private characters, which only the system that wrote the file knows: 1, the first is 0xAAA1 (U+E000) [encoding-private]"

finish
