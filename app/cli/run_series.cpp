#include "app/cli/run_series.h"

#include "app/cli/gatherer.h"
#include "app/cli/hosts_at_work.h"
#include "app/cli/job.h"
#include "app/cli/json_writer.h"
#include "app/cli/messages.h"
#include "app/cli/output_channel.h"
#include "app/cli/run_questions.h"
#include "app/cli/run_recorder.h"
#include "app/cli/stop_signals.h"
#include "app/cli/text.h"
#include "app/cli/text_writer.h"
#include "app/cli/wave_counts.h"
#include "app/services.h"
#include "core/engine/run_controller.h"
#include "core/model/target_names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <optional>
#include <utility>

#include <unistd.h>

namespace regatta::cli {

namespace {

using namespace std::chrono_literals;

/// What may wait between the hosts and a slow reader of our output.
constexpr qint64 outputLimit = 16 * 1024 * 1024;

QString limitQuestion(const engine::LimitReached &limit)
{
    const QString what = limit.of == engine::LimitReached::Of::Unreachable
                             ? Text::tr("%n task(s) found their host unreachable", nullptr, limit.count)
                             : Text::tr("%n task(s) have failed", nullptr, limit.count);
    const QString where = limit.wave ? Text::tr("of %1 in wave %2").arg(limit.tasks).arg(*limit.wave + 1)
                                     : Text::tr("of %1").arg(limit.tasks);
    return Text::tr("%1 %2. Go on? yes: until as many more have; all: whatever fails; no: ").arg(what, where);
}

QString waveQuestion(int wave, int waves, const WaveCounts::Counts &counts)
{
    const QString succeeded = text::count(counts.succeeded);
    const QString result =
        counts.others == 0 ? Text::tr("%1 succeeded, none failed").arg(succeeded)
                           : Text::tr("%1 succeeded, %2 did not").arg(succeeded, text::count(counts.others));
    return Text::tr("Wave %1 of %2 is done: %3. Go on? [y/N] ").arg(wave).arg(waves).arg(result);
}

/// Lines of hosts go where a question stands, and clear the line before: a person has to see what they are
/// asked.
std::function<void()> repeating(const std::shared_ptr<Conversation> &conversation)
{
    if (isatty(STDOUT_FILENO) != 1 && isatty(STDERR_FILENO) != 1)
        return {};
    return [conversation] { conversation->repeat(); };
}

/// The runs of one call: one, or as many as --repeat says, on sessions that stay open.
class RunSeries : public QObject
{
public:
    RunSeries(RunArguments arguments, engine::RunPlan plan, const engine::ConnectionSettings &connection,
              app::Services &services, std::shared_ptr<Conversation> conversation)
        : m_arguments(std::move(arguments))
        , m_plan(std::move(plan))
        , m_services(services)
        , m_budget(std::make_shared<base::OutputBudget>(outputLimit))
        , m_channel(
              m_budget, [this] { QMetaObject::invokeMethod(this, &RunSeries::onOutputClosed); },
              repeating(conversation))
        , m_signals(int(ExitCode::Stopped))
        , m_questions(std::move(conversation))
    {
        if (m_arguments.keepsHistory) {
            m_recorder = std::make_unique<RunRecorder>(
                m_arguments.profileFile, connection, m_channel, m_services.clock(),
                [this](const std::optional<base::Error> &error) { onDisk(error); });
        }
        connect(&m_signals, &StopSignals::stopRequested, this, &RunSeries::stopAsAsked);
        connect(&m_signals, &StopSignals::leaveRequested, this, &RunSeries::leave);
        connect(&m_progress, &QTimer::timeout, this, [this] {
            if (m_textWriter && !m_questions.isAsking())
                m_textWriter->showProgress();
        });
    }

