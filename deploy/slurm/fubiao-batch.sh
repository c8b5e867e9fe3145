#!/bin/sh
# A Slurm job array: each task makes one part of the records.
#
#     sbatch --export=ALL,RECORDS=/data/records,OUTPUT=/data/out deploy/slurm/fubiao-batch.sh
#
# The array may have any length, but it starts at 1 and leaves out none.
#SBATCH --job-name=fubiao
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=02:00:00
#SBATCH --signal=B:TERM@120
#SBATCH --output=fubiao-%A-%a.log
set -eu

: "${RECORDS:?the folder of records}" "${OUTPUT:?the folder for the parts}"
part=$SLURM_ARRAY_TASK_ID
out=$OUTPUT/part-$part
mkdir -p "$out"
exec "${FUBIAO:-fubiao}" batch -j "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$part/$SLURM_ARRAY_TASK_COUNT" -o "$out" \
    --report "$out/报告.html" --report "$out/报告.json" --index "$out/目录.xlsx" "$RECORDS"
