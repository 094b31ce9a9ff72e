#include "core/report/report.h"

#include "core/base/json_text.h"
#include "core/model/names.h"

namespace regatta::report {

using base::JsonLine;
using base::toMilliseconds;

namespace {

void addTime(JsonLine &line, const char *key, const std::optional<base::Instant> &time)
{
    if (time)
        line.add(key, toMilliseconds(time->time_since_epoch()));
    else
        line.addNull(key);
}

void addEnd(JsonLine &line, const history::TaskRecord &task)
{
    const model::AttemptResult *result = task.result ? &*task.result : nullptr;
    line.add("state", model::name(task.state));
    if (result)
        line.add("outcome", model::name(result->outcome));
    else
        line.addNull("outcome");
    if (result && result->exitCode)
        line.add("exit_code", qint64(*result->exitCode));
    else
        line.addNull("exit_code");
}

/// Base64 of pieces of any length.
class Base64Stream
{
public:
    explicit Base64Stream(QIODevice &device)
        : m_device(device)
    {}

    void feed(QByteArrayView bytes)
    {
        m_rest.append(bytes);
        const qsizetype whole = m_rest.size() / 3 * 3;
        m_device.write(m_rest.first(whole).toBase64());
        m_rest = m_rest.sliced(whole);
    }

    void finish() { m_device.write(m_rest.toBase64()); }

private:
    QIODevice &m_device;
    QByteArray m_rest;
};

void writeStream(const RunOutput &output, model::TaskId task, model::OutputStream stream, QIODevice &device)
{
    const bool isText = output.isUtf8(task, stream);
    const QByteArray key = model::name(stream).toLatin1() + (isText ? "" : "_base64");
    device.write(",\"" + key + "\":\"");
    Base64Stream base64(device);
    (void)output.read(task, stream, [&](QByteArrayView bytes) {
        if (!isText) {
            base64.feed(bytes);
            return;
        }
        QByteArray escaped;
        base::appendJsonEscaped(escaped, bytes);
        device.write(escaped);
    });
    base64.finish();
    device.write("\"");
}

} // namespace

JsonLine overviewJson(const history::RunOverview &run)
{
    JsonLine outcomes;
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        if (const int count = run.summary.count(outcome))
            outcomes.add(model::name(outcome).toLatin1().constData(), qint64(count));
    }
    JsonLine line;
    line.add("run", run.id).add("parent", run.parent).add("name", run.name).add("command", run.command);
    line.add("profile", run.profilePath).add("environment", model::name(run.environment));
    line.add("transport", model::name(run.transport)).add("version", run.version);
    line.add("state", history::name(run.state));
    line.add("started_at", run.startedAt.toUTC().toString(Qt::ISODateWithMs));
    line.add("tasks", qint64(run.tasks)).addObject("outcomes", outcomes);
    line.add("wall_ms", toMilliseconds(run.summary.wall));
    line.add("peak_parallel", qint64(run.summary.peakParallel));
    line.add("effective_parallel", run.summary.effectiveParallel);
    return line.add("output_bytes", run.summary.outputBytes);
}

JsonLine taskJson(const history::TaskRecord &task, model::TaskId id)
{
    JsonLine line;
    line.add("task", qint64(id.value)).add("host", task.subject.host).add("user", task.subject.user);
    line.add("port", qint64(task.subject.port)).add("item", task.subject.item);
    addEnd(line, task);
    const model::AttemptResult *result = task.result ? &*task.result : nullptr;
    if (result && !result->signal.isEmpty())
        line.add("signal", QString::fromLatin1(result->signal));
    else
        line.addNull("signal");
    if (result && result->error) {
        line.addObject(
            "error",
            JsonLine().add("code", base::name(result->error->code)).add("detail", result->error->detail));
    } else {
        line.addNull("error");
    }
    line.add("attempts", qint64(task.attempts.size()));
    if (task.slot)
        line.add("slot", qint64(task.slot->value));
    else
        line.addNull("slot");
    line.add("bytes", task.bytes);
    JsonLine times;
    addTime(times, "started", task.firstStarted);
    addTime(times, "running", task.attempts.empty() ? std::nullopt : task.attempts.back().times.running);
    addTime(times, "finished", task.finished);
    return line.addObject("ms", times);
}

JsonLine comparisonJson(const TaskComparison &task, const history::RunRecord &before,
                        const history::RunRecord &after)
{
    JsonLine line;
    line.add("host", task.subject.host).add("user", task.subject.user);
    line.add("port", qint64(task.subject.port)).add("item", task.subject.item);
    const auto addSide = [&line](const char *key, const history::RunRecord &run,
                                 const std::optional<model::TaskId> &id) {
        if (!id) {
            line.addNull(key);
            return;
        }
        JsonLine side;
        addEnd(side, run.tasks[id->value]);
        line.addObject(key, side);
    };
    addSide("before", before, task.before);
    addSide("after", after, task.after);
    return line.add("outcome_changed", task.isOutcomeChanged).add("output_changed", task.isOutputChanged);
}

std::optional<base::Duration> elapsed(const history::TaskRecord &task)
{
    if (!task.firstStarted || !task.finished)
        return std::nullopt;
    const auto resumed = task.attempts.empty() ? std::nullopt : task.attempts.back().times.resumed;
    return *task.finished - resumed.value_or(*task.firstStarted);
}

base::Expected<void> writeJson(const history::RunRecord &run, const RunOutput &output, QIODevice &device)
{
    device.write("{\"v\":1,\n\"run\":" + overviewJson(run.overview).text() + ",\n\"manifest\":" +
                 (run.manifest.isEmpty() ? QByteArray("null") : run.manifest) + ",\n\"tasks\":[");
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        QByteArray head = taskJson(run.tasks[i], {i}).text();
        head.chop(1); // the brace: there is more to come
        device.write((i == 0 ? "\n" : ",\n") + head);
        writeStream(output, {i}, model::OutputStream::Stdout, device);
        writeStream(output, {i}, model::OutputStream::Stderr, device);
        device.write("}");
    }
    if (device.write("\n]}\n") < 0)
        return base::failure(base::ErrorCode::FileUnwritable, device.errorString());
    return {};
}

} // namespace regatta::report
