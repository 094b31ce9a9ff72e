#pragma once

#include "ui/run/run_counts.h"

#include <QProgressBar>

class QPainter;
class QRectF;

namespace regatta::ui {

struct Theme;

/// A part for each group that has ended or runs, as long as it has tasks; what is queued is left empty.
void paintCounts(QPainter &painter, const QRectF &bar, const RunCounts &counts, const Theme &theme);

/// How far a run is, and how it goes. GUI thread.
class CountsProgress : public QProgressBar
{
    Q_OBJECT

public:
    explicit CountsProgress(QWidget *parent = nullptr);

    void setCounts(const RunCounts &counts);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RunCounts m_counts;
};

} // namespace regatta::ui
