#pragma once

#include "ui/theme/elided_label.h"

namespace regatta::ui {

/// What there is to say of a plan, or what is wrong with it: a problem has a sign, and a colour of its own.
/// GUI thread.
class SummaryLabel : public ElidedLabel
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
