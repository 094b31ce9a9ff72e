#include "core/trust/scheduler.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <mutex>
#include <utility>

namespace regatta::trust {

class ThreadScheduler::Private
{
public:
    base::SteadyClock clock;
    QThread thread;
    QObject inThread; // the tasks' context: what is queued to it dies with it
    std::mutex mutex;
    bool isStopped = false; // guarded by mutex
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
    {
        const std::lock_guard lock(d->mutex);
        d->isStopped = true;
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
    if (delay <= base::Duration::zero()) {
        QMetaObject::invokeMethod(&d->inThread, std::move(task), Qt::QueuedConnection);
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(delay);
    QMetaObject::invokeMethod(
        &d->inThread,
        [context = &d->inThread, wait, task = std::move(task)] { QTimer::singleShot(wait, context, task); },
        Qt::QueuedConnection);
}

} // namespace regatta::trust
