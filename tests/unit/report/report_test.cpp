#include "tests/unit/report/report_samples.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

#include <unistd.h>

using namespace regatta;
using model::Outcome;
using model::OutputStream;

namespace {

class ReportTest : public tests::ReportTest
{
protected:
    QByteArray csv(const history::RunRecord &run, const report::RunOutput &output) const
    {
        return written([&](QIODevice &device) { return report::writeCsv(run, output, device); });
    }
    QByteArray junit(const history::RunRecord &run, const report::RunOutput &output) const
    {
        return written([&](QIODevice &device) { return report::writeJUnit(run, output, device); });
    }
    QByteArray html(const history::RunRecord &run, const report::RunOutput &output) const
    {
        report::Words words;
        words.title = run.overview.name;
        words.statusOf = [](const auto &) { return QStringLiteral("status"); };
        words.reasonOf = [](const history::TaskRecord &task) {
            return task.result && task.result->error ? task.result->error->detail : QString();
        };
        words.durationOf = [](base::Duration) { return QStringLiteral("1.5 s"); };
        return written([&](QIODevice &device) { return report::writeHtml(run, output, words, device); });
    }
    QJsonObject json(const history::RunRecord &run, const report::RunOutput &output) const
    {
        const QByteArray text =
            written([&](QIODevice &device) { return report::writeJson(run, output, device); });
        const QJsonDocument document = QJsonDocument::fromJson(text);
        EXPECT_TRUE(document.isObject()) << text.constData();
        return document.object();
    }
    QStringList files() const
    {
        return QDir(folder.filePath(QStringLiteral("out"))).entryList(QDir::Files, QDir::Name);
    }
    QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(QStringLiteral("out/") + name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
};

} // namespace

TEST_F(ReportTest, JsonHoldsEverything)
{
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0),
                            tests::ended(QStringLiteral("b"), Outcome::CommandFailed, 3)});
    // A character and a record end in the middle of each other.
    const auto object = json(run, printed({{0, "one \xe2"},
                                           {1, "\xff\xfe binary"},
                                           {0, "\x98\x83 \"two\"\n"},
                                           {0, "oh\x1b[31m", OutputStream::Stderr}}));
    EXPECT_EQ(object[u"v"].toInt(), 1);
    EXPECT_EQ(object[u"run"].toObject()[u"command"].toString(), u"uptime");
    EXPECT_TRUE(object[u"manifest"].isObject());
    const QJsonObject a = object[u"tasks"].toArray().at(0).toObject();
    EXPECT_EQ(a[u"stdout"].toString(), u"one ☃ \"two\"\n");
    EXPECT_EQ(a[u"stderr"].toString(), u"oh\u001b[31m");
    EXPECT_EQ(a[u"ms"].toObject()[u"finished"].toDouble(), 1510);
    const QJsonObject b = object[u"tasks"].toArray().at(1).toObject();
    EXPECT_EQ(b[u"exit_code"].toInt(), 3);
    EXPECT_EQ(QByteArray::fromBase64(b[u"stdout_base64"].toString().toLatin1()), "\xff\xfe binary");
    EXPECT_EQ(b[u"stderr"].toString(), u"");
}

TEST_F(ReportTest, JsonTellsAnUnfinishedCharacterFromText)
{
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    const auto task = [&](const QByteArray &bytes) {
        return json(run, printed({{0, bytes}}))[u"tasks"].toArray().at(0).toObject();
    };
    EXPECT_EQ(task("x\xe2\x98\x83")[u"stdout"].toString(), u"x☃");
    EXPECT_TRUE(task("x\xe2\x98").contains(u"stdout_base64"));
    EXPECT_TRUE(task("x\xe2").contains(u"stdout_base64"));
}

TEST_F(ReportTest, CsvIsAsRfc4180Says)
{
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    EXPECT_EQ(csv(run, printed({{0, "say \"hi\",\nyou"}})),
              "run,task,host,user,port,item,state,outcome,exit_code,signal,error,error_detail,attempts,"
              "started_ms,elapsed_ms,bytes,stdout,stderr\r\n"
              "\"r1\",0,\"a\",\"\",,\"\",\"finished\",\"succeeded\",0,\"\",,\"\",1,10.000,1500.000,0,"
              "\"say \"\"hi\"\",\nyou\",\"\"\r\n");
}

