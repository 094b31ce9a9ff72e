#pragma once

#include "ui/answers/answer_snapshot.h"

#include <QAbstractListModel>
#include <QPalette>

namespace regatta::ui {

/// What one group says, a line a row: as it is, or as its difference to what most say, with lines that are
/// only here ("+"), only there ("-"), and long stretches of equal ones left out. GUI thread.
class AnswerTextModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit AnswerTextModel(QObject *parent = nullptr);

    /// Null: nothing.
    void show(std::shared_ptr<const AnswerComparison> comparison);
    void setShowsDifference(bool showsDifference);
    void setPalette(const QPalette &palette) { m_palette = palette; }

    bool hasDifference() const { return m_comparison && !m_comparison->difference.empty(); }
    QString textOf(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    enum class Mark { None, Removed, Added, Note };

    struct Line
    {
        Mark mark = Mark::None;
        model::OutputStream stream = model::OutputStream::Stdout;
        QString text;
    };

    void build();
    void buildText();
    void buildDifference();
    void addLine(const answers::DiffLine &line);
    void addNote(const QString &text);

    std::shared_ptr<const AnswerComparison> m_comparison;
    bool m_showsDifference = true;
    std::vector<Line> m_lines;
    QPalette m_palette;
};

} // namespace regatta::ui
