#include "ui/theme/symbols.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <variant>

namespace regatta::ui {

namespace {

/// Shapes are drawn on a square of 16 by 16.
constexpr double gridSize = 16;

QPen penOf(const QColor &color, double width = 2.2)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void paintDashedRing(QPainter &painter, const QColor &color)
{
    QPen pen(color, 2.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1.4, 1.1});
    painter.setPen(pen);
    painter.drawEllipse(QPointF(8, 8), 5.4, 5.4);
}

void paintBreak(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 2.0));
    painter.drawLine(QPointF(1.5, 8), QPointF(5, 8));
    painter.drawLine(QPointF(11, 8), QPointF(14.5, 8));
    painter.drawLine(QPointF(5.2, 12.5), QPointF(7.4, 3.5));
    painter.drawLine(QPointF(8.6, 12.5), QPointF(10.8, 3.5));
}

void paintKey(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 2.0));
    painter.drawEllipse(QPointF(4.8, 8), 2.8, 2.8);
    painter.drawPolyline(QPolygonF{{7.8, 8}, {14, 8}, {14, 10.8}});
    painter.drawLine(QPointF(11, 8), QPointF(11, 10.2));
}

void paintLock(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 1.8));
    painter.drawArc(QRectF(5, 2.5, 6, 8), 0, 180 * 16);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(3.5, 7, 9, 6.5), 1, 1);
}

void paintClock(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 1.8));
    painter.drawEllipse(QPointF(8, 8), 5.8, 5.8);
    painter.drawPolyline(QPolygonF{{8, 4.8}, {8, 8.2}, {10.4, 9.4}});
}

void paintWarning(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 1.4));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{8, 2.8}, {14, 13}, {2, 13}});
}

void paintQuestion(QPainter &painter, const QColor &color)
{
    QPainterPath hook;
    hook.moveTo(5, 5.6);
    hook.cubicTo(5, 1.4, 11.2, 1.6, 11, 5.4);
    hook.cubicTo(10.9, 7.4, 8, 7.4, 8, 10);
    painter.setPen(penOf(color, 2.0));
    painter.drawPath(hook);
    painter.drawPoint(QPointF(8, 13.4));
}

void paintBubble(QPainter &painter, const QColor &color)
{
    painter.setPen(penOf(color, 1.6));
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(2, 3, 12, 8), 2, 2);
    painter.drawPolygon(QPolygonF{{5, 11}, {5, 14}, {8.4, 11}});
}

void paintOnGrid(QPainter &painter, Symbol symbol, const QColor &color)
{
    painter.setBrush(Qt::NoBrush);
    switch (symbol) {
    case Symbol::Ring:
        painter.setPen(penOf(color, 1.6));
        painter.drawEllipse(QPointF(8, 8), 5.4, 5.4);
        return;
    case Symbol::DashedRing:
        return paintDashedRing(painter, color);
    case Symbol::Key:
        return paintKey(painter, color);
    case Symbol::Bubble:
        return paintBubble(painter, color);
    case Symbol::Triangle:
        painter.setPen(penOf(color, 1.2));
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{{3.6, 2.8}, {13.2, 8}, {3.6, 13.2}});
        return;
    case Symbol::Square:
        painter.fillRect(QRectF(3.5, 3.5, 9, 9), color);
        return;
    case Symbol::Check:
        painter.setPen(penOf(color, 2.4));
        painter.drawPolyline(QPolygonF{{2.8, 8.6}, {6.4, 12.2}, {13.2, 4.2}});
        return;
    case Symbol::Cross:
        painter.setPen(penOf(color, 2.6));
        painter.drawLine(QPointF(3.8, 3.8), QPointF(12.2, 12.2));
        painter.drawLine(QPointF(12.2, 3.8), QPointF(3.8, 12.2));
        return;
    case Symbol::Break:
        return paintBreak(painter, color);
    case Symbol::Lock:
        return paintLock(painter, color);
    case Symbol::Clock:
        return paintClock(painter, color);
    case Symbol::Question:
        return paintQuestion(painter, color);
    case Symbol::Dash:
        painter.setPen(penOf(color));
        painter.drawLine(QPointF(4, 8), QPointF(12, 8));
        return;
    case Symbol::Warning:
        return paintWarning(painter, color);
    case Symbol::Bars:
        painter.fillRect(QRectF(3.6, 3, 3, 10), color);
        painter.fillRect(QRectF(9.4, 3, 3, 10), color);
        return;
    case Symbol::Dots:
        painter.setPen(penOf(color, 3.2));
        for (const double x : {3.0, 8.0, 13.0})
            painter.drawPoint(QPointF(x, 8));
        return;
    case Symbol::Hourglass:
        painter.setPen(penOf(color, 1.6));
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{{3.6, 2.6}, {12.4, 2.6}, {3.6, 13.4}, {12.4, 13.4}});
        return;
    }
}

