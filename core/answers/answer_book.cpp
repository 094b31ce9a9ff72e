#include "core/answers/answer_book.h"

#include <QHash>
#include <QVarLengthArray>

#include <algorithm>
#include <utility>

namespace regatta::answers {

namespace {

/// Of each task, what is kept in mind for showing it.
constexpr quint64 shownBytes = 256 * 1024;
constexpr size_t shownRecords = 1024;

} // namespace

AnswerBook::AnswerBook(std::shared_ptr<const spool::SpoolReader> reader,
                       std::shared_ptr<const spool::SpoolIndex> index,
                       std::shared_ptr<const model::Manifest> manifest, const AnswerOptions &options)
    : m_reader(std::move(reader))
    , m_index(std::move(index))
    , m_manifest(std::move(manifest))
    , m_options(options)
    , m_tasks(m_manifest->taskCount())
{
    if (!m_options.ignoreHostName)
        return;
    for (std::uint32_t i = 0; i < m_tasks.size(); ++i)
        m_tasks[i].names = namesOf(m_manifest->target({i}).name);
}

bool AnswerBook::readOn(quint64 mostBytes)
{
    const quint64 end = m_index->extent().end;
    spool::HeadWalker walker(*m_reader, m_end, end);
    while (walker.offset() - m_end < mostBytes) {
        const auto entry = walker.next();
        if (!entry) {
            m_end = walker.offset();
            return false;
        }
        if (entry->head.task.value < m_tasks.size())
            take(*entry, walker);
    }
    m_end = walker.offset();
    return m_end < end;
}

void AnswerBook::take(const spool::IndexEntry &entry, spool::HeadWalker &walker)
{
    TaskAnswer &task = m_tasks[entry.head.task.value];
    const auto bytes = walker.read(entry);
    if (!bytes)
        return;
    if (entry.head.attempt > task.digest.attempt()) {
        task.heads.clear();
        task.bytes = 0;
    }
    task.digest.feed(entry.head.attempt, entry.head.stream, *bytes, m_options, normaliserOf(entry.head.task));
    task.isChanged = true;
    if (entry.head.attempt == task.digest.attempt() && task.bytes < shownBytes &&
        task.heads.size() < shownRecords) {
        task.heads.push_back(entry.headOffset());
        task.bytes += entry.head.length;
    }
}

LineNormaliser AnswerBook::normaliserOf(model::TaskId task) const
{
    return {m_options, m_tasks[task.value].names};
}

void AnswerBook::setEnding(model::TaskId task, const AnswerEnding &ending)
{
    if (task.value < m_tasks.size())
        m_tasks[task.value].ending = ending;
}

std::vector<AnswerGroup> AnswerBook::groups()
{
    std::vector<AnswerGroup> groups;
    QHash<QByteArray, QVarLengthArray<size_t, 2>> byDigest;
    groups.reserve(m_groupCount);
    byDigest.reserve(qsizetype(m_groupCount));
    for (size_t i = 0; i < m_tasks.size(); ++i) {
        TaskAnswer &task = m_tasks[i];
        if (task.digest.attempt() == 0 && !task.ending.outcome)
            continue;
        const model::TaskId id{std::uint32_t(i)};
        if (std::exchange(task.isChanged, false))
            task.result = task.digest.result(m_options, normaliserOf(id));
        auto &candidates = byDigest[task.result];
        const auto found = std::find_if(candidates.begin(), candidates.end(),
                                        [&](size_t group) { return groups[group].ending == task.ending; });
        if (found != candidates.end()) {
            groups[*found].tasks.push_back(id);
            continue;
        }
        candidates.append(groups.size());
        groups.push_back({task.result, task.ending, {id}});
    }
    m_groupCount = groups.size();
    std::stable_sort(groups.begin(), groups.end(), [](const AnswerGroup &a, const AnswerGroup &b) {
        return a.tasks.size() > b.tasks.size();
    });
    return groups;
}

AnswerText AnswerBook::textOf(model::TaskId task) const
{
    std::vector<spool::IndexEntry> records;
    for (const quint64 head : m_tasks[task.value].heads) {
        spool::HeadWalker walker(*m_reader, head, m_end);
        if (const auto entry = walker.next())
            records.push_back(*entry);
    }
    AnswerText text = readAnswer(*m_reader, records, m_options, normaliserOf(task));
    const TaskAnswer &answer = m_tasks[task.value];
    text.isCut = text.isCut || answer.bytes >= shownBytes || answer.heads.size() >= shownRecords;
    return text;
}

} // namespace regatta::answers
