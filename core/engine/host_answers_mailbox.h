#pragma once

#include "core/transport/ssh_config/ssh_config.h"

#include <QObject>

#include <mutex>
#include <vector>

namespace regatta::engine {

/// Where the reader of the ssh configuration leaves its answers for the controller. Filled once, on any
/// thread; may outlive the controller.
class HostAnswersMailbox : public QObject
{
    Q_OBJECT

public:
    void post(std::vector<transport::HostAnswer> answers)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_answers = std::move(answers);
        }
        Q_EMIT filled();
    }

    std::vector<transport::HostAnswer> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::move(m_answers);
    }

Q_SIGNALS:
    void filled();

private:
    std::mutex m_mutex;
    std::vector<transport::HostAnswer> m_answers; // guarded by m_mutex
};

} // namespace regatta::engine
