#include "ui/editor/host_import.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/document/profile_document.h"

#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

namespace regatta::ui {
namespace {

using tests::profileOf;

class HostImportTest : public testing::Test
{
protected:
    HostImportTest() { window.show(); }

    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = home.filePath(name);
        EXPECT_TRUE(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }

    QStringList hosts() const
    {
        QStringList all;
        for (const model::TargetEntry &entry : document.profile().targets)
            all << entry.nodeSet;
        return all;
    }

    QTableWidget *table() { return window.findChild<QTableWidget *>(QStringLiteral("sshConfigTable")); }
    void press(const char *name)
    {
        QTest::mouseClick(window.findChild<QPushButton *>(QString::fromLatin1(name)), Qt::LeftButton);
    }

    QTemporaryDir home;
    QWidget window;
    ProfileDocument document;
    HostImport import{document, home.path(), window};
};

TEST_F(HostImportTest, TickedHostsOfTheConfigurationAreAdded)
{
    document.reset(profileOf(2), {});
    write(QStringLiteral(".ssh/config"),
          "Host web\n  HostName 10.0.0.1\n  User ops\nHost db\nHost *\n  Port 22\n");
    QSignalSpy imported(&import, &HostImport::imported);
    import.fromSshConfig.trigger();
    ASSERT_NE(table(), nullptr);
    ASSERT_EQ(table()->rowCount(), 2);
    EXPECT_FALSE(window.findChild<QPushButton *>(QStringLiteral("sshConfigImport"))->isEnabled());
    EXPECT_EQ(table()->item(0, 1)->text(), QStringLiteral("ops@10.0.0.1:22"));
    table()->item(0, 0)->setCheckState(Qt::Checked);
    press("sshConfigImport");
    EXPECT_EQ(hosts(), (QStringList{QStringLiteral("host[1-2]"), QStringLiteral("web")}));
    EXPECT_EQ(imported.size(), 1);
    document.undoStack().undo();
    EXPECT_EQ(hosts(), QStringList{QStringLiteral("host[1-2]")});
}

TEST_F(HostImportTest, WhatWouldMeanSomethingElseCannotBeTicked)
{
    write(QStringLiteral(".ssh/config"), "Host web[1-3]\nHost a,b\nHost good\n");
    import.fromSshConfig.trigger();
    press("sshConfigTickAll");
    press("sshConfigImport");
    EXPECT_EQ(hosts(), QStringList{QStringLiteral("good")});
}

TEST_F(HostImportTest, SaysThatThereIsNothingToImport)
{
    import.fromSshConfig.trigger();
    EXPECT_NE(window.findChild<QMessageBox *>(QStringLiteral("importBox")), nullptr);
    EXPECT_EQ(hosts(), QStringList());
}

TEST_F(HostImportTest, AFileOfHostsIsAdded)
{
    import.importFile(write(QStringLiteral("hosts"), "# fleet\nops@web1:2222\nweb[2-3]\nweb2\n"));
    EXPECT_EQ(hosts(),
              (QStringList{QStringLiteral("ops@web1:2222"), QStringLiteral("web2"), QStringLiteral("web3")}));
    import.importFile(write(QStringLiteral("more"), "web3\nweb4\n"));
    EXPECT_EQ(hosts().size(), 4) << "what is there already is not added again";
}

TEST_F(HostImportTest, ManyHostsBecomeFewLines)
{
    import.importFile(write(QStringLiteral("hosts"), "web[1-5000]\n"));
    EXPECT_EQ(hosts(), QStringList{QStringLiteral("web[1-5000]")});
}

TEST_F(HostImportTest, AFileWithAMistakeIsExplainedAndNothingAdded)
{
    import.importFile(write(QStringLiteral("hosts"), "web1\nweb[3-1]\n"));
    const auto *box = window.findChild<QMessageBox *>(QStringLiteral("importBox"));
    ASSERT_NE(box, nullptr);
    EXPECT_THAT(box->informativeText().toStdString(), testing::HasSubstr("hosts:2:"));
    EXPECT_EQ(hosts(), QStringList());
}

TEST_F(HostImportTest, PastedHostsAreAdded)
{
    QGuiApplication::clipboard()->setText(QStringLiteral("web1, web2\tdb[1-2]; # no more\n"));
    import.fromClipboard.trigger();
    EXPECT_EQ(hosts(),
              (QStringList{QStringLiteral("web1"), QStringLiteral("web2"), QStringLiteral("db[1-2]")}));
}

} // namespace
} // namespace regatta::ui
