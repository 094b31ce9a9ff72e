#pragma once

#include "core/trust/prompter.h"

#include <QString>

#include <memory>
#include <optional>

namespace regatta::cli {

/// The controlling terminal (/dev/tty): questions go there whatever standard input and output are.
class Terminal
{
public:
    /// Null: there is none.
    static std::unique_ptr<Terminal> open();
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void write(const QString &text);
    /// A line without its newline; nothing at the end of the input.
    std::optional<QString> readLine();

private:
    explicit Terminal(int descriptor);

    const int m_descriptor;
};

/// Asks on the terminal, on a thread of its own, so that the hosts that are known go on.
class TerminalPrompter final : public trust::Prompter
{
public:
    explicit TerminalPrompter(std::unique_ptr<Terminal> terminal);
    ~TerminalPrompter() override;

    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override;

private:
    const std::shared_ptr<Terminal> m_terminal;
};

} // namespace regatta::cli
