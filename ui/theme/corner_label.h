#pragma once

#include <QLabel>

namespace regatta::ui {

/// A line of text in the corner of a QTabWidget, which is its parent. Takes the room that the tabs leave, and
/// says it in fewer words, or ends in an ellipsis, where that isn't enough; the tool tip has all of it. GUI
/// thread.
class CornerLabel : public QLabel
{
    Q_OBJECT

public:
    explicit CornerLabel(QWidget *parent = nullptr);

    /// What is shown where the whole text has no room: the first that has, else the beginning of the last.
    void setShorterTexts(const QStringList &texts) { m_shorterTexts = texts; }
    /// As much of it all as there is room for.
    QString shownText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int margin() const { return fontMetrics().averageCharWidth() * 2; }
    int widthOf(const QString &text) const;

    QStringList m_shorterTexts;
};

} // namespace regatta::ui