    ExitCode exec()
    {
        QMetaObject::invokeMethod(this, &RunSeries::startNext, Qt::QueuedConnection);
        QCoreApplication::exec();
        m_signals.endWithoutLoop();
        m_controller.reset();
        m_recorder.reset(); // writes what is left, and may have something to say
        m_channel.flush();
        if (m_channel.isBroken() && !m_isStopping) { // the run was over before anybody could stop it
            complainAboutLostOutput();
            m_exitCode = ExitCode::Stopped;
        }
        return m_exitCode;
    }

private:
    void startNext()
    {
        ++m_runs;
        const auto shown = model::withDistinctNames(m_plan.manifest());
        if (m_arguments.gathers && !makeGatherer(shown))
            return;
        m_waveCounts = std::make_shared<WaveCounts>(m_plan);
        m_hostsAtWork = std::make_shared<HostsAtWork>(shown);
        std::vector<std::shared_ptr<engine::RunListener>> listeners{m_waveCounts, m_hostsAtWork};
        if (m_gatherer)
            listeners.push_back(m_gatherer); // before the summary
        listeners.push_back(makeWriter());
        if (m_recorder) {
            const auto more = m_recorder->listenersFor(*m_plan.manifest(), m_budget);
            listeners.insert(listeners.end(), more.begin(), more.end());
        }
        m_controller = std::make_unique<engine::RunController>(
            m_plan,
            engine::RunServices{m_services.transport(m_plan.manifest()->profile.transport),
                                m_services.clock(), m_budget, std::move(listeners), [this](auto &&...words) {
                                    m_services.lookUpHosts(std::forward<decltype(words)>(words)...);
                                }});
        connect(m_controller.get(), &engine::RunController::finished, this, &RunSeries::onFinished);
        connect(m_controller.get(), &engine::RunController::waveFinished, this, &RunSeries::askAboutWave);
        connect(m_controller.get(), &engine::RunController::limitReached, this, &RunSeries::askAboutLimit);
        m_controller->start();
    }

    /// False: it can't be made, and the program ends.
    bool makeGatherer(const std::shared_ptr<const model::Manifest> &shown)
    {
        auto gatherer = Gatherer::create({shown, m_channel, terminals()}, m_services.clock().now(), m_budget,
                                         [this](const std::optional<base::Error> &error) { onDisk(error); });
        if (gatherer) {
            m_gatherer = *std::move(gatherer);
            return true;
        }
        complain({text::sentence(gatherer.error())});
        m_exitCode = ExitCode::CouldNotStart;
        QCoreApplication::quit();
        return false;
    }

    static Terminals terminals() { return {isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1}; }

    /// A spool says how the disk is, on its thread.
    void onDisk(const std::optional<base::Error> &error)
    {
        say(error ? text::sentence(*error) : Text::tr("The disk has room again."));
        QMetaObject::invokeMethod(
            this, [this, isFull = error.has_value()] { setHeld(isFull); }, Qt::QueuedConnection);
    }

    /// Any thread.
    void say(const QString &sentence)
    {
        m_channel.write(OutputChannel::Sink::Stderr, "regatta: " + sentence.toUtf8() + '\n');
    }

    /// What hosts print has no place for now: no more of them begin.
    void setHeld(bool held)
    {
        if (m_controller)
            m_controller->setHeld(held);
    }

    /// Where nobody can be asked only --yes goes on.
    void askAboutWave(int wave, int waves)
    {
        if (m_arguments.yes)
            return m_controller->setPaused(false);
        const bool wasAsked =
            m_questions.ask(waveQuestion(wave, waves, m_waveCounts->of(wave)),
                            [this](const QString &word) { waveAnswered(word.startsWith(u'y')); });
        if (!wasAsked) {
            stopBecause(Text::tr("Wave %1 of %2 is done, and nobody can be asked whether to go on (--yes).")
                            .arg(wave)
                            .arg(waves));
        }
    }

    void waveAnswered(bool goesOn)
    {
        if (goesOn && m_controller)
            m_controller->setPaused(false);
        else if (!m_isStopping)
            stop();
    }

    /// Where nobody can be asked it ends here: so a profile that nobody watches means it.
    void askAboutLimit(const engine::LimitReached &limit)
    {
        const bool wasAsked =
            !m_arguments.yes &&
            m_questions.ask(limitQuestion(limit), [this](const QString &word) { limitAnswered(word); });
        if (!wasAsked)
            m_controller->endAfterLimit();
    }

