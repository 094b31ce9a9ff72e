#include "tests/cli/program.h"

#include <QJsonDocument>
#include <QProcessEnvironment>

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

constexpr int patience = 60'000;

} // namespace

QList<QJsonObject> Ending::events() const
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        EXPECT_TRUE(document.isObject()) << line.constData();
        objects << document.object();
    }
    return objects;
}

QList<QJsonObject> Ending::events(const QString &kind) const
{
    QList<QJsonObject> objects;
    for (const QJsonObject &object : events()) {
        if (object[u"event"].toString() == kind)
            objects << object;
    }
    return objects;
}

Program::Program(const QStringList &arguments, const QString &home, unsigned descriptors)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.isEmpty() ? m_home.path() : home);
    environment.remove(QStringLiteral("XDG_DATA_HOME"));
    environment.remove(QStringLiteral("XDG_CONFIG_HOME"));
    environment.remove(QStringLiteral("SSH_AUTH_SOCK"));
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    m_process.setProcessEnvironment(environment);
    // A session of its own has no controlling terminal: nobody can be asked.
    m_process.setChildProcessModifier([descriptors] {
        ::setsid();
        const rlimit limit{descriptors, descriptors};
        if (descriptors > 0)
            ::setrlimit(RLIMIT_NOFILE, &limit);
    });
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(QStringLiteral(REGATTA_PROGRAM), arguments);
}

Ending Program::run(const QStringList &arguments, const QString &home, unsigned descriptors)
{
    return Program(arguments, home, descriptors).waitForEnd();
}

bool Program::waitForOutput(const QByteArray &text)
{
    m_process.setReadChannel(QProcess::StandardOutput);
    while (!m_output.contains(text)) {
        if (!m_process.waitForReadyRead(patience))
            return false;
        m_output += m_process.readAllStandardOutput();
    }
    return true;
}

bool Program::waitForErrors(const QByteArray &text)
{
    m_process.setReadChannel(QProcess::StandardError);
    while (!m_errors.contains(text)) {
        if (!m_process.waitForReadyRead(patience))
            return false;
        m_errors += m_process.readAllStandardError();
    }
    return true;
}

Ending Program::waitForEnd()
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(patience)) {
        m_process.kill();
        m_process.waitForFinished();
        return {};
    }
    const bool isClean = m_process.exitStatus() == QProcess::NormalExit;
    return {isClean ? m_process.exitCode() : -1, m_output + m_process.readAllStandardOutput(),
            m_errors + m_process.readAllStandardError()};
}

QStringList localRun(const QString &nodeSet, const QString &command)
{
    return {
        QStringLiteral("run"),         QStringLiteral("-w"),   nodeSet, QStringLiteral("--command"), command,
        QStringLiteral("--transport"), QStringLiteral("local")};
}

} // namespace regatta::tests
