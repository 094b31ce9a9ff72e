#include "ui/run/run_status_bar.h"

#include "ui/run/counts_progress.h"
#include "ui/run/run_pace.h"
#include "ui/run/run_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/elided_label.h"

#include <QAction>
#include <QLocale>

#include <algorithm>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

const QString gap = QStringLiteral("  ·  ");

/// Some have no session yet.
bool anyConnects(const RunModel &tasks)
{
    return std::any_of(tasks.rows().begin(), tasks.rows().end(), [](const TaskRow &row) {
        return row.state == model::TaskState::Queued || row.state == model::TaskState::Connecting;
    });
}

} // namespace

RunStatusBar::RunStatusBar(const RunModel &tasks, QWidget *parent)
    : QStatusBar(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("runStatusBar"));
    build();
    m_refresh.setInterval(500ms);
    connect(&m_refresh, &QTimer::timeout, this, &RunStatusBar::refresh);
    connect(&tasks, &RunModel::countsChanged, this, &RunStatusBar::showCounts);
    connect(this, &QStatusBar::messageChanged, this, &RunStatusBar::showParts);
    refresh();
}

void RunStatusBar::build()
{
    m_counts = new ElidedLabel(this);
    m_counts->setObjectName(QStringLiteral("statusCounts"));
    m_progress = new CountsProgress(this);
    m_progress->setObjectName(QStringLiteral("statusProgress"));
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 26);
    m_percent = new ElidedLabel(this);
    m_percent->setObjectName(QStringLiteral("statusPercent"));
    m_facts = new ElidedLabel(this);
    m_facts->setObjectName(QStringLiteral("statusFacts"));
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_counts->setContentsMargins(8, 0, 24, 0);
    m_facts->setContentsMargins(0, 0, 8, 0);
    for (QWidget *part : {static_cast<QWidget *>(m_counts), static_cast<QWidget *>(m_progress),
                          static_cast<QWidget *>(m_percent)})
        addWidget(part);
    addWidget(m_facts, 1); // no permanent one, which would leave no room for a message
    for (QWidget *label : {m_counts, m_percent})
        label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // of a width that changes in steps
    m_percent->setFixedWidth(fontMetrics().horizontalAdvance(tr("%1 %").arg(100)) +
                             fontMetrics().averageCharWidth());
    setSizeGripEnabled(false);
}

void RunStatusBar::follow(RunSession *session)
{
    m_session = session;
    m_past.reset();
    if (session) {
        m_lag.start();
        m_refresh.start();
        connect(session, &RunSession::finished, this, [this] {
            m_lag.stop();
            m_refresh.stop();
            refresh();
        });
        connect(session, &QObject::destroyed, this, [this, session] {
            if (m_session == session)
                follow(nullptr);
        });
    } else {
        m_lag.stop();
        m_refresh.stop();
    }
    refresh();
}

void RunStatusBar::showPast(const model::RunSummary &summary)
{
    follow(nullptr);
    m_past = summary;
    m_facts->setText(factsText());
    showCountsIfTheyFit();
}

void RunStatusBar::showCounts()
{
    const RunCounts &counts = m_tasks.counts();
    const int total = counts.total();
    m_counts->setText(countsText());
    m_progress->setCounts(counts);
    m_percent->setText(tr("%1 %").arg(total > 0 ? qint64(counts.finished()) * 100 / total : 0));
    // The timer does the rest while a run goes on; outside of one each change counts.
    if (!m_refresh.isActive())
        m_facts->setText(factsText());
    showParts();
}

void RunStatusBar::refresh()
{
    m_facts->setText(factsText());
    showCounts();
}

void RunStatusBar::showParts()
{
    // A message stands alone: what came into sight before it goes would be painted over it.
    const bool hasRoom = currentMessage().isEmpty();
    const bool hasTasks = m_tasks.counts().total() > 0;
    m_progress->setVisible(hasRoom && hasTasks);
    m_percent->setVisible(hasRoom && hasTasks);
    m_facts->setVisible(hasRoom);
    showCountsIfTheyFit();
}

void RunStatusBar::showCountsIfTheyFit()
{
    // In steps: the line isn't laid out anew for each digit.
    const int step = fontMetrics().averageCharWidth() * 4;
    const int counts = (m_counts->wholeWidth() / step + 1) * step;
    const int needed = counts + m_progress->width() + m_percent->width() + m_facts->wholeWidth() + step;
    m_counts->setFixedWidth(counts);
    // The chips above the table say them too.
    const bool fit = needed <= width() || m_facts->text().isEmpty();
    m_counts->setVisible(fit && currentMessage().isEmpty());
}

