# Same input, same bytes: in another run, folder, time zone, locale, umask and surroundings.
. "${0%/*}/lib.sh"

mkdir first
fubiao 0 render -o first "$sample"
base=${sample##*/}
base=${base%.xml}

# same NAME COMMAND...: the command, run in the new folder NAME, renders the same bytes there.
same() {
    mkdir "$1"
    name=$1
    shift
    cd "$name" || exit 1
    run 0 "$@"
    cd ..
    for extension in pdf docx; do
        expect "the same .$extension ($name)" cmp "first/$base.$extension" "$name/$base.$extension"
    done
}
same again "$program" render "$sample"
same zone env TZ=Asia/Shanghai "$program" render "$sample"
same chinese env LC_ALL=zh_CN.UTF-8 "$program" render "$sample"
# A locale with a comma in its numbers.
make_locale de_DE
same german env LC_ALL=de_DE.UTF-8 "$program" render "$sample"
same bare env -i "$program" render "$sample"
same home env HOME=/nonexistent USER=somebody "$program" render "$sample"
cp "$sample" .
same folder "$program" render "../$base.xml"
same data env FUBIAO_DATA="$source_folder" "$program" render "$sample"
# Twice in one process: what one record leaves behind does not reach the next.
sed 's/巡视/巡察/g' "$sample" >other.xml
same process "$program" render ../other.xml "$sample"
sleep 1
same later "$program" render "$sample"
for stage in record template doc pages; do
    fubiao 0 dump "$stage" "$sample"
    cp out first.dump
    run 0 env TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 "$program" dump "$stage" "$sample"
    expect "the same dump of $stage" cmp first.dump out
done

# SOURCE_DATE_EPOCH is the date of a record that has none, in UTC, wherever it is.
for zone in UTC0 Asia/Shanghai; do
    run 0 env TZ="$zone" SOURCE_DATE_EPOCH=1614556799 "$program" render -o dated.pdf "$sample"
    expect "the moment as the date of the PDF ($zone)" grep -qa 'D:20210228235959' dated.pdf
    [ -e first.pdf ] || cp dated.pdf first.pdf
    expect "the same dated PDF ($zone)" cmp first.pdf dated.pdf
done
refute "a date without SOURCE_DATE_EPOCH" grep -qa '/CreationDate' "first/$base.pdf"
finish
