#pragma once

#include "core/answers/answer_book.h"
#include "ui/answers/answer_snapshot.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <utility>

namespace regatta::ui {

/// Reads, groups, folds and compares on a thread of its own, which owns it; call it through its event loop.
/// Says what the groups are at most four times a second.
class AnswersWorker : public QObject
{
    Q_OBJECT

public:
    AnswersWorker();

    using Endings = std::vector<std::pair<model::TaskId, answers::AnswerEnding>>;

    /// Another run; null: none. `generation` comes back with everything that is said about it.
    void open(int generation, std::shared_ptr<const spool::SpoolReader> reader,
              std::shared_ptr<const spool::SpoolIndex> index, std::shared_ptr<const model::Manifest> manifest,
              const answers::AnswerOptions &options);
    /// Reads everything anew.
    void setOptions(const answers::AnswerOptions &options);
    void setEndings(const Endings &endings);
    /// There is more in the spool.
    void readOn();
    void compare(model::TaskId task);

Q_SIGNALS:
    void grouped(int generation, std::shared_ptr<const regatta::ui::AnswerSnapshot> snapshot);
    void compared(int generation, std::shared_ptr<const regatta::ui::AnswerComparison> comparison);

private:
    void takeTurn();
    AnswerSnapshot snapshot();

    QTimer m_turn;
    int m_generation = 0;
    std::shared_ptr<const spool::SpoolReader> m_reader;
    std::shared_ptr<const spool::SpoolIndex> m_index;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::shared_ptr<const model::Manifest> m_shown; // the same with names that tell targets apart
    Endings m_endings;                              // all so far, for the next book
    std::optional<answers::AnswerBook> m_book;
    std::shared_ptr<const AnswerSnapshot> m_last;
    std::optional<answers::AnswerText> m_usual; // what the largest group of m_last says
};

} // namespace regatta::ui
