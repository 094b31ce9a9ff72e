#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace regatta::tests {

/// How the program ended, and what it said.
struct Ending
{
    int exitCode = -1; ///< -1: it crashed or did not end
    QByteArray output;
    QByteArray errors;

    /// Standard output as JSON lines; fails the test if a line is none.
    QList<QJsonObject> events() const;
    /// Only those of one kind.
    QList<QJsonObject> events(const QString &kind) const;
};

/// The words of a run on this machine, in place of many hosts.
QStringList localRun(const QString &nodeSet, const QString &command);

/// The real `regatta`, without a terminal, with a home folder of its own unless it is given one.
class Program
{
public:
    /// `descriptors`: so many files it may have open at most; 0: as many as we.
    explicit Program(const QStringList &arguments, const QString &home = {}, unsigned descriptors = 0);

    /// Starts it, waits for its end, 60 s at most.
    static Ending run(const QStringList &arguments, const QString &home = {}, unsigned descriptors = 0);

    QProcess &process() { return m_process; }
    /// Waits until standard output holds `text`.
    bool waitForOutput(const QByteArray &text);
    bool waitForErrors(const QByteArray &text);
    Ending waitForEnd();

private:
    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace regatta::tests
