#pragma once

#include "core/trust/credentials.h"
#include "tests/ssh/transport/libssh_fixture.h"

#include <QProcess>

#include <deque>
#include <mutex>

namespace regatta::tests {

/// A person who answers at once with what the test has laid ready, and notes what was asked.
class ReadyPrompter final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        answer(QList<trust::HostKeyAnswer>(hosts.size(), trust::HostKeyAnswer::Refuse));
    }

    void askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer) override
    {
        trust::LogInAnswer given;
        {
            const std::lock_guard lock(m_mutex);
            m_questions.push_back(question);
            if (!m_answers.empty()) {
                given = m_answers.front();
                m_answers.pop_front();
            }
        }
        answer(given);
    }

    void withdrawLogInQuestion() override {}

    void willSay(const QList<QByteArray> &words, bool forAll = false)
    {
        trust::LogInAnswer answer;
        for (const QByteArray &word : words)
            answer.words << trust::Secret(word);
        answer.servesOthers = forAll;
        m_answers.push_back(answer);
    }

    QList<trust::LogInQuestion> questions()
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }

private:
    std::mutex m_mutex;
    QList<trust::LogInQuestion> m_questions;
    std::deque<trust::LogInAnswer> m_answers;
};

/// Who logs in is asked what the server asks, and the test has said what they answer.
class LogInByPerson : public LibSshFixture
{
protected:
    ~LogInByPerson() override { transport.reset(); }

    void startAskingServer(const QList<demo::LogInMethod> &methods, bool anyWillDo = false)
    {
        demo::ServerSettings host;
        host.logIn.methods = methods;
        host.logIn.anyWillDo = anyWillDo;
        host.logIn.password = "open sesame";
        host.logIn.prompts = {{"One-time code: ", "4711", true}, {"PIN: ", "00", false}};
        host.home = folder.path();
        startServer(host);
        makeAskingTransport();
    }

    void makeAskingTransport()
    {
        settings.agentSocket.clear();
        settings.sshDirectory = folder.path();
        transport = std::make_unique<LibSshTransport>(verifier, settings, &credentials);
    }

    QString makeLockedKey(const QString &name)
    {
        const QString path = folder.filePath(name);
        EXPECT_EQ(
            QProcess::execute(QStringLiteral("ssh-keygen"),
                              {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                               QStringLiteral("-N"), QStringLiteral("secret"), QStringLiteral("-f"), path}),
            0);
        return path;
    }

    ReadyPrompter prompter;
    trust::Credentials credentials{&prompter};
};

} // namespace regatta::tests
