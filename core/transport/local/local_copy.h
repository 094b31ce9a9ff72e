#pragma once

#include "core/transport/copy/copy_job.h"
#include "core/transport/copy/local_files.h"
#include "core/transport/process/work.h"
#include "core/transport/progress_pace.h"

#include <QTimer>

namespace regatta::transport::local {

/// A copy from this machine to this machine, in turns of the event loop, so that commands and other copies go
/// on beside it.
class LocalCopy final : public process::Work
{
    Q_OBJECT

public:
    explicit LocalCopy(Execution execution);

    void begin() override;
    void stop() override { end({base::ErrorCode::Cancelled, {}}); }

private:
    void work();
    void end(const base::Error &error);
    void finish();

    const Execution m_execution;
    const base::SteadyClock m_clock;
    copy::LocalFiles m_files;
    copy::CopyJob m_job;
    ProgressPace m_pace;
    model::AttemptTimes m_times;
    bool m_isStopping = false;
    QTimer m_turn; ///< of the event loop
    QTimer m_limit;
};

} // namespace regatta::transport::local
