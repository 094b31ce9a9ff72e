#pragma once

#include "core/answers/answer_digest.h"
#include "core/answers/answer_text.h"
#include "core/model/manifest.h"
#include "core/spool/spool_reader.h"

#include <memory>
#include <vector>

namespace regatta::answers {

/// Reads a run's spool as it grows, each record once, and knows which tasks said the same. Memory is bounded
/// by the number of tasks. One thread; the reading blocks on the disk.
class AnswerBook
{
public:
    AnswerBook(std::shared_ptr<const spool::SpoolReader> reader,
               std::shared_ptr<const spool::SpoolIndex> index,
               std::shared_ptr<const model::Manifest> manifest, const AnswerOptions &options);

    /// Takes in at most about `mostBytes` of what has been written since. True: there is more.
    bool readOn(quint64 mostBytes);

    void setEnding(model::TaskId task, const AnswerEnding &ending);

    /// The largest first; of equal size, the one with the earliest task. Tasks that neither ended nor said
    /// anything are in none.
    std::vector<AnswerGroup> groups();

    /// What the task's latest attempt said, from its beginning, as far as people read it.
    AnswerText textOf(model::TaskId task) const;

    const AnswerOptions &options() const { return m_options; }

private:
    struct TaskAnswer
    {
        AnswerDigest digest;
        AnswerEnding ending;
        QByteArrayList names; // of its host, if they are ignored
        QByteArray result;
        bool isChanged = true;      // since `result`
        std::vector<quint64> heads; // of its first records, in the file
        quint64 bytes = 0;          // in those
    };

    void take(const spool::IndexEntry &entry, spool::HeadWalker &walker);
    LineNormaliser normaliserOf(model::TaskId task) const;

    const std::shared_ptr<const spool::SpoolReader> m_reader;
    const std::shared_ptr<const spool::SpoolIndex> m_index;
    const std::shared_ptr<const model::Manifest> m_manifest;
    const AnswerOptions m_options;
    quint64 m_end = spool::fileHeadSize;
    std::vector<TaskAnswer> m_tasks; // by TaskId
    size_t m_groupCount = 0;         // when they were last asked for
};

} // namespace regatta::answers
