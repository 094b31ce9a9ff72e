#pragma once

#include "core/model/task.h"
#include "ui/theme/theme.h"

#include <QIcon>
#include <QRectF>

#include <optional>

class QPainter;

namespace regatta::ui {

/// Shapes that tell states and outcomes apart without colour.
enum class Symbol {
    Ring,       ///< queued
    DashedRing, ///< connecting
    Key,        ///< logging in, log-in failed
    Bubble,     ///< waits for an answer
    Triangle,   ///< running
    Square,     ///< stopping, stopped
    Check,      ///< succeeded
    Cross,      ///< failed
    Break,      ///< unreachable, connection lost
    Lock,       ///< host key refused
    Clock,      ///< timed out
    Question,   ///< stop unverified
    Dash,       ///< not started
    Warning,    ///< internal error, production
    Bars,       ///< pause
};

struct StatusLook
{
    Symbol symbol;
    QColor color;
};

StatusLook lookOf(const Theme &theme, model::TaskState state, std::optional<model::Outcome> outcome);

/// Fills the square `where`; sharp at every scale.
void paintSymbol(QPainter &painter, const QRectF &where, Symbol symbol, const QColor &color);

/// For buttons and menus.
QIcon symbolIcon(Symbol symbol, const QColor &color);

} // namespace regatta::ui
