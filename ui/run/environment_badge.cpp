#include "ui/run/environment_badge.h"

#include "ui/text/names.h"
#include "ui/theme/symbols.h"

#include <QPainter>

namespace regatta::ui {

namespace {

QColor colorOf(const Theme &theme, model::Environment environment)
{
    switch (environment) {
    case model::Environment::Production:
        return theme.vermillion;
    case model::Environment::Staging:
        return theme.orange;
    case model::Environment::Development:
        return theme.sky;
    case model::Environment::None:
        return theme.grey;
    }
    Q_UNREACHABLE();
}

} // namespace

EnvironmentBadge::EnvironmentBadge(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("environmentBadge"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void EnvironmentBadge::setEnvironment(model::Environment environment)
{
    m_environment = environment;
    setVisible(environment != model::Environment::None);
    setAccessibleName(tr("Environment: %1").arg(word()));
    updateGeometry();
    update();
}

QString EnvironmentBadge::word() const
{
    return text::environmentName(m_environment).toUpper();
}

QFont EnvironmentBadge::wordFont() const
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 0.85);
    return bold;
}

QSize EnvironmentBadge::sizeHint() const
{
    const QFontMetrics metrics(wordFont());
    const int height = metrics.height() * 4 / 3;
    const int sign = m_environment == model::Environment::Production ? height * 2 / 3 : 0;
    return {metrics.horizontalAdvance(word()) + height + sign, height};
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    const QColor color = colorOf(theme, m_environment);
    const bool isProduction = m_environment == model::Environment::Production;
    const QColor ink = isProduction && !theme.isDark ? QColor(Qt::white) : QColor(0x14161a);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);

    QRectF area = QRectF(rect()).adjusted(height() / 2.0, 0, -height() / 2.0, 0);
    if (isProduction) {
        const double side = height() * 0.6;
        paintSymbol(painter, QRectF(area.left() - side * 0.2, (height() - side) / 2, side, side),
                    Symbol::Warning, ink);
        area.setLeft(area.left() + height() * 2 / 3.0);
    }
    painter.setPen(ink);
    painter.setFont(wordFont());
    painter.drawText(area, Qt::AlignCenter, word());
}

} // namespace regatta::ui
