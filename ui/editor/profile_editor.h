#pragma once

#include "core/engine/endpoint_resolver.h"
#include "core/model/profile.h"
#include "ui/editor/check_summary.h"

#include <QFrame>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QScrollArea;
class QSpinBox;

namespace regatta::ui {

class HostImport;
class ProfileDocument;
class ConnectionEditor;
class RowsEditor;
class SafeguardsEditor;
class StepDetails;

/// All of a profile on one page. Each edit goes into the document at once, as a step that can be undone, and
/// each change of the document comes back into the fields. What is wrong is said at the top, in words. GUI
/// thread.
class ProfileEditor : public QFrame
{
    Q_OBJECT

public:
    explicit ProfileEditor(ProfileDocument &document, QWidget *parent = nullptr);

    /// What targets are resolved with, for the check.
    void setConnection(const engine::ConnectionSettings &connection);

    /// Keys go to where hosts are typed or pasted.
    void focusHosts();
    /// Of the first step; to the steps if there is none.
    void focusCommand();

    /// For the menu and the empty page.
    HostImport &hostImport() { return *m_import; }

Q_SIGNALS:
    /// Back to the run.
    void done();

private:
    void build();
    QWidget *makeHead();
    QWidget *makePage();
    void showFirstCommand(const QString &command, CheckSummary::State state);
    void addGeneral(QFormLayout &form);
    void addHosts(QFormLayout &form);
    void addCommands(QFormLayout &form);
    void addLimits(QFormLayout &form);
    void addSafeguards(QFormLayout &form);
    void addConnection(QFormLayout &form);
    QDoubleSpinBox *addSeconds(QFormLayout &form, const QString &label, const char *name);
    void connectFields();

    void fill();
    void takeOver(const QString &description, const char *field);
    /// Of the current step, or of the first one if there is none.
    void showDetails();
    void takeOverDetails(const QString &description, const QByteArray &field);
    model::Profile profileOfFields() const;
    QList<model::Step> stepsOfFields() const;
    void check();

    ProfileDocument &m_document;
    engine::ConnectionSettings m_connection;
    HostImport *const m_import;
    QTimer m_check; // a moment after the last keystroke
    bool m_isFilling = false;

    QScrollArea *m_scroll = nullptr;
    CheckSummary *m_summary = nullptr;
    QLabel *m_firstCommand = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_description = nullptr;
    QComboBox *m_environment = nullptr;
    QPlainTextEdit *m_hosts = nullptr;
    QLineEdit *m_exclude = nullptr;
    RowsEditor *m_steps = nullptr;
    StepDetails *m_details = nullptr;
    RowsEditor *m_matrix = nullptr;
    RowsEditor *m_variables = nullptr;
    QSpinBox *m_parallel = nullptr;
    QSpinBox *m_perTarget = nullptr;
    QDoubleSpinBox *m_connectTimeout = nullptr;
    QDoubleSpinBox *m_stepTimeout = nullptr;
    QDoubleSpinBox *m_silenceTimeout = nullptr;
    QDoubleSpinBox *m_logInTimeout = nullptr;
    QDoubleSpinBox *m_runTimeout = nullptr;
    SafeguardsEditor *m_safeguards = nullptr;
    ConnectionEditor *m_reach = nullptr;
};

} // namespace regatta::ui