    void limitAnswered(const QString &word)
    {
        using LimitFromNow = engine::RunController::LimitFromNow;
        if (!m_controller)
            return;
        if (word.startsWith(u'a'))
            m_controller->goOnAnyway(LimitFromNow::IsOff);
        else if (word.startsWith(u'y'))
            m_controller->goOnAnyway(LimitFromNow::CountsAnew);
        else
            m_controller->endAfterLimit();
    }

    void stopBecause(const QString &reason)
    {
        say(reason);
        stop();
    }

    std::shared_ptr<engine::RunListener> makeWriter()
    {
        if (m_arguments.format == OutputFormat::JsonLines)
            return std::make_shared<JsonWriter>(m_plan, m_channel);
        const HostLines hostLines = m_arguments.gathers ? HostLines::Gathered : HostLines::AsTheyCome;
        m_textWriter = std::make_shared<TextWriter>(m_plan, m_channel, terminals(), hostLines);
        if (terminals().stderrIsTerminal)
            m_progress.start(200ms);
        return m_textWriter;
    }

    void onFinished(const model::RunSummary &summary)
    {
        m_progress.stop();
        m_questions.giveUp();
        if (summary.stopped)
            m_exitCode = ExitCode::Stopped;
        else if (summary.count(model::Outcome::Succeeded) != summary.total())
            m_exitCode = ExitCode::SomeFailed;
        if (m_isStopping || m_runs == m_arguments.repeat) {
            QCoreApplication::quit();
            return;
        }
        m_plan = m_plan.withIdentity(newIdentity(m_plan.manifest()->identity.parent));
        QMetaObject::invokeMethod(this, &RunSeries::startNext, Qt::QueuedConnection);
    }

    /// By Ctrl+C, whose "^C" stands there.
    void stopAsAsked()
    {
        m_channel.write(OutputChannel::Sink::Stderr,
                        '\n' + Text::tr("Stopping; once more to leave at once.").toUtf8() + '\n');
        stop();
    }

    /// What nobody will see any more how it ends. Waits for nothing, and least of all for a slow reader.
    void leave()
    {
        const QString hosts = m_hostsAtWork ? m_hostsAtWork->folded() : QString();
        if (isatty(STDERR_FILENO) == 1)
            std::fputc('\n', stderr);
        complain({hosts.isEmpty() ? Text::tr("Left at once; the command ran nowhere.")
                                  : Text::tr("Left at once. The command may still run on: %1").arg(hosts)});
        ::_exit(int(ExitCode::Stopped));
    }

    void stop()
    {
        m_isStopping = true;
        m_questions.giveUp();
        m_exitCode = ExitCode::Stopped;
        if (m_controller)
            m_controller->stopAll();
    }

    void onOutputClosed()
    {
        if (m_isStopping)
            return;
        stopBecause(Text::tr("Nobody reads the output any more; stopping."));
    }

    const RunArguments m_arguments;
    engine::RunPlan m_plan;
    app::Services &m_services;
    const std::shared_ptr<base::OutputBudget> m_budget;
    OutputChannel m_channel;
    StopSignals m_signals;
    RunQuestions m_questions;
    QTimer m_progress;
    std::shared_ptr<TextWriter> m_textWriter;
    std::shared_ptr<Gatherer> m_gatherer;
    std::shared_ptr<WaveCounts> m_waveCounts;
    std::shared_ptr<HostsAtWork> m_hostsAtWork;
    std::unique_ptr<RunRecorder> m_recorder;
    std::unique_ptr<engine::RunController> m_controller;
    int m_runs = 0;
    bool m_isStopping = false;
    ExitCode m_exitCode = ExitCode::AllSucceeded;
};

} // namespace

ExitCode runSeries(const RunArguments &arguments, const engine::RunPlan &plan,
                   const engine::ConnectionSettings &connection, app::Services &services,
                   const std::shared_ptr<Conversation> &conversation)
{
    return RunSeries(arguments, plan, connection, services, conversation).exec();
}

} // namespace regatta::cli
