#include "ui/editor/profile_editor.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/document/profile_document.h"
#include "ui/text/form_sentences.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QWheelEvent>

#include <gtest/gtest.h>

using namespace regatta;
using tests::profileOf;
using tests::waitFor;

namespace {

class ProfileEditorTest : public testing::Test
{
protected:
    ProfileEditorTest()
    {
        document.reset(profileOf(2), {});
        editor.show();
    }

    template <typename T>
    T &field(const char *name)
    {
        auto *found = editor.findChild<T *>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }

    QString summary() { return field<QLabel>("editorSummary").text(); }

    ui::ProfileDocument document;
    ui::ProfileEditor editor{document};
};

} // namespace

TEST_F(ProfileEditorTest, ShowsTheProfile)
{
    EXPECT_EQ(field<QLineEdit>("nameField").text(), QStringLiteral("Restart"));
    EXPECT_EQ(field<QPlainTextEdit>("hostsField").toPlainText(), QStringLiteral("host[1-2]"));
    EXPECT_EQ(field<QSpinBox>("parallelField").value(), 2);
    EXPECT_FALSE(document.isModified()) << "showing it is no edit";
}

TEST_F(ProfileEditorTest, TypingHostsChangesThePlan)
{
    EXPECT_TRUE(waitFor([&] { return summary().contains(QStringLiteral("2 targets")); }))
        << summary().toStdString();
    field<QPlainTextEdit>("hostsField").setFocus();
    QTest::keyClicks(&field<QPlainTextEdit>("hostsField"), QStringLiteral("web[1-3],"));
    EXPECT_TRUE(document.isModified());
    EXPECT_EQ(document.profile().targets.value(0).nodeSet, QStringLiteral("web[1-3],host[1-2]"));
    EXPECT_TRUE(waitFor([&] { return summary().contains(QStringLiteral("5 targets")); }))
        << summary().toStdString();
}

TEST_F(ProfileEditorTest, TheWheelChangesOnlyAFieldWithTheFocus)
{
    const auto turn = [](QWidget &over) {
        QWheelEvent wheel({5, 5}, over.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&over, &wheel);
    };
    ASSERT_TRUE(QTest::qWaitForWindowActive(&editor));
    field<QLineEdit>("nameField").setFocus();
    turn(field<QSpinBox>("parallelField"));
    turn(field<QSpinBox>("retriesField"));
    turn(field<QComboBox>("environmentField"));
    EXPECT_FALSE(document.isModified());
    EXPECT_TRUE(field<QLineEdit>("nameField").hasFocus());

    field<QSpinBox>("parallelField").setFocus();
    turn(field<QSpinBox>("parallelField"));
    EXPECT_EQ(document.profile().parallel, 3);
}

TEST_F(ProfileEditorTest, UndoInANumberIsTheDocuments)
{
    auto &number = field<QSpinBox>("parallelField");
    number.setFocus();
    QTest::keyClick(&number, Qt::Key_Up);
    ASSERT_TRUE(document.isModified());
    QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    undo.ignore();
    QApplication::sendEvent(&number, &undo);
    EXPECT_FALSE(undo.isAccepted()) << "the menu's action has to get it";
}

TEST_F(ProfileEditorTest, SaysWhatIsWrongInWords)
{
    field<QPlainTextEdit>("hostsField").setPlainText(QStringLiteral("web[3-1]"));
    EXPECT_TRUE(waitFor([&] { return summary().startsWith(QStringLiteral("Hosts: ")); }))
        << summary().toStdString();
    EXPECT_TRUE(summary().contains(QStringLiteral("3-1")));
    field<QWidget>("stepsField").findChild<QTableWidget *>()->item(0, 1)->setText({});
    EXPECT_TRUE(waitFor([&] { return summary().contains(u"Step 1, Command: This is empty. Fill it in."); }))
        << summary().toStdString();
}

TEST_F(ProfileEditorTest, OneProblemHidesNoOther)
{
    model::Profile profile = document.profile();
    profile.targets = {{.nodeSet = QStringLiteral("n[01-30")}};
    profile.steps.clear();
    document.reset(profile, {});
    EXPECT_TRUE(waitFor([&] { return summary().contains(u"Steps: ") && summary().contains(u"Hosts: "); }))
        << summary().toStdString();
    EXPECT_EQ(summary().count(u"Steps: "), 1) << "said once, although check and plan both find it";

    QStringList hosts;
    for (int i = 0; i < 20; ++i)
        hosts << QStringLiteral("n%1[3-1]").arg(i);
    field<QPlainTextEdit>("hostsField").setPlainText(hosts.join(u'\n'));
    EXPECT_TRUE(waitFor([&] { return summary().endsWith(u"… and 9 more"); })) << summary().toStdString();
}

