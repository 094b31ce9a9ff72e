#include "app/window/windows.h"

#include "app/demo/demo_fleet.h"
#include "core/profile/profile_writer.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/document/profile_document.h"
#include "ui/run/run_pane.h"
#include "ui/run/sessions_button.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QSettings>

namespace regatta::app {
namespace {

using tests::profileOf;
using tests::waitFor;

class WindowsTest : public testing::Test
{
protected:
    WindowsTest() { QSettings().clear(); }

    QString saved(const QString &name)
    {
        const QString path = folder.filePath(name);
        EXPECT_TRUE(profile::save(path, profileOf(2)).has_value());
        return path;
    }

    /// The files of the windows that there are.
    static QStringList shown()
    {
        QStringList paths;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *window = qobject_cast<ui::MainWindow *>(widget))
                paths << window->document().path();
        }
        paths.sort();
        return paths;
    }

    QTemporaryDir folder;
    ui::Settings settings;
    Windows windows{settings};
};

TEST_F(WindowsTest, EachFileHasAWindow)
{
    const QString first = saved(QStringLiteral("first.regatta"));
    const QString second = saved(QStringLiteral("second.regatta"));
    windows.openAll({first, second});
    EXPECT_EQ(shown(), (QStringList{first, second}));
}

TEST_F(WindowsTest, AFileThatIsOpenIsNotOpenedTwice)
{
    const QString file = saved(QStringLiteral("job.regatta"));
    const QString link = folder.filePath(QStringLiteral("link.regatta"));
    ASSERT_TRUE(QFile::link(file, link));
    windows.openAll({file, file, link});
    EXPECT_EQ(shown(), QStringList{file});
}

TEST_F(WindowsTest, AnEmptyWindowTakesTheFile)
{
    windows.openAll({});
    windows.openAll({});
    EXPECT_EQ(shown(), QStringList{QString()});
    const QString file = saved(QStringLiteral("job.regatta"));
    windows.open(file);
    EXPECT_EQ(shown(), QStringList{file});
}

TEST_F(WindowsTest, AWindowThatWasClosedIsGone)
{
    const QString file = saved(QStringLiteral("job.regatta"));
    ui::MainWindow &empty = windows.openEmpty();
    windows.openEmpty();
    EXPECT_TRUE(empty.close());
    EXPECT_TRUE(waitFor([&] { return shown().size() == 1; }));
    windows.open(file);
    EXPECT_EQ(shown(), QStringList{file});
}

TEST_F(WindowsTest, SettingsCountForConnectionsThatAreOpen)
{
    const auto fleet = demo::DemoFleet::start({.hosts = 2});
    ASSERT_TRUE(fleet);
    model::Profile profile = (*fleet)->exampleProfile();
    profile.matrix.clear();
    profile.steps = {{.name = {}, .run = QStringLiteral("true"), .timeout = {}}};
    engine::ConnectionSettings connection = engine::defaultConnectionSettings();
    connection.knownHostsFiles = {(*fleet)->knownHostsFile()};
    connection.sshConfigFile = QStringLiteral("none");
    ui::MainWindow &window = windows.openEmpty();
    window.showProfile(profile, {}, connection);
    window.runPane().runWithoutAsking();
    const auto *kept = window.findChild<ui::SessionsButton *>();
    ASSERT_TRUE(kept);
    ASSERT_TRUE(waitFor([&] { return kept->isVisible() && !window.runPane().isRunning(); }));
    settings.set(ui::Setting::SessionsKept, 0);
    EXPECT_TRUE(waitFor([&] { return !kept->isVisible(); })) << "they would have stayed for a minute";
}

TEST_F(WindowsTest, WhatIsWrongWithAFileIsSaid)
{
    windows.open(folder.filePath(QStringLiteral("nosuch.regatta")));
    ASSERT_EQ(shown().size(), 1);
    const auto boxes = QApplication::topLevelWidgets();
    EXPECT_TRUE(std::any_of(boxes.begin(), boxes.end(), [](QWidget *widget) {
        const auto *box = qobject_cast<QMessageBox *>(widget);
        return box && box->isVisible() && box->text().contains(QStringLiteral("nosuch.regatta"));
    }));
}

TEST_F(WindowsTest, OneBoxSaysItOfAllFiles)
{
    windows.openAll({folder.filePath(QStringLiteral("nosuch1")), saved(QStringLiteral("job.regatta")),
                     folder.filePath(QStringLiteral("nosuch2"))});
    QStringList said;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (const auto *box = qobject_cast<QMessageBox *>(widget); box && box->isVisible())
            said << box->text();
    }
    ASSERT_EQ(said.size(), 1) << "they would block each other";
    EXPECT_TRUE(said.first().contains(QStringLiteral("nosuch1")));
    EXPECT_TRUE(said.first().contains(QStringLiteral("nosuch2")));
    EXPECT_FALSE(said.first().contains(QStringLiteral("job.regatta")));
}

} // namespace
} // namespace regatta::app
