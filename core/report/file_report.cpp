#include "core/report/report.h"

#include "core/model/names.h"
#include "core/report/subject_names.h"

#include <QDir>
#include <QFile>

namespace regatta::report {

namespace {

constexpr qsizetype longestName = 150;
constexpr int mostNamesakes = 100'000;

/// A new file of that name, or of one with a number behind it. QFile::NewOnly is O_EXCL: it follows no link
/// and touches nothing.
std::unique_ptr<QFile> newFile(const QDir &folder, const QString &stem, const QString &ending)
{
    for (int number = 1; number <= mostNamesakes; ++number) {
        const QString name = number == 1 ? stem : QStringLiteral("%1-%2").arg(stem).arg(number);
        auto file = std::make_unique<QFile>(folder.filePath(name + ending));
        if (file->open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return file;
        if (!QFileInfo(file->fileName()).isSymLink() && !file->exists())
            return nullptr;
    }
    return nullptr;
}

base::Expected<void> writeFile(const RunOutput &output, model::TaskId task, model::OutputStream stream,
                               const QDir &folder, const QString &stem)
{
    const QString ending = u'.' + model::name(stream).toString() + QStringLiteral(".txt");
    const auto file = newFile(folder, stem, ending);
    if (!file)
        return base::failure(base::ErrorCode::FileUnwritable, folder.filePath(stem + ending));
    (void)output.read(task, stream,
                      [&file](QByteArrayView bytes) { file->write(bytes.data(), bytes.size()); });
    if (!file->flush() || file->error() != QFile::NoError)
        return base::failure(base::ErrorCode::FileUnwritable, file->fileName());
    return {};
}

} // namespace

QString safeFileName(const QString &name)
{
    QString safe;
    for (const QChar c : name.left(longestName)) {
        const bool isLetter =
            (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        const bool isMark = c == u'-' || c == u'_' || (c == u'.' && !safe.isEmpty());
        safe += isLetter || isMark ? c : QChar(u'_');
    }
    return safe.isEmpty() ? QStringLiteral("_") : safe;
}

base::Expected<int> writeFiles(const history::RunRecord &run, const RunOutput &output, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return base::failure(base::ErrorCode::FileUnwritable, folder);
    const SubjectNames names(run);
    int files = 0;
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const history::TaskSubject &subject = run.tasks[i].subject;
        const QString host = names.hostOf(subject);
        const QString stem = safeFileName(subject.item.isEmpty() ? host : host + u'.' + subject.item);
        for (const auto stream : {model::OutputStream::Stdout, model::OutputStream::Stderr}) {
            if (output.size({i}, stream) == 0)
                continue;
            if (const auto written = writeFile(output, {i}, stream, QDir(folder), stem); !written)
                return tl::unexpected(written.error());
            ++files;
        }
    }
    return files;
}

} // namespace regatta::report
