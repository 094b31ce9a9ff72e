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
    std::once_flag started;
};

ThreadScheduler::ThreadScheduler()
    : d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("trust"));
    d->inThread.moveToThread(&d->thread);
}

ThreadScheduler::~ThreadScheduler()
{
    d->thread.quit();
    d->thread.wait();
}

base::Instant ThreadScheduler::now() const
{
    return d->clock.now();
}

void ThreadScheduler::callLater(base::Duration delay, std::function<void()> task)
{
    std::call_once(d->started, [this] { d->thread.start(); });
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
