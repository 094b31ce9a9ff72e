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
        , m_arguments(openssh::sshArguments(execution, m_program))
        , m_log(execution.command)
        , m_needsInput(execution.needsInput())
        , m_hasPty(execution.hasPty)
    {}

    process::ChildProcess::Command command() const override
    {
        using Terminal = process::ChildProcess::Terminal;
        return {m_program, m_arguments, true, m_needsInput || m_hasPty,
                m_hasPty ? Terminal::Remote : Terminal::None};
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
    openssh::SshLog m_log;
    const bool m_needsInput;
    const bool m_hasPty;
};

} // namespace

OpenSshTransport::OpenSshTransport(int processLimit, const QString &program, trust::Credentials *credentials)
    : ProcessTransport(
          [program](const Execution &execution) {
              return std::make_unique<SshInterpreter>(program, execution);
          },
          [program](Execution execution) {
              auto interpreter = std::make_unique<SshInterpreter>(program, execution);
              return std::make_unique<process::SftpExecution>(std::move(execution), std::move(interpreter));
          },
          processLimit, credentials)
{}

} // namespace regatta::transport