TEST_F(ProfileEditorTest, TheFormStaysWhereItIsWhileSomethingIsWrong)
{
    editor.resize(1000, 800);
    ASSERT_TRUE(waitFor([&] { return summary().contains(u"2 targets"); }));
    const auto places = [&] {
        QCoreApplication::sendPostedEvents(); // layouts are worked out
        QList<QPoint> all;
        for (const char *name : {"hostsField", "matrixField", "jumpField"})
            all << field<QWidget>(name).mapTo(&editor, QPoint());
        return all;
    };
    const QList<QPoint> before = places();
    field<QPlainTextEdit>("hostsField")
        .setPlainText(QStringLiteral("a[3-1]\nb[4-1]\nc[5-1]\nd[6-1]\ne[7-1]"));
    ASSERT_TRUE(waitFor([&] { return summary().count(u'\n') == 4; })) << summary().toStdString();
    EXPECT_EQ(places(), before);
    EXPECT_TRUE(field<QLabel>("editorSummary").toolTip().contains(u"7-1")) << "it may be out of sight";
    field<QPlainTextEdit>("hostsField").setPlainText(QStringLiteral("a"));
    ASSERT_TRUE(waitFor([&] { return summary().contains(u"1 target,"); }));
    EXPECT_EQ(places(), before);
}

TEST_F(ProfileEditorTest, AProblemIsCalledByItsFieldsLabel)
{
    QStringList labels;
    for (const QLabel *label : editor.findChildren<QLabel *>())
        labels << label->text().remove(u'&');
    for (const char *key :
         {"name", "description", "environment", "exclude", "matrix", "variables", "parallel", "caps", "waves",
          "stop_after_failures", "timeouts.connect", "retry.attempts", "retry.delay", "transport", "ssh.user",
          "ssh.port", "ssh.identity", "ssh.jump"})
        EXPECT_TRUE(labels.contains(text::fieldName(QString::fromLatin1(key)))) << key;
    for (const char *key : {"when", "push", "to", "mode", "become", "stdin"}) {
        const QString name = text::fieldName(QStringLiteral("steps[0].") + QString::fromLatin1(key));
        EXPECT_TRUE(name.startsWith(u"Step 1, ")) << key;
        EXPECT_TRUE(labels.contains(name.section(QStringLiteral(", "), 1))) << key;
    }
}

TEST_F(ProfileEditorTest, ComplainsOfNothingBeforeAnythingIsTyped)
{
    document.reset({}, {});
    EXPECT_TRUE(waitFor([&] { return summary() == u"A job needs hosts and a command."; }))
        << summary().toStdString();
    field<QPlainTextEdit>("hostsField").setPlainText(QStringLiteral("web1"));
    EXPECT_TRUE(waitFor([&] { return summary().contains(u"Steps: "); })) << summary().toStdString();
}

TEST_F(ProfileEditorTest, UndoComesBackIntoTheFields)
{
    QTest::keyClicks(&field<QLineEdit>("nameField"), QStringLiteral(" all"));
    EXPECT_EQ(document.profile().name, QStringLiteral("Restart all"));
    document.undoStack().undo();
    EXPECT_EQ(field<QLineEdit>("nameField").text(), QStringLiteral("Restart"));
    EXPECT_FALSE(document.isModified());
    document.undoStack().redo();
    EXPECT_EQ(field<QLineEdit>("nameField").text(), QStringLiteral("Restart all"));
}

TEST_F(ProfileEditorTest, EditsStepsInTheTable)
{
    auto &table = *field<QWidget>("stepsField").findChild<QTableWidget *>();
    ASSERT_EQ(table.rowCount(), 1);
    table.item(0, 1)->setText(QStringLiteral("uptime"));
    table.item(0, 2)->setText(QStringLiteral("2.5"));
    EXPECT_EQ(document.profile().steps.value(0).run, QStringLiteral("uptime"));
    EXPECT_EQ(document.profile().steps.value(0).timeout, std::chrono::milliseconds(2500));
    EXPECT_TRUE(waitFor([&] { return field<QLabel>("firstCommand").text() == u"uptime"; }));
}

