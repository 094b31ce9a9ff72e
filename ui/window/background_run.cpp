#include "ui/window/background_run.h"

#include "core/engine/step_template.h"
#include "ui/run/run_pane.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/window/tray.h"

#include <QMenu>
#include <QMessageBox>

#include <utility>

namespace regatta::ui {

BackgroundRun::BackgroundRun(RunPane &pane, QWidget &window, std::function<std::unique_ptr<Tray>()> makeTray)
    : QObject(&window)
    , m_pane(pane)
    , m_window(window)
    , m_makeTray(std::move(makeTray))
{
    connect(&pane.tasks(), &RunModel::countsChanged, this, &BackgroundRun::showProgress);
    connect(&pane, &RunPane::runFinished, this, &BackgroundRun::onFinished);
}

BackgroundRun::~BackgroundRun() = default;

void BackgroundRun::begin()
{
    if (isActive())
        return;
    m_keepsAlive.emplace();
    m_tray = m_makeTray();
    if (!m_tray)
        return explainAndHide();
    fillTray();
    showProgress();
    m_window.hide();
}

void BackgroundRun::fillTray()
{
    auto *menu = new QMenu(&m_window);
    menu->addAction(tr("&Show the Window"), this, &BackgroundRun::bringBack);
    menu->addAction(&m_pane.actions().stopAll);
    connect(m_tray.get(), &QObject::destroyed, menu, &QObject::deleteLater);
    connect(m_tray.get(), &Tray::activated, this, &BackgroundRun::bringBack);
    m_tray->setMenu(*menu);
}

void BackgroundRun::explainAndHide()
{
    auto *box = new QMessageBox(QMessageBox::Information, tr("It goes on in the background"),
                                tr("It goes on in the background."), QMessageBox::Ok, &m_window);
    box->setObjectName(QStringLiteral("backgroundMessage"));
    box->setInformativeText(
        tr("This desktop has no tray. The window comes back when the run has ended; start "
           "Regatta again to have it back before."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QDialog::finished, &m_window, [this] {
        if (isActive() && m_pane.isRunning())
            m_window.hide();
    });
    box->open();
}

void BackgroundRun::end()
{
    if (m_tray)
        m_tray.release()->deleteLater(); // it may be telling us of the click that ends it
    m_keepsAlive.reset();
}

void BackgroundRun::bringBack()
{
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

QString BackgroundRun::progressText() const
{
    const RunCounts &counts = m_pane.tasks().counts();
    const model::Profile &profile = m_pane.profile();
    const QString name = profile.name.isEmpty() ? engine::writtenLine(profile.steps) : profile.name;
    return tr("%1: %2 of %3 done, %4 did not succeed")
        .arg(text::neutralised(name, 60), text::count(counts.finished()), text::count(counts.total()),
             text::count(counts.bad()));
}

void BackgroundRun::showProgress()
{
    if (m_tray)
        m_tray->setToolTip(progressText());
}

void BackgroundRun::onFinished()
{
    if (!isActive())
        return;
    if (m_tray)
        m_tray->showMessage(tr("The run has ended"), progressText());
    else
        bringBack();
}

} // namespace regatta::ui
