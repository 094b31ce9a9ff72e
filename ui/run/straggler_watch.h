#pragma once

#include "core/engine/stragglers.h"
#include "ui/settings/settings.h"

#include <QTimer>

namespace regatta::ui {

class RunModel;

/// Marks in the table who has gone silent or slow: looks after each batch, and when a mark is due without
/// one. GUI thread. Between two looks it sleeps.
class StragglerWatch : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the watch.
    StragglerWatch(RunModel &model, const base::Clock &clock, const Settings &settings,
                   QObject *parent = nullptr);

    /// A run begins.
    void begin(std::vector<std::optional<base::Duration>> usual);
    /// What the model has taken in; the marks come before it is announced.
    void take(std::span<const engine::TaskUpdate> updates);
    void look();
    void leaveAlone(std::span<const model::TaskId> tasks);

private:
    engine::StragglerLimits limits() const;
    void lookWithoutNews();

    RunModel &m_model;
    const base::Clock &m_clock;
    const Settings &m_settings;
    engine::Stragglers m_stragglers;
    QTimer m_due;
};

} // namespace regatta::ui
