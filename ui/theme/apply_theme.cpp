#include "ui/theme/apply_theme.h"

#include "ui/theme/primary_buttons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QStyleHints>

namespace regatta::ui {

namespace {

bool desktopIsDark(const QPalette &desktop)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    Q_UNUSED(desktop)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return Theme::of(desktop).isDark;
#endif
}

constexpr auto sheet = R"(
QMainWindow, QDialog { background: @surface; }
QMenuBar, QStatusBar { background: @band; }
QMenuBar { border-bottom: 1px solid @line; }
QStatusBar { border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @line; }
QToolTip { background: @field; color: @text; border: 1px solid @line; padding: 4px; }

#sidePane { background: @surface; border: none; }
#sidePane QLabel { color: @muted; font-weight: bold; }
#sidePane QListView { background: transparent; border: none; outline: none; }
#sidePane QListView::item { padding: 3px 7px; border: 1px solid transparent; border-radius: 5px; }
#sidePane QListView::item:focus { border-color: @accent; }
#sidePane QListView::item:selected { background: @selection; color: @text; }
#sidePane QListView::item:hover:!selected { background: @band; }

#runHeader { background: @surface; border-bottom: 1px solid @line; }
#profileName { font-weight: bold; }
#statusFacts, #foundTasks { color: @muted; }
#diskNotice { background: @band; color: @vermillion; font-weight: bold; }
#reviewMark { color: @orangeText; border: 1px solid @orange; border-radius: 8px; padding: 1px 8px; }
#commandFrame { background: @band; border: 1px solid @line; border-radius: 5px; }
#commandFrame:hover { border-color: @accent; }
#commandLine { background: transparent; border: 1px solid transparent; border-radius: 4px; }
#commandLine:focus { border-color: @accent; }
#filterBar { background: @band; }
#runNotice { background: @selection; border-bottom: 1px solid @line; }
#runNotice QPushButton { padding: 3px 10px; }
#runNotice QPushButton:focus { padding: 2px 9px; }

QPushButton { background: @surface; border: 1px solid @line; border-radius: 5px; padding: 5px 12px; }
QPushButton:hover { background: @band; }
QPushButton:pressed { background: @field; }
QPushButton:checked { background: @selection; border-color: @accent; color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled { color: @muted; }
QPushButton#runButton, QPushButton[primary="true"] {
    background: @accent; color: @onAccent; border-color: @accent; font-weight: bold; }
QPushButton#runButton:hover, QPushButton[primary="true"]:hover { border-color: @text; }
QPushButton#runButton:disabled, QPushButton[primary="true"]:disabled {
    background: @field; color: @muted; border-color: @line; }
QPushButton#runButton:focus, QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton#stopButton:enabled { color: @vermillion; }
QPushButton[link="true"] { background: transparent; border: none; color: @accent; padding: 5px; }
QPushButton#retryButton, QPushButton#sessionsButton { padding-right: 22px; }
QPushButton::menu-indicator { image: url(:/regatta/arrows/down_@theme.svg); width: 10px; height: 10px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QPushButton[link="true"]:focus, QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:disabled { color: @muted; }
QPushButton[chip="true"] { border-radius: 12px; padding: 4px 12px; }
QPushButton[chip="true"]:focus { padding: 3px 11px; }
QPushButton[chip="true"]:checked { background: @selection; border-color: @accent; color: @accent; }
QPushButton:checked:focus { border-color: @text; }

QLineEdit, QAbstractSpinBox, QPlainTextEdit, QComboBox {
    background: @surface; border: 1px solid @line; border-radius: 5px; padding: 4px 8px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: @accent; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 20px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 1px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 1px; }
QAbstractSpinBox::up-arrow { image: url(:/regatta/arrows/up_@theme.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(:/regatta/arrows/down_@theme.svg); width: 9px; height: 9px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/regatta/arrows/down_@theme.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; outline: none;
    selection-background-color: @selection; selection-color: @text; }

QMenu { border: 1px solid @line; }
QCheckBox::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/regatta/arrows/check_@theme.svg); }
QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled { background: @field; border-color: @line; }

QToolButton { background: transparent; border: none; border-radius: 5px; padding: 3px 8px; color: @muted; }
QToolButton:hover { text-decoration: underline; }
QToolButton:focus { border: 1px solid @accent; padding: 2px 7px; }
QToolButton:checked { color: @accent; }

#editorHead { background: @surface; border-bottom: 1px solid @line; }
#editorScroll, #editorPage { background: @surface; }
#editorHint { color: @muted; }
#editorPage QTableView { border: 1px solid @line; border-radius: 5px; }
#editorPage QTableView::item:selected { background: @selection; color: @text; }
#editorPage QTableView QLineEdit { border-radius: 0; padding: 0 6px; }

QTableView { background: @surface; border: none; gridline-color: transparent;
    selection-background-color: @selection; selection-color: @text; }
QDialog QTableView { outline: none; }
QDialog QHeaderView::section { padding: 5px 4px; }
QHeaderView { background: @band; border: none; }
QHeaderView::section { background: @band; color: @muted; border: none; padding: 5px 8px; font-weight: bold; }
QTableCornerButton::section { background: @band; border: none; }

QTabWidget { background: @band; }
QTabWidget::pane { background: @surface; border: none; border-top: 1px solid @line; }
QTabWidget > QStackedWidget { background: @surface; }
QTabBar::tab:first, QTabBar::tab:only-one { margin-left: 8px; }
QTabBar { background: @band; }
QTabBar::tab { background: transparent; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; font-weight: bold; }
QTabBar::tab:focus { text-decoration: underline; }

#log, #findResultList, #timeline { border: 1px solid transparent; }
#log:focus, #findResultList:focus, #timeline:focus { border-color: @accent; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @grey; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: @surface; border: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
#detailsView, #detailsContent { background: @surface; }
#detailsView QLabel[caption="true"], #detailsHint { color: @muted; }

QProgressBar { background: @field; border: none; border-radius: 5px; max-height: 10px; min-height: 10px; }
QProgressBar::chunk { background: @green; border-radius: 5px; }
)";

QString sheetFor(const Theme &theme)
{
    // Longer names first where one begins with another.
    const std::pair<const char *, QColor> names[] = {
        {"@surface", theme.surface},   {"@selection", theme.selection},
        {"@band", theme.band},         {"@field", theme.field},
        {"@line", theme.line},         {"@text", theme.text},
        {"@muted", theme.muted},       {"@accent", theme.accent},
        {"@onAccent", theme.onAccent}, {"@orangeText", theme.isDark ? theme.orange : theme.vermillion},
        {"@orange", theme.orange},     {"@grey", theme.grey},
        {"@green", theme.green},       {"@vermillion", theme.vermillion},
    };
    QString text = QString::fromLatin1(sheet);
    text.replace(QLatin1String("@theme"), QLatin1String(theme.isDark ? "dark" : "light"));
    for (const auto &[name, color] : names)
        text.replace(QLatin1String(name), color.name());
    return text;
}

} // namespace

void applyTheme(QApplication &application, Appearance appearance, const QPalette &desktop)
{
    const bool isDark =
        appearance == Appearance::Desktop ? desktopIsDark(desktop) : appearance == Appearance::Dark;
    const Theme &theme = isDark ? Theme::dark() : Theme::light();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(theme.palette());
    application.setStyleSheet(sheetFor(theme));
    const bool isFirst = !application.findChild<PrimaryButtons *>(QString(), Qt::FindDirectChildrenOnly);
    if (isFirst)
        new PrimaryButtons(application);
}

} // namespace regatta::ui