StatusLook lookOfState(const Theme &theme, model::TaskState state)
{
    switch (state) {
    case model::TaskState::Queued:
        return {Symbol::Ring, theme.grey};
    case model::TaskState::Connecting:
        return {Symbol::DashedRing, theme.sky};
    case model::TaskState::Authenticating:
        return {Symbol::Key, theme.sky};
    case model::TaskState::Waiting:
        return {Symbol::Bubble, theme.orange};
    case model::TaskState::Running:
        return {Symbol::Triangle, theme.blue};
    case model::TaskState::Stopping:
        return {Symbol::Square, theme.blue};
    case model::TaskState::Finished:
        return {Symbol::Check, theme.grey};
    }
    Q_UNREACHABLE();
}

StatusLook lookOfOutcome(const Theme &theme, model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Succeeded:
        return {Symbol::Check, theme.green};
    case model::Outcome::CommandFailed:
        return {Symbol::Cross, theme.vermillion};
    case model::Outcome::Unreachable:
        return {Symbol::Break, theme.orange};
    case model::Outcome::HostKeyRejected:
        return {Symbol::Lock, theme.vermillion};
    case model::Outcome::AuthenticationFailed:
        return {Symbol::Key, theme.vermillion};
    case model::Outcome::TimedOut:
        return {Symbol::Clock, theme.vermillion};
    case model::Outcome::ConnectionLost:
        return {Symbol::Break, theme.vermillion};
    case model::Outcome::Cancelled:
        return {Symbol::Square, theme.grey};
    case model::Outcome::StopUnverified:
        return {Symbol::Question, theme.orange};
    case model::Outcome::Skipped:
        return {Symbol::Dash, theme.grey};
    case model::Outcome::Interrupted:
        return {Symbol::Break, theme.grey};
    case model::Outcome::InternalError:
        return {Symbol::Warning, theme.vermillion};
    }
    Q_UNREACHABLE();
}

/// Draws the shape anew at each size, so that no pixmap is ever scaled.
class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(Symbol symbol, std::variant<QColor, QColor Theme::*> color)
        : m_symbol(symbol)
        , m_color(std::move(color))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor color = this->color();
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4F);
        paintSymbol(*painter, rect, m_symbol, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SymbolEngine(*this); }

private:
    QColor color() const
    {
        if (const QColor *fixed = std::get_if<QColor>(&m_color))
            return *fixed;
        return Theme::of(QGuiApplication::palette()).*std::get<QColor Theme::*>(m_color);
    }

    Symbol m_symbol;
    std::variant<QColor, QColor Theme::*> m_color;
};

} // namespace

StatusLook lookOf(const Theme &theme, model::TaskState state, std::optional<model::Outcome> outcome,
                  engine::Straggling straggling)
{
    if (!outcome && straggling != engine::Straggling::No)
        return {straggling == engine::Straggling::Silent ? Symbol::Dots : Symbol::Hourglass, theme.orange};
    return outcome ? lookOfOutcome(theme, *outcome) : lookOfState(theme, state);
}

void paintSymbol(QPainter &painter, const QRectF &where, Symbol symbol, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / gridSize, where.height() / gridSize);
    paintOnGrid(painter, symbol, color);
    painter.restore();
}

QIcon symbolIcon(Symbol symbol, const QColor &color)
{
    return QIcon(new SymbolEngine(symbol, color));
}

QIcon symbolIcon(Symbol symbol, QColor Theme::*color)
{
    return QIcon(new SymbolEngine(symbol, color));
}

} // namespace regatta::ui
