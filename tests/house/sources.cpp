#include "sources.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace house {

namespace {

/// Rooms of core by how far to the right they stand; rooms of the same rank don't know each other.
int rankOf(const QString &room)
{
    static const std::array<QStringList, 5> ranks = {
        QStringList{QStringLiteral("base")}, QStringList{QStringLiteral("model")},
        QStringList{QStringLiteral("targets"), QStringLiteral("profile"), QStringLiteral("spool"),
                    QStringLiteral("history"), QStringLiteral("trust")},
        QStringList{QStringLiteral("answers"), QStringLiteral("report"), QStringLiteral("transport")},
        QStringList{QStringLiteral("engine")}};
    for (size_t rank = 0; rank < ranks.size(); ++rank) {
        if (ranks.at(rank).contains(room))
            return int(rank);
    }
    return -1;
}

bool isGuiHeader(const QString &include)
{
    static const QRegularExpression gui(
        QStringLiteral("^(QtGui|QtWidgets|QtSvg\\w*|QtPrintSupport|QtOpenGL\\w*)\\b|^Q(Gui)?Application$|^Q("
                       "Widget|MainWindow|Dialog|Painter|Color|"
                       "Font|Icon|Pixmap|Image|Palette|Cursor|Screen|Window|Clipboard|Action|KeySequence|"
                       "KeyEvent|MouseEvent|"
                       "DesktopServices|StandardItemModel|TextDocument|Validator|SvgRenderer)\\b"));
    return gui.match(include).hasMatch();
}

} // namespace

std::vector<SourceFile> sourcesIn(const QStringList &folders)
{
    const QString root = QStringLiteral(HOUSE_ROOT "/");
    std::vector<SourceFile> sources;
    for (const QString &folder : folders) {
        QDirIterator files(root + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                sources.push_back({file.fileName().mid(root.size()), QString::fromUtf8(file.readAll())});
        }
    }
    std::sort(sources.begin(), sources.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return sources;
}

QStringList includesOf(const QString &text)
{
    static const QRegularExpression include(
        QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"),
        QRegularExpression::MultilineOption);
    QStringList includes;
    for (auto match = include.globalMatch(text); match.hasNext();)
        includes += match.next().captured(1);
    return includes;
}

QString includeTrouble(const SourceFile &file, const QString &include)
{
    const QString part = include.section(u'/', 0, 0);
    const QString room = include.section(u'/', 1, 1);
    if (file.part() == u"ui" && part == u"app")
        return QStringLiteral("ui knows nothing of app");
    if (file.part() != u"core")
        return {};

    if (part == u"ui" || part == u"app" || part == u"tests")
        return QStringLiteral("core stands alone");
    if (isGuiHeader(include))
        return QStringLiteral("core has no Gui and no Widgets");
    if (part != u"core" || file.room().isEmpty() || room == file.room())
        return {};
    if (rankOf(file.room()) < 0 || rankOf(room) < 0)
        return QStringLiteral("a room of core that has no place in the order");
    if (rankOf(room) >= rankOf(file.room()))
        return QStringLiteral("a room of core knows only those to its left");
    return {};
}

QStringList linesMatching(const SourceFile &file, const QString &pattern)
{
    static const QRegularExpression allowed(QStringLiteral("house: allowed \\(.+\\)"));
    const QRegularExpression wanted(pattern);
    QStringList found;
    const QStringList lines = file.text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (wanted.match(lines.at(i)).hasMatch() && !allowed.match(lines.at(i)).hasMatch())
            found += QStringLiteral("%1:%2: %3").arg(file.path).arg(i + 1).arg(lines.at(i).trimmed());
    }
    return found;
}

} // namespace house
