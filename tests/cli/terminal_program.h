#pragma once

#include <QByteArray>
#include <QStringList>

#include <sys/types.h>

namespace regatta::tests {

/// The real `regatta` at a terminal of its own, with a person who types there. Everything that can be logged
/// is.
class TerminalProgram
{
public:
    /// `path`: where programs are looked for; empty: in the usual places.
    TerminalProgram(const QStringList &arguments, const QString &home, const QString &path = {});
    ~TerminalProgram();
    TerminalProgram(const TerminalProgram &) = delete;
    TerminalProgram &operator=(const TerminalProgram &) = delete;

    pid_t pid() const { return m_process; }
    void type(const QByteArray &keys) const;

    /// Waits until the terminal has shown this.
    bool waitForOutput(const QByteArray &text);
    /// Waits until it has done so after the last time that it showed `earlier`.
    bool waitForOutput(const QByteArray &text, const QByteArray &earlier);
    /// All that the terminal has shown so far, as it came.
    const QByteArray &output() const { return m_output; }
    /// The exit code; -1: it crashed or did not end.
    int waitForEnd();

private:
    bool read();

    pid_t m_process = -1;
    int m_terminal = -1;
    QByteArray m_output;
};

} // namespace regatta::tests
