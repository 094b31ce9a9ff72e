#include "ui/theme/theme.h"

#include <QFontDatabase>

namespace regatta::ui {

const Theme &Theme::light()
{
    static const Theme theme{
        .isDark = false,
        .surface = QColor(0xffffff),
        .band = QColor(0xf6f7f9),
        .field = QColor(0xe9eaee),
        .line = QColor(0xdddfe4),
        .text = QColor(0x1b1d22),
        .muted = QColor(0x646a76),
        .accent = QColor(0x1a66e0),
        .onAccent = QColor(0xffffff),
        .selection = QColor(0xd9e7fb),
        .green = QColor(0x009e73),
        .vermillion = QColor(0xd55e00),
        .orange = QColor(0xe69f00),
        .blue = QColor(0x0072b2),
        .sky = QColor(0x56b4e9),
        .grey = QColor(0x8a8f99),
    };
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme{
        .isDark = true,
        .surface = QColor(0x16181c),
        .band = QColor(0x1f2227),
        .field = QColor(0x2a2d33),
        .line = QColor(0x33373e),
        .text = QColor(0xe8eaee),
        .muted = QColor(0x9aa0ab),
        .accent = QColor(0x5aa2ff),
        .onAccent = QColor(0x0b1a30),
        .selection = QColor(0x1f3a63),
        .green = QColor(0x2fbf94),
        .vermillion = QColor(0xf4743b),
        .orange = QColor(0xe69f00),
        .blue = QColor(0x4099e6),
        .sky = QColor(0x6fc3f2),
        .grey = QColor(0x8a8f99),
    };
    return theme;
}

const Theme &Theme::of(const QPalette &palette)
{
    // A style sheet may make a widget's background transparent, and its text never.
    return palette.color(QPalette::WindowText).lightness() > 127 ? dark() : light();
}

QPalette Theme::palette() const
{
    QPalette palette(text, band, surface, line, grey, text, text, surface, band);
    palette.setColor(QPalette::Button, band);
    palette.setColor(QPalette::AlternateBase, band);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::ToolTipBase, field);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Mid, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, muted);
    return palette;
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    QStringList families = {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"),
                            QStringLiteral("Liberation Mono")};
    // The desktop's own choice comes first, unless it is a name for whatever the language is written in.
    const QString chosen = font.family();
    const bool isAlias = chosen.compare(QStringLiteral("monospace"), Qt::CaseInsensitive) == 0;
    families.insert(isAlias ? families.size() : 0, chosen);
    font.setFamilies(families);
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace regatta::ui
