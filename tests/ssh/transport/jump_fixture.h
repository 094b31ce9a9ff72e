#pragma once

#include "tests/contract/foreign_peer.h"
#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>

namespace regatta::tests {

/// An sshd to go through, and others behind it.
class Jump : public LibSshFixture
{
protected:
    ~Jump() override { transport.reset(); }

    static std::unique_ptr<SshdFixture> startGate(QStringList configLines = {})
    {
        configLines << QStringLiteral("LogLevel VERBOSE");
        auto started = std::make_unique<SshdFixture>(
            SshdFixture::Options{.listenAddress = QStringLiteral("0.0.0.0"), .configLines = configLines});
        EXPECT_TRUE(started->isRunning()) << qPrintable(started->problem());
        return started;
    }

    /// A host that is reached through `before`.
    static std::shared_ptr<const Endpoint> jumpTo(const SshdFixture &host,
                                                  std::shared_ptr<const Endpoint> before = {})
    {
        Endpoint jump = host.endpoint();
        jump.jump = std::move(before);
        return std::make_shared<const Endpoint>(std::move(jump));
    }

    /// `endpoint` is then a host behind `gate`.
    void startBehindGate(const QStringList &gateLines = {})
    {
        gate = startGate(gateLines);
        startSshd({QStringLiteral("LogLevel INFO")}, QStringLiteral("0.0.0.0"));
        endpoint.jump = jumpTo(*gate);
    }

    static qsizetype logIns(const SshdFixture &host) { return host.log().count("Accepted publickey"); }

    static bool isClosed(const SshdFixture &host)
    {
        // The farewell may come too late to be carried by the host before it.
        const QByteArray log = host.log();
        return log.contains("Disconnected from user") || log.contains("Connection closed by") ||
               log.contains("Connection reset by peer");
    }

    /// Runs a command on hosts of their own, 127.1.0.1 and so on, all at once.
    QList<ExecutionId> startOnMany(int hosts, const QByteArray &command)
    {
        QList<ExecutionId> ids;
        for (int i = 0; i < hosts; ++i) {
            endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
            ids.append(start(command));
        }
        return ids;
    }

    /// How many were between two states at once, at most.
    int mostAtOnce(const QList<ExecutionId> &ids, TaskState from, TaskState to) const
    {
        std::vector<std::pair<base::Instant, int>> changes;
        for (const ExecutionId id : ids) {
            // One that a busy server has turned away connects again, and is one all the same.
            bool isBetween = false;
            for (const auto &entered : record(id).states) {
                const bool begins = entered.state == from && !isBetween;
                const bool ends = entered.state == to && isBetween;
                if (begins || ends)
                    changes.emplace_back(entered.time, begins ? 1 : -1);
                isBetween = begins || (isBetween && !ends);
            }
        }
        return mostAtOnce(std::move(changes));
    }

    static int mostAtOnce(std::vector<std::pair<base::Instant, int>> changes)
    {
        std::sort(changes.begin(), changes.end());
        int now = 0;
        int most = 0;
        for (const auto &[time, change] : changes)
            most = std::max(most, now += change);
        return most;
    }

    void rewriteKnownHosts(const QByteArray &line) const
    {
        QFile file(gate->knownHostsFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(line);
    }

    void expectNamed(const model::AttemptResult &result, const char *words) const
    {
        ASSERT_TRUE(result.error);
        EXPECT_TRUE(result.error->detail.startsWith(QLatin1String(words)))
            << result.error->detail.toStdString();
    }

    std::unique_ptr<SshdFixture> gate;
};

} // namespace regatta::tests
