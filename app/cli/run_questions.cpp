#include "app/cli/run_questions.h"

#include "app/cli/terminal_prompter.h"

#include <QCoreApplication>
#include <QPointer>

#include <thread>
#include <utility>

namespace regatta::cli {

RunQuestions::RunQuestions(std::shared_ptr<Conversation> conversation, QObject *parent)
    : QObject(parent)
    , m_conversation(std::move(conversation))
{}

bool RunQuestions::ask(const QString &question, std::function<void(const QString &)> answered)
{
    std::shared_ptr<Terminal> terminal = Terminal::open(m_conversation);
    if (!terminal)
        return false;
    ++m_open;
    std::thread([self = QPointer<RunQuestions>(this), terminal, question, answered = std::move(answered)] {
        QString word;
        {
            const std::lock_guard conversation(terminal->conversation());
            terminal->write(QStringLiteral("\r\x1b[K") + question); // the progress line may stand there
            word = terminal->readLine().value_or(QString()).trimmed().toLower();
        }
        QMetaObject::invokeMethod(qApp, [self, word, answered] {
            if (!self)
                return;
            --self->m_open;
            answered(word);
        });
    }).detach(); // a program that ends doesn't wait for a person
    return true;
}

} // namespace regatta::cli
