#pragma once

#include "core/trust/prompter.h"

#include <QDialog>

#include <vector>

class QPushButton;
class QTableWidget;

namespace regatta::ui {

/// One question for a batch of unknown hosts: which of these keys are right? open() it; answers() holds once
/// finished() was emitted. A single host has nothing to tick: the buttons are the answer. Closing it refuses
/// all.
class HostKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HostKeyDialog(QList<trust::UnknownHost> hosts, QWidget *parent = nullptr);

    /// One a host, in the order of the hosts. What isn't ticked (among several) is refused.
    QList<trust::HostKeyAnswer> answers() const;

private:
    QTableWidget *makeTable();
    QWidget *makeButtons();
    QString explanation() const;
    bool isOne() const { return m_hosts.size() == 1; }
    bool isRight(int row) const;
    void countTicked();
    void acceptAs(trust::HostKeyAnswer answer);
    void setAllTicked(bool ticked);

    const QList<trust::UnknownHost> m_hosts;
    const std::vector<int> m_order; // by row: which host
    QTableWidget *m_table = nullptr;
    QPushButton *m_once = nullptr;
    QPushButton *m_forGood = nullptr;
    trust::HostKeyAnswer m_answer = trust::HostKeyAnswer::Refuse; // for those that are ticked
};

} // namespace regatta::ui