void RunStatusBar::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    showCountsIfTheyFit();
}

QString RunStatusBar::countsText() const
{
    const RunCounts &counts = m_tasks.counts();
    if (counts.total() == 0)
        return tr("No tasks yet");
    const QString space = QStringLiteral("   ");
    QString words = tr("%1 running").arg(text::count(counts[StatusGroup::Running])) + space +
                    tr("%1 queued").arg(text::count(counts[StatusGroup::Queued])) + space +
                    tr("%1 succeeded").arg(text::count(counts[StatusGroup::Succeeded])) + space +
                    tr("%1 failed").arg(text::count(counts[StatusGroup::Failed])) + space +
                    tr("%1 unreachable").arg(text::count(counts[StatusGroup::Unreachable]));
    if (counts[StatusGroup::Unverified] > 0)
        words += space + tr("%1 may still run").arg(text::count(counts[StatusGroup::Unverified]));
    if (counts[StatusGroup::Stopped] > 0)
        words += space + tr("%1 stopped").arg(text::count(counts[StatusGroup::Stopped]));
    return words;
}

QString RunStatusBar::summaryText(const model::RunSummary &summary)
{
    return tr("took %1").arg(text::duration(summary.wall)) + gap +
           tr("effective parallelism %1").arg(QLocale().toString(summary.effectiveParallel, 'f', 2)) + gap +
           tr("peak %1").arg(summary.peakParallel) + gap +
           (summary.failureLimitReached ? tr("stopped after too many failures") + gap : QString()) +
           tr("%1 of output").arg(text::bytes(summary.outputBytes));
}

QString RunStatusBar::factsText()
{
    if (!m_tasks.start())
        return {};
    if (m_past)
        return summaryText(*m_past);
    if (!m_session)
        return {};
    if (const auto &summary = m_session->summary())
        return summaryText(*summary);
    return parallelText() + waitingText() + slowedText() + paceText() + lagText();
}

QString RunStatusBar::parallelText() const
{
    const int limit = m_session->parallel();
    const int running = m_tasks.counts()[StatusGroup::Running];
    return limit > 0 ? tr("parallel %1 of %2").arg(running).arg(limit) : tr("parallel %1").arg(running);
}

QString RunStatusBar::waitingText() const
{
    if (m_session->isHeld())
        return gap + tr("waits for the disk");
    if (const auto &wave = m_session->endedWave()) {
        const QString words = tr("wave %1 of %2 is done").arg(wave->first).arg(wave->second);
        return gap + (m_nextWave ? tr("%1: %2").arg(words, m_nextWave->toolTip()) : words);
    }
    return m_session->isPaused() ? gap + tr("paused") : QString();
}

QString RunStatusBar::slowedText() const
{
    const auto &handshakes = m_session->pace();
    if (!handshakes || !handshakes->isSlowed || !anyConnects(m_tasks))
        return {};
    return gap + tr("slowed down: %n handshake(s) at once, servers refuse more", nullptr, handshakes->atOnce);
}

/// Nobody knows how long that takes.
bool RunStatusBar::waitsForAPerson() const
{
    const auto &rows = m_tasks.rows();
    return m_session->isPaused() || m_session->reachedLimit() || m_session->isHeld() ||
           std::any_of(rows.begin(), rows.end(),
                       [](const TaskRow &row) { return row.state == model::TaskState::Waiting; });
}

QString RunStatusBar::paceText() const
{
    const RunPace pace = RunPace::of(m_tasks.rows(), *m_tasks.start(), m_tasks.now(), m_session->parallel(),
                                     m_session->usualDurations());
    const QString rate = gap + tr("%1 tasks/s").arg(QLocale().toString(pace.tasksPerSecond, 'f', 1));
    if (!pace.estimate || waitsForAPerson())
        return rate;
    return rate + gap +
           tr("left %1 ± %2").arg(text::minutes(pace.estimate->left), text::minutes(pace.estimate->spread));
}

QString RunStatusBar::lagText()
{
    const auto lag = std::chrono::duration_cast<std::chrono::milliseconds>(m_lag.takeWorst());
    return gap + tr("lag %1 ms").arg(lag.count());
}

} // namespace regatta::ui
