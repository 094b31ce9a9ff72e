#include "core/report/report.h"

#include "core/model/names.h"

#include <QStringDecoder>

namespace regatta::report {

namespace {

/// What a spreadsheet takes for the beginning of a formula.
bool beginsFormula(QChar c)
{
    return QStringView(u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20").contains(c);
}

QByteArray quoted(QStringView text)
{
    return text.toString().replace(u'"', QStringLiteral("\"\"")).replace(QChar::Null, QChar(0xfffd)).toUtf8();
}

QByteArray cell(const QString &text)
{
    const bool isFormula = !text.isEmpty() && beginsFormula(text.front());
    return '"' + QByteArray(isFormula ? "'" : "") + quoted(text) + '"';
}

QByteArray number(std::optional<double> value)
{
    return value ? QByteArray::number(*value, 'f', 3) : QByteArray();
}

void writeOutput(const RunOutput &output, model::TaskId task, model::OutputStream stream, QIODevice &device)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    bool isFirst = true;
    device.write("\"");
    (void)output.read(task, stream, [&](QByteArrayView bytes) {
        const QString text = decoder.decode(bytes);
        if (isFirst && !text.isEmpty()) {
            isFirst = false;
            if (beginsFormula(text.front()))
                device.write("'");
        }
        device.write(quoted(text));
    });
    device.write("\"");
}

QByteArrayList cellsOf(const history::RunRecord &run, std::uint32_t index)
{
    const history::TaskRecord &task = run.tasks[index];
    const model::AttemptResult *result = task.result ? &*task.result : nullptr;
    const auto milliseconds = [](const auto &duration) {
        return duration ? std::optional(base::toMilliseconds(*duration)) : std::nullopt;
    };
    const auto started =
        task.firstStarted ? std::optional(task.firstStarted->time_since_epoch()) : std::nullopt;
    return {cell(run.overview.id),
            QByteArray::number(index),
            cell(task.subject.host),
            cell(task.subject.user),
            task.subject.port ? QByteArray::number(task.subject.port) : QByteArray(),
            cell(task.subject.item),
            cell(model::name(task.state).toString()),
            result ? cell(model::name(result->outcome).toString()) : QByteArray(),
            result && result->exitCode ? QByteArray::number(*result->exitCode) : QByteArray(),
            cell(result ? QString::fromLatin1(result->signal) : QString()),
            result && result->error ? cell(base::name(result->error->code).toString()) : QByteArray(),
            cell(result && result->error ? result->error->detail : QString()),
            QByteArray::number(task.attempts.size()),
            number(milliseconds(started)),
            number(milliseconds(elapsed(task))),
            QByteArray::number(task.bytes)};
}

} // namespace

base::Expected<void> writeCsv(const history::RunRecord &run, const RunOutput &output, QIODevice &device)
{
    device.write("run,task,host,user,port,item,state,outcome,exit_code,signal,error,error_detail,attempts,"
                 "started_ms,elapsed_ms,bytes,stdout,stderr\r\n");
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        device.write(cellsOf(run, i).join(',') + ',');
        writeOutput(output, {i}, model::OutputStream::Stdout, device);
        device.write(",");
        writeOutput(output, {i}, model::OutputStream::Stderr, device);
        if (device.write("\r\n") < 0)
            return base::failure(base::ErrorCode::FileUnwritable, device.errorString());
    }
    return {};
}

} // namespace regatta::report
