# cells-and-repeats.awk: does the text of a PDF say what the cells of a document say?
#
#     pdftotext -raw FILE.pdf - | awk -f cells-and-repeats.awk CELLS -
#
# CELLS has the text of each paragraph and cell, one a line, in reading order. The text must be
# these, each once and in this order; white space does not count. Between them may stand page
# numbers "— 1 —", and, on later pages, lines of CELLS that begin with "*": headers and labels, which
# are drawn again where a page cuts a table. So CELLS may have more than one header.

function fail(text) {
    print "page " page ": " text
    failed = 1
    exit 1
}

function take(text) {
    if (substr(rest, 1, length(text)) != text)
        return 0
    rest = substr(rest, length(text) + 1)
    return 1
}

# The longest first: 指标 must not be taken off the beginning of 指标值.
function take_again(    i, best) {
    for (i = 1; i < cell; i++)
        if (i in label && substr(rest, 1, length(cells[i])) == cells[i] &&
            length(cells[i]) > length(best))
            best = cells[i]
    return best != "" && take(best)
}

function read_page() {
    page++
    gsub(/[ \t\r\n]/, "", rest)
    sub("—" page "—$", "", rest)
    while (length(rest) > 0) {
        if (cell <= cell_count && take(cells[cell]))
            cell++
        else if (page == 1 || !take_again())
            fail("expected \"" cells[cell] "\", found \"" substr(rest, 1, 90) "\"")
    }
}

BEGIN { cell = 1 }
FNR == NR {
    if (sub(/^\*/, ""))
        label[cell_count + 1]
    cells[++cell_count] = $0
    next
}
{
    while ((i = index($0, "\f")) > 0) {
        rest = rest substr($0, 1, i - 1)
        read_page()
        rest = ""
        $0 = substr($0, i + 1)
    }
    rest = rest $0
}
END {
    if (failed)
        exit 1
    if (cell <= cell_count)
        fail("not shown: " cells[cell])
    if (page == 0)
        fail("there is no text")
}
