#include "core/transport/local/local_transport.h"

#include "core/transport/local/local_copy.h"
#include "core/transport/process/signal_names.h"

namespace regatta::transport {

namespace {

class ShellInterpreter final : public process::Interpreter
{
public:
    ShellInterpreter(const Execution &execution, int niceness)
        : m_command(QString::fromUtf8(execution.command))
        , m_needsInput(execution.needsInput())
        , m_hasPty(execution.hasPty)
        , m_niceness(niceness)
    {}

    process::ChildProcess::Command command() const override
    {
        using Terminal = process::ChildProcess::Terminal;
        return {QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), m_command},
                false,
                m_needsInput,
                m_hasPty ? Terminal::Own : Terminal::None,
                m_niceness};
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
    const bool m_needsInput;
    const bool m_hasPty;
    const int m_niceness;
};

} // namespace

LocalTransport::LocalTransport(int processLimit, int niceness, trust::Credentials *credentials)
    : ProcessTransport(
          [niceness](const Execution &execution) {
              return std::make_unique<ShellInterpreter>(execution, niceness);
          },
          [](Execution execution) { return std::make_unique<local::LocalCopy>(std::move(execution)); },
          processLimit, credentials)
{}

} // namespace regatta::transport
