#include "app/window/screenshot.h"

#include "ui/run/run_pane.h"
#include "ui/window/main_window.h"

#include <QCoreApplication>
#include <QPixmap>

namespace regatta::app {

void takeScreenshotOfRun(ui::MainWindow &window, const QString &file)
{
    window.resize(1440, 900);
    auto *once = new QObject(&window);
    QObject::connect(&window.runPane().tasks(), &ui::RunModel::countsChanged, once, [&window, file, once] {
        const ui::RunCounts &counts = window.runPane().tasks().counts();
        if (counts.finished() * 2 < counts.total() || counts.total() == 0)
            return;
        once->deleteLater();
        const bool isSaved = window.grab().save(file, "PNG");
        QCoreApplication::exit(isSaved ? 0 : 1);
    });
}

} // namespace regatta::app
