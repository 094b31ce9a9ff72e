#pragma once

#include "core/transport/transport.h"

#include <QObject>

namespace regatta::transport::process {

/// So many files a copy may have open at once, with both ends on this machine or beside its pipes: within
/// what the transport counts for a process.
constexpr size_t mostFilesOfACopy = 8;

/// One execution, from its begin() to its one finished(). Of the transport's thread.
class Work : public QObject
{
    Q_OBJECT

public:
    virtual void begin() = 0;
    virtual void stop() = 0;
    /// After it stood aside, with the command as it is now. Of no effect on work that never does.
    virtual void mayGoOn(const QByteArray &command) { Q_UNUSED(command) }
    /// It is on its way to its host.
    virtual bool isConnecting() const { return false; }

Q_SIGNALS:
    /// isConnecting() has become false.
    void arrived(transport::ExecutionId id);
    /// It waits for a person, and needs no place among those that run.
    void stoodAside();
    /// After finished(); nothing follows.
    void over(transport::ExecutionId id);
};

} // namespace regatta::transport::process
