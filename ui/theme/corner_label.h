#pragma once

#include "ui/theme/elided_label.h"

namespace regatta::ui {

/// A line of text in the corner of a QTabWidget, which is its parent: takes the room that the tabs leave. GUI
/// thread.
class CornerLabel : public ElidedLabel
{
    Q_OBJECT

public:
    explicit CornerLabel(QWidget *parent = nullptr);

    QSize sizeHint() const override;
};

} // namespace regatta::ui
