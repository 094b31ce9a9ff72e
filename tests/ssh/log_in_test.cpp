#include "tests/ssh/ssh_program.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;
using demo::LogInMethod;

namespace {

demo::ServerSettings asking(const QList<LogInMethod> &methods)
{
    demo::ServerSettings settings;
    settings.logIn.methods = methods;
    settings.logIn.password = "tea for two";
    settings.logIn.prompts = {{.text = "Colour: ", .answer = "blue", .echo = true},
                              {.text = "Token: ", .answer = "123456"}};
    return settings;
}

/// ssh asks a program in place of a person; this one knows all the answers, but for what `wrong` says.
SshCall answering(const ServerUnderTest &host, const QByteArray &token = "123456")
{
    const QString program = host.folder() + QStringLiteral("/answer");
    writeFile(program,
              "#!/bin/sh\ncase $1 in\n*Colour*) echo blue ;;\n*Token*) echo " + token +
                  " ;;\n*assword*) echo 'tea for two' ;;\nesac\n",
              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    SshCall call = host.call();
    call.environment.insert(QStringLiteral("SSH_ASKPASS"), program);
    call.environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
    call.options = {QStringLiteral("-o"), QStringLiteral("BatchMode=no"), QStringLiteral("-o"),
                    QStringLiteral("NumberOfPasswordPrompts=1"), QStringLiteral("-v")};
    return call;
}

} // namespace

TEST(LogIn, RefusesAllWhenNoMethodIsLeft)
{
    ServerUnderTest host(asking({}));
    const SshResult result = runSsh(answering(host), QStringLiteral("true"));
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains("Permission denied")) << result.error.toStdString();
    EXPECT_EQ(host.server().counters().authenticated, 0);
}

TEST(LogIn, TakesTheRightPassword)
{
    ServerUnderTest host(asking({LogInMethod::Password}));
    EXPECT_EQ(runSsh(answering(host), QStringLiteral("exit 9")).exitCode, 9);
}

TEST(LogIn, TakesNoPasswordWhenNoneIsRight)
{
    demo::ServerSettings settings = asking({LogInMethod::Password});
    settings.logIn.password.clear();
    ServerUnderTest host(settings);
    const SshResult result = runSsh(answering(host), QStringLiteral("true"));
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains("Permission denied (password)")) << result.error.toStdString();
}

TEST(LogIn, AsksSeveralQuestionsAtOnce)
{
    ServerUnderTest host(asking({LogInMethod::KeyboardInteractive}));
    EXPECT_EQ(runSsh(answering(host), QStringLiteral("exit 9")).exitCode, 9);
    EXPECT_EQ(runSsh(answering(host, "000000"), QStringLiteral("exit 9")).exitCode, 255);
}

TEST(LogIn, AsksForOneMethodAfterTheOther)
{
    ServerUnderTest host(asking({LogInMethod::PublicKey, LogInMethod::KeyboardInteractive}));
    const SshResult result = runSsh(answering(host), QStringLiteral("exit 9"));
    EXPECT_EQ(result.exitCode, 9);
    EXPECT_TRUE(result.error.contains("partial success")) << result.error.toStdString();
    EXPECT_EQ(runSsh(answering(host, "000000"), QStringLiteral("exit 9")).exitCode, 255);

    SshCall withoutKey = answering(host);
    withoutKey.identityFile.clear();
    EXPECT_EQ(runSsh(withoutKey, QStringLiteral("exit 9")).exitCode, 255);
}

TEST(LogIn, TakesAnyOfSeveralMethods)
{
    demo::ServerSettings settings = asking({LogInMethod::PublicKey, LogInMethod::Password});
    settings.logIn.anyWillDo = true;
    ServerUnderTest host(settings);
    EXPECT_EQ(runSsh(host.call(), QStringLiteral("exit 9")).exitCode, 9);
    SshCall withoutKey = answering(host);
    withoutKey.identityFile.clear();
    EXPECT_EQ(runSsh(withoutKey, QStringLiteral("exit 9")).exitCode, 9);
}

TEST(LogIn, ChecksTheUser)
{
    demo::ServerSettings settings;
    settings.logIn.user = "demo";
    ServerUnderTest host(settings);
    SshCall call = host.call();
    EXPECT_EQ(runSsh(call, QStringLiteral("exit 9")).exitCode, 9);
    call.user = QStringLiteral("root");
    EXPECT_EQ(runSsh(call, QStringLiteral("exit 9")).exitCode, 255);
}
