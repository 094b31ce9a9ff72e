#include "ui/run/straggler_watch.h"

#include "ui/run/run_model.h"

namespace regatta::ui {

StragglerWatch::StragglerWatch(RunModel &model, const base::Clock &clock, const Settings &settings,
                               QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_clock(clock)
    , m_settings(settings)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &StragglerWatch::lookWithoutNews);
    connect(&settings, &Settings::changed, this, [this] {
        m_stragglers.setLimits(limits());
        lookWithoutNews();
    });
}

engine::StragglerLimits StragglerWatch::limits() const
{
    return {std::chrono::seconds(m_settings.value(Setting::SilentAfter)),
            double(m_settings.value(Setting::SlowFactor))};
}

void StragglerWatch::begin(std::vector<std::optional<base::Duration>> usual)
{
    m_stragglers.setLimits(limits());
    m_stragglers.reset(m_model.rows().size(), std::move(usual));
}

void StragglerWatch::take(std::span<const engine::TaskUpdate> updates)
{
    m_stragglers.take(updates, m_clock.now());
}

void StragglerWatch::look()
{
    const base::Instant now = m_clock.now();
    m_model.mark(m_stragglers.look(now));
    const auto next = m_stragglers.nextChange(now);
    if (next)
        m_due.start(std::chrono::ceil<std::chrono::milliseconds>(*next - now));
    else
        m_due.stop();
}

void StragglerWatch::lookWithoutNews()
{
    look();
    m_model.announce();
}

void StragglerWatch::leaveAlone(std::span<const model::TaskId> tasks)
{
    m_stragglers.leaveAlone(tasks);
    lookWithoutNews();
}

} // namespace regatta::ui
