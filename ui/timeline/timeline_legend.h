#pragma once

#include "ui/theme/symbols.h"

#include <QColor>
#include <QCoreApplication>
#include <QFontMetrics>
#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace regatta::ui {

struct Theme;

/// What the colours of a timeline mean: a mark and a word for each, in as many lines as the width asks for.
/// GUI thread.
class TimelineLegend
{
    Q_DECLARE_TR_FUNCTIONS(regatta::ui::TimelineLegend)

public:
    /// `room`: the width. What may still run is rare, and has its word only in a run that has it.
    TimelineLegend(const Theme &theme, const QFontMetrics &metrics, qreal room, bool hasUnverified);

    int height() const;
    /// No word is wider than the room.
    bool fits() const { return m_fits; }
    void paint(QPainter &painter, const Theme &theme, const QPointF &topLeft) const;

private:
    struct Entry
    {
        QString word;
        QColor color;
        std::optional<Symbol> symbol = {}; ///< where another entry has the same colour
        QPointF place = {};                ///< from the legend's top left corner
        qreal wordWidth = 0;
    };

    static std::vector<Entry> meanings(const Theme &theme, bool hasUnverified);
    void place(qreal room);
    qreal markSize() const { return m_metrics.ascent() * 0.8; }

    QFontMetrics m_metrics;
    std::vector<Entry> m_entries;
    bool m_fits = true;
};

} // namespace regatta::ui