TEST_F(ProfileEditorTest, ATimeOutIsUnderstoodAsPeopleWriteIt)
{
    auto &table = *field<QWidget>("stepsField").findChild<QTableWidget *>();
    table.item(0, 2)->setText(QStringLiteral("30s"));
    EXPECT_EQ(document.profile().steps.value(0).timeout, std::chrono::seconds(30));
    table.item(0, 2)->setText(QStringLiteral("5m"));
    EXPECT_EQ(document.profile().steps.value(0).timeout, std::chrono::minutes(5));
    EXPECT_EQ(table.item(0, 2)->text(), QStringLiteral("5m")) << "it stays as it was typed";
    table.item(0, 2)->setText({});
    EXPECT_FALSE(document.profile().steps.value(0).timeout);
}

TEST_F(ProfileEditorTest, ATimeOutThatMeansNothingIsKeptAndReported)
{
    auto &table = *field<QWidget>("stepsField").findChild<QTableWidget *>();
    table.item(0, 2)->setText(QStringLiteral("sleep 30"));
    EXPECT_TRUE(waitFor([&] { return summary().startsWith(u"Step 1, Time-out: "); }))
        << summary().toStdString();
    EXPECT_TRUE(summary().contains(u"sleep 30"));
    EXPECT_TRUE(summary().contains(u"30s")) << "what may be typed: " << summary().toStdString();
    EXPECT_FALSE(engine::RunPlan::make(document.profile(), engine::defaultConnectionSettings()))
        << "without the time-out it must not run";

    field<QLineEdit>("nameField").setText(QStringLiteral("Another"));
    EXPECT_EQ(table.item(0, 2)->text(), QStringLiteral("sleep 30"));
    ui::ProfileEditor another(document);
    auto &itsTable = *another.findChild<QWidget *>(QStringLiteral("stepsField"))->findChild<QTableWidget *>();
    EXPECT_EQ(itsTable.item(0, 2)->text(), QStringLiteral("sleep 30")) << "the profile has it";
    itsTable.item(0, 2)->setText(QStringLiteral("30"));
    EXPECT_EQ(table.item(0, 2)->text(), QStringLiteral("30"));
    EXPECT_TRUE(document.profile().steps.value(0).unknown.isEmpty());
    EXPECT_TRUE(waitFor([&] { return summary().contains(u"2 targets"); })) << summary().toStdString();
}

TEST_F(ProfileEditorTest, NoCommandIsDisguised)
{
    model::Profile profile = document.profile();
    profile.steps[0].run = QStringLiteral("echo \u202etxt.elif");
    document.reset(profile, {});
    EXPECT_TRUE(waitFor([&] { return field<QLabel>("firstCommand").text() == u"echo ·txt.elif"; }));
}

TEST_F(ProfileEditorTest, WhatTheTableDoesNotShowMovesWithItsStep)
{
    model::Profile profile = document.profile();
    profile.steps = {{.name = QStringLiteral("a"), .run = QStringLiteral("first")},
                     {.name = QStringLiteral("b"), .run = QStringLiteral("second")},
                     {.name = QStringLiteral("c"), .run = QStringLiteral("third")}};
    for (model::Step &step : profile.steps)
        step.unknown = {{QStringLiteral("of"), step.run}};
    document.reset(profile, {});

    auto &steps = field<QWidget>("stepsField");
    auto &table = *steps.findChild<QTableWidget *>();
    const auto press = [&](const QString &label) {
        for (QPushButton *button : steps.findChildren<QPushButton *>()) {
            if (button->text() == label)
                return button->click();
        }
        FAIL() << label.toStdString();
    };
    const auto expectTogether = [&](const QStringList &runs) {
        QStringList found;
        for (const model::Step &step : document.profile().steps) {
            found << step.run;
            EXPECT_EQ(step.unknown.value(QStringLiteral("of")).toString(), step.run);
        }
        EXPECT_EQ(found, runs);
    };
    table.setCurrentCell(2, 0);
    press(QStringLiteral("Up"));
    expectTogether({QStringLiteral("first"), QStringLiteral("third"), QStringLiteral("second")});
    table.setCurrentCell(0, 0);
    press(QStringLiteral("Remove"));
    expectTogether({QStringLiteral("third"), QStringLiteral("second")});
    document.undoStack().undo();
    expectTogether({QStringLiteral("first"), QStringLiteral("third"), QStringLiteral("second")});
    press(QStringLiteral("Add step"));
    EXPECT_EQ(table.currentColumn(), 1) << "where the command is typed";
    EXPECT_TRUE(document.profile().steps.last().unknown.isEmpty());
}

