#pragma once

#include "core/spool/log_pattern.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace regatta::ui {

class ElidedLabel;

/// What to look for in a log, how many lines match, and the way from one to the next. GUI thread.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void focusWords();
    bool showsMatchesOnly() const;
    bool showsResults() const;
    /// `current`: which of them stands in the log's current row, from 1; 0: none of them.
    void showCount(qint64 matches, qint64 current, bool isSearching);
    /// On a line of its own and instead of a number, until something else is looked for.
    void showTrouble(const QString &sentence);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void patternChanged(const regatta::spool::LogPattern &pattern);
    void nextRequested();
    void previousRequested();
    void matchesOnlyToggled(bool on);
    void resultsToggled(bool on);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *makeSwitch(const QString &text, const QString &tip, const char *name);
    QLayout *makeRow();
    void choosePattern();
    void sayCount(const QString &count);

    QLineEdit *const m_words;
    QToolButton *m_expression = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_matchesOnly = nullptr;
    QToolButton *m_results = nullptr;
    ElidedLabel *const m_count;
    QLabel *const m_trouble; // below all of it
    QTimer m_typing;         // a search begins when the person pauses
    bool m_isInTrouble = false;
};

} // namespace regatta::ui
