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
    const int number = ++m_asked;
    m_open[number] = terminal;
    std::thread([self = QPointer<RunQuestions>(this), number, terminal, question, stop = m_stop.get_token(),
                 answered = std::move(answered)] {
        QString word;
        {
            const std::lock_guard conversation(terminal->conversation());
            if (stop.stop_requested())
                return;
            terminal->write(QStringLiteral("\r\x1b[K") + question); // the progress line may stand there
            word = terminal->readLine().value_or(QString()).trimmed().toLower();
        }
        if (stop.stop_requested())
            return; // the program may be about to end
        QMetaObject::invokeMethod(qApp, [self, number, word, answered] {
            if (self && self->m_open.erase(number) > 0)
                answered(word);
        });
    }).detach(); // a program that ends doesn't wait for a person
    return true;
}

void RunQuestions::giveUp()
{
    m_stop.request_stop();
    m_stop = {};
    for (const auto &[number, terminal] : std::exchange(m_open, {}))
        terminal->interrupt();
    m_conversation->answered();
}

} // namespace regatta::cli
