# lib.sh: what the end-to-end tests share. Each test is a script
#
#     NAME.sh PROGRAM SOURCE-FOLDER READ-WORKBOOK
#
# that begins with `. "${0%/*}/lib.sh"`, works in an empty folder of its own, and ends with `finish`.
# An expectation that fails is printed and counted; the others still run.
set -u

program=$(realpath "$1")
source_folder=$(realpath "$2")
read_workbook=$(realpath "$3")
sample=$source_folder/samples/宁夏2021/巡视巡察工作经费.xml
template=$source_folder/templates/宁夏2021/项目支出绩效目标表.xml

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# The surroundings of every test; a test changes what it is about.
unset LANGUAGE SOURCE_DATE_EPOCH FUBIAO_DATA NO_COLOR
export LC_ALL=C.UTF-8 TZ=UTC0

expectations=0
failures=0

# fail TEXT...: notes a failed expectation.
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# run STATUS COMMAND...: runs a command, which must end with that status; its output is then in the
# files `out` and `err`.
run() {
    expected=$1
    shift
    expectations=$((expectations + 1))
    "$@" >out 2>err
    status=$?
    if [ "$status" -ne "$expected" ]; then
        fail "status $status, not $expected, of: $*"
        sed 's/^/    /' err
    fi
}

# fubiao STATUS ARGUMENT...: runs the program likewise.
fubiao() {
    wanted=$1
    shift
    run "$wanted" "$program" "$@"
}

# expect TEXT COMMAND...: the command must succeed; TEXT says what that means.
expect() {
    meaning=$1
    shift
    expectations=$((expectations + 1))
    "$@" || fail "$meaning"
}

# refute TEXT COMMAND...: the command must not succeed.
refute() {
    meaning=$1
    shift
    expectations=$((expectations + 1))
    if "$@"; then
        fail "$meaning"
    fi
}

# says FILE TEXT: the file has the text in one of its lines.
says() {
    expectations=$((expectations + 1))
    if ! grep -qF -e "$2" "$1"; then
        fail "'$1' does not say: $2"
        sed 's/^/    /' "$1"
    fi
}

# is FILE TEXT: the file is exactly the text (less a line feed at its end).
is() {
    expectations=$((expectations + 1))
    if [ "$(cat "$1")" != "$2" ]; then
        fail "'$1' is not what it should be:"
        printf '%s\n' "$2" | diff - "$1"
    fi
}

# make_locale NAME: makes a real locale, such as de_DE, and lets LOCPATH find it. It fails where the
# machine has no sources of locales; what it would show is then shown with the name alone.
make_locale() {
    mkdir -p "$scratch/locales"
    LOCPATH=$scratch/locales
    export LOCPATH
    localedef -i "$1" -f UTF-8 "$scratch/locales/$1.UTF-8" >localedef.log 2>&1 || {
        cat localedef.log
        return 1
    }
}

# finish: the end of every test.
finish() {
    if [ "$expectations" -eq 0 ]; then
        fail "nothing was tested"
    fi
    echo "$expectations expectations, $failures failed"
    [ "$failures" -eq 0 ]
    exit
}
