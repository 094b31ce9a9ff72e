#pragma once

#include "core/transport/transport.h"

#include <QObject>

namespace regatta::transport::process {

/// One execution, from its begin() to its one finished(). Of the transport's thread.
class Work : public QObject
{
    Q_OBJECT

public:
    virtual void begin() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    /// After finished(); nothing follows.
    void over(transport::ExecutionId id);
};

} // namespace regatta::transport::process
