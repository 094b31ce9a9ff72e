#include "core/report/report.h"

#include "core/model/names.h"
#include "core/report/subject_names.h"

#include <QXmlStreamWriter>

#include <array>

namespace regatta::report {

namespace {

enum class Verdict { Passed, Failure, Error, Skipped };

Verdict verdictOf(const history::TaskRecord &task)
{
    if (!task.result)
        return Verdict::Error; // its run goes on
    switch (task.result->outcome) {
    case model::Outcome::Succeeded:
        return Verdict::Passed;
    case model::Outcome::CommandFailed:
    case model::Outcome::TimedOut:
        return Verdict::Failure;
    case model::Outcome::Unreachable:
    case model::Outcome::HostKeyRejected:
    case model::Outcome::AuthenticationFailed:
    case model::Outcome::ConnectionLost:
    case model::Outcome::StopUnverified:
    case model::Outcome::Interrupted:
    case model::Outcome::InternalError:
        return Verdict::Error;
    case model::Outcome::Cancelled:
    case model::Outcome::Skipped:
        return Verdict::Skipped;
    }
    Q_UNREACHABLE();
}

/// XML 1.0, 2.2: other characters can't stand in a document, not even as references.
QString allowed(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        const bool isControl = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        if (isControl || QChar::isSurrogate(c) || c == 0xfffe || c == 0xffff)
            text[i] = QChar(0xfffd);
    }
    return text;
}

QString seconds(base::Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'f', 3);
}

void writeVerdict(const history::TaskRecord &task, QXmlStreamWriter &xml)
{
    const Verdict verdict = verdictOf(task);
    if (verdict == Verdict::Passed)
        return;
    constexpr std::array elements = {"", "failure", "error", "skipped"};
    xml.writeStartElement(QString::fromLatin1(elements.at(size_t(verdict))));
    QString type = history::name(history::RunState::Interrupted).toString();
    QString message = type;
    if (const auto &result = task.result) {
        type = model::name(result->outcome).toString();
        message = type;
        if (result->exitCode)
            message += QStringLiteral(", exit %1").arg(*result->exitCode);
        if (!result->signal.isEmpty())
            message += QStringLiteral(", signal ") + QString::fromLatin1(result->signal);
        if (result->error)
            message += QStringLiteral(": ") + result->error->detail;
    }
    xml.writeAttribute(QStringLiteral("message"), allowed(message));
    if (verdict != Verdict::Skipped)
        xml.writeAttribute(QStringLiteral("type"), type);
    xml.writeEndElement();
}

void writeOutput(const RunOutput &output, model::TaskId task, model::OutputStream stream,
                 QXmlStreamWriter &xml)
{
    if (output.size(task, stream) == 0)
        return;
    const bool isError = stream == model::OutputStream::Stderr;
    xml.writeStartElement(isError ? QStringLiteral("system-err") : QStringLiteral("system-out"));
    output.readLines(task, stream, [&xml](const QString &line, bool isWhole) {
        xml.writeCharacters(allowed(line));
        if (isWhole)
            xml.writeCharacters(QStringLiteral("\n"));
    });
    xml.writeEndElement();
}

} // namespace

base::Expected<void> writeJUnit(const history::RunRecord &run, const RunOutput &output, QIODevice &device)
{
    std::array<int, 4> counts{};
    for (const history::TaskRecord &task : run.tasks)
        ++counts.at(size_t(verdictOf(task)));
    QXmlStreamWriter xml(&device);
    xml.setAutoFormatting(false);
    xml.writeStartDocument();
    xml.writeCharacters(QStringLiteral("\n"));
    const auto writeCounts = [&] {
        xml.writeAttribute(QStringLiteral("name"),
                           allowed(run.overview.name.isEmpty() ? run.overview.id : run.overview.name));
        xml.writeAttribute(QStringLiteral("tests"), QString::number(run.tasks.size()));
        xml.writeAttribute(QStringLiteral("failures"), QString::number(counts[size_t(Verdict::Failure)]));
        xml.writeAttribute(QStringLiteral("errors"), QString::number(counts[size_t(Verdict::Error)]));
        xml.writeAttribute(QStringLiteral("skipped"), QString::number(counts[size_t(Verdict::Skipped)]));
        xml.writeAttribute(QStringLiteral("time"), seconds(run.overview.summary.wall));
    };
    xml.writeStartElement(QStringLiteral("testsuites"));
    writeCounts();
    xml.writeStartElement(QStringLiteral("testsuite"));
    writeCounts();
    xml.writeAttribute(QStringLiteral("timestamp"), run.overview.startedAt.toUTC().toString(Qt::ISODate));
    const SubjectNames names(run);
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const history::TaskRecord &task = run.tasks[i];
        const QString host = names.hostOf(task.subject);
        xml.writeCharacters(QStringLiteral("\n"));
        xml.writeStartElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), allowed(host));
        xml.writeAttribute(QStringLiteral("name"),
                           allowed(task.subject.item.isEmpty() ? host : task.subject.item));
        xml.writeAttribute(QStringLiteral("time"), seconds(elapsed(task).value_or(base::Duration())));
        writeVerdict(task, xml);
        writeOutput(output, {i}, model::OutputStream::Stdout, xml);
        writeOutput(output, {i}, model::OutputStream::Stderr, xml);
        xml.writeEndElement();
    }
    xml.writeCharacters(QStringLiteral("\n"));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    if (xml.hasError())
        return base::failure(base::ErrorCode::FileUnwritable, device.errorString());
    return {};
}

} // namespace regatta::report
