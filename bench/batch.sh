# batch.sh: the part of bench/run about many records, and the peers on the same.
#
# Everything is on two cores: two processes of fubiao, two of each peer. Nothing is taken away before
# the end: some file systems are slow to make files for minutes after others were deleted.

workers=2

# timed COMMAND...: runs it; `seconds`, `user`, `system` and `memory` (MB, of all processes) are what it needed.
timed() {
    $build/bench/bench_watch "$folder/watched" "$@" >"$folder/said" 2>>"$folder/log" || {
        cat "$folder/log" "$folder/said" >&2
        exit 4
    }
    watched=$(cat "$folder/watched")
    seconds=$(word 1 "$watched")
    user=$(word 2 "$watched")
    system=$(word 3 "$watched")
    memory=$(memory "$(word 4 "$watched")")
}

# calculate EXPRESSION: what awk makes of it.
calculate() {
    awk "BEGIN { print ($1) }"
}

# night FORMATS: a batch of the records in the folder `place`.
night() {
    timed $build/fubiao batch -j $workers -f "$1" -o "$place/out-$1" "$place/records"
}

# batch_of COUNT: so many records, cold, unchanged, and one of them changed.
batch_of() {
    count=$1 rate=- most=400 unchanged=- changed=-
    case $count in
    10000) rate=700 ;;
    100000) unchanged=6 changed=7 ;;
    esac
    place=$folder/$count
    $build/bench/bench_records "$count" "$place/records"
    echo
    echo "| batch of $(printf '%-28s' "$count records") |    measured |    target | met |"
    echo "|----------------------------------------|-------------|-----------|-----|"
    night pdf,docx
    row "cold, PDF and DOCX" "$(calculate "$count / $seconds")" /s $rate 0
    row "a record, in all processes" "$(calculate "$user * 1000 / $count")" ms - 2
    row "and in the system for them" "$(calculate "$system * 1000 / $count")" ms 0.6 2
    row "memory of all processes together" "$memory" MB $most 0
    if [ "$count" -le 10000 ]; then
        floor=$($build/bench/bench_rewrite "$place/out-pdf,docx" "$place/rewritten")
        row "writing the same files, in the system" "$(calculate "2 * $(word 3 "$floor")")" ms - 2
    fi
    night pdf,docx
    row "a night in which nothing changed" "$seconds" s $unchanged 2
    row "its memory" "$memory" MB $most 0
    one=$(find "$place/records" -name '*1.xml' | sort | head -1)
    sed -i 's|</项目名称>|二期</项目名称>|' "$one"
    night pdf,docx
    row "a night in which one record changed" "$seconds" s $changed 2
}

# Fetches the peers, in the versions that bench/peers/package-lock.json has, and makes their forms.
install_peers() {
    peers=build/peers
    mkdir -p $peers
    cp bench/peers/* $peers/
    npm ci --prefix $peers --no-audit --no-fund >>"$folder/log" 2>&1 || {
        cat "$folder/log" >&2
        exit 4
    }
}

# peer_row WHO WHAT BYTES BASE: a row about `count` records that took `seconds` and, of all processors,
# `work`; with how many times that is of BASE, "SECONDS WORK" of another, if it is not "".
peer_row() {
    awk -v who="$1" -v what="$2" -v bytes="$3" -v base="$4" -v count="$count" -v seconds="$seconds" \
        -v work="$work" -v memory="$memory" 'BEGIN {
            times = split(base, of, " ") == 2 ? sprintf("%.1f, %.1f", seconds / of[1], work / of[2]) : ""
            printf "| %-14s | %-8s | %7.1f /s | %7.2f ms | %4.0f kB | %5.0f MB | %-10s |\n", who, what,
                count / seconds, work * 1000 / count, bytes / count / 1000, memory, times
        }'
}

# bytes FOLDER: how many all documents in it have.
bytes() {
    find "$1" -type f ! -name '.*' -exec cat {} + | wc -c
}

# against PEER OUTPUT: fubiao with that output alone, from its start, and then the peer, which is warm.
# The work of a peer has its start.
against() {
    night "$2"
    work=$(calculate "$user + $system")
    base="$seconds $work"
    peer_row fubiao "$2" "$(bytes "$place/out-$2")" ""
    timed node $peers/run.js "$1" "$place/json" fonts "$place/$1" $workers
    said=$(cat "$folder/said")
    seconds=$(word 1 "$said")
    work=$(calculate "$user + $system")
    peer_row "$1" "$2" "$(word 2 "$said")" "$base"
    seconds_apart=$(calculate "$seconds_apart + $seconds")
    work_apart=$(calculate "$work_apart + $work")
    all=$(calculate "$all + $(word 2 "$said")")
    largest=$(calculate "$largest > $memory ? $largest : $memory")
}

# peers COUNT: the peers beside fubiao, on the same records.
peers() {
    count=$1 seconds_apart=0 work_apart=0 all=0 largest=0
    install_peers
    place=$folder/peers
    $build/bench/bench_records "$count" "$place/records"
    # The peers read JSON, a file for each record. No file that we write may have more than 64 MB.
    find "$place/records" -name '*.xml' | sort | split -l 1000 - "$place/list."
    for list in "$place"/list.*; do
        xargs -d '\n' $build/fubiao convert -f json -o "$list.json" <"$list" 2>>"$folder/log"
        node $peers/split.js "$list.json" "$place/json"
    done
    echo
    echo "| $(printf '%-14s' "$count records") | output   |    records |  work, one |    size |   memory | times      |"
    echo "|----------------|----------|------------|------------|---------|----------|------------|"
    against typst pdf
    against docx docx
    night pdf,docx
    work=$(calculate "$user + $system")
    peer_row fubiao pdf,docx "$(bytes "$place/out-pdf,docx")" ""
    base="$seconds $work"
    seconds=$seconds_apart work=$work_apart memory=$largest
    peer_row "typst and docx" pdf,docx "$all" "$base"
}

# batches [large]
batches() {
    batch_of 1000
    batch_of 10000
    if [ "${1-}" = large ]; then
        batch_of 100000
        peers 10000
    else
        peers 1000
    fi
}
