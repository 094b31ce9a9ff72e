#include "tests/cli/terminal_program.h"

#include <QFile>

#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

constexpr int terminalPatience = 60'000; // milliseconds without a word

} // namespace

TerminalProgram::TerminalProgram(const QStringList &arguments, const QString &home, const QString &path)
{
    QList<QByteArray> words{QByteArrayLiteral(REGATTA_PROGRAM)};
    for (const QString &argument : arguments)
        words << argument.toLocal8Bit();
    const QByteArray folder = QFile::encodeName(home);
    const QByteArray programs = QFile::encodeName(path);
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    m_process = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
    if (m_process != 0)
        return;
    ::setenv("HOME", folder.constData(), 1);
    ::setenv("QT_LOGGING_RULES", "*=true", 1);
    if (!programs.isEmpty())
        ::setenv("PATH", programs.constData(), 1);
    for (const char *name :
         {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK", "DISPLAY", "WAYLAND_DISPLAY"})
        ::unsetenv(name);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
}

TerminalProgram::~TerminalProgram()
{
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    ::close(m_terminal);
}

void TerminalProgram::type(const QByteArray &keys) const
{
    [[maybe_unused]] const ssize_t written = ::write(m_terminal, keys.constData(), size_t(keys.size()));
}

/// False at the end of all output, or if nothing comes.
bool TerminalProgram::read()
{
    pollfd terminal{m_terminal, POLLIN, 0};
    if (::poll(&terminal, 1, terminalPatience) <= 0)
        return false;
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(m_terminal, buffer.data(), buffer.size());
    if (count > 0)
        m_output.append(buffer.data(), count);
    return count > 0;
}

bool TerminalProgram::waitForOutput(const QByteArray &text)
{
    while (!m_output.contains(text)) {
        if (!read())
            return false;
    }
    return true;
}

bool TerminalProgram::waitForOutput(const QByteArray &text, const QByteArray &earlier)
{
    const auto isShown = [&] {
        const qsizetype place = m_output.lastIndexOf(earlier);
        return place >= 0 && m_output.indexOf(text, place) >= 0;
    };
    while (!isShown()) {
        if (!read())
            return false;
    }
    return true;
}

int TerminalProgram::waitForEnd()
{
    while (read()) {
    }
    int status = 0;
    if (::waitpid(std::exchange(m_process, -1), &status, 0) < 0 || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

} // namespace regatta::tests