TEST_F(ReportTest, CsvLetsNoFormulaIn)
{
    for (const char *formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"}) {
        auto task = tests::ended(QString::fromUtf8(formula), Outcome::Unreachable, {});
        task.result->error = base::Error{base::ErrorCode::ConnectionRefused, QString::fromUtf8(formula)};
        const QByteArray text =
            csv(runOf({task}), printed({{0, formula}, {0, formula, OutputStream::Stderr}}));
        const QByteArray row = text.mid(text.indexOf("\r\n") + 2);
        EXPECT_EQ(row.count(QByteArray("\"'") + formula), 4) << row.constData();
        EXPECT_EQ(row.count(QByteArray("\"") + formula), 0) << row.constData();
    }
}

TEST_F(ReportTest, JUnitTellsFailuresErrorsAndSkippedApart)
{
    history::TaskRecord interrupted;
    interrupted.subject.host = QStringLiteral("e");
    interrupted.state = model::TaskState::Running;
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0),
                            tests::ended(QStringLiteral("b"), Outcome::CommandFailed, 3),
                            tests::ended(QStringLiteral("c"), Outcome::Unreachable, {}),
                            tests::ended(QStringLiteral("d"), Outcome::Skipped, {}), interrupted});
    const QByteArray text = junit(run, printed({{0, "fine\n"}, {1, "bad <&>", OutputStream::Stderr}}));
    EXPECT_TRUE(
        text.contains("<testsuite name=\"work\" tests=\"5\" failures=\"1\" errors=\"2\" skipped=\"1\" "
                      "time=\"2.000\" timestamp=\"2023-11-14T22:13:20Z\">"))
        << text.constData();
    EXPECT_TRUE(text.contains("<testcase classname=\"a\" name=\"a\" time=\"1.500\"><system-out>fine\n"
                              "</system-out></testcase>"))
        << text.constData();
    EXPECT_TRUE(text.contains("<failure message=\"command_failed, exit 3\" type=\"command_failed\"/>"
                              "<system-err>bad &lt;&amp;&gt;</system-err>"))
        << text.constData();
    EXPECT_TRUE(text.contains("<error message=\"interrupted\" type=\"interrupted\"/>")) << text.constData();
}

TEST_F(ReportTest, JUnitStaysXmlWhateverHostsPrint)
{
    QByteArray everything;
    for (int byte = 0; byte < 256; ++byte)
        everything += char(byte);
    everything += "]]></system-out><evil/>\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80";
    auto task = tests::ended(QString::fromUtf8("h\x01\"<\uffff"), Outcome::Unreachable, {});
    task.result->error = base::Error{base::ErrorCode::Internal, QString::fromUtf8("\x02\x1b[2J\"'<>")};
    QXmlStreamReader xml(
        junit(runOf({task}), printed({{0, everything}, {0, everything, OutputStream::Stderr}})));
    int evil = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        evil += xml.isStartElement() && xml.name() == u"evil";
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_EQ(evil, 0);
}

TEST_F(ReportTest, HtmlHasNoMarkupOfHosts)
{
    const QByteArray evil = "<script>alert(1)</script><img src=x onerror='a'>\"&\x1b[31mred\x1b[0m";
    auto task = tests::ended(QString::fromUtf8(evil), Outcome::CommandFailed, 1, QString::fromUtf8(evil));
    task.result->error = base::Error{base::ErrorCode::Internal, QString::fromUtf8(evil)};
    auto run = runOf({task});
    run.overview.name = run.overview.command = QString::fromUtf8(evil);
    const QByteArray page = html(run, printed({{0, evil}, {0, evil, OutputStream::Stderr}}));
    EXPECT_FALSE(page.contains("<script"));
    EXPECT_FALSE(page.contains("<img"));
    EXPECT_EQ(page.count("&lt;script&gt;"), 8) << page.constData();
    EXPECT_TRUE(page.contains("red</pre>")) << "without its colours";
    EXPECT_FALSE(page.contains("http://") || page.contains("https://") || page.contains("url("));
    EXPECT_TRUE(page.contains("default-src 'none'"));
    EXPECT_TRUE(page.contains("prefers-color-scheme:dark"));
}

TEST_F(ReportTest, FilesHoldTheVeryBytes)
{
    const auto run =
        runOf({tests::ended(QStringLiteral("web01"), Outcome::Succeeded, 0),
               tests::ended(QStringLiteral("web01"), Outcome::Succeeded, 0, QStringLiteral("app-1")),
               tests::ended(QStringLiteral("silent"), Outcome::Succeeded, 0)});
    const auto output = printed({{0, "\xff one\n"}, {1, "app"}, {0, "two", OutputStream::Stderr}});
    EXPECT_EQ(report::writeFiles(run, output, folder.filePath(QStringLiteral("out"))).value(), 3);
    EXPECT_EQ(files(), (QStringList{QStringLiteral("web01.app-1.stdout.txt"),
                                    QStringLiteral("web01.stderr.txt"), QStringLiteral("web01.stdout.txt")}));
    EXPECT_EQ(content(QStringLiteral("web01.stdout.txt")), "\xff one\n");
    EXPECT_EQ(content(QStringLiteral("web01.stderr.txt")), "two");
}

