#pragma once

#include "core/base/clock.h"
#include "core/model/task.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <vector>

namespace regatta::engine {

/// Wakes tasks that wait for another attempt. Of the controller's thread.
class RetryTimer : public QObject
{
    Q_OBJECT

public:
    /// The clock outlives it.
    explicit RetryTimer(const base::Clock &clock, QObject *parent = nullptr);

    void add(model::TaskId task, base::Duration delay);

    /// Those whose time has come, in its order; they are forgotten.
    std::vector<model::TaskId> takeDue();

Q_SIGNALS:
    /// There is something to take. From the event loop.
    void due();

private:
    void arm();

    const base::Clock &m_clock;
    std::multimap<base::Instant, model::TaskId> m_tasks; // when they are due
    QTimer m_timer{this};
};

} // namespace regatta::engine
