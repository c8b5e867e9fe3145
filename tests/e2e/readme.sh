#!/bin/sh
# readme.sh: the commands of both READMEs are the same, and they work.
#
#     readme.sh PROGRAM SOURCE-FOLDER
set -eu

program=$1
source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Prints the commands of a README: its indented lines.
commands() {
    sed -n 's/^    //p' "$source/$1"
}

commands README.md >"$scratch/english"
commands README.zh-CN.md >"$scratch/chinese"
diff -u "$scratch/english" "$scratch/chinese"

# CI runs the first two.
grep '^scripts/' "$source/.ci/run" >"$scratch/ci"
grep '^scripts/' "$scratch/english" | diff -u - "$scratch/ci"

mkdir -p "$scratch/work/build/release"
cd "$scratch/work"
ln -s "$source/samples" samples
ln -s "$program" build/release/fubiao
grep '^build/release/fubiao ' "$scratch/english" >"$scratch/examples"
while read -r example; do
    sh -c "$example" >"$scratch/words" 2>&1 </dev/null || {
        echo "$example"
        cat "$scratch/words"
        exit 1
    }
done <"$scratch/examples"
[ -s 附件2.pdf ] && [ -s out/巡视巡察工作经费.docx ]
