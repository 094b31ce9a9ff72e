#include "app/cli/history_export.h"

#include "core/report/report.h"
#include "ui/text/history_words.h"

#include <QFile>
#include <QSaveFile>

#include <cstdio>

namespace regatta::cli {

namespace {

base::Expected<void> write(const history::RunRecord &run, const report::RunOutput &output,
                           ExportFormat format, QIODevice &device)
{
    switch (format) {
    case ExportFormat::Json:
        return report::writeJson(run, output, device);
    case ExportFormat::Csv:
        return report::writeCsv(run, output, device);
    case ExportFormat::JUnit:
        return report::writeJUnit(run, output, device);
    case ExportFormat::Html:
        return report::writeHtml(run, output, text::reportWords(run.overview), device);
    case ExportFormat::Files:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<ExportFormat> exportFormatFrom(const QString &name)
{
    const std::pair<QStringView, ExportFormat> formats[] = {{u"json", ExportFormat::Json},
                                                            {u"csv", ExportFormat::Csv},
                                                            {u"junit", ExportFormat::JUnit},
                                                            {u"html", ExportFormat::Html},
                                                            {u"files", ExportFormat::Files}};
    for (const auto &[word, format] : formats) {
        if (word == name)
            return format;
    }
    return std::nullopt;
}

base::Expected<void> writeExport(const history::RunRecord &run, ExportFormat format, const QString &path)
{
    const auto output = report::RunOutput::open(run.overview.spool);
    if (!output)
        return tl::unexpected(output.error());
    if (format == ExportFormat::Files) {
        const auto files = report::writeFiles(run, *output, path);
        return files ? base::Expected<void>() : tl::unexpected(files.error());
    }
    if (path.isEmpty()) {
        QFile standardOutput;
        if (!standardOutput.open(stdout, QIODevice::WriteOnly))
            return base::failure(base::ErrorCode::FileUnwritable, standardOutput.errorString());
        auto done = write(run, *output, format, standardOutput);
        if (done && !standardOutput.flush())
            return base::failure(base::ErrorCode::FileUnwritable, standardOutput.errorString());
        return done;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return base::failure(base::ErrorCode::FileUnwritable, path);
    if (const auto done = write(run, *output, format, file); !done)
        return done;
    if (!file.flush() || !file.commit())
        return base::failure(base::ErrorCode::FileUnwritable, path);
    return {};
}

} // namespace regatta::cli
