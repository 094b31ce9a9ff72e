#include "ui/run/limit_meter.h"

#include "core/engine/waves.h"
#include "ui/run/run_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr int barCharacters = 12;

double shareOf(const engine::LimitStanding &limit)
{
    return double(limit.count) / limit.most;
}

} // namespace

LimitMeter::LimitMeter(const RunModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("limitMeter"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&tasks, &RunModel::countsChanged, this, &LimitMeter::refresh);
    refresh();
}

void LimitMeter::follow(const RunSession &run)
{
    m_run = &run;
    m_waves = run.plan().waveOfTasks();
    connect(&run, &RunSession::limitChanged, this, &LimitMeter::refresh);
    refresh();
}

void LimitMeter::refresh()
{
    m_reading = read();
    setVisible(!m_reading.limits.empty());
    QStringList lines;
    for (const engine::LimitStanding &limit : m_reading.limits)
        lines << wordsFor(limit);
    const QString toolTip =
        lines.join(u'\n') + u'\n' + tr("When the limit is reached, nothing more begins until you decide.");
    if (toolTip == this->toolTip())
        return; // most batches bring no failure
    m_words = lines.value(0);
    setAccessibleName(lines.join(QStringLiteral(", ")));
    setToolTip(toolTip);
    updateGeometry();
    update();
}

LimitMeter::Reading LimitMeter::read() const
{
    if (!m_tasks.manifest())
        return {};
    const model::Profile &profile = m_tasks.manifest()->profile;
    if (profile.stopAfterFailures.isEmpty() && profile.stopAfterUnreachable.isEmpty())
        return {};
    if (m_run && m_run->plan().manifest() == m_tasks.manifest())
        return m_run->isLimitOff() ? Reading() : readWith(m_waves, m_run);
    if (profile.failuresPerWave)
        return {}; // which wave has which tasks only a run's plan knows
    return readWith(std::vector<std::uint32_t>(m_tasks.rows().size(), 0), nullptr);
}

/// As the engine counts.
LimitMeter::Reading LimitMeter::readWith(const std::vector<std::uint32_t> &waves, const RunSession *run) const
{
    const model::Profile &profile = m_tasks.manifest()->profile;
    engine::WaveProgress progress(waves);
    engine::FailureLimit limit(profile, progress.taskCounts());
    for (std::uint32_t id = 0; id < waves.size(); ++id) {
        const std::optional<model::Outcome> outcome = m_tasks.rows()[id].outcome;
        if (!outcome)
            continue;
        progress.end({id});
        if (!run || run->countsAgainstLimit({id}))
            limit.add(waves[id], *outcome);
    }
    Reading reading{limit.standings(progress.open()), {}};
    if (profile.failuresPerWave && progress.count() > 1)
        reading.wave = progress.open();
    std::stable_sort(reading.limits.begin(), reading.limits.end(),
                     [](const auto &left, const auto &right) { return shareOf(left) > shareOf(right); });
    return reading;
}

QString LimitMeter::wordsFor(const engine::LimitStanding &limit) const
{
    const QString count = text::count(limit.count);
    const QString most = text::count(limit.most);
    const bool isUnreachable = limit.of == engine::LimitReached::Of::Unreachable;
    if (!m_reading.wave)
        return (isUnreachable ? tr("unreachable %1 of %2") : tr("failures %1 of %2")).arg(count, most);
    return (isUnreachable ? tr("unreachable %1 of %2 in wave %3") : tr("failures %1 of %2 in wave %3"))
        .arg(count, most, text::count(qint64(*m_reading.wave) + 1));
}

QSize LimitMeter::sizeHint() const
{
    const int bar = fontMetrics().averageCharWidth() * (barCharacters + 1);
    return {fontMetrics().horizontalAdvance(m_words) + bar, fontMetrics().height()};
}

void LimitMeter::paintEvent(QPaintEvent *)
{
    if (m_reading.limits.empty())
        return;
    const engine::LimitStanding &limit = m_reading.limits.front();
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(limit.count > 0 ? theme.vermillion : theme.muted);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_words);

    const double width = fontMetrics().averageCharWidth() * barCharacters;
    const double height = fontMetrics().height() * 0.45;
    const QRectF bar(rect().right() - width, (rect().height() - height) / 2, width - 2, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(bar, 3, 3);
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::min(1.0, shareOf(limit)));
    painter.setBrush(theme.vermillion);
    if (filled.width() > 0)
        painter.drawRoundedRect(filled, 3, 3);
    // The threshold itself, where the bar ends.
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawLine(QPointF(bar.right(), bar.top() - 3), QPointF(bar.right(), bar.bottom() + 3));
}

} // namespace regatta::ui
