#pragma once

#include "core/engine/stragglers.h"
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
    Dots,       ///< running, but silent
    Hourglass,  ///< running, but slow
};

struct StatusLook
{
    Symbol symbol;
    QColor color;
};

StatusLook lookOf(const Theme &theme, model::TaskState state, std::optional<model::Outcome> outcome,
                  engine::Straggling straggling = engine::Straggling::No);

/// Fills the square `where`; sharp at every scale.
void paintSymbol(QPainter &painter, const QRectF &where, Symbol symbol, const QColor &color);

/// For cells, which are drawn anew with each theme.
QIcon symbolIcon(Symbol symbol, const QColor &color);
/// For buttons and menus: in that colour of the theme that the program has when it is drawn.
QIcon symbolIcon(Symbol symbol, QColor Theme::*color);

} // namespace regatta::ui
