#pragma once

#include "core/base/error.h"

#include <QLabel>

namespace regatta::ui {

class RunLogNews;
class RunSession;

/// Stands above the tasks while the disk takes no more of what hosts print, and holds the run meanwhile. GUI
/// thread.
class DiskNotice : public QLabel
{
    Q_OBJECT

public:
    explicit DiskNotice(QWidget *parent = nullptr);

    /// From now on it is about this run, whose session lives until the next one is watched.
    void watch(const RunLogNews &news, RunSession &session);

private:
    void tell(const base::Error &error);

    QMetaObject::Connection m_troubled;
    QMetaObject::Connection m_recovered;
};

} // namespace regatta::ui
