#include "app/services.h"

#include "tests/unit/trust/key_maker.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>

using namespace regatta;
using trust::HostKeyAnswer;

namespace {

class Trusting final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<HostKeyAnswer>)> answer) override
    {
        answer(QList<HostKeyAnswer>(hosts.size(), HostKeyAnswer::AcceptForThisRun));
    }
    void askToLogIn(trust::LogInQuestion, std::function<void(trust::LogInAnswer)> answer) override
    {
        answer({});
    }
    void withdrawLogInQuestion() override {}
};

class ServicesTest : public testing::Test
{
protected:
    /// Whether a person had to be asked.
    bool isAsked()
    {
        trust::HostKeyRequest request;
        request.host = QStringLiteral("web1");
        request.key = trust::fakes::ed25519Key(1);
        request.knownHostsFiles = {m_folder.filePath(QStringLiteral("known_hosts"))};
        const auto verdict = std::make_shared<std::promise<bool>>();
        const bool atOnce = m_services.hostKeys().verify(
            request, [verdict](const base::Expected<void> &given) { verdict->set_value(given.has_value()); });
        EXPECT_TRUE(verdict->get_future().get());
        return !atOnce;
    }

    QTemporaryDir m_folder;
    app::Services m_services{std::make_unique<Trusting>()};
};

} // namespace

TEST_F(ServicesTest, WhatIsTrustedForARunIsUnknownInTheNext)
{
    // The window and the command line ask for the transport when a run begins.
    m_services.transport(model::TransportKind::LibSsh);
    EXPECT_TRUE(isAsked());
    EXPECT_FALSE(isAsked());
    m_services.transport(model::TransportKind::LibSsh);
    EXPECT_TRUE(isAsked());
    EXPECT_FALSE(isAsked());
}
