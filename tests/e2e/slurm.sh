# Parts as a job array of a Slurm of one node, which this test starts for itself, and joined by a job
# that depends on it. Where its daemons are not installed (scripts/install-packages slurm) or do not
# start, the test is skipped.
. "${0%/*}/lib.sh"

# skip REASON: ends the test as skipped.
skip() {
    echo "skipped: $1"
    exit 77
}

for command in munged slurmctld slurmd sbatch sinfo; do
    command -v "$command" >/dev/null || skip "there is no $command"
done

# ---- a Slurm of our own ----

host=$(hostname -s)
port=$((20000 + $$ % 20000))
user=$(id -un)
mkdir munge state spool
chmod 700 munge
dd if=/dev/urandom of=munge/key bs=1024 count=1 2>/dev/null
chmod 400 munge/key
cat >slurm.conf <<END
ClusterName=fubiao
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthInfo=socket=$scratch/munge/socket
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SchedulerParameters=sched_interval=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=16000
PartitionName=all Nodes=$host Default=YES
END
export SLURM_CONF="$scratch/slurm.conf"

# Ends the daemons that were started, the node first.
stop() {
    kill "$node" "$controller" 2>/dev/null
    wait
    kill "$(cat munge/pid)" 2>/dev/null
    rm -rf "$scratch"
}

munged --force --key-file="$scratch/munge/key" --socket="$scratch/munge/socket" \
    --pid-file="$scratch/munge/pid" --log-file="$scratch/munge/log" \
    --seed-file="$scratch/munge/seed" >munge.out 2>&1 || skip "munged: $(cat munge.out)"
slurmctld -D >controller.log 2>&1 &
controller=$!
slurmd -D -N "$host" >node.log 2>&1 &
node=$!
trap stop EXIT
tries=0
until sinfo --noheader --format=%T 2>/dev/null | grep -qx idle; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ] || ! kill -0 "$controller" 2>/dev/null || ! kill -0 "$node" 2>/dev/null; then
        skip "Slurm does not start: $(cat controller.log node.log | tail -n 3)"
    fi
    sleep 0.5
done

# ---- nights ----

mkdir in
for number in 1 2 3 4 5 6 7 8 9 10; do
    sed "s|<项目名称>.*</项目名称>|<项目名称>项目$number</项目名称>|" "$sample" >"in/$number.xml"
done
fubiao 0 batch -o one in
export FUBIAO="$program" RECORDS=in OUTPUT=all

# submit OPTION...: submits the array, with so many tasks as one core each can have.
submit() {
    sbatch --parsable --cpus-per-task=1 --mem=0 --array=1-3 "$@" \
        "$source_folder/deploy/slurm/fubiao-batch.sh" 2>&1
}

# join STATUS ARRAY: submits what joins the tasks of an array, and waits for it.
join() {
    run "$1" sbatch --wait --cpus-per-task=1 --mem=0 --dependency="afterany:$2" \
        --output=join.log "$source_folder/deploy/slurm/fubiao-join.sh"
}

# whole TEXT: the documents are those of one run.
whole() {
    for folder in one all; do
        (cd "$folder" && find . -name '*.pdf' -o -name '*.docx' | sort | xargs sha256sum) >"$folder.sums"
    done
    expect "$1" cmp one.sums all.sums
}

join 0 "$(submit)"
whole "the tasks of an array are not the whole"
expect "the report tells of all records" test "$(jq .tally.records all/报告.json)" -eq 10
expect "three parts had some" test "$(cat fubiao-*.log | grep -c ' made$')" -ge 2

# A task that never ran: nothing is joined, and the next array goes on.
sed -i 's|<年度>.*</年度>|<年度>2022</年度>|' in/*.xml
array=$(submit --hold)
scancel "${array}_2"
scontrol release "$array"
join 4 "$array"
says join.log "[batch-join-missing]"
says join.log "2/3"
join 0 "$(submit)"
fubiao 0 batch -o one in
whole "the array after one of which a task never ran"
fubiao 0 batch -o all in
refute "one run makes something again" grep -q ' made$' err

# Records with errors: the status is that of the whole.
echo '<broken' >in/5.xml
join 2 "$(submit)"
expect "the report tells of it" test "$(jq .tally.failed all/报告.json)" -eq 1

finish
