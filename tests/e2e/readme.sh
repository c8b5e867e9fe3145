# The commands of both READMEs are the same, CI runs the first two, and the examples work.
. "${0%/*}/lib.sh"

# commands FILE: the commands of a README, which are its indented lines.
commands() {
    sed -n 's/^    //p' "$source_folder/$1"
}

commands README.md >english
commands README.zh-CN.md >chinese
run 0 diff -u english chinese

grep '^scripts/' english >promised
grep -Fxf promised "$source_folder/.ci/run" >done-by-ci
run 0 diff -u promised done-by-ci

mkdir -p clone/build/release
ln -s "$source_folder/samples" clone/samples
ln -s "$source_folder/docs" clone/docs
ln -s "$program" clone/build/release/fubiao
grep '^build/release/fubiao ' english >examples
while read -r example; do
    run 0 sh -c "cd clone && $example"
done <examples
for file in 附件2.pdf out/巡视巡察工作经费.pdf out/巡视巡察工作经费.docx \
    out/项目汇总-1.pdf out/项目汇总-2.docx; do
    expect "$file was not written" test -s "clone/$file"
done

finish
