#pragma once

#include "ui/run/run_counts.h"

#include <QWidget>

#include <array>
#include <optional>

class QLineEdit;
class QPushButton;

namespace regatta::ui {

class RunActions;

/// Words to look for, a chip for each group with its number, and the menu of retries.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(RunActions &actions, QWidget *parent = nullptr);

    void showCounts(const RunCounts &counts);
    void focusWords();
    std::optional<StatusGroup> group() const { return m_group; }
    void clear();

Q_SIGNALS:
    void wordsChanged(const QString &words);
    void groupChanged(std::optional<regatta::ui::StatusGroup> group);

private:
    QPushButton *makeChip(const char *name, std::optional<StatusGroup> group);
    QPushButton *makeRetryButton(RunActions &actions);
    void choose(std::optional<StatusGroup> group);

    QLineEdit *m_words = nullptr;
    QPushButton *m_all = nullptr;
    std::array<QPushButton *, statusGroupCount> m_chips{};
    std::optional<StatusGroup> m_group;
};

} // namespace regatta::ui
