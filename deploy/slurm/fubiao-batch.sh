#!/bin/sh
# A Slurm job array: each task makes one part of the records. What joins them runs after it:
#
#     export RECORDS=/data/records OUTPUT=/data/out
#     array=$(sbatch --parsable deploy/slurm/fubiao-batch.sh)
#     sbatch --dependency="afterany:$array" deploy/slurm/fubiao-join.sh
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

: "${RECORDS:?the folder of records}" "${OUTPUT:?the output folder}"
mkdir -p "$OUTPUT"
exec "${FUBIAO:-fubiao}" batch -j "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" -o "$OUTPUT" "$RECORDS"
