#pragma once

#include "core/targets/ssh_config_hosts.h"

#include <QDialog>

class QPushButton;
class QTableWidget;

namespace regatta::ui {

/// The hosts of ~/.ssh/config, to tick those that a profile is to have. open() it; lines() holds once it was
/// accepted. GUI thread.
class SshConfigDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SshConfigDialog(const QList<targets::SshConfigHost> &hosts, QWidget *parent = nullptr);

    /// What is ticked, as lines of a host list: names, since the transports look up what stands for them.
    QStringList lines() const;

private:
    QTableWidget *makeTable(const QList<targets::SshConfigHost> &hosts);
    QWidget *makeButtons();
    void addRow(int row, const targets::SshConfigHost &host);
    void setAllTicked(bool ticked);
    void filter(const QString &words);
    void countTicked();

    QTableWidget *m_table = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace regatta::ui