TEST_F(ProfileEditorTest, ChoosesEnvironmentAndTransport)
{
    auto &environment = field<QComboBox>("environmentField");
    environment.setCurrentIndex(environment.findData(int(model::Environment::Production)));
    auto &transport = field<QComboBox>("transportField");
    transport.setCurrentIndex(transport.findData(int(model::TransportKind::Local)));
    EXPECT_EQ(document.profile().environment, model::Environment::Production);
    EXPECT_EQ(document.profile().transport, model::TransportKind::Local);
}

TEST_F(ProfileEditorTest, SafeguardsGoIntoTheProfileAndBack)
{
    field<QLineEdit>("wavesField").setText(QStringLiteral("1, 10%,100%"));
    field<QLineEdit>("stopAfterFailuresField").setText(QStringLiteral("5%"));
    field<QSpinBox>("retriesField").setValue(2);
    field<QLineEdit>("waveByField").setText(QStringLiteral("rack"));
    field<QLineEdit>("capsField").setText(QStringLiteral("rack=2, jump = 20"));
    field<QLineEdit>("stopAfterUnreachableField").setText(QStringLiteral("3"));
    field<QCheckBox>("failuresPerWaveField").setChecked(true);
    field<QDoubleSpinBox>("logInTimeoutField").setValue(5);
    field<QDoubleSpinBox>("runTimeoutField").setValue(900);
    EXPECT_EQ(document.profile().waveBy, QStringLiteral("rack"));
    EXPECT_EQ(document.profile().caps,
              (QMap<QString, int>{{QStringLiteral("rack"), 2}, {QStringLiteral("jump"), 20}}));
    EXPECT_EQ(document.profile().stopAfterUnreachable, QStringLiteral("3"));
    EXPECT_TRUE(document.profile().failuresPerWave);
    EXPECT_EQ(document.profile().timeouts.logIn, std::chrono::seconds(5));
    EXPECT_EQ(document.profile().timeouts.run, std::chrono::seconds(900));
    EXPECT_EQ(document.profile().waves,
              (QStringList{QStringLiteral("1"), QStringLiteral("10%"), QStringLiteral("100%")}));
    EXPECT_EQ(document.profile().stopAfterFailures, QStringLiteral("5%"));
    EXPECT_EQ(document.profile().retry.attempts, 3);
    while (document.undoStack().canUndo())
        document.undoStack().undo();
    EXPECT_TRUE(field<QLineEdit>("wavesField").text().isEmpty());
    EXPECT_TRUE(field<QLineEdit>("capsField").text().isEmpty());
    EXPECT_EQ(field<QSpinBox>("retriesField").value(), 0);
    field<QLineEdit>("wavesField").setText(QStringLiteral("many"));
    EXPECT_TRUE(waitFor([&] { return summary().contains(QStringLiteral("many")); }))
        << summary().toStdString();
}

TEST_F(ProfileEditorTest, ATimeToConnectIsSaidOnlyOnceItIsChanged)
{
    auto &connectLimit = field<QDoubleSpinBox>("connectTimeoutField");
    EXPECT_EQ(connectLimit.value(), 10);
    field<QDoubleSpinBox>("logInTimeoutField").setValue(5);
    EXPECT_FALSE(document.profile().timeouts.connect) << "ssh's own configuration may say it";
    connectLimit.setValue(20);
    EXPECT_EQ(document.profile().timeouts.connect, std::chrono::seconds(20));
    connectLimit.setValue(10);
    EXPECT_EQ(document.profile().timeouts.connect, std::chrono::seconds(10));
    field<QDoubleSpinBox>("logInTimeoutField").setValue(6);
    EXPECT_EQ(document.profile().timeouts.connect, std::chrono::seconds(10));
}

TEST_F(ProfileEditorTest, EveryFieldIsReachedByTab)
{
    QStringList reached;
    field<QLineEdit>("nameField").setFocus();
    for (int i = 0; i < 60; ++i) {
        if (QWidget *widget = editor.focusWidget())
            reached << widget->objectName();
        QTest::keyClick(editor.focusWidget() ? editor.focusWidget() : &editor, Qt::Key_Tab);
    }
    for (const char *name :
         {"hostsField", "excludeField", "parallelField", "wavesField", "transportField", "identityField"})
        EXPECT_TRUE(reached.contains(QString::fromLatin1(name))) << name;
}
