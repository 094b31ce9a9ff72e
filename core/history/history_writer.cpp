#include "core/history/history_writer.h"

#include "core/history/history_file.h"
#include "core/history/history_store.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace regatta::history {

namespace {

using namespace std::chrono_literals;

constexpr auto batchTime = 250ms;
constexpr size_t batchSize = 500;
constexpr auto retryDelay = 1s;

void mergeState(TaskRecord &record, const model::TaskStateChanged &event)
{
    record.state = event.state;
    record.slot = event.slot;
    record.step = event.step;
    if (!event.slot)
        return;
    if (record.attempts.empty() || record.attempts.back().attempt != event.attempt)
        record.attempts.push_back({event.attempt, event.slot, {}, {}});
    AttemptRecord &attempt = record.attempts.back();
    attempt.slot = event.slot;
    const auto stamp = [&event](std::optional<base::Instant> &time) {
        if (!time)
            time = event.time;
    };
    switch (event.state) {
    case model::TaskState::Connecting:
        stamp(attempt.times.started);
        break;
    case model::TaskState::Authenticating:
        stamp(attempt.times.authenticating);
        break;
    case model::TaskState::Running:
        stamp(attempt.times.running);
        break;
    case model::TaskState::Queued:
    case model::TaskState::Waiting:
    case model::TaskState::Stopping:
    case model::TaskState::Finished:
        break;
    }
}

void mergeEnd(TaskRecord &record, const model::TaskFinished &event, qint64 bytes)
{
    record.state = model::TaskState::Finished;
    record.slot = event.slot;
    record.step = event.step;
    record.firstStarted = event.firstStarted;
    record.finished = event.time;
    record.result = event.result;
    record.bytes = bytes;
    if (event.attempts == 0)
        return;
    if (record.attempts.empty() || record.attempts.back().attempt != event.attempts)
        record.attempts.push_back({event.attempts, event.slot, {}, {}});
    AttemptRecord &attempt = record.attempts.back();
    attempt.times = event.result.times;
    if (attempt.times.resumed)
        attempt.times.started = attempt.times.resumed; // before that it had no slot, and no lane
    attempt.outcome = event.result.outcome;
}

} // namespace

HistoryWriter::HistoryWriter(const QString &path, Listeners listeners, SpoolMeasure measure,
                             std::chrono::milliseconds patience)
    : m_path(path)
    , m_listeners(std::move(listeners))
    , m_measure(std::move(measure))
    , m_patience(patience)
    , m_thread([this] { writeLoop(); })
{}

HistoryWriter::~HistoryWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void HistoryWriter::begin(RunStart run)
{
    post(std::make_shared<const RunStart>(std::move(run)), true);
}

void HistoryWriter::taskState(const QString &run, const model::TaskStateChanged &event)
{
    post(StateNews{run, event}, false);
}

void HistoryWriter::taskFinished(const QString &run, const model::TaskFinished &event, qint64 outputBytes)
{
    post(FinishedNews{run, event, outputBytes}, false);
}

void HistoryWriter::end(const QString &run, const model::RunSummary &summary)
{
    post(RunEnd{run, summary}, true);
}

void HistoryWriter::remove(const QStringList &runs, Removed done)
{
    post(Removal{runs, std::move(done)}, true);
}

void HistoryWriter::setSizeLimit(qint64 bytes)
{
    post(SizeLimit{bytes}, true);
}

void HistoryWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const int mine = ++m_flushesWanted;
    m_isUrgent = true;
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_flushesDone >= mine; });
}

void HistoryWriter::post(News news, bool isUrgent)
{
    bool isWorthWaking = false;
    {
        const std::lock_guard lock(m_mutex);
        m_incoming.push_back(std::move(news));
        m_isUrgent = m_isUrgent || isUrgent || m_incoming.size() >= batchSize;
        isWorthWaking = m_isUrgent || m_incoming.size() == 1;
    }
    if (isWorthWaking)
        m_changed.notify_all();
}

void HistoryWriter::writeLoop()
{
    if (openFile())
        writeChanges(); // what a crash has left
    while (waitForNews()) {
    }
    if (m_triesAgain && m_trouble) {
        sayWhatIsLost();
        giveUp(*m_trouble);
    }
    m_store.reset();
    m_file.reset();
}

