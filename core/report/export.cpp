#include "core/report/export.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <cstdio>

namespace regatta::report {

namespace {

constexpr std::array allFormats = {Format::Json, Format::Csv, Format::JUnit, Format::Html, Format::Files};

base::Expected<void> unwritable(const QString &path)
{
    return base::failure(base::ErrorCode::FileUnwritable, path);
}

base::Expected<void> write(const history::RunRecord &run, const RunOutput &output, Format format,
                           const Words &words, QIODevice &device)
{
    switch (format) {
    case Format::Json:
        return writeJson(run, output, device);
    case Format::Csv:
        return writeCsv(run, output, device);
    case Format::JUnit:
        return writeJUnit(run, output, device);
    case Format::Html:
        return writeHtml(run, output, words, device);
    case Format::Files:
        break;
    }
    Q_UNREACHABLE();
}

base::Expected<void> writeToStandardOutput(const history::RunRecord &run, const RunOutput &output,
                                           Format format, const Words &words)
{
    QFile device;
    if (!device.open(stdout, QIODevice::WriteOnly))
        return unwritable(device.errorString());
    const auto done = write(run, output, format, words, device);
    return done && !device.flush() ? unwritable(device.errorString()) : done;
}

base::Expected<void> writeToFile(const history::RunRecord &run, const RunOutput &output, Format format,
                                 const Words &words, const QString &path, const std::stop_token &stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(path);
    if (const auto done = write(run, output, format, words, file); !done)
        return unwritable(path);
    if (stop.stop_requested())
        return {}; // what is there so far goes with `file`
    return file.flush() && file.commit() ? base::Expected<void>() : unwritable(path);
}

base::Expected<void> writeTo(const history::RunRecord &run, const RunOutput &output, Format format,
                             const Words &words, const QString &path, const std::stop_token &stop)
{
    if (format == Format::Files) {
        const auto files = writeFiles(run, output, path);
        return files ? base::Expected<void>() : tl::unexpected(files.error());
    }
    if (path.isEmpty())
        return writeToStandardOutput(run, output, format, words);
    return writeToFile(run, output, format, words, path, stop);
}

} // namespace

QStringView name(Format format)
{
    switch (format) {
    case Format::Json:
        return u"json";
    case Format::Csv:
        return u"csv";
    case Format::JUnit:
        return u"junit";
    case Format::Html:
        return u"html";
    case Format::Files:
        return u"files";
    }
    Q_UNREACHABLE();
}

std::optional<Format> formatFromName(QStringView wanted)
{
    const auto found = std::find_if(allFormats.begin(), allFormats.end(),
                                    [wanted](Format format) { return name(format) == wanted; });
    return found == allFormats.end() ? std::nullopt : std::optional(*found);
}

QString fileEnding(Format format)
{
    if (format == Format::Files)
        return {};
    return u'.' + (format == Format::JUnit ? QStringView(u"xml") : name(format)).toString();
}

QString suggestedName(const history::RunOverview &run)
{
    const QString start = run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd-HHmm"));
    return safeFileName(run.name.isEmpty() ? start : run.name + u'-' + start);
}

base::Expected<Exported> exportRun(const history::RunRecord &run, Format format, const Words &words,
                                   const QString &path, const std::stop_token &stop)
{
    const auto output = RunOutput::open(run.overview.spool, stop);
    if (!output)
        return tl::unexpected(output.error());
    const auto done = writeTo(run, *output, format, words, path, stop);
    if (stop.stop_requested())
        return base::failure(base::ErrorCode::Cancelled, path);
    if (!done)
        return tl::unexpected(done.error());
    return Exported{output->isWhole(run.overview.state)};
}

} // namespace regatta::report
