#include "tests/support/sudo_stand_in.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace regatta::tests;

namespace {

constexpr auto secret = "correct-horse-battery";

/// The program on a terminal of its own, where a person types.
class OnTerminal
{
public:
    OnTerminal(const QStringList &arguments, const QString &home, const QString &path)
    {
        int theirs = -1;
        EXPECT_EQ(::openpty(&m_ours, &theirs, nullptr, nullptr, nullptr), 0);
        ::fcntl(m_ours, F_SETFD, FD_CLOEXEC);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("PATH"), path);
        environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*=true"));
        environment.remove(QStringLiteral("XDG_DATA_HOME"));
        environment.remove(QStringLiteral("XDG_CONFIG_HOME"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([theirs] {
            ::setsid();
            ::ioctl(theirs, TIOCSCTTY, 0);
        });
        m_process.start(QStringLiteral(REGATTA_PROGRAM), arguments);
        EXPECT_TRUE(m_process.waitForStarted());
        ::close(theirs);
    }
    ~OnTerminal() { ::close(m_ours); }

    /// Until the terminal shows it.
    bool waitFor(const QByteArray &words)
    {
        constexpr int patience = 60'000;
        pollfd terminal{m_ours, POLLIN, 0};
        while (!m_shown.contains(words) && ::poll(&terminal, 1, patience) > 0) {
            char bytes[4096];
            const ssize_t count = ::read(m_ours, bytes, sizeof bytes);
            if (count <= 0)
                break;
            m_shown.append(bytes, count);
        }
        return m_shown.contains(words);
    }
    void type(const QByteArray &line)
    {
        EXPECT_EQ(::write(m_ours, line.constData(), size_t(line.size())), line.size());
    }
    const QByteArray &shown() const { return m_shown; }
    QProcess &process() { return m_process; }

private:
    int m_ours = -1;
    QProcess m_process;
    QByteArray m_shown;
};

int filesThatHold(const QString &folder, const QByteArray &words)
{
    int found = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(words))
            ++found;
    }
    return found;
}

/// Command lines and environments of all processes, as they were when these began.
int processesThatHold(const QByteArray &words)
{
    int found = 0;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        for (const char *name : {"cmdline", "environ"}) {
            QFile file(QStringLiteral("/proc/%1/%2").arg(entry, QString::fromLatin1(name)));
            if (entry.front().isDigit() && file.open(QIODevice::ReadOnly))
                found += file.readAll().contains(words);
        }
    }
    return found;
}

} // namespace

TEST(Secret, APasswordForSudoIsFoundNowhere)
{
    QTemporaryDir home;
    const SudoStandIn sudo({.password = secret});
    OnTerminal regatta({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("here"),
                        QStringLiteral("--transport"), QStringLiteral("local"), QStringLiteral("--become"),
                        QStringLiteral("root"), QStringLiteral("--env"), QStringLiteral("MARK=found-here"),
                        QStringLiteral("--command"), QStringLiteral("echo begun; cat; exec sleep 600")},
                       home.path(), sudo.path());
    ASSERT_TRUE(regatta.waitFor("for sudo: "));
    regatta.type(QByteArray(secret) + '\n');
    ASSERT_TRUE(regatta.waitFor("[y/N] "));
    regatta.type("\n");
    QByteArray output;
    while (!output.contains("begun") && regatta.process().waitForReadyRead(60'000))
        output += regatta.process().readAll();
    ASSERT_TRUE(output.contains("begun")) << output.constData();

    EXPECT_GT(processesThatHold("found-here"), 0) << "it would have been seen";
    EXPECT_EQ(processesThatHold(secret), 0);
    regatta.process().terminate();
    ASSERT_TRUE(regatta.process().waitForFinished(60'000));
    output += regatta.process().readAll();
    EXPECT_GT(filesThatHold(home.path(), "found-here"), 0) << "the history has the command";
    EXPECT_EQ(filesThatHold(home.path(), secret), 0);
    EXPECT_FALSE(output.contains(secret)) << "at the highest log level";
    EXPECT_FALSE(regatta.shown().contains(secret)) << "not echoed";
}
