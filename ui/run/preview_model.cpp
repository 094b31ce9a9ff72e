#include "ui/run/preview_model.h"

#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

namespace regatta::ui {

PreviewModel::PreviewModel(engine::RunPlan plan, QObject *parent)
    : QAbstractTableModel(parent)
    , m_plan(std::move(plan))
{}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    const model::Manifest &manifest = *m_plan.manifest();
    return parent.isValid() ? 0 : int(manifest.taskCount() * manifest.profile.steps.size());
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::FontRole && index.column() == Command)
        return monospaceFont();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const model::Manifest &manifest = *m_plan.manifest();
    const int steps = int(manifest.profile.steps.size());
    const model::TaskId task{std::uint32_t(index.row() / steps)};
    const int step = index.row() % steps;
    switch (Column(index.column())) {
    case Host:
        return model::address(manifest.target(task));
    case Item:
        return manifest.item(task).label();
    case Step: {
        const QString &name = manifest.profile.steps[step].name;
        return name.isEmpty() ? QString::number(step + 1) : name;
    }
    case Command:
        return text::neutralised(m_plan.shownLine(task, step), 10'000);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Host:
        return tr("Host");
    case Item:
        return tr("Item");
    case Step:
        return tr("Step");
    case Command:
        return tr("Command");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace regatta::ui
