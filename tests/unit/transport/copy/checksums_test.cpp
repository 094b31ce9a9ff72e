#include "core/transport/copy/checksums.h"
#include "core/transport/copy/local_files.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace regatta;
using namespace regatta::transport::copy;

namespace {

const QByteArray content = QByteArray("content\n").repeated(10'000); // too long to be just read
const QByteArray hexOfContent = "f25f50da80e03f9e90c0ad01b5a7765d37cc5b331dbf569e37cf39e9d46d0430";

class ChecksumsTest : public testing::Test
{
protected:
    QByteArray makeFile(const QByteArray &bytes = content)
    {
        QFile file(folder.filePath("file"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return QFile::encodeName(file.fileName());
    }

    void check(Checksums &checksums, const QByteArray &path)
    {
        Sha256 sum;
        sum.add(content);
        checksums.check(path, content.size(), sum.result(),
                        [this](const base::Expected<void> &result) { results << bool(result); });
    }

    QList<bool> results;
    QTemporaryDir folder;
    LocalFiles files;
    Room room;
};

} // namespace

TEST_F(ChecksumsTest, AsksForManyAtATime)
{
    Checksums checksums(files, room, Checksums::Method::Command, false);
    check(checksums, "a");
    EXPECT_EQ(checksums.takeCommand(), "sha256sum -- a");
    check(checksums, "b c");
    check(checksums, "it's\xff");
    EXPECT_EQ(checksums.takeCommand(), std::nullopt); // one command at a time
    checksums.commandEnded(hexOfContent + "  a\n");
    EXPECT_EQ(results, QList<bool>({true}));
    EXPECT_EQ(checksums.takeCommand(), "sha256sum -- 'b c' 'it'\\''s\xff'");
    checksums.commandEnded(hexOfContent + "  b c\n" + QByteArray(64, '0') + "  it's\n");
    EXPECT_EQ(results, QList<bool>({true, true, false}));
}

TEST_F(ChecksumsTest, ReadsTheFileWhereThereIsNoProgram)
{
    for (const auto &output : {std::optional<QByteArray>(), std::optional<QByteArray>("sh: not found\n"),
                               std::optional<QByteArray>("")}) {
        Checksums checksums(files, room, Checksums::Method::Command, false);
        check(checksums, makeFile());
        EXPECT_TRUE(checksums.takeCommand());
        checksums.commandEnded(output);
        check(checksums, makeFile("another"));
        EXPECT_EQ(checksums.takeCommand(), std::nullopt);
        while (files.hasWork())
            files.work(1);
        EXPECT_EQ(results, QList<bool>({false, false})); // the file is another by now
        results.clear();
        check(checksums, makeFile());
        while (files.hasWork())
            files.work(1);
        EXPECT_EQ(results, QList<bool>({true}));
        results.clear();
    }
}

TEST_F(ChecksumsTest, ReadsAShortFileAtOnce)
{
    Checksums checksums(files, room, Checksums::Method::Command, false);
    const QByteArray path = makeFile("short");
    Sha256 sum;
    sum.add("short");
    checksums.check(path, 5, sum.result(),
                    [this](const base::Expected<void> &result) { results << bool(result); });
    EXPECT_EQ(checksums.takeCommand(), std::nullopt);
    while (files.hasWork())
        files.work(1);
    EXPECT_EQ(results, QList<bool>({true}));
}

TEST_F(ChecksumsTest, LetsALogGrow)
{
    for (const bool mayGrow : {true, false}) {
        Checksums checksums(files, room, Checksums::Method::Command, mayGrow);
        check(checksums, makeFile(content + "more\n"));
        EXPECT_TRUE(checksums.takeCommand());
        checksums.commandEnded(QByteArray(64, 'a') + "  file\n");
        while (files.hasWork())
            files.work(1);
        EXPECT_EQ(results, QList<bool>({mayGrow}));
        results.clear();
    }
}

TEST_F(ChecksumsTest, ReadsWhatSha256sumWrites)
{
    const auto sums = parseSums('\\' + hexOfContent + "  line\\nend\n" + hexOfContent + " *b\n", 2);
    ASSERT_TRUE(sums);
    EXPECT_EQ((*sums)[0].toHex(), hexOfContent);
    EXPECT_EQ((*sums)[1].toHex(), hexOfContent);
    EXPECT_FALSE(parseSums(hexOfContent + "  a\n", 2));
    EXPECT_FALSE(parseSums("Welcome\n" + hexOfContent + "  a\n", 1));
    EXPECT_FALSE(parseSums(hexOfContent.first(60) + "  a\n", 1));
}
