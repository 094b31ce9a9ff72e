#include "app/cli/text_writer.h"

#include "app/cli/text.h"
#include "core/model/target_names.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <optional>
#include <utility>

namespace regatta::cli {

namespace {

using Sink = OutputChannel::Sink;

constexpr QByteArrayView eraseLine = "\r\x1b[K";

/// The length of a colour sequence (ESC [ digits and ; m) at the beginning of `bytes`; 0: there is none.
qsizetype colourSequence(QByteArrayView bytes)
{
    if (!bytes.startsWith("\x1b["))
        return 0;
    for (qsizetype i = 2; i < bytes.size(); ++i) {
        if (bytes[i] == 'm')
            return i + 1;
        if (bytes[i] != ';' && !(bytes[i] >= '0' && bytes[i] <= '9'))
            return 0;
    }
    return 0;
}

/// What the task may have taken, if the error is about that and says no more itself. Of a host's connect
/// time-out the ssh configuration may have the last word.
std::optional<std::chrono::milliseconds> limitOf(base::ErrorCode code, const model::Profile &profile,
                                                 int step)
{
    if (code == base::ErrorCode::StepTimedOut && step < profile.steps.size())
        return profile.steps[step].timeout.value_or(profile.timeouts.step);
    if (code == base::ErrorCode::SilenceTimedOut)
        return profile.timeouts.silence;
    if (code == base::ErrorCode::LogInTimedOut)
        return profile.timeouts.logIn;
    return code == base::ErrorCode::RunTimedOut ? std::optional(profile.timeouts.run) : std::nullopt;
}

using base::Error; // lupdate takes what qualifies a result for the place of the function's sentences

Error withLimit(Error error, const model::Profile &profile, int step)
{
    const auto limit = limitOf(error.code, profile, step);
    if (limit && error.detail.isEmpty())
        error.detail = Text::tr("%1 s").arg(double(limit->count()) / 1000);
    return error;
}

} // namespace

QByteArray safeForTerminal(QByteArrayView line)
{
    QByteArray safe;
    safe.reserve(line.size());
    bool isColoured = false;
    for (qsizetype i = 0; i < line.size();) {
        if (const qsizetype length = colourSequence(line.sliced(i))) {
            safe += line.sliced(i, length);
            isColoured = true;
            i += length;
            continue;
        }
        const auto byte = static_cast<unsigned char>(line[i]);
        // C1 control characters come as 0xc2 0x80 to 0xc2 0x9f in UTF-8.
        const bool isC1 = byte == 0xc2 && i + 1 < line.size() && (line[i + 1] & 0xe0) == 0x80;
        if (isC1) {
            safe += "^?";
            i += 2;
            continue;
        }
        if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
            safe.append('^').append(char(byte ^ 0x40));
        else
            safe += line[i];
        ++i;
    }
    return isColoured ? safe + "\x1b[0m" : safe;
}

TextWriter::TextWriter(engine::RunPlan plan, OutputChannel &channel, Terminals terminals, HostLines hostLines)
    : m_plan(std::move(plan))
    , m_shown(model::withDistinctNames(m_plan.manifest()))
    , m_channel(channel)
    , m_terminals(terminals)
    , m_hostLines(hostLines)
    , m_lines(m_plan.manifest()->taskCount())
    , m_states(m_plan.manifest()->taskCount(), model::TaskState::Queued)
{}

void TextWriter::runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) {}

void TextWriter::taskEvent(const model::TaskEvent &event)
{
    std::visit([this](const auto &alternative) { write(alternative); }, event);
}

void TextWriter::write(const model::TaskStateChanged &event)
{
    enter(event.task, event.state);
}

void TextWriter::enter(model::TaskId task, model::TaskState state)
{
    using enum model::TaskState;
    const model::TaskState before = std::exchange(m_states[task.value], state);
    const auto isAtWork = [](model::TaskState one) {
        return one != Queued && one != Waiting && one != Finished;
    };
    m_running += int(isAtWork(state)) - int(isAtWork(before));
    m_connecting += int(state == Connecting) - int(before == Connecting);
    m_waiting += int(state == Waiting) - int(before == Waiting);
}

void TextWriter::write(const model::TaskOutput &event)
{
    if (m_hostLines == HostLines::AsTheyCome)
        m_lines.feed(event, [this](const TaskLine &line) { writeLine(line); });
}

