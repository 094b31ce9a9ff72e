#pragma once

#include <QWidget>

class QLabel;

namespace regatta::ui {

/// Whether a profile can run, in a few lines with a sign; what doesn't fit can be scrolled to, and stands in
/// the tool tip. As high whatever is said, so that the form below doesn't move under the pointer.
class CheckSummary : public QWidget
{
    Q_OBJECT

public:
    enum class State { Untouched, Unsound, Ready };

    explicit CheckSummary(QWidget *parent = nullptr);

    /// One a line.
    void tell(const QString &sentences, State state);

private:
    QWidget *makeArea();

    QLabel *const m_sign;
    QLabel *const m_sentences;
};

} // namespace regatta::ui
