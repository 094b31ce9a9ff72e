#pragma once

#include "ui/run/run_counts.h"

#include <QWidget>

#include <array>
#include <optional>

class QLineEdit;
class QPushButton;

namespace regatta::ui {

class RunActions;

/// Words to look for, a chip for each group with its number, and the menu of retries. Where there is no room
/// for words, chips show symbol and number only, and those without tasks hide.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(RunActions &actions, QWidget *parent = nullptr);

    void showCounts(const RunCounts &counts);
    void focusWords();
    std::optional<StatusGroup> group() const { return m_group; }
    void clear();
    void chooseStragglers();

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void wordsChanged(const QString &words);
    void groupChanged(std::optional<regatta::ui::StatusGroup> group);
    void stragglersChosen(bool only);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QPushButton *makeChip(const char *name);
    QPushButton *makeRetryButton(RunActions &actions);
    void choose(std::optional<StatusGroup> group, bool onlyStragglers = false);
    int widthOfWords() const;
    QString stragglersText() const;

    QLineEdit *m_words = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_stragglers = nullptr;
    QPushButton *m_retry = nullptr;
    RunCounts m_counts;
    std::array<QPushButton *, statusGroupCount> m_chips{};
    std::optional<StatusGroup> m_group;
    bool m_onlyStragglers = false;
};

} // namespace regatta::ui