void TextWriter::write(const model::TaskFinished &event)
{
    m_lines.finish(event.task, [this](const TaskLine &line) { writeLine(line); });
    enter(event.task, model::TaskState::Finished);
    ++m_finished;

    const model::AttemptResult &result = event.result;
    m_closingList.add(event.task, result);
    if (result.outcome == model::Outcome::Succeeded)
        return;
    if (result.outcome == model::Outcome::Skipped)
        return; // the summary counts them
    if (result.outcome != model::Outcome::Cancelled)
        ++m_failed; // what a person stops has not failed
    if (result.error && result.error->code == base::ErrorCode::RunTimedOut)
        m_timeWasUp = true;
    if (m_hostLines == HostLines::Gathered && !result.error)
        return; // the closing list says all of it
    const QString why = result.error
                            ? text::sentence(withLimit(*result.error, m_plan.manifest()->profile, event.step))
                            : text::shortReason(result);
    QString reason = text::outcomeName(result.outcome);
    if (!why.isEmpty())
        reason += QStringLiteral(": ") + why;
    say(QString::fromUtf8(prefix(event.task)) + reason);
}

void TextWriter::writeLine(const TaskLine &line)
{
    const Sink sink = line.stream == model::OutputStream::Stdout ? Sink::Stdout : Sink::Stderr;
    QByteArray text;
    if (isTerminal(sink) && m_terminals.stderrIsTerminal)
        text += eraseLine; // the progress line stands there
    text += prefix(line.task);
    if (isTerminal(sink))
        text += safeForTerminal(line.text);
    else
        text += line.text;
    m_channel.write(sink, text + '\n');
}

/// What lies between is in the progress line.
void TextWriter::paceChanged(const model::HandshakePace &pace, base::Instant)
{
    const int slowedTo = pace.isSlowed ? pace.atOnce : 0;
    const int before = m_slowedTo.exchange(slowedTo);
    if (slowedTo > 0 && before == 0)
        say(Text::tr("Servers refuse so many at once: slowed down to %n handshake(s) at a time, and those "
                     "are tried again.",
                     nullptr, slowedTo));
    if (slowedTo == 0 && before > 0)
        say(Text::tr("Servers take as many handshakes at once as usual again."));
}

void TextWriter::runFinished(const model::RunSummary &summary, base::Instant)
{
    for (const QString &line : m_closingList.lines(*m_shown))
        say(line);
    QStringList counts;
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        if (const int count = summary.count(outcome))
            counts << text::countOf(outcome, count);
    }
    say(Text::tr("%Ln task(s) in %1: %2", nullptr, summary.total())
            .arg(text::duration(summary.wall), counts.join(QStringLiteral(", "))));
    if (summary.failureLimitReached)
        say(Text::tr("Stopped after too many failures: what had not begun was skipped."));
    if (m_timeWasUp)
        say(Text::tr("The time of the whole run was up: what had not begun was skipped."));
    say(Text::tr("effective parallelism %1, peak %2")
            .arg(QString::number(summary.effectiveParallel, 'f', 2))
            .arg(summary.peakParallel));
}

void TextWriter::showProgress()
{
    if (m_waiting > 0)
        return; // a question may stand there
    const int total = int(m_plan.manifest()->taskCount());
    QString line = Text::tr("%1 of %2 done, %3 running, %4 failed")
                       .arg(m_finished.load())
                       .arg(total)
                       .arg(m_running.load())
                       .arg(m_failed.load());
    if (const int slowedTo = m_slowedTo; slowedTo > 0 && anyConnects())
        line += Text::tr(", slowed down to %n handshake(s) at once", nullptr, slowedTo);
    m_channel.write(Sink::Stderr, eraseLine.toByteArray() + line.toUtf8());
}

bool TextWriter::anyConnects() const
{
    return m_connecting > 0 || m_running + m_finished < int(m_plan.manifest()->taskCount());
}

void TextWriter::say(const QString &sentence)
{
    QByteArray text;
    if (m_terminals.stderrIsTerminal)
        text += eraseLine;
    m_channel.write(Sink::Stderr, text + sentence.toUtf8() + '\n');
}

QByteArray TextWriter::prefix(model::TaskId task) const
{
    return model::taskName(*m_shown, task).toUtf8() + ": ";
}

bool TextWriter::isTerminal(Sink sink) const
{
    return sink == Sink::Stdout ? m_terminals.stdoutIsTerminal : m_terminals.stderrIsTerminal;
}

} // namespace regatta::cli
