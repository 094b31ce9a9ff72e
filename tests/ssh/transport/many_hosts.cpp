// Runs "true" as many users of one host, each a session of its own, all started at once; for tests that need
// a process with limits of its own.
//
//     many_hosts PORT IDENTITY KNOWN_HOSTS SESSIONS DESCRIPTORS_TO_OCCUPY [USER FROM TO]
//
// With the last three it copies FROM to TO1, TO2, ... on as many hosts of one user instead.
//
// Prints how many succeeded.
#include "core/transport/libssh/libssh_transport.h"
#include "core/trust/host_key_verifier.h"
#include "tests/support/recording_observer.h"

#include <QCoreApplication>

#include <fcntl.h>

#include <cstdio>

using namespace regatta;

namespace {

void copyInstead(transport::Execution &execution, const QString &user, const QString &from, const QString &to)
{
    const QString number = QString::number(execution.id.value);
    execution.endpoint.host = QStringLiteral("127.0.0.") + number;
    execution.endpoint.user = user;
    execution.copy = transport::CopyOrder{
        model::FileCopy::Direction::Push, from.toLocal8Bit(), (to + number).toLocal8Bit(), {}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const int sessions = arguments.value(4).toInt();
    for (int i = 0; i < arguments.value(5).toInt(); ++i)
        std::ignore = ::open("/dev/null", O_RDONLY | O_CLOEXEC);

    trust::HostKeyVerifier verifier(nullptr);
    const auto observer = std::make_shared<tests::RecordingObserver>();
    transport::LibSshSettings settings;
    settings.agentSocket.clear();
    transport::LibSshTransport transport(verifier, settings);
    for (int i = 0; i < sessions; ++i) {
        transport::Execution execution;
        execution.id = {std::uint64_t(i) + 1};
        execution.endpoint.host = QStringLiteral("127.0.0.1");
        execution.endpoint.port = arguments.value(1).toUShort();
        execution.endpoint.user = QStringLiteral("user%1").arg(i);
        execution.endpoint.identityFiles = {arguments.value(2)};
        execution.endpoint.knownHostsFiles = {arguments.value(3)};
        execution.endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
        execution.command = "true";
        if (const QString user = arguments.value(6); !user.isEmpty())
            copyInstead(execution, user, arguments.value(7), arguments.value(8));
        execution.observer = observer;
        transport.start(std::move(execution));
    }
    observer->waitForFinished(sessions, std::chrono::minutes(2));
    int succeeded = 0;
    for (int i = 1; i <= sessions; ++i) {
        const model::AttemptResult result = observer->record({std::uint64_t(i)}).results.value(0);
        succeeded += result.outcome == model::Outcome::Succeeded;
        if (result.error)
            std::fprintf(stderr, "%d: %s %s\n", i, qPrintable(base::name(result.error->code).toString()),
                         qPrintable(result.error->detail));
    }
    std::printf("%d\n", succeeded);
    return succeeded == sessions ? 0 : 1;
}
