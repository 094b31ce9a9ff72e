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

    /// What is shown where the whole text has no room; empty: its beginning.
    void setShortText(const QString &text) { m_shortText = text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_shortText;
};

} // namespace regatta::ui