TEST_F(ReportTest, TargetsOnOneHostAreToldApart)
{
    std::vector<history::TaskRecord> tasks;
    for (const quint16 port : {quint16(2201), quint16(2202), quint16(2203)}) {
        tasks.push_back(tests::ended(QStringLiteral("127.0.0.1"), Outcome::Succeeded, 0));
        tasks.back().subject.port = port;
    }
    tasks.back().subject.user = QStringLiteral("ops");
    tasks.push_back(tests::ended(QStringLiteral("web1"), Outcome::Succeeded, 0, QStringLiteral("a")));
    tasks.push_back(tests::ended(QStringLiteral("web1"), Outcome::Succeeded, 0, QStringLiteral("b")));
    const auto run = runOf(tasks);
    const auto output = printed({{0, "one"}, {1, "two"}, {2, "three"}, {3, "a"}, {4, "b"}});
    EXPECT_EQ(report::writeFiles(run, output, folder.filePath(QStringLiteral("out"))).value(), 5);
    EXPECT_EQ(
        files(),
        (QStringList{QStringLiteral("127.0.0.1_2201.stdout.txt"), QStringLiteral("127.0.0.1_2202.stdout.txt"),
                     QStringLiteral("ops_127.0.0.1_2203.stdout.txt"), QStringLiteral("web1.a.stdout.txt"),
                     QStringLiteral("web1.b.stdout.txt")}));
    const QByteArray cases = junit(run, output);
    const QByteArray page = html(run, output);
    for (const QByteArray host : {"127.0.0.1:2201", "127.0.0.1:2202", "ops@127.0.0.1:2203"}) {
        EXPECT_TRUE(cases.contains("classname=\"" + host + "\" name=\"" + host + '"')) << cases.constData();
        EXPECT_TRUE(page.contains("<span>" + host + "</span>")) << page.constData();
    }
    EXPECT_TRUE(cases.contains("classname=\"web1\" name=\"a\"")) << "one target, whose items differ";
}

TEST_F(ReportTest, FilesNeverLeaveTheirFolderOrReplaceAnything)
{
    std::vector<history::TaskRecord> tasks;
    std::vector<tests::Printed> pieces;
    for (const char *host : {"../../up", "/etc/passwd", "..", ".hidden", "", "a/b", "con\n", "x", "X"}) {
        pieces.push_back({std::uint32_t(tasks.size()), "data"});
        tasks.push_back(tests::ended(QString::fromUtf8(host), Outcome::Succeeded, 0));
    }
    tasks.push_back(tests::ended(QString(1000, u'é'), Outcome::Succeeded, 0));
    pieces.push_back({std::uint32_t(tasks.size() - 1), "data"});
    const QString out = folder.filePath(QStringLiteral("out"));
    QDir().mkpath(out);
    QFile victim(folder.filePath(QStringLiteral("victim")));
    ASSERT_TRUE(victim.open(QIODevice::WriteOnly));
    ASSERT_EQ(::symlink("../victim", QFile::encodeName(out + QStringLiteral("/x.stdout.txt")).constData()),
              0);

    const auto run = runOf(tasks);
    const auto output = printed(pieces);
    for (int time = 0; time < 2; ++time)
        EXPECT_EQ(report::writeFiles(run, output, out).value(), int(tasks.size()));
    EXPECT_EQ(files().size(), 2 * qsizetype(tasks.size()) + 1);
    for (const QString &name : files())
        EXPECT_TRUE(name.front() != u'.' && name.size() < 200) << name.toStdString();
    EXPECT_EQ(victim.size(), 0);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
              QStringList{QStringLiteral("out")});
}

TEST_F(ReportTest, AFullDiskIsAnError)
{
    QFile full(QStringLiteral("/dev/full"));
    ASSERT_TRUE(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    const auto output = printed({{0, "text"}});
    EXPECT_EQ(report::writeJson(run, output, full).error().code, base::ErrorCode::FileUnwritable);
    EXPECT_EQ(report::writeCsv(run, output, full).error().code, base::ErrorCode::FileUnwritable);
    EXPECT_EQ(report::writeJUnit(run, output, full).error().code, base::ErrorCode::FileUnwritable);
}
