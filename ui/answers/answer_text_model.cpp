#include "ui/answers/answer_text_model.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr size_t context = 3; ///< equal lines that are shown around a difference

} // namespace

AnswerTextModel::AnswerTextModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void AnswerTextModel::show(std::shared_ptr<const AnswerComparison> comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    build();
    endResetModel();
}

void AnswerTextModel::setShowsDifference(bool showsDifference)
{
    beginResetModel();
    m_showsDifference = showsDifference;
    build();
    endResetModel();
}

void AnswerTextModel::build()
{
    m_lines.clear();
    if (!m_comparison)
        return;
    if (m_showsDifference && hasDifference())
        buildDifference();
    else
        buildText();
    if (m_lines.empty())
        addNote(tr("Nothing was printed."));
    if (m_comparison->text.isCut)
        addNote(tr("There is more: the log has all of it."));
}

void AnswerTextModel::buildText()
{
    for (const answers::AnswerLine &line : m_comparison->text.lines)
        m_lines.push_back({Mark::None, line.stream, line.text});
}

void AnswerTextModel::buildDifference()
{
    using Kind = answers::DiffLine::Kind;
    const auto &all = m_comparison->difference;
    for (size_t i = 0; i < all.size();) {
        size_t end = i;
        while (end < all.size() && all[end].kind == Kind::Same)
            ++end;
        const size_t before = i == 0 ? 0 : context; // below the last difference
        const size_t after = end == all.size() ? 0 : context;
        if (end - i > before + after + 1) {
            for (size_t k = i; k < i + before; ++k)
                addLine(all[k]);
            addNote(tr("%n equal line(s)", nullptr, int(end - i - before - after)));
            i = end - after;
        }
        for (; i < end; ++i)
            addLine(all[i]);
        for (; i < all.size() && all[i].kind != Kind::Same; ++i)
            addLine(all[i]);
    }
}

void AnswerTextModel::addLine(const answers::DiffLine &line)
{
    using Kind = answers::DiffLine::Kind;
    const bool isRemoved = line.kind == Kind::Removed;
    const answers::AnswerLine &shown =
        isRemoved ? m_comparison->usual.lines[line.left] : m_comparison->text.lines[line.right];
    const Mark mark = isRemoved ? Mark::Removed : line.kind == Kind::Added ? Mark::Added : Mark::None;
    m_lines.push_back({mark, shown.stream, shown.text});
}

void AnswerTextModel::addNote(const QString &text)
{
    m_lines.push_back({Mark::Note, model::OutputStream::Stdout, text});
}

QString AnswerTextModel::textOf(int row) const
{
    const Line &line = m_lines[size_t(row)];
    const QString text = line.stream == model::OutputStream::Stderr ? u'!' + (u' ' + line.text) : line.text;
    switch (line.mark) {
    case Mark::None:
        return m_showsDifference && hasDifference() ? QStringLiteral("  ") + text : text;
    case Mark::Removed:
        return QStringLiteral("- ") + text;
    case Mark::Added:
        return QStringLiteral("+ ") + text;
    case Mark::Note:
        return QStringLiteral("… ") + text;
    }
    Q_UNREACHABLE();
}

int AnswerTextModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant AnswerTextModel::data(const QModelIndex &index, int role) const
{
    const Line &line = m_lines[size_t(index.row())];
    const Theme &theme = Theme::of(m_palette);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index.row());
    case Qt::ToolTipRole:
        return line.stream == model::OutputStream::Stderr ? tr("! stands for standard error") : QString();
    case Qt::ForegroundRole:
        if (line.mark == Mark::Added)
            return theme.green;
        if (line.mark == Mark::Removed || line.stream == model::OutputStream::Stderr)
            return theme.vermillion;
        return line.mark == Mark::Note ? theme.muted : theme.text;
    default:
        return {};
    }
}

} // namespace regatta::ui
