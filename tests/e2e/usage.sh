# The command line as a contract: options, operands, exit status.
. "${0%/*}/lib.sh"

fubiao 0 --version
says out "fubiao 0."
fubiao 0 -V
fubiao 0 --help
says out "Usage: fubiao COMMAND"
for command in render batch check extract list dump new convert; do
    says out "  $command "
    fubiao 0 "$command" --help
    says out "Usage: fubiao $command "
    fubiao 0 "$command" -h
    fubiao 0 --help
done

# Usage errors: status 3, nothing on standard output, the reason and where to read on.
usage_error() {
    reason=$1
    shift
    fubiao 3 "$@"
    is out ""
    says err "fubiao: $reason"
}
usage_error "a command is missing"
usage_error "unknown command 'print'" print
usage_error "unknown option '--verbose'" --verbose
usage_error "unknown option '-x'" render -x
usage_error "see 'fubiao render --help'" render -x
usage_error "something is missing: fubiao render" render
usage_error "nothing to check: name a record, or a template with -t" check --strict
usage_error "option '--template' needs an argument: TEMPLATE" render -t
usage_error "option '--strict' takes no argument" check --strict=yes a.xml
usage_error "unknown output in 'odt'" render -f odt a.xml
usage_error "unknown kind of PDF 'a'; there are archive and plain" render --pdf a a.xml
usage_error "unknown format 'xml'" check --format xml a.xml
usage_error "unknown stage 'text'" dump text a.xml
usage_error "'b.xml' is one argument too many" dump doc a.xml b.xml
usage_error "cannot list 'styles'" list styles
usage_error "'x.pdf' ends in .pdf, but -f asks for another output" render -f docx -o x.pdf a.xml
usage_error "one file 'x.pdf' cannot hold several records" render -o x.pdf a.xml b.xml
usage_error "a record from standard input has no name" render -
usage_error "'1/a.xml' and '2/a.xml' would both become 'a.pdf'" render 1/a.xml 2/a.xml
SOURCE_DATE_EPOCH=yesterday
export SOURCE_DATE_EPOCH
fubiao 3 check "$sample"
says err "SOURCE_DATE_EPOCH is 'yesterday'"
unset SOURCE_DATE_EPOCH

# Where outputs go.
cp "$sample" "记录.v1.xml"
fubiao 0 render "记录.v1.xml"
expect "both outputs, named after the record" test -s "记录.v1.pdf" -a -s "记录.v1.docx"
fubiao 0 render -f pdf -o new/folder "记录.v1.xml"
expect "a folder that is missing is made" test -s "new/folder/记录.v1.pdf"
refute "-f pdf makes no DOCX" test -e "new/folder/记录.v1.docx"
fubiao 0 render -o only.docx "记录.v1.xml"
expect "-o with an extension is one file" test -s only.docx
refute "-o with an extension is no folder" test -d only.docx
fubiao 0 render -fdocx --output=new -- "记录.v1.xml"
expect "-o with a folder" test -s "new/记录.v1.docx"
run 0 sh -c '"$1" render -o stdin.pdf - <"$2"' sh "$program" "$sample"
expect "a record from standard input is the same record" cmp -s stdin.pdf "记录.v1.pdf"
run 0 sh -c '"$1" render -f pdf -o - "$2" >piped.pdf' sh "$program" "$sample"
expect "the same bytes to standard output" cmp -s piped.pdf "记录.v1.pdf"
refute "no file is called '-'" test -e -

# A template of one's own, by path.
fubiao 0 render -t "$template" -o own.pdf "记录.v1.xml"
expect "by path as by name" cmp -s own.pdf "记录.v1.pdf"
fubiao 2 render -t nothing.such "记录.v1.xml"
says err "there is no template 'nothing.such'"
fubiao 2 render -t ../templates/x "记录.v1.xml"
says err "'../templates/x' is no name of a template"
fubiao 4 render -t nothing.xml "记录.v1.xml"

# The worst status of all records; a bad record does not stop the next.
sed 's/<年度>2021/<年度>/' "$sample" >bad.xml
cp "$sample" good.xml
fubiao 2 render -f pdf -o worst bad.xml good.xml
expect "the record after a bad one is rendered" test -s worst/good.pdf
refute "a bad record has no output" test -e worst/bad.pdf
fubiao 4 render -f pdf -o worst missing.xml bad.xml good.xml
says err "missing.xml: error: cannot read the file: there is no such file or folder"

# What cannot be written is status 4.
fubiao 4 render -f pdf -o good.xml/folder good.xml
says err "cannot write"
run 4 sh -c '"$1" --help >/dev/full' sh "$program"
says err "cannot write to standard output: no space is left on the disk"

finish
