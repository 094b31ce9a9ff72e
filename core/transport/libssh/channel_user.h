#pragma once

#include "core/transport/libssh/execution_record.h"
#include "core/transport/libssh/remote_command.h"

namespace regatta::transport::libssh {

/// One execution on an open session, from its channel to its end. Of the reactor's thread.
class ChannelUser
{
public:
    enum class Next {
        Continue,
        Finished,       ///< the observer knows; what is left is to close the channels, see takeChannels()
        ChannelRefused, ///< nothing was sent: the record may be used again, see takeRecord()
        BeginAgain,     ///< the same, because sudo has lost its patience, or the command has changed
    };
    /// The others on the connection.
    struct Neighbours
    {
        bool exist = false;
        bool areBeingStopped = false; ///< one of them, on a channel that will be free
    };

    virtual ~ChannelUser() = default;

    /// To be called whenever the session has read something or a time has come.
    virtual Next advance(Neighbours neighbours) = 0;
    virtual bool awaitsReceipt() const = 0;
    /// The host is looking for its processes, or will be: a new neighbour could be taken for it.
    virtual bool isBeingStopped() const = 0;

    virtual void stop() = 0;

    /// It has begun, and stands aside until a person has answered.
    bool isAside() const { return record().isAside(); }
    /// With the command as it is now. False: it doesn't wait for this.
    virtual bool mayGoOn(const QByteArray &command)
    {
        Q_UNUSED(command)
        return false;
    }

    /// The connection has ended. Returns the record if nothing was sent, so that it may be used again.
    virtual std::unique_ptr<ExecutionRecord> connectionLost(const QString &detail) = 0;

    /// Ends at once: Cancelled if nothing was sent, else StopUnverified.
    virtual void shutDown() = 0;

    ExecutionId id() const { return record().id(); }
    virtual const ExecutionRecord &record() const = 0;
    /// Whoever writes its output down can't keep up.
    virtual bool hasToPause() const = 0;
    /// Nothing is read for now: output waits, and so do the limits that only listening can keep.
    virtual void hold() = 0;
    virtual void goOn() = 0;

    virtual std::unique_ptr<ExecutionRecord> takeRecord() = 0;
    virtual std::vector<std::unique_ptr<RemoteCommand>> takeChannels() = 0;
};

} // namespace regatta::transport::libssh