/// One turn: collects news for a while and writes them. False: it is time to end.
bool HistoryWriter::waitForNews()
{
    std::vector<News> news;
    int flushes = 0;
    bool isClosing = false;
    {
        std::unique_lock lock(m_mutex);
        const auto hasWork = [this] { return !m_incoming.empty() || m_isUrgent || m_isClosing; };
        if (m_triesAgain)
            m_changed.wait_for(lock, retryDelay, [this] { return m_isClosing; });
        else
            m_changed.wait(lock, hasWork);
        m_changed.wait_for(lock, batchTime, [this] { return m_isUrgent || m_isClosing; });
        news.swap(m_incoming);
        flushes = m_flushesWanted;
        isClosing = m_isClosing;
        m_isUrgent = false;
    }
    merge(std::move(news));
    writeChanges();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_triesAgain || isClosing)
            m_flushesDone = flushes;
        isClosing = isClosing && m_incoming.empty();
    }
    m_changed.notify_all();
    return !isClosing || (m_triesAgain && m_lastTries-- > 0);
}

TaskRecord &HistoryWriter::newsOf(const QString &run, model::TaskId task)
{
    const auto key = std::pair(run, task.value);
    const auto found = m_placeOf.constFind(key);
    if (found != m_placeOf.constEnd())
        return std::get<TaskNews>(m_changes[*found]).record;
    m_placeOf.insert(key, m_changes.size());
    m_changes.push_back(TaskNews{run, task, {}});
    return std::get<TaskNews>(m_changes.back()).record;
}

void HistoryWriter::merge(std::vector<News> incoming)
{
    for (News &news : incoming) {
        if (const auto *state = std::get_if<StateNews>(&news)) {
            mergeState(newsOf(state->run, state->event.task), state->event);
            continue;
        }
        if (const auto *finished = std::get_if<FinishedNews>(&news)) {
            mergeEnd(newsOf(finished->run, finished->event.task), finished->event, finished->bytes);
            continue;
        }
        m_placeOf.clear(); // nothing moves past a beginning or an end
        if (auto *run = std::get_if<RunBegin>(&news)) {
            m_live.insert((*run)->id, *run);
            m_changes.emplace_back(std::move(*run));
        } else if (auto *end = std::get_if<RunEnd>(&news)) {
            m_limitIsDue = m_sizeLimit > 0;
            m_changes.emplace_back(std::move(*end));
        } else if (auto *removal = std::get_if<Removal>(&news)) {
            m_changes.emplace_back(std::move(*removal));
        } else if (const auto *limit = std::get_if<SizeLimit>(&news)) {
            m_sizeLimit = limit->bytes;
            m_limitIsDue = m_sizeLimit > 0;
        }
    }
}

bool HistoryWriter::openFile()
{
    auto file = openForWriting(m_path, m_patience);
    if (!file) {
        onFailure(file.error());
        return false;
    }
    if (file->notice)
        say(*file->notice);
    if (file->isReadOnly) {
        giveUp({ErrorCode::Newer, m_path});
        return false;
    }
    m_file = std::make_unique<HistoryFile>(*std::move(file));
    m_store = std::make_unique<HistoryStore>(*m_file->database, QFileInfo(m_path).absolutePath());
    if (const auto marked = markInterrupted(); !marked) {
        onFailure(marked.error());
        return false;
    }
    return true;
}

/// Spools are read before: nobody waits for that.
Expected<void> HistoryWriter::markInterrupted()
{
    auto lost = m_store->lostRuns();
    if (!lost)
        return tl::unexpected(lost.error());
    if (lost->isEmpty())
        return {};
    for (LostRun &run : *lost) {
        const QString spool = spoolPath(QFileInfo(m_path).absolutePath(), run.spool);
        if (m_measure && !spool.isEmpty())
            run.printed = m_measure(spool, run.tasks, Depth::Quick);
    }
    return m_store->transaction([&]() -> Expected<void> {
        for (const LostRun &run : std::as_const(*lost)) {
            if (const auto done = m_store->markInterrupted(run); !done)
                return done;
        }
        return {};
    });
}

void HistoryWriter::writeChanges()
{
    if (m_offReason) {
        giveUp(*m_offReason);
        return;
    }
    if (m_changes.empty() && !m_limitIsDue && !m_triesAgain)
        return;
    m_triesAgain = false;
    if (!m_store && !openFile())
        return;

    QStringList spools;
    std::vector<QStringList> kept;
    const auto written = m_store->transaction([&] { return applyChanges(spools, kept); });
    if (!written) {
        onFailure(written.error());
        return;
    }
    for (const QString &spool : std::as_const(spools)) {
        if (spool.isEmpty())
            continue;
        QFile::remove(spool);
        QFile::remove(spool + QStringLiteral(".index")); // see core/spool/index_file.h
    }
    answerRemovals(kept);
    const bool isNews =
        !spools.isEmpty() || std::any_of(m_changes.begin(), m_changes.end(), [](const Change &change) {
            return !std::holds_alternative<TaskNews>(change);
        });
    for (const Change &change : m_changes) {
        if (const auto *end = std::get_if<RunEnd>(&change))
            m_live.remove(end->run);
    }
    m_changes.clear();
    m_placeOf.clear();
    m_limitIsDue = false;
    if (isNews && m_listeners.changed)
        m_listeners.changed();
}

