#include "ui/log/log_announcer.h"

#include "tests/ui/log/log_view_fixture.h"

#include <QAccessible>
#include <QElapsedTimer>

using namespace regatta;

namespace {

class LogAnnouncerTest : public tests::LogViewFixture
{
protected:
    QString allSaid() const { return said.join(u'\n'); }
    bool waitUntilSaid(const QString &words)
    {
        return QTest::qWaitFor([&] { return allSaid().contains(words); });
    }

    bool isReaderThere = true;
    QStringList said;
    std::vector<int> offsets;
    // A child of the view, which goes first.
    ui::LogAnnouncer *announcer = new ui::LogAnnouncer(view, feed,
                                                       {[this] { return isReaderThere; },
                                                        [this](int offset, const QString &text) {
                                                            offsets.push_back(offset);
                                                            said << text;
                                                        }});
};

} // namespace

TEST_F(LogAnnouncerTest, SaysWhatIsPrinted)
{
    print(0, "hello\n");
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("hello")));
    print(1, "oops\n", model::OutputStream::Stderr);
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("oops")));
    EXPECT_EQ(said,
              (QStringList{QStringLiteral("web1: hello"), QStringLiteral("web2: standard error: oops")}));
    QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(&view)->textInterface();
    const int start = offsets.back();
    EXPECT_EQ(text->text(start, start + int(said.back().size())), said.back());
}

TEST_F(LogAnnouncerTest, SaysNoMoreThanSomebodyCanListenTo)
{
    QElapsedTimer time;
    time.start();
    for (int i = 1; i <= 100; ++i) {
        print(0, "line " + QByteArray::number(i) + '\n');
        waitForRows(i);
    }
    print(0, QByteArray(4'000, 'x') + '\n');
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("xxx")));
    const auto least = ui::LogAnnouncer::pause.count() * 9 / 10; // a timer may come a little early
    EXPECT_LE(said.size(), time.elapsed() / least + 1);
    for (const QString &words : std::as_const(said))
        EXPECT_LE(words.size(), ui::LogAnnouncer::mostCharacters);
}

TEST_F(LogAnnouncerTest, WhatNobodyWasThereToHearIsNotSaidLater)
{
    isReaderThere = false;
    print(0, "before\n");
    waitForRows(1);
    isReaderThere = true;
    print(0, "after\n");
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("after")));
    EXPECT_EQ(allSaid(), QStringLiteral("web1: after"));
}

TEST_F(LogAnnouncerTest, WhoReadsElsewhereIsNotInterrupted)
{
    view.setFollowing(false);
    print(0, "meanwhile\n");
    waitForRows(1);
    view.setFollowing(true);
    print(0, "again\n");
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("again")));
    EXPECT_EQ(allSaid(), QStringLiteral("web1: again"));
}

TEST_F(LogAnnouncerTest, OfAMinimisedWindowNothingIsSaid)
{
    view.showMinimized();
    print(0, "meanwhile\n");
    waitForRows(1);
    view.showNormal();
    print(0, "again\n");
    ASSERT_TRUE(waitUntilSaid(QStringLiteral("again")));
    EXPECT_EQ(allSaid(), QStringLiteral("web1: again"));
}
