# The help and both manuals name the same commands and the same options, and their arguments.
. "${0%/*}/lib.sh"

# Prints the options of a help text: "-t, --template TEMPLATE".
help_options() {
    sed -n -e '/^  *-/ { s/^  *//; s/   *.*//; p; }' "$1" | sort
}

# Prints the lines of a manual that belong to a command's section, or with "-" to the program's own
# options, which come before the first.
section() {
    awk -v wanted="$2" '
        /^\.S[sS] /                                 { part = $2 }
        /^\.S[hH] / && part != ""                   { part = "rest" }
        (wanted == "-" && part == "") || part == wanted' "$1"
}

# Prints the options that lines of a manual describe, in the form of the help.
manual_options() {
    sed -n -e '/^\.It Fl/ {
            s/^\.It //; s/Fl -/--/g; s/Fl /-/g; s/ , /, /; s/ Ar / /; p
        }' -e '/^\\fB\\-/ {
            s/\\f[BIR]//g; s/\\-/-/g; p
        }' | sort
}

# Prints the commands that a manual has sections for.
manual_commands() {
    sed -n 's/^\.S[sS] //p' "$1" | sort
}

fubiao 0 --help
sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' out | sort >commands
help_options out >options.-
expect "commands are listed" test -s commands
for command in $(cat commands); do
    fubiao 0 "$command" --help
    help_options out >"options.$command"
    expect "$command has options" test -s "options.$command"
    # The usage line, for the synopsis.
    sed -n 's/^Usage: //p' out >>usages
done

for manual in "$source_folder/man/fubiao.1" "$source_folder/man/zh_CN/fubiao.1"; do
    name=${manual#"$source_folder"/}
    manual_commands "$manual" >found
    expect "$name has the commands of the help" diff commands found
    for command in - $(cat commands); do
        section "$manual" "$command" | manual_options >found
        expect "$name has the options of '$command'" diff "options.$command" found
    done
    expect "$name is well made" mandoc -Tlint -Wwarning "$manual"
    # The synopsis as it is read has every usage line.
    mandoc -Tutf8 -Owidth=200 "$manual" | sed 's/.\x08//g' | tr -s ' \n' '  ' >shown
    while read -r usage; do
        says shown "$usage"
    done <usages
done
finish
