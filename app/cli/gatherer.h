#pragma once

#include "app/cli/output_channel.h"
#include "app/cli/text_writer.h"
#include "core/answers/answer_book.h"
#include "core/engine/run_listener.h"
#include "core/spool/spool_writer.h"

#include <map>
#include <memory>
#include <vector>

namespace regatta::cli {

/// `--gather`: prints what the hosts said when the run is over, each different answer once, the most frequent
/// first, below the hosts that gave it. Keeps it meanwhile in a spool of its own, a file without a name, so
/// that memory is bounded and nothing stays behind.
class Gatherer final : public engine::RunListener
{
public:
    /// What the run is, with the names that people see, and where its answers go.
    struct Place
    {
        std::shared_ptr<const model::Manifest> shown;
        OutputChannel &channel; ///< outlives it
        Terminals terminals;
    };

    /// Null: there is no place for such a file. `budget` slows hosts down when the disk is slow; `onDisk` is
    /// called on a thread of the spool's when the disk refuses what hosts print, or takes it again.
    static base::Expected<std::shared_ptr<Gatherer>> create(Place place, base::Instant start,
                                                            std::shared_ptr<base::OutputBudget> budget,
                                                            spool::SpoolWriter::TroubleListener onDisk);

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override {}
    void taskEvent(const model::TaskEvent &event) override;
    /// Blocks while it reads, and as long as whoever reads our output.
    void runFinished(const model::RunSummary &summary, base::Instant time) override;

private:
    using Sink = OutputChannel::Sink;
    using Entries = std::map<model::TaskId, std::vector<spool::IndexEntry>>;

    Gatherer(Place place, std::unique_ptr<spool::SpoolWriter> writer,
             std::shared_ptr<spool::SpoolReader> reader, std::shared_ptr<spool::SpoolIndex> index);

    Entries entriesOf(const std::vector<answers::AnswerGroup> &groups) const;
    void print(const answers::AnswerGroup &group, const std::vector<spool::IndexEntry> &entries);
    void printStream(Sink sink, const std::vector<spool::IndexEntry> &entries);
    void write(Sink sink, QByteArray bytes);

    const Place m_place;
    const std::unique_ptr<spool::SpoolWriter> m_writer;
    const std::shared_ptr<spool::SpoolReader> m_reader;
    const std::shared_ptr<spool::SpoolIndex> m_index;
    qsizetype m_written = 0; // since the channel was last empty
};

} // namespace regatta::cli
