#include "ui/trust/log_in_dialog.h"

#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace regatta::ui {

namespace {

using Kind = trust::LogInQuestion::Kind;

bool servesOthers(Kind kind)
{
    return kind == Kind::Password || kind == Kind::Become;
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // a server's words are no markup
    label->setWordWrap(true);
    return label;
}

} // namespace

LogInDialog::LogInDialog(trust::LogInQuestion question, QWidget *parent)
    : QDialog(parent)
    , m_question(std::move(question))
{
    setObjectName(QStringLiteral("logInDialog"));
    setWindowTitle(title());
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *layout = new QVBoxLayout(this);
    m_waiting = m_question.waiting.now();
    m_headline = plainLabel(headline(), this);
    m_headline->setObjectName(QStringLiteral("logInHeadline"));
    layout->addWidget(m_headline);
    if (m_question.wasWrong)
        layout->addWidget(plainLabel(tr("The last answer was not accepted."), this));
    if (!m_question.instruction.isEmpty())
        layout->addWidget(plainLabel(text::neutralised(m_question.instruction), this));
    auto *form = new QFormLayout;
    addPrompts(*form);
    layout->addLayout(form);
    if (servesOthers(m_question.kind)) {
        m_forAll = new QCheckBox(m_question.kind == Kind::Become
                                     ? tr("Use it for &all hosts of this run whose sudo asks")
                                     : tr("Use it for &all hosts of this run that ask for a password"),
                                 this);
        m_forAll->setObjectName(QStringLiteral("logInForAll"));
        m_forAll->setChecked(m_waiting > 0); // only now: nothing is ticked behind a person's back
        layout->addWidget(m_forAll);
    }
    if (m_question.canBeKept) {
        m_keep = new QCheckBox(tr("&Keep it in the desktop's secret store"), this);
        m_keep->setObjectName(QStringLiteral("logInKeep"));
        layout->addWidget(m_keep);
    }
    layout->addStretch();
    layout->addWidget(makeButtons());
    m_fields.first()->setFocus();
    if (servesOthers(m_question.kind)) {
        auto *clock = new QTimer(this);
        connect(clock, &QTimer::timeout, this, &LogInDialog::countWaiting);
        clock->start(text::readingPace);
    }
}

/// Hosts come to ask the same while the dialog is open.
void LogInDialog::countWaiting()
{
    const int waiting = m_question.waiting.now();
    if (std::exchange(m_waiting, waiting) != waiting)
        m_headline->setText(headline());
}

QString LogInDialog::title() const
{
    switch (m_question.kind) {
    case Kind::Passphrase:
        return tr("Unlock a key");
    case Kind::Become:
        return tr("Password for sudo");
    case Kind::Password:
    case Kind::Interactive:
        return tr("Log in");
    }
    Q_UNREACHABLE();
}

QString LogInDialog::headline() const
{
    const QString subject = text::neutralised(m_question.subject);
    switch (m_question.kind) {
    case Kind::Passphrase:
        return tr("The private key %1 is locked. Its passphrase opens it for all hosts.").arg(subject);
    case Kind::Password:
        if (m_waiting > 0)
            return tr("%1 asks for a password, and so do %n other host(s).", nullptr, m_waiting).arg(subject);
        return tr("%1 asks for a password.").arg(subject);
    case Kind::Become:
        if (m_waiting > 0)
            return tr("sudo wants the password of %1, and so it does on %n other host(s).", nullptr,
                      m_waiting)
                .arg(subject);
        return tr("sudo wants the password of %1.").arg(subject);
    case Kind::Interactive:
        return tr("The server of %1 wants to know:").arg(subject);
    }
    Q_UNREACHABLE();
}

void LogInDialog::addPrompts(QFormLayout &form)
{
    for (const trust::LogInQuestion::Prompt &prompt : m_question.prompts) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QStringLiteral("logInField%1").arg(m_fields.size()));
        field->setEchoMode(prompt.isShown ? QLineEdit::Normal : QLineEdit::Password);
        field->setInputMethodHints(prompt.isShown ? Qt::ImhNone : Qt::ImhHiddenText | Qt::ImhSensitiveData);
        QString words = m_question.kind == Kind::Passphrase ? tr("Passphrase") : tr("Password");
        if (m_question.kind == Kind::Interactive)
            words = text::neutralised(prompt.text.trimmed());
        field->setAccessibleName(words);
        QLabel *label = plainLabel(words, this);
        label->setBuddy(field);
        form.addRow(label, field);
        m_fields << field;
    }
}

QWidget *LogInDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    const bool isKey = m_question.kind == Kind::Passphrase;
    const QString accept = m_question.kind == Kind::Become ? tr("&Go on") : tr("&Log in");
    QPushButton *logIn = buttons->addButton(isKey ? tr("&Unlock") : accept, QDialogButtonBox::AcceptRole);
    QPushButton *skip = buttons->addButton(isKey ? tr("&Without this key") : tr("&Skip this host"),
                                           QDialogButtonBox::RejectRole);
    logIn->setObjectName(QStringLiteral("logInAccept"));
    skip->setObjectName(QStringLiteral("logInSkip"));
    logIn->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (servesOthers(m_question.kind)) {
        QPushButton *none = buttons->addButton(tr("Skip a&ll that ask"), QDialogButtonBox::DestructiveRole);
        none->setObjectName(QStringLiteral("logInSkipAll"));
        connect(none, &QPushButton::clicked, this, [this] {
            m_refusesAll = true;
            reject();
        });
    }
    return buttons;
}

trust::LogInAnswer LogInDialog::answer() const
{
    trust::LogInAnswer answer;
    answer.servesOthers = m_refusesAll;
    if (result() != Accepted)
        return answer;
    for (const QLineEdit *field : m_fields)
        answer.words << trust::Secret(field->text().toUtf8());
    answer.servesOthers = m_forAll && m_forAll->isChecked();
    answer.isToBeKept = m_keep && m_keep->isChecked();
    return answer;
}

} // namespace regatta::ui
