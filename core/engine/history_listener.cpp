#include "core/engine/history_listener.h"

#include "core/engine/connection_format.h"
#include "core/engine/step_template.h"
#include "core/profile/manifest_format.h"

#include <utility>

namespace regatta::engine {

namespace {

history::RunStart startOf(const model::Manifest &manifest, const RunSurroundings &surroundings)
{
    history::RunStart run;
    run.id = manifest.identity.run;
    run.parent = manifest.identity.parent;
    run.name = manifest.profile.name;
    run.command = writtenLine(manifest.profile.steps);
    run.profilePath = surroundings.profilePath;
    run.environment = manifest.profile.environment;
    run.transport = manifest.profile.transport;
    run.version = manifest.identity.version;
    run.startedAt = manifest.identity.startedAt;
    run.spool = surroundings.spool;
    run.manifest = profile::serialize(manifest);
    run.connection = serialize(surroundings.connection);
    run.tasks.reserve(manifest.taskCount());
    for (std::uint32_t id = 0; id < manifest.taskCount(); ++id) {
        const model::Target &target = manifest.target({id});
        run.tasks.push_back({target.name, target.user, target.port, manifest.item({id}).label()});
    }
    return run;
}

} // namespace

HistoryListener::HistoryListener(std::shared_ptr<history::HistoryWriter> writer, RunSurroundings surroundings)
    : m_writer(std::move(writer))
    , m_surroundings(std::move(surroundings))
{}

void HistoryListener::runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time)
{
    m_run = manifest->identity.run;
    m_start = time;
    m_bytes = std::vector<std::atomic<qint64>>(manifest->taskCount());
    m_writer->begin(startOf(*manifest, m_surroundings));
}

void HistoryListener::taskEvent(const model::TaskEvent &event)
{
    std::visit([this](const auto &alternative) { write(alternative); }, event);
}

std::optional<base::Instant> HistoryListener::sinceStart(const std::optional<base::Instant> &time) const
{
    return time ? std::optional(sinceStart(*time)) : std::nullopt;
}

void HistoryListener::write(model::TaskStateChanged event)
{
    event.time = sinceStart(event.time);
    m_writer->taskState(m_run, event);
}

void HistoryListener::write(const model::TaskOutput &event)
{
    m_bytes[event.task.value].fetch_add(event.bytes.size(), std::memory_order_relaxed);
}

void HistoryListener::write(model::TaskFinished event)
{
    event.time = sinceStart(event.time);
    event.firstStarted = sinceStart(event.firstStarted);
    model::AttemptTimes &times = event.result.times;
    times = {sinceStart(times.started), sinceStart(times.authenticating), sinceStart(times.running),
             sinceStart(times.finished), sinceStart(times.resumed)};
    m_writer->taskFinished(m_run, event, m_bytes[event.task.value].load(std::memory_order_relaxed));
}

void HistoryListener::runFinished(const model::RunSummary &summary, base::Instant)
{
    m_writer->end(m_run, summary);
}

} // namespace regatta::engine
