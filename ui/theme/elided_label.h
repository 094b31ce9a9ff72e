#pragma once

#include <QStringList>
#include <QWidget>

namespace regatta::ui {

/// A line of plain text that takes the width it is given, and says it in fewer words, or ends in an ellipsis,
/// where that is too little; the tool tip has all of it. GUI thread.
///
/// No QLabel, which has the layout of the whole window worked out anew with each text: this is for what
/// changes many times a second.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// `shorter`: what is shown where the whole text has no room; the first that has, else the beginning of
    /// the last.
    void setText(const QString &text, const QStringList &shorter = {});
    const QString &text() const { return m_text; }
    void setAlignment(Qt::Alignment alignment);

    /// As much of it all as there is room for.
    QString shownText() const;
    /// That of the whole text, with the margins.
    int wholeWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int widthOf(const QString &text) const;

    QString m_text;
    QStringList m_shorterTexts;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

} // namespace regatta::ui
