# draw.sh: the pages of a case as pictures; read by check and update.
#
# A case is a folder: template.xml and record.xml, or the file `sample` with the path of a record in
# the source folder; and the pages as they were when they were last looked at, 1.png and so on.

# Dots per inch: a line of 9 pt type is then 9 pixels high.
resolution=72

# draw PROGRAM CASE FOLDER: writes page-1.pgm … into the folder.
draw() {
    rm -rf "$3"
    mkdir -p "$3"
    if [ -f "$2/sample" ]; then
        "$1" render -f pdf -o "$3/case.pdf" "$source/$(cat "$2/sample")"
    else
        "$1" render -f pdf -o "$3/case.pdf" -t "$2/template.xml" "$2/record.xml"
    fi
    pdftoppm -gray -r "$resolution" "$3/case.pdf" "$3/page"
    # pdftoppm writes as many digits as the last page has.
    for page in "$3"/page-*.pgm; do
        number=$(basename "$page" .pgm | sed 's/^page-0*//')
        [ "$page" = "$3/page-$number.pgm" ] || mv "$page" "$3/page-$number.pgm"
    done
}
