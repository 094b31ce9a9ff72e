#pragma once

#include "core/trust/prompter.h"

#include <QDialog>

class QTableWidget;

namespace regatta::ui {

/// One question for a batch of unknown hosts: which of these keys are right? open() it; answers() holds once
/// finished() was emitted. Closing it refuses all.
class HostKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HostKeyDialog(QList<trust::UnknownHost> hosts, QWidget *parent = nullptr);

    /// One a host, in the order of the hosts. What isn't ticked is refused.
    QList<trust::HostKeyAnswer> answers() const;

private:
    QTableWidget *makeTable();
    QWidget *makeButtons();
    void acceptAs(trust::HostKeyAnswer answer);
    void setAllTicked(bool ticked);

    const QList<trust::UnknownHost> m_hosts;
    QTableWidget *m_table = nullptr;
    trust::HostKeyAnswer m_answer = trust::HostKeyAnswer::Refuse; // for those that are ticked
};

} // namespace regatta::ui
