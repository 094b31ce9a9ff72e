#include "core/transport/local/local_transport.h"

#include "core/transport/process/signal_names.h"

namespace regatta::transport {

namespace {

class ShellInterpreter final : public process::Interpreter
{
public:
    explicit ShellInterpreter(const QByteArray &command)
        : m_command(QString::fromUtf8(command))
    {}

    process::ChildProcess::Command command() const override
    {
        return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), m_command}};
    }

    void readLog(const QByteArray &) override {}
    model::TaskState phase() const override { return model::TaskState::Running; }
    bool earlyErrorsAreTheCommands() const override { return true; }

    process::Verdict judge(const process::ChildProcess::Exit &exit, const QByteArray &) const override
    {
        if (!exit.code)
            return {model::Outcome::CommandFailed, {}, process::signalName(exit.signal), {}};
        const auto outcome = *exit.code == 0 ? model::Outcome::Succeeded : model::Outcome::CommandFailed;
        return {outcome, exit.code, {}, {}};
    }

    bool isGoneAfterStop(bool groupIsGone) const override { return groupIsGone; }

private:
    const QString m_command;
};

} // namespace

LocalTransport::LocalTransport(int processLimit)
    : ProcessTransport(
          [](const Execution &execution) { return std::make_unique<ShellInterpreter>(execution.command); },
          processLimit)
{}

} // namespace regatta::transport
