#include "tests/unit/history/history_samples.h"

using namespace regatta;
using history::HistoryReader;
using testing::IsEmpty;

namespace {

class HistoryReaderTest : public tests::HistoryTest
{
protected:
    void SetUp() override
    {
        const auto writer = openWriter();
        add(*writer, QStringLiteral("aaaa1111"), 1);
        add(*writer, QStringLiteral("aaaa2222"), 3);
        add(*writer, QStringLiteral("bbbb3333"), 2);
    }

    static void add(history::HistoryWriter &writer, const QString &id, int second)
    {
        history::RunStart start = tests::runStart(id);
        start.startedAt = start.startedAt.addSecs(second);
        start.tasks[0].host = QStringLiteral("host-of-") + id;
        writer.begin(start);
        writer.end(id, {});
    }

    QString resolved(const QString &word) const
    {
        const auto id = HistoryReader(path).resolve(word);
        if (id)
            return *id;
        return id.error() == history::Error{history::ErrorCode::RunUnknown, word}
                   ? QStringLiteral("unknown")
                   : QStringLiteral("ambiguous");
    }

    qsizetype found(const QString &words) const
    {
        return HistoryReader(path).runs({.words = words}).value().size();
    }
};

} // namespace

TEST_F(HistoryReaderTest, ListsTheNewestFirst)
{
    EXPECT_EQ(ids(), (QStringList{QStringLiteral("aaaa2222"), QStringLiteral("bbbb3333"),
                                  QStringLiteral("aaaa1111")}));
    EXPECT_EQ(HistoryReader(path).runs({.words = {}, .most = 2}).value().size(), 2);
}

TEST_F(HistoryReaderTest, FindsARunByWhatAPersonWrites)
{
    EXPECT_EQ(resolved(QStringLiteral("last")), u"aaaa2222");
    EXPECT_EQ(resolved(QStringLiteral("bb")), u"bbbb3333");
    EXPECT_EQ(resolved(QStringLiteral("aaaa1111")), u"aaaa1111");
    EXPECT_EQ(resolved(QStringLiteral("aaaa")), u"ambiguous");
    EXPECT_EQ(resolved(QStringLiteral("cccc")), u"unknown");
    EXPECT_EQ(resolved(QStringLiteral("%")), u"unknown");
    EXPECT_EQ(resolved(QString()), u"unknown");
    EXPECT_EQ(HistoryReader(path).run(QStringLiteral("cccc")).error().code, history::ErrorCode::RunUnknown);
}

TEST_F(HistoryReaderTest, SearchesNamesCommandsHostsAndIds)
{
    EXPECT_EQ(found(QStringLiteral("RESTART")), 3);
    EXPECT_EQ(found(QStringLiteral("docker")), 3);
    EXPECT_EQ(found(QStringLiteral("host-of-bbbb")), 1);
    EXPECT_EQ(found(QStringLiteral("docker host-of-aaaa2")), 1);
    EXPECT_EQ(found(QStringLiteral("aaaa")), 2);
    EXPECT_EQ(found(QStringLiteral("100%")), 0);
    EXPECT_EQ(found(QStringLiteral("_")), 0);
}