Expected<void> HistoryWriter::applyChanges(QStringList &spools, std::vector<QStringList> &kept)
{
    for (const Change &change : m_changes) {
        if (auto done = apply(change, spools, kept); !done)
            return done;
    }
    return m_limitIsDue ? removeBeyondLimit(spools) : Expected<void>();
}

Expected<void> HistoryWriter::apply(const Change &change, QStringList &spools, std::vector<QStringList> &kept)
{
    if (const auto *run = std::get_if<RunBegin>(&change))
        return m_store->begin(**run);
    if (const auto *news = std::get_if<TaskNews>(&change))
        return m_store->apply(*news);
    if (const auto *end = std::get_if<RunEnd>(&change))
        return m_store->end(end->run, end->summary);
    QStringList goOn;
    for (const QString &run : std::get<Removal>(change).runs) {
        const auto spool = m_store->remove(run);
        if (!spool)
            return tl::unexpected(spool.error());
        if (*spool)
            spools << **spool;
        else
            goOn << run;
    }
    kept.push_back(goOn);
    return {};
}

Expected<void> HistoryWriter::removeBeyondLimit(QStringList &spools)
{
    const auto runs = m_store->beyond(m_sizeLimit);
    if (!runs)
        return tl::unexpected(runs.error());
    for (const QString &run : *runs) {
        const auto spool = m_store->remove(run);
        if (!spool)
            return tl::unexpected(spool.error());
        if (*spool)
            spools << **spool;
    }
    return {};
}

void HistoryWriter::onFailure(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Corrupt:
        beginAnew();
        break;
    case ErrorCode::Locked:
    case ErrorCode::DiskFull:
        say(error);
        m_trouble = error;
        m_triesAgain = true;
        break;
    default:
        say(error);
        giveUp(error);
        break;
    }
}

/// The file went bad under our hands. Runs that go on are entered into the next one.
void HistoryWriter::beginAnew()
{
    m_store.reset();
    m_file.reset();
    const auto aside = setAside(m_path);
    if (!aside) {
        say(aside.error());
        giveUp(aside.error());
        return;
    }
    say({ErrorCode::SetAside, *aside});
    m_changes.insert(m_changes.begin(), m_live.begin(), m_live.end());
    m_placeOf.clear();
    m_triesAgain = true;
}

void HistoryWriter::giveUp(Error error)
{
    m_offReason = error;
    m_triesAgain = false;
    for (const Change &change : m_changes) {
        const auto *removal = std::get_if<Removal>(&change);
        if (removal && removal->done)
            removal->done(tl::unexpected(error));
    }
    m_changes.clear();
    m_placeOf.clear();
    m_live.clear();
    m_limitIsDue = false;
}

/// Runs whose beginning or end could not be written.
void HistoryWriter::sayWhatIsLost()
{
    QStringList runs;
    for (const Change &change : m_changes) {
        if (const auto *run = std::get_if<RunBegin>(&change))
            runs << (*run)->id;
        else if (const auto *end = std::get_if<RunEnd>(&change); end && !runs.contains(end->run))
            runs << end->run;
    }
    for (const QString &run : std::as_const(runs)) {
        const RunBegin start = m_live.value(run);
        const QString spool = start ? spoolPath(QFileInfo(m_path).absolutePath(), start->spool) : QString();
        if (m_listeners.notice)
            m_listeners.notice({ErrorCode::NotRecorded, spool.isEmpty() ? run : spool});
    }
}

void HistoryWriter::answerRemovals(const std::vector<QStringList> &kept)
{
    auto answer = kept.begin();
    for (const Change &change : m_changes) {
        if (const auto *removal = std::get_if<Removal>(&change)) {
            if (removal->done)
                removal->done(*answer);
            ++answer;
        }
    }
}

void HistoryWriter::say(const Error &error)
{
    if (m_said.contains(error.code))
        return;
    m_said << error.code;
    if (m_listeners.notice)
        m_listeners.notice(error);
}

} // namespace regatta::history
