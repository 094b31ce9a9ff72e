#include "core/transport/openssh/openssh_transport.h"

#include "core/transport/openssh/ssh_arguments.h"
#include "core/transport/openssh/ssh_log.h"
#include "core/transport/process/sftp_execution.h"

namespace regatta::transport {

namespace {

class SshInterpreter final : public process::Interpreter
{
public:
    SshInterpreter(QString program, const Execution &execution)
        : m_program(std::move(program))
        , m_arguments(openssh::sshArguments(execution))
        , m_isCopy(execution.copy.has_value())
        , m_log(execution.command)
    {}

    process::ChildProcess::Command command() const override
    {
        return {.program = m_program,
                .arguments = m_arguments,
                .logOnStandardInput = !m_isCopy,
                .hasInput = m_isCopy};
    }
    void readLog(const QByteArray &bytes) override { m_log.read(bytes); }
    model::TaskState phase() const override { return m_log.phase(); }
    bool earlyErrorsAreTheCommands() const override { return m_log.isMultiplexed(); }

    process::Verdict judge(const process::ChildProcess::Exit &exit,
                           const QByteArray &errorOutput) const override
    {
        return m_log.judge(exit, errorOutput);
    }

    bool isGoneAfterStop(bool) const override { return m_log.hasExitReport(); }

private:
    const QString m_program;
    const QStringList m_arguments;
    const bool m_isCopy;
    openssh::SshLog m_log;
};

} // namespace

OpenSshTransport::OpenSshTransport(int processLimit, const QString &program)
    : ProcessTransport(
          [program](const Execution &execution) {
              return std::make_unique<SshInterpreter>(program, execution);
          },
          [program](Execution execution) {
              auto interpreter = std::make_unique<SshInterpreter>(program, execution);
              return std::make_unique<process::SftpExecution>(std::move(execution), std::move(interpreter));
          },
          processLimit)
{}

} // namespace regatta::transport
