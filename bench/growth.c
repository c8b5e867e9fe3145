/*
 * growth: how long a record with many rows takes.
 *
 *     growth ROWS FOLDER
 *
 * Writes a record of the sample's form with so many indicators to the folder and renders it from
 * there, as PDF and as DOCX, in one process. Prints the median times in milliseconds, the sizes in
 * bytes and the process's peak memory in KiB, first of the PDF alone and then of all.
 */
#include "fubiao.h"
#include "samples.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* Small records are rendered again and again for so long, large ones so many times. */
enum { LEAST_MILLISECONDS = 400, LEAST_RUNS = 3 };

static const struct {
    const char *level1, *level2;
} KINDS[] = {
    {"产出指标", "数量指标"},       {"产出指标", "质量指标"},
    {"产出指标", "时效指标"},       {"效益指标", "社会效益指标"},
    {"效益指标", "经济效益指标"},   {"效益指标", "生态效益指标"},
    {"效益指标", "可持续影响指标"}, {"满意度指标", "服务对象满意度指标"},
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/*
 * One row has the cost, which is the whole amount; the others say what their kinds may. Their
 * numbers are of one width, so that rows are alike in tables of all sizes, and none has a line
 * more.
 */
static void write_rows(FILE *file, long rows)
{
    fputs("<指标><一级指标>产出指标</一级指标><二级指标>成本指标</二级指标>"
          "<三级指标>项目总成本</三级指标><指标值>935.00万元</指标值></指标>\n",
          file);
    for (long i = 1; i < rows; i++) {
        size_t kind = (size_t)i % KIND_COUNT;
        fprintf(file,
                "<指标><一级指标>%s</一级指标><二级指标>%s</二级指标>"
                "<三级指标>第%06ld项工作的完成情况</三级指标><指标值>≥9%ld.%ld%%</指标值></指标>\n",
                KINDS[kind].level1, KINDS[kind].level2, i + 1, i % 9, i % 10);
    }
}

/* Writes the record; false if the system refuses. */
static bool write_record(const char *path, long rows)
{
    FILE *file = fopen(path, "w");

    if (file == NULL)
        return false;
    fprintf(file,
            "<项目支出绩效目标 模板=\"宁夏2021/项目支出绩效目标表\">"
            "<年度>2021</年度><项目名称>许多指标的项目</项目名称><主管部门>主管部门</主管部门>"
            "<实施单位>实施单位</实施单位><项目属性>经常性项目</项目属性>"
            "<项目期>2021年-2021年</项目期>"
            "<项目年度资金><资金总额>935.00</资金总额><财政拨款>935.00</财政拨款></项目年度资金>"
            "<年度总体绩效目标>完成全年的各项工作任务。</年度总体绩效目标><绩效指标>\n");
    write_rows(file, rows);
    fprintf(file, "</绩效指标></项目支出绩效目标>\n");
    return fclose(file) == 0;
}

/*
 * Renders once and notes the size; false, with the messages printed, if that fails, or if the rules
 * find anything: it is not the telling of it that is measured.
 */
static bool render(struct fubiao *fubiao, const char *path, unsigned output, size_t *size)
{
    struct fubiao_result result;
    bool done = fubiao_render_file(fubiao, path, NULL, output, &result) == FUBIAO_DONE &&
                result.warnings == 0;

    if (!done)
        fprintf(stderr, "%s", result.messages == NULL ? "growth: failed\n" : result.messages);
    *size = result.pdf.length + result.docx.length;
    fubiao_result_release(&result);
    return done;
}

static bool measure(double *milliseconds, size_t *size, struct fubiao *fubiao, const char *path,
                    unsigned output)
{
    static struct samples samples;
    double begin;

    if (!render(fubiao, path, output, size))
        return false;
    samples.count = 0;
    begin = now();
    while (samples.count < LEAST_RUNS || now() - begin < LEAST_MILLISECONDS) {
        double start = now();
        if (!render(fubiao, path, output, size))
            return false;
        samples_add(&samples, start);
    }
    *milliseconds = samples_median(&samples);
    return true;
}

/* Returns the process's peak memory so far in KiB. */
static long peak(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static bool measure_all(struct fubiao *fubiao, const char *path)
{
    double pdf, docx;
    size_t pdf_size, docx_size;
    long pdf_peak;

    if (!measure(&pdf, &pdf_size, fubiao, path, FUBIAO_PDF))
        return false;
    pdf_peak = peak();
    if (!measure(&docx, &docx_size, fubiao, path, FUBIAO_DOCX))
        return false;
    printf("%.2f %.2f %zu %zu %ld %ld\n", pdf, docx, pdf_size, docx_size, pdf_peak, peak());
    return true;
}

int main(int argc, char **argv)
{
    long rows = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    struct fubiao_result result;
    struct fubiao *fubiao;
    char path[4096];
    bool done;

    if (rows <= 0) {
        fprintf(stderr, "usage: growth ROWS FOLDER\n");
        return 3;
    }
    snprintf(path, sizeof path, "%s/growth-%ld.xml", argv[2], rows);
    if (!write_record(path, rows) || fubiao_open(&fubiao, NULL, &result) != FUBIAO_DONE) {
        fprintf(stderr, "growth: cannot write %s, or cannot open the fonts\n", path);
        return 4;
    }
    fubiao_result_release(&result);
    done = measure_all(fubiao, path);
    fubiao_close(fubiao);
    return done ? 0 : 4;
}
