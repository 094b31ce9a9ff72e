#pragma once

#include <QObject>

namespace regatta::ui {

/// Marks the button that is a dialog's default when it opens as its primary one, which the style sheet paints
/// in the accent colour: by the default alone that colour would go wherever Tab goes, to Cancel, too. GUI
/// thread.
class PrimaryButtons : public QObject
{
    Q_OBJECT

public:
    /// For all dialogs of the application, which owns it.
    explicit PrimaryButtons(QObject &application);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace regatta::ui
