#pragma once

#include <QLabel>

namespace regatta::ui {

/// A line of text that ends in an ellipsis where it has no room; the tool tip has all of it. A problem has a
/// sign, and a colour of its own. GUI thread.
class SummaryLabel : public QLabel
{
    Q_OBJECT

public:
    explicit SummaryLabel(QWidget *parent = nullptr);

    void showWords(const QString &words);
    /// The first one; all are in the tool tip.
    void showProblems(const QStringList &sentences);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setSentences(const QStringList &sentences, bool isProblem);

    bool m_isProblem = false;
};

} // namespace regatta::ui
