#pragma once

#include "app/cli/conversation.h"
#include "core/trust/prompter.h"

#include <QSet>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>

#include <termios.h>

namespace regatta::cli {

/// The controlling terminal (/dev/tty): questions go there whatever standard input and output are.
class Terminal
{
public:
    /// Null: there is none. Terminals that share a conversation ask one question at a time.
    static std::unique_ptr<Terminal>
    open(std::shared_ptr<Conversation> conversation = std::make_shared<Conversation>());
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void write(const QString &text);
    /// A line without its newline; nothing at the end of the input, or when it is interrupted.
    std::optional<QString> readLine();
    /// The same without showing it, however early it is typed.
    std::optional<trust::Secret> readSecret(const QString &prompt);
    /// A line that isn't shown, and no newline in its place. What was typed before the prompt is thrown away.
    std::optional<trust::Secret> readUnseen(const QString &prompt);
    /// Makes who reads give up. From any thread.
    void interrupt();
    /// Shows again what is typed. Called before the program ends while somebody reads.
    void restoreEcho();
    /// To be held from a question to its answer.
    std::mutex &conversation() { return m_conversation->turn(); }

private:
    Terminal(int descriptor, int wake, std::shared_ptr<Conversation> conversation);
    std::optional<QByteArray> readBytes();
    std::optional<QByteArray> readBytesOfALine() const;
    void hideEcho();

    const int m_descriptor;
    const int m_wake; // eventfd
    const std::shared_ptr<Conversation> m_conversation;
    std::mutex m_echoMutex;
    std::optional<termios> m_shownEcho; // as it was before it was hidden; guarded by m_echoMutex
};

/// Asks on the terminal, on a thread of its own, so that the hosts that are known go on.
class TerminalPrompter final : public trust::Prompter
{
public:
    /// `hosts`: how many may ask at all.
    TerminalPrompter(std::unique_ptr<Terminal> terminal, int hosts);
    ~TerminalPrompter() override;

    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override;
    void askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer) override;
    void withdrawLogInQuestion() override { m_terminal->interrupt(); }

private:
    const std::shared_ptr<Terminal> m_terminal;
    const int m_hosts;
    QSet<QString> m_becoming; // accounts whose sudo has asked; touched by one question at a time
};

} // namespace regatta::cli
