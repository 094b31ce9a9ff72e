#include "ui/history/history_model.h"

#include "ui/text/history_words.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QLocale>

namespace regatta::ui {

QString startText(const QDateTime &start)
{
    const QDateTime local = start.toLocalTime();
    const QLocale locale;
    if (local.date() == QDate::currentDate())
        return locale.toString(local.time(), QLocale::ShortFormat);
    return locale.toString(local, QLocale::ShortFormat);
}

void HistoryModel::setRuns(const QList<history::RunOverview> &runs)
{
    beginResetModel();
    m_runs = runs;
    endResetModel();
}

int HistoryModel::rowOf(const QString &id) const
{
    for (qsizetype row = 0; row < m_runs.size(); ++row) {
        if (m_runs[row].id == id)
            return int(row);
    }
    return -1;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::text(const history::RunOverview &run, int column) const
{
    switch (Column(column)) {
    case Started:
        return QLocale().toString(run.startedAt.toLocalTime(), QLocale::ShortFormat);
    case Name: {
        const QString name = text::jobName(run.name, run.profilePath);
        return name.isEmpty() ? tr("No name") : name;
    }
    case Result:
        return text::resultOf(run);
    case Tasks:
        return text::count(run.tasks);
    case Time:
        return text::duration(run.summary.wall);
    case Output:
        return text::bytes(run.summary.outputBytes);
    case Command:
        return text::neutralised(run.command);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const history::RunOverview &run = m_runs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(run, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name ? tr("Run %1").arg(run.id) : text(run, index.column());
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() == Tasks || index.column() == Time || index.column() == Output;
        return QVariant::fromValue(
            Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case Started:
        return tr("Started");
    case Name:
        return tr("Name");
    case Result:
        return tr("Result");
    case Tasks:
        return tr("Tasks");
    case Time:
        return tr("Time");
    case Output:
        return tr("Output");
    case Command:
        return tr("Command");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace regatta::ui
