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

if command -v parallel >/dev/null; then
    run 0 "$deploy/parallel/fubiao-batch.sh" 4 parts -f docx in
    documents parts/part-* >found
    expect "the parts under GNU parallel are the whole" cmp expected found
    expect "more than one part has documents" \
        test "$(find parts -name '*.docx' | cut -d/ -f2 | sort -u | wc -l)" -gt 1
    run 0 "$deploy/parallel/fubiao-batch.sh" 4 parts -f docx in
    expect "the second night makes nothing" \
        test "$(jq -s 'map(.tally.made) | add' parts/part-*/报告.json)" -eq 0
    echo '<broken' >in/7.xml
    run 2 "$deploy/parallel/fubiao-batch.sh" 4 parts -f docx in
    FUBIAO=/nowhere/fubiao run 127 "$deploy/parallel/fubiao-batch.sh" 2 nothing in
    rm in/7.xml expected
    fubiao 0 batch -f docx --prune -o one in
    documents one >expected
fi

# As Slurm starts the tasks of an array.
for part in 1 2 3; do
    SLURM_ARRAY_TASK_ID=$part SLURM_ARRAY_TASK_COUNT=3 SLURM_CPUS_PER_TASK=2 RECORDS=in \
        OUTPUT=tasks run 0 "$deploy/slurm/fubiao-batch.sh"
done
documents tasks/part-* >found
expect "the tasks of an array are the whole" cmp expected found

# As Kubernetes starts the pods of an Indexed Job: with the job's own command.
parts=$(sed -n 's/.*name: PARTS, value: "\(.*\)".*/\1/p' "$deploy/kubernetes/fubiao-batch.yaml")
expect "as many pods as parts" grep -q "completions: $parts\$" "$deploy/kubernetes/fubiao-batch.yaml"
sed -n '/args:/,/env:/p' "$deploy/kubernetes/fubiao-batch.yaml" | sed '1,2d;$d' | tr '\n' ' ' |
    sed "s| /out/| pods/|g; s|=/out/|=pods/|; s|exec fubiao|exec \"$program\"|; s|/records|in|" >pod
index=0
while [ "$index" -lt "$parts" ]; do
    JOB_COMPLETION_INDEX=$index PARTS=$parts run 0 sh -c "$(cat pod)"
    index=$((index + 1))
done
documents pods/part-* >found
expect "the pods of a job are the whole" cmp expected found

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
