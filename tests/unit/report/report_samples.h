#pragma once

#include "core/history/records.h"
#include "core/report/report.h"
#include "core/spool/spool_writer.h"

#include <QBuffer>
#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <memory>

namespace regatta::tests {

struct Printed
{
    std::uint32_t task = 0;
    QByteArray bytes;
    model::OutputStream stream = model::OutputStream::Stdout;
};

inline history::TaskRecord ended(const QString &host, model::Outcome outcome, std::optional<int> exitCode,
                                 const QString &item = {})
{
    history::TaskRecord task;
    task.subject = {host, {}, 0, item};
    task.state = model::TaskState::Finished;
    task.slot = model::Slot{0};
    task.firstStarted = base::Instant(std::chrono::milliseconds(10));
    task.finished = base::Instant(std::chrono::milliseconds(1510));
    task.result = model::AttemptResult{};
    task.result->outcome = outcome;
    task.result->exitCode = exitCode;
    task.attempts.push_back({});
    return task;
}

/// A run of some tasks, and what they printed in a spool of its own.
class ReportTest : public testing::Test
{
protected:
    report::RunOutput printed(const std::vector<Printed> &pieces)
    {
        const QString path = folder.filePath(QStringLiteral("%1.spool").arg(++m_spools));
        {
            auto writer =
                spool::SpoolWriter::create(path, {}, std::make_shared<base::OutputBudget>(1'000'000),
                                           std::make_shared<spool::SpoolIndex>())
                    .value();
            for (const Printed &piece : pieces) {
                writer->append({{piece.task}, 1, 0, piece.stream, piece.bytes, {}});
                writer->flush();
            }
        }
        return report::RunOutput::open(path).value();
    }

    static history::RunRecord runOf(std::vector<history::TaskRecord> tasks)
    {
        history::RunRecord run;
        run.overview.id = QStringLiteral("r1");
        run.overview.name = QStringLiteral("work");
        run.overview.command = QStringLiteral("uptime");
        run.overview.state = history::RunState::Finished;
        run.overview.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000);
        run.overview.summary.wall = std::chrono::seconds(2);
        run.overview.tasks = int(tasks.size());
        run.manifest = "{}";
        run.tasks = std::move(tasks);
        return run;
    }

    template <typename Write>
    static QByteArray written(Write write)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        EXPECT_TRUE(write(buffer));
        return buffer.data();
    }

    QTemporaryDir folder;

private:
    int m_spools = 0;
};

} // namespace regatta::tests
