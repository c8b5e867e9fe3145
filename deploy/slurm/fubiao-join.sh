#!/bin/sh
# Joins the parts that fubiao-batch.sh made, whether their records were right or wrong; its status is
# that of the whole, and 4 if a part has not been finished.
#SBATCH --job-name=fubiao-join
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=00:30:00
#SBATCH --output=fubiao-join-%j.log
set -eu

: "${OUTPUT:?the output folder}"
exec "${FUBIAO:-fubiao}" batch --join -o "$OUTPUT" \
    --report "$OUTPUT/报告.html" --report "$OUTPUT/报告.json" --index "$OUTPUT/目录.xlsx"
