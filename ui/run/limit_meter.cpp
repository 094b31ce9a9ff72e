#include "ui/run/limit_meter.h"

#include "core/engine/amounts.h"
#include "ui/run/run_model.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr int barCharacters = 12;

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

void LimitMeter::refresh()
{
    m_reading = read();
    setVisible(m_reading.most > 0);
    const QString words = wordsFor(m_reading);
    if (words == m_words)
        return;
    m_words = words;
    setAccessibleName(words);
    setToolTip(words + u'\n' + tr("When the limit is reached, nothing more begins until you decide."));
    updateGeometry();
    update();
}

LimitMeter::Reading LimitMeter::read() const
{
    if (!m_tasks.manifest() || m_tasks.manifest()->profile.stopAfterFailures.isEmpty())
        return {};
    const model::Profile &profile = m_tasks.manifest()->profile;
    if (profile.failuresPerWave)
        return {}; // what counts then, only the engine knows
    const RunCounts &counts = m_tasks.counts();
    Reading reading;
    reading.failures = failuresOf(counts, profile);
    reading.most = engine::amount(profile.stopAfterFailures, counts.total()).value_or(0);
    return reading;
}

QString LimitMeter::wordsFor(const Reading &reading) const
{
    return tr("failures %1 of %2").arg(text::count(reading.failures), text::count(reading.most));
}

QSize LimitMeter::sizeHint() const
{
    const int bar = fontMetrics().averageCharWidth() * (barCharacters + 1);
    return {fontMetrics().horizontalAdvance(m_words) + bar, fontMetrics().height()};
}

void LimitMeter::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_reading.failures > 0 ? theme.vermillion : theme.muted);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_words);

    const double width = fontMetrics().averageCharWidth() * barCharacters;
    const double height = fontMetrics().height() * 0.45;
    const QRectF bar(rect().right() - width, (rect().height() - height) / 2, width - 2, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(bar, 3, 3);
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::min(1.0, m_reading.share()));
    painter.setBrush(theme.vermillion);
    if (filled.width() > 0)
        painter.drawRoundedRect(filled, 3, 3);
    // The threshold itself, where the bar ends.
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawLine(QPointF(bar.right(), bar.top() - 3), QPointF(bar.right(), bar.bottom() + 3));
}

} // namespace regatta::ui
