# The files of deploy/: what they start is made as by one run, and who reads them accepts them.
. "${0%/*}/lib.sh"

deploy=$source_folder/deploy
export FUBIAO="$program"

for script in "$deploy"/*/*.sh; do
    expect "$script is no script of the shell" sh -n "$script"
    expect "$script cannot be started" test -x "$script"
done

# ---- parts make the whole ----

mkdir in
for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
    sed "s|<项目名称>.*</项目名称>|<项目名称>项目$number</项目名称>|" "$sample" >"in/$number.xml"
done
fubiao 0 batch -f docx -o one in

# documents FOLDER...: the documents below the folders, each with its hash.
documents() {
    for folder in "$@"; do
        (cd "$folder" && find . -name '*.docx' -exec sha256sum {} +)
    done | sort -k 2
}

documents one >expected
expect "twelve documents" test "$(wc -l <expected)" -eq 12

# whole FOLDER TEXT: the folder has the documents of one run, and the next run has nothing to do.
whole() {
    documents "$1" >found
    expect "$2 is not what one run makes" cmp expected found
    fubiao 0 batch -f docx -o "$1" in
    refute "$2 is made again by one run" grep -q ' made$' err
}

if command -v parallel >/dev/null; then
    run 0 "$deploy/parallel/fubiao-batch.sh" 4 shared -f docx in
    whole shared "what GNU parallel makes"
    run 0 "$deploy/parallel/fubiao-batch.sh" 3 shared -f docx in
    expect "the second night makes nothing" test "$(jq .tally.made shared/报告.json)" -eq 0
    expect "it has looked at all records" test "$(jq .tally.unchanged shared/报告.json)" -eq 12
    echo '<broken' >in/7.xml
    run 2 "$deploy/parallel/fubiao-batch.sh" 4 shared -f docx in
    FUBIAO=/nowhere/fubiao run 127 "$deploy/parallel/fubiao-batch.sh" 2 nothing in
    run 4 "$deploy/parallel/fubiao-batch.sh" 2 shared --timeout x in
    rm in/7.xml expected
    fubiao 0 batch -f docx --prune -o one in
    documents one >expected
    fubiao 0 batch -f docx --prune -o shared in
    whole shared "what was divided before"
fi

# As Slurm starts the tasks of an array, and what joins them.
for part in 1 2 3; do
    SLURM_ARRAY_TASK_ID=$part SLURM_ARRAY_TASK_COUNT=3 SLURM_CPUS_PER_TASK=2 RECORDS=in \
        OUTPUT=tasks run 0 "$deploy/slurm/fubiao-batch.sh"
done
OUTPUT=tasks run 0 "$deploy/slurm/fubiao-join.sh"
whole tasks "what the tasks of an array make"

# As Kubernetes starts the pods of an Indexed Job, and the one that joins: with the jobs' own
# commands.
batch=$deploy/kubernetes/fubiao-batch.yaml
parts=$(sed -n 's/.*name: PARTS, value: "\(.*\)".*/\1/p' "$batch")
expect "as many pods as parts" grep -q "completions: $parts\$" "$batch"
sed -n '/args:/,/env:/p' "$batch" | sed '1,2d;$d' | tr '\n' ' ' |
    sed "s| /out| pods|; s|exec fubiao|exec \"$program\"|; s|/records|in|" >pod
sed -n 's/ *command: \[fubiao, \(.*\)\]/\1/p; s/ *args: \[\(.*\)\]/\1/p' \
    "$deploy/kubernetes/fubiao-join.yaml" | tr -d , | tr '\n' ' ' | sed "s|/out|pods|g" >joiner
index=0
while [ "$index" -lt "$parts" ]; do
    run 4 "$program" $(cat joiner)
    JOB_COMPLETION_INDEX=$index PARTS=$parts run 0 sh -c "$(cat pod)"
    index=$((index + 1))
done
run 0 "$program" $(cat joiner)
expect "the report of the pods" test "$(jq .tally.records pods/报告.json)" -eq 11
whole pods "what the pods of a job make"

# As cron starts it.
sed -n 's/^30 1 .*systemd-cat -t fubiao//p' "$deploy/cron/fubiao" |
    sed "s|/usr/local/bin/fubiao|$program|" >line
RECORDS=in OUTPUT=cron run 0 sh -c "$(cat line)"
is out ""
documents cron >found
expect "the line of cron makes the whole" cmp expected found
RECORDS=nowhere OUTPUT=cron run 0 sh -c "$(cat line)"
says out "fubiao batch: status 2"

# ---- systemd ----

if command -v systemd-analyze >/dev/null; then
    mkdir units
    cp "$deploy"/systemd/*.timer units
    sed "s|/usr/local/bin/fubiao|$program|" "$deploy/systemd/fubiao-batch.service" \
        >units/fubiao-batch.service
    run 0 systemd-analyze verify --man=no units/fubiao-batch.service units/fubiao-batch.timer
    is err ""
fi

finish
