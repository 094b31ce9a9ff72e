#pragma once

#include "core/engine/endpoint_resolver.h"
#include "core/model/profile.h"

#include <QObject>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace regatta::ui {

/// How a profile's targets are reached: transport, user, port, key, jump host.
class ConnectionEditor : public QObject
{
    Q_OBJECT

public:
    /// Adds its fields as rows to a form, which owns them.
    explicit ConnectionEditor(QFormLayout &form, QObject *parent = nullptr);

    void show(const model::Profile &profile);
    void writeTo(model::Profile &profile) const;
    void setConnection(const engine::ConnectionSettings &connection);

Q_SIGNALS:
    /// By the person. Edits of the same field are one step to be undone.
    void edited(const QString &description, const QByteArray &field);

private:
    void connectFields();
    void chooseIdentity();

    QComboBox *m_transport = nullptr;
    QLineEdit *m_user = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_identity = nullptr;
    QLineEdit *m_jump = nullptr;
    QString m_home;
    bool m_isFilling = false;
};

} // namespace regatta::ui
