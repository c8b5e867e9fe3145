#!/bin/sh
# The records in so many parts, shared out by GNU parallel and joined.
#
#     deploy/parallel/fubiao-batch.sh PARTS OUTPUT [OPTION...] SOURCE...
#
# With PARALLEL='--sshlogin one,two' the parts are made on several machines; sources and OUTPUT are
# then on a file system that all of them share, and their paths are absolute. A part with wrong
# records does not keep the others from being joined; the status is then that of the whole. If a
# part is missing nothing is joined, and the status is 4.
set -eu

parts=$1 output=$2
shift 2
mkdir -p "$output"
seq "$parts" |
    parallel --quote -I @PART@ --joblog "$output/parallel.log" "${FUBIAO:-fubiao}" batch -j 1 \
        --shard "@PART@/$parts" -o "$output" "$@" ||
    true
exec "${FUBIAO:-fubiao}" batch --join -o "$output" \
    --report "$output/报告.html" --report "$output/报告.json" --index "$output/目录.xlsx"
