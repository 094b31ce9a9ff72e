#include "tests/contract/transport_contract.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::TransportContract;

namespace {

class InputContract : public TransportContract
{
protected:
    transport::Execution reading(const QByteArray &command, const QByteArray &text)
    {
        transport::Execution one = execution(command);
        one.input.text = text;
        return one;
    }

    /// A file of so many bytes, none like its neighbour.
    QString fileOf(qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = char(i * 31 + i / 251);
        contents = bytes;
        QFile file(folder.filePath(QStringLiteral("input")));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == size);
        return file.fileName();
    }

    QTemporaryDir folder;
    QByteArray contents;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, InputContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(InputContract, ATextIsReadToItsEnd)
{
    const auto record = run(reading("cat; echo end", QByteArray("a\0b\n\xff", 5)));
    EXPECT_EQ(record.standardOutput, QByteArray("a\0b\n\xff"
                                                "end\n",
                                                9));
}

TEST_P(InputContract, WithoutInputThereIsItsEnd)
{
    EXPECT_EQ(run("cat; echo end").standardOutput, "end\n");
}

TEST_P(InputContract, ALargeFileArrivesAsItIs)
{
    auto one = execution("sha256sum | cut -c1-64");
    one.input.file = fileOf(8 * 1024 * 1024 + 1);
    EXPECT_EQ(run(one).standardOutput.trimmed(),
              QCryptographicHash::hash(contents, QCryptographicHash::Sha256).toHex());
}

TEST_P(InputContract, WhatNobodyReadsKeepsNobodyWaiting)
{
    auto one = execution("echo deaf");
    one.input.file = fileOf(4 * 1024 * 1024);
    const auto record = run(one);
    EXPECT_EQ(record.standardOutput, "deaf\n");
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(InputContract, WhoStopsReadingIsNoError)
{
    auto one = execution("head -c 3 >/dev/null; exec <&-; sleep 0.2; echo enough");
    one.input.file = fileOf(4 * 1024 * 1024);
    const auto record = run(one);
    EXPECT_EQ(record.standardOutput, "enough\n");
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(InputContract, AFileThatCantBeReadEndsItBeforeAnythingConnects)
{
    auto one = execution("cat");
    one.input.file = folder.filePath(QStringLiteral("nothing"));
    const auto record = run(one);
    EXPECT_TRUE(record.states.isEmpty());
    const model::AttemptResult result = record.results.value(0);
    EXPECT_EQ(result.outcome, Outcome::CommandFailed);
    EXPECT_EQ(result.error, (base::Error{ErrorCode::FileUnreadable, one.input.file}));
}

TEST_P(InputContract, OnATerminalOutputAndErrorsAreOne)
{
    auto one = execution("test -t 0 && test -t 1 && echo \"$TERM\" && echo err >&2");
    one.hasPty = true;
    const auto record = run(one);
    EXPECT_EQ(record.standardOutput, "xterm\r\nerr\r\n");
    EXPECT_EQ(record.standardError, "");
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(InputContract, OnATerminalInputIsTypedAndEnds)
{
    // Without an echo the typed line is not part of the output.
    auto one = reading("stty -echo; echo ready; cat; echo end", "first\nlast");
    one.hasPty = true;
    const auto record = run(one);
    EXPECT_TRUE(record.standardOutput.contains("first\r\nlast")) << record.standardOutput.constData();
    EXPECT_TRUE(record.standardOutput.endsWith("end\r\n"));
    auto nothing = execution("cat; echo end");
    nothing.hasPty = true;
    EXPECT_TRUE(run(nothing).standardOutput.endsWith("end\r\n"));
}

TEST_P(InputContract, ATerminalsExitCodeIsTheCommands)
{
    auto one = execution("exit 3");
    one.hasPty = true;
    EXPECT_EQ(run(one).results.value(0).exitCode, 3);
}
