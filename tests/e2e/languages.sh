# Messages follow the locale, also where the machine has no Chinese one.
. "${0%/*}/lib.sh"

# spoken TEXT ASSIGNMENT...: with these variables alone, a usage error is told in that language.
spoken() {
    text=$1
    shift
    run 3 env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE "$@" "$program" print
    says err "$text"
}
spoken "unknown command 'print'" LANG=C
spoken "unknown command 'print'" LANG=en_US.UTF-8
spoken "unknown command 'print'" LANG=fr_FR.UTF-8
spoken "unknown command 'print'" LANG=zh_CN.UTF-8 LC_ALL=C
spoken "unknown command 'print'" LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB.UTF-8
spoken "unknown command 'print'" LANG=zh_CN.UTF-8 LANGUAGE=en
spoken "未知命令“print”" LANG=zh_CN.UTF-8
spoken "未知命令“print”" LC_ALL=zh_CN.UTF-8 LANG=C
spoken "未知命令“print”" LC_MESSAGES=zh_CN.GB18030
spoken "未知命令“print”" LANG=zh
spoken "未知命令“print”" LANG=zh_HK.UTF-8
spoken "未知命令“print”" LANG=C.UTF-8 LANGUAGE=zh_CN
# The same where the locales are really there.
make_locale zh_CN
spoken "未知命令“print”" LC_ALL=zh_CN.UTF-8
make_locale de_DE
spoken "unknown command 'print'" LC_ALL=de_DE.UTF-8

sed 's/935\.00/12,3a/' "$sample" >bad.xml
run 4 env LC_ALL=zh_CN.UTF-8 "$program" check bad.xml missing.xml
says err " 错误: "
says err "    建议: "
says err "missing.xml: 错误: 无法读取文件：文件或文件夹不存在"
refute "a message is left in English" grep -q 'error:\|hint:' err

for command in render check list dump; do
    run 0 env LC_ALL=zh_CN.UTF-8 "$program" "$command" --help
    says out "用法："
    says out "选项："
    # Every line with an option ends in Chinese, that is, in something else than ASCII.
    refute "an option of $command is not translated" sh -c \
        'sed -n "/选项/,\$p" out | grep "^ .*--" | LC_ALL=C grep -v "[^ -~]"'
done
finish
