#pragma once

#include <QLabel>

namespace regatta::ui {

/// A line of plain text that takes the width it is given, and ends in an ellipsis where that is too little;
/// the tool tip has all of it. GUI thread.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace regatta::ui
