#include "ui/answers/answers_worker.h"

#include "core/model/target_names.h"
#include "core/targets/folding.h"
#include "ui/text/numbers.h"

#include <algorithm>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr quint64 portion = 64'000'000; ///< bytes that are read before others have their turn
constexpr size_t mostDescribed = 100;   ///< groups whose first difference is looked for

} // namespace

AnswersWorker::AnswersWorker()
    : m_turn(this)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &AnswersWorker::takeTurn);
}

void AnswersWorker::open(int generation, std::shared_ptr<const spool::SpoolReader> reader,
                         std::shared_ptr<const spool::SpoolIndex> index,
                         std::shared_ptr<const model::Manifest> manifest,
                         const answers::AnswerOptions &options)
{
    m_generation = generation;
    m_reader = std::move(reader);
    m_index = std::move(index);
    m_manifest = std::move(manifest);
    m_shown = model::withDistinctNames(m_manifest);
    m_endings.clear();
    setOptions(options);
}

void AnswersWorker::setOptions(const answers::AnswerOptions &options)
{
    m_turn.stop(); // it was for the book that goes
    m_book.reset();
    m_last.reset();
    m_usual.reset();
    if (!m_reader)
        return;
    m_book.emplace(m_reader, m_index, m_manifest, options);
    for (const auto &[task, ending] : m_endings)
        m_book->setEnding(task, ending);
    m_turn.start(0ms);
}

void AnswersWorker::setEndings(const Endings &endings)
{
    m_endings.insert(m_endings.end(), endings.begin(), endings.end());
    if (!m_book)
        return;
    for (const auto &[task, ending] : endings)
        m_book->setEnding(task, ending);
    readOn();
}

void AnswersWorker::readOn()
{
    if (m_book && !m_turn.isActive())
        m_turn.start(text::readingPace);
}

void AnswersWorker::takeTurn()
{
    const bool hasMore = m_book->readOn(portion);
    AnswerSnapshot now = snapshot();
    now.isComplete = !hasMore;
    m_last = std::make_shared<const AnswerSnapshot>(std::move(now));
    Q_EMIT grouped(m_generation, m_last);
    if (hasMore)
        m_turn.start(0ms);
}

AnswerSnapshot AnswersWorker::snapshot()
{
    AnswerSnapshot now;
    for (answers::AnswerGroup &group : m_book->groups())
        now.rows.push_back({std::move(group), {}, {}});
    if (now.rows.empty())
        return now;
    const bool sameUsual = m_last && !m_last->rows.empty() && m_usual &&
                           m_last->rows.front().group.digest == now.rows.front().group.digest;
    if (!sameUsual)
        m_usual = m_book->textOf(now.rows.front().group.representative());
    const bool keepsDifferences = sameUsual;
    for (size_t i = 0; i < now.rows.size(); ++i) {
        AnswerRow &row = now.rows[i];
        // Most groups are what they were a moment ago: folding and comparing them again would be for nothing.
        const AnswerRow *before = nullptr;
        if (m_last && i < m_last->rows.size() &&
            m_last->rows[i].group.representative() == row.group.representative())
            before = &m_last->rows[i];
        if (before && before->group.tasks == row.group.tasks)
            row.hosts = before->hosts;
        if (before && keepsDifferences && before->group.digest == row.group.digest)
            row.firstDifference = before->firstDifference;
        else if (i > 0 && i < mostDescribed)
            row.firstDifference =
                answers::firstDifference(*m_usual, m_book->textOf(row.group.representative()));
        if (row.hosts.isEmpty()) {
            QStringList names;
            for (const model::TaskId task : row.group.tasks)
                names.append(m_shown->target(task).name);
            row.hosts = targets::fold(names);
        }
    }
    return now;
}

void AnswersWorker::compare(model::TaskId task)
{
    if (!m_book || !m_last || m_last->rows.empty() || !m_usual)
        return;
    AnswerComparison comparison{task, m_book->textOf(task), *m_usual, {}};
    const auto &most = m_last->rows.front().group.tasks;
    if (std::find(most.begin(), most.end(), task) == most.end())
        comparison.difference = answers::difference(comparison.usual, comparison.text);
    Q_EMIT compared(m_generation, std::make_shared<const AnswerComparison>(std::move(comparison)));
}

} // namespace regatta::ui
