#include "ui/editor/connection_editor.h"

#include "ui/editor/fields.h"
#include "ui/text/names.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace regatta::ui {

ConnectionEditor::ConnectionEditor(QFormLayout &form, QObject *parent)
    : QObject(parent)
    , m_transport(named(narrow(new QComboBox), "transportField"))
    , m_user(named(new QLineEdit, "userField"))
    , m_port(named(narrow(new QSpinBox), "portField"))
    , m_identity(named(new QLineEdit, "identityField"))
    , m_jump(named(new QLineEdit, "jumpField"))
{
    for (const model::TransportKind kind :
         {model::TransportKind::LibSsh, model::TransportKind::OpenSsh, model::TransportKind::Local})
        m_transport->addItem(text::transportName(kind), int(kind));
    m_port->setRange(0, 65'535);
    m_port->setSpecialValueText(tr("default (22)"));
    m_identity->setPlaceholderText(tr("agent and default keys"));
    m_jump->setPlaceholderText(tr("[user@]host[:port], as in ProxyJump"));
    auto *choose = new QPushButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &ConnectionEditor::chooseIdentity);
    auto *identity = new QHBoxLayout;
    identity->addWidget(m_identity, 1);
    identity->addWidget(choose);

    form.addRow(tr("Transport"), m_transport);
    form.addRow(tr("&User"), m_user);
    form.addRow(tr("Port"), m_port);
    auto *keyLabel = new QLabel(tr("Private key")); // a row of two fields has no buddy of its own
    keyLabel->setBuddy(m_identity);
    form.addRow(keyLabel, identity);
    form.addRow(tr("&Jump host"), m_jump);
    connectFields();
}

void ConnectionEditor::connectFields()
{
    const auto tell = [this](const QString &description, const char *field) {
        if (!m_isFilling)
            Q_EMIT edited(description, field);
    };
    connect(m_transport, &QComboBox::currentIndexChanged, this, [=] { tell(tr("Change transport"), ""); });
    connect(m_user, &QLineEdit::textChanged, this, [=] { tell(tr("Edit user"), "user"); });
    connect(m_port, &QSpinBox::valueChanged, this, [=] { tell(tr("Change a number"), "portField"); });
    connect(m_identity, &QLineEdit::textChanged, this, [=] { tell(tr("Edit key"), "identity"); });
    connect(m_jump, &QLineEdit::textChanged, this, [=] { tell(tr("Edit jump host"), "jump"); });
}

void ConnectionEditor::setConnection(const engine::ConnectionSettings &connection)
{
    m_user->setPlaceholderText(connection.localUser);
    m_home = connection.home;
}

void ConnectionEditor::show(const model::Profile &profile)
{
    m_isFilling = true;
    m_transport->setCurrentIndex(m_transport->findData(int(profile.transport)));
    setText(m_user, profile.ssh.user);
    m_port->setValue(profile.ssh.port);
    setText(m_identity, profile.ssh.identity);
    setText(m_jump, profile.ssh.jump);
    m_isFilling = false;
}

void ConnectionEditor::writeTo(model::Profile &profile) const
{
    profile.transport = model::TransportKind(m_transport->currentData().toInt());
    profile.ssh.user = m_user->text();
    profile.ssh.port = quint16(m_port->value());
    profile.ssh.identity = m_identity->text();
    profile.ssh.jump = m_jump->text();
}

void ConnectionEditor::chooseIdentity()
{
    auto *dialog =
        new QFileDialog(m_identity->window(), tr("Choose Private Key"), m_home + QStringLiteral("/.ssh"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::Hidden);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_identity, &QLineEdit::setText);
    dialog->open();
}

} // namespace regatta::ui
