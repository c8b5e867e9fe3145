# cells-in-order.awk: does the text of a PDF say exactly what the cells of the form say?
#
#     pdftotext -raw FILE.pdf - | awk -f cells-in-order.awk CELLS -
#
# CELLS has the text of each cell or paragraph, one a line, in reading order. The text must be these,
# each once and in this order, with nothing between; white space does not count. Besides: if lines of
# CELLS begin with a tab, they are a header, with which each later page begins; and a header or label
# shown before (a line that begins with "*") may be shown again once on each later page, for they are
# repeated where a page cuts them. A page's number "— 1 —", "— i —" at its end is passed over.

function fail(text) {
    print "page " page ": " text
    failed = 1
    exit 1
}

# Takes the text off the beginning of the rest of the page, and returns whether it was there.
function take(text) {
    if (substr(rest, 1, length(text)) != text)
        return 0
    rest = substr(rest, length(text) + 1)
    return 1
}

# Takes a label that was shown before; once for each label and page. The longest first: 指标 must not
# be taken off the beginning of 指标值.
function take_again(    i, best) {
    for (i = 1; i < cell; i++)
        if (i in label && !((page, i) in again) && length(cells[i]) > length(cells[best]) &&
            substr(rest, 1, length(cells[i])) == cells[i])
            best = i
    if (best == "")
        return 0
    again[page, best] = 1
    return take(cells[best])
}

function read_page(    i) {
    page++
    gsub(/[ \t\r\n]/, "", rest)
    sub("—(" page "|[ivxlcdm]+)—$", "", rest)
    if (cell > heading_end)
        for (i = 1; i <= heading_count; i++)
            if (!take(headings[i]))
                fail("the header is not repeated: " substr(rest, 1, 60))
    while (length(rest) > 0) {
        if (cell <= cell_count && take(cells[cell]))
            cell++
        else if (page == 1 || !take_again())
            fail("expected \"" cells[cell] "\", found \"" substr(rest, 1, 90) "\"")
    }
}

BEGIN { cell = 1 }
FNR == NR {
    if (sub(/^\t/, "")) {
        headings[++heading_count] = $0
        heading_end = cell_count + 1
    }
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
    print cell_count " cells on " page " pages"
}
