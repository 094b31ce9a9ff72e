#include "core/trust/scheduler.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <mutex>
#include <utility>
#include <vector>

namespace regatta::trust {

class ThreadScheduler::Private
{
public:
    struct Task
    {
        base::Duration delay{};
        std::function<void()> run;
    };

    /// In the scheduler's thread: does what is due, and sets a timer for what is not.
    void takeTasks()
    {
        std::vector<Task> taken;
        {
            const std::lock_guard lock(mutex);
            taken.swap(tasks);
        }
        for (Task &task : taken) {
            if (hasStopped())
                return;
            if (task.delay <= base::Duration::zero())
                task.run();
            else
                QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(task.delay), &inThread,
                                   std::move(task.run));
        }
    }

    bool hasStopped()
    {
        const std::lock_guard lock(mutex);
        return isStopped;
    }

    base::SteadyClock clock;
    QThread thread;
    QObject inThread; // the timers' context: what waits dies with it
    std::mutex mutex;
    std::vector<Task> tasks; // guarded by mutex
    bool isStopped = false;  // guarded by mutex
};

ThreadScheduler::ThreadScheduler()
    : d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("trust"));
    d->inThread.moveToThread(&d->thread);
}

ThreadScheduler::~ThreadScheduler()
{
    stop();
}

void ThreadScheduler::stop()
{
    std::vector<Private::Task> dropped; // what they hold goes without the lock
    {
        const std::lock_guard lock(d->mutex);
        d->isStopped = true;
        dropped.swap(d->tasks);
    }
    d->thread.quit();
    d->thread.wait();
}

base::Instant ThreadScheduler::now() const
{
    return d->clock.now();
}

void ThreadScheduler::callLater(base::Duration delay, std::function<void()> task)
{
    const std::lock_guard lock(d->mutex);
    if (d->isStopped)
        return;
    if (!d->thread.isRunning())
        d->thread.start();
    // What is handed over goes through our own lock; Qt's queue carries the wake-up alone.
    d->tasks.push_back({delay, std::move(task)});
    if (d->tasks.size() == 1)
        QMetaObject::invokeMethod(
            &d->inThread, [this] { d->takeTasks(); }, Qt::QueuedConnection);
}

} // namespace regatta::trust
