#pragma once

#include "ui/history/history_service.h"

#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace regatta::ui {

/// A menu of the forms in which a run can be exported. Asks where to, and has the service write it. GUI
/// thread.
class RunExport : public QObject
{
    Q_OBJECT

public:
    /// The service outlives it. Its dialogs belong to `widget`, as it does itself.
    RunExport(HistoryService &service, QWidget *widget);

    QMenu *menu() const { return m_menu; }

    /// The run that the menu is about.
    void setRun(const history::RunOverview &run) { m_run = run; }

Q_SIGNALS:
    /// How it goes, for a line of text.
    void said(const QString &sentence);

private:
    void askWhere(report::Format format);
    void write(const QString &run, report::Format format, const QString &path);
    void showEnd(const QString &path, const history::Expected<base::Expected<report::Exported>> &end);
    void complain(const QString &title, const QString &sentence);

    HistoryService &m_service;
    QWidget *const m_widget;
    QMenu *const m_menu;
    std::optional<history::RunOverview> m_run;
};

} // namespace regatta::ui
