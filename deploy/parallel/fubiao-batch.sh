#!/bin/sh
# The records in so many parts, shared out by GNU parallel.
#
#     deploy/parallel/fubiao-batch.sh PARTS OUTPUT [OPTION...] SOURCE...
#
# Part K goes to OUTPUT/part-K. With PARALLEL='--sshlogin one,two' the parts are made on several
# machines; sources and OUTPUT are then on a file system that all of them share, and their paths are
# absolute. The status is the worst of all parts.
set -eu

parts=$1 output=$2
shift 2
mkdir -p "$output"
seq "$parts" | while read -r part; do mkdir -p "$output/part-$part"; done
log=$output/parallel.log
seq "$parts" |
    parallel --quote -I @PART@ --joblog "$log" "${FUBIAO:-fubiao}" batch -j 1 \
        --shard "@PART@/$parts" -o "$output/part-@PART@" \
        --report "$output/part-@PART@/报告.html" --report "$output/part-@PART@/报告.json" \
        --index "$output/part-@PART@/目录.xlsx" "$@" ||
    true
# A job that a signal ended has that in the next column; one that is not in the log was never run.
exit "$(awk -v parts="$parts" -F '\t' '
    NR > 1 { jobs++; status = $8 != 0 ? 4 : $7; if (status > worst) worst = status }
    END { print jobs < parts ? 4 : worst + 0 }' "$log")"
