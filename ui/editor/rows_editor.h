#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QTableWidget;

namespace regatta::ui {

/// A small table of texts with buttons that add, remove and move rows: steps, matrix, variables. GUI thread.
class RowsEditor : public QWidget
{
    Q_OBJECT

public:
    /// `wide` is the column that takes the room that is left.
    RowsEditor(const QStringList &columns, int wide, const QString &addLabel, QWidget *parent = nullptr);

    /// Changes nothing if they are there already, so that an editor that listens to itself keeps its cursor.
    void setRows(const QList<QStringList> &rows);
    QList<QStringList> rows() const;
    /// For each row its place when setRows() or settle() was last called, -1 for a new one.
    QList<int> origins() const;
    /// -1: none
    int currentRow() const;
    /// Without beginning to edit it. Nothing happens if there is no such row.
    void setCurrentRow(int row);
    /// The rows are where they are now.
    void settle();
    void setMonospaceColumn(int column);
    /// Where typing begins in a row that was added; 0 otherwise.
    void setFirstColumn(int column) { m_firstColumn = column; }

Q_SIGNALS:
    /// A person changed something.
    void edited();
    /// Not while rows are set.
    void currentRowChanged();

private:
    void insertRow(int row, const QStringList &texts);
    void refill(const QList<QStringList> &texts);
    void setOrigins(const QList<int> &origins);
    void addRow();
    void removeRow();
    void moveRow(int by);
    void fitHeight();

    QTableWidget *const m_table;
    int m_monospace = -1;
    int m_firstColumn = 0;
    bool m_isFilling = false;
};

} // namespace regatta::ui
