#include "app/cli/json_writer.h"

#include "core/model/names.h"

#include <utility>

namespace regatta::cli {

using base::JsonLine;
using base::toMilliseconds;

JsonWriter::JsonWriter(engine::RunPlan plan, OutputChannel &channel)
    : m_plan(std::move(plan))
    , m_channel(channel)
    , m_lines(m_plan.manifest()->taskCount())
    , m_ports(m_plan.manifest()->taskCount())
{
    for (std::uint32_t task = 0; task < m_ports.size(); ++task)
        m_ports[task] = m_plan.reachedAs({task}).port;
}

void JsonWriter::runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time)
{
    m_start = time;
    send(begin(u"run_started", time)
             .add("run", manifest->identity.run)
             .add("targets", qint64(manifest->targets.size()))
             .add("tasks", qint64(manifest->taskCount()))
             .add("parallel", qint64(manifest->profile.parallel))
             .add("transport", model::name(manifest->profile.transport)));
}

void JsonWriter::taskEvent(const model::TaskEvent &event)
{
    std::visit([this](const auto &alternative) { write(alternative); }, event);
}

void JsonWriter::write(const model::TaskRouted &event)
{
    m_ports[event.task.value] = event.reachedAs.port;
}

void JsonWriter::write(const model::TaskStateChanged &event)
{
    JsonLine line = begin(u"task_state", event.time);
    addTask(line, event.task);
    line.add("state", model::name(event.state));
    if (event.slot)
        line.add("slot", qint64(event.slot->value));
    else
        line.addNull("slot");
    send(line.add("attempt", qint64(event.attempt)));
}

void JsonWriter::write(const model::TaskProgress &event)
{
    JsonLine line = begin(u"progress", event.time);
    line.add("task", qint64(event.task.value)).add("host", m_plan.manifest()->target(event.task).name);
    send(line.add("step", qint64(event.step)).add("bytes", event.done).add("total", event.total));
}

void JsonWriter::write(const model::TaskOutput &event)
{
    m_lines.feed(event, [&](const TaskLine &line) { writeLine(line, event.time); });
}

void JsonWriter::writeLine(const TaskLine &printed, base::Instant time)
{
    JsonLine line = begin(u"output", time);
    line.add("task", qint64(printed.task.value)).add("host", m_plan.manifest()->target(printed.task).name);
    line.add("attempt", qint64(printed.attempt)).add("stream", model::name(printed.stream));
    const QByteArrayView text = printed.text;
    if (text.isValidUtf8())
        line.addUtf8("text", QByteArray::fromRawData(text.data(), text.size()));
    else
        line.addUtf8("base64", text.toByteArray().toBase64());
    if (!printed.isWhole)
        line.add("partial", true);
    send(line);
}

void JsonWriter::write(const model::TaskFinished &event)
{
    m_lines.finish(event.task, [&](const TaskLine &line) { writeLine(line, event.time); });

    const model::AttemptResult &result = event.result;
    JsonLine line = begin(u"task_finished", event.time);
    addTask(line, event.task);
    line.add("outcome", model::name(result.outcome));
    if (result.exitCode)
        line.add("exit_code", qint64(*result.exitCode));
    else
        line.addNull("exit_code");
    if (result.signal.isEmpty())
        line.addNull("signal");
    else
        line.add("signal", QString::fromLatin1(result.signal));
    line.add("attempts", qint64(event.attempts));
    if (result.error) {
        line.addObject(
            "error",
            JsonLine().add("code", base::name(result.error->code)).add("detail", result.error->detail));
    } else {
        line.addNull("error");
    }
    send(line.addObject("ms", phaseTimes(event, m_start)));
}

void JsonWriter::paceChanged(const model::HandshakePace &pace, base::Instant time)
{
    send(begin(u"handshakes", time).add("at_once", qint64(pace.atOnce)).add("slowed", pace.isSlowed));
}

void JsonWriter::runFinished(const model::RunSummary &summary, base::Instant time)
{
    JsonLine line = begin(u"run_finished", time);
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        if (outcome == model::Outcome::Interrupted)
            continue; // we have seen the end
        line.add(model::name(outcome).toLatin1().constData(), qint64(summary.count(outcome)));
    }
    send(line.add("wall_ms", toMilliseconds(summary.wall))
             .add("peak_parallel", qint64(summary.peakParallel))
             .add("effective_parallel", summary.effectiveParallel)
             .add("output_bytes", summary.outputBytes));
}

JsonLine JsonWriter::begin(QStringView event, base::Instant time) const
{
    JsonLine line;
    line.add("v", qint64{1}).add("event", event).add("t_ms", toMilliseconds(time - m_start));
    return line;
}

void JsonWriter::addTask(JsonLine &line, model::TaskId task) const
{
    const model::Manifest &manifest = *m_plan.manifest();
    line.add("task", qint64(task.value))
        .add("host", manifest.target(task).name)
        .add("port", qint64(m_ports[task.value]))
        .add("item", manifest.item(task).label());
}

void JsonWriter::send(const JsonLine &line)
{
    m_channel.write(OutputChannel::Sink::Stdout, line.text() + '\n');
}

JsonLine phaseTimes(const model::TaskFinished &event, base::Instant start)
{
    const model::AttemptTimes &times = event.result.times;
    const base::Instant end = times.finished.value_or(event.time);
    const base::Instant running = times.running.value_or(end);
    const base::Instant authenticating = times.authenticating.value_or(running);
    const base::Instant started = times.started.value_or(authenticating);
    return JsonLine()
        .add("queued", toMilliseconds(event.firstStarted.value_or(started) - start))
        .add("connect", toMilliseconds(authenticating - started))
        .add("auth", toMilliseconds(running - authenticating))
        .add("run", toMilliseconds(end - running));
}

} // namespace regatta::cli
