#include "ui/editor/step_details.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>

#include <gtest/gtest.h>

using namespace regatta;
using tests::profileOf;

namespace {

QString word(const char *text)
{
    return QString::fromLatin1(text);
}

class StepDetailsTest : public testing::Test
{
protected:
    StepDetailsTest()
    {
        model::Profile profile = profileOf(2);
        profile.steps = {{.name = word("stop"), .run = word("first"), .become = word("root")},
                         {.name = word("start"), .run = word("second"), .inputFile = word("~/answers")}};
        document.reset(profile, {});
        editor.show();
    }

    template <typename T>
    T &field(const char *name)
    {
        auto *found = editor.findChild<T *>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }

    QTableWidget &rows(const char *name) { return *field<QWidget>(name).findChild<QTableWidget *>(); }
    QTableWidget &steps() { return rows("stepsField"); }
    const model::Step step(int place) { return document.profile().steps.value(place); }

    void press(const char *rowsEditor, const char *label)
    {
        for (QPushButton *button : field<QWidget>(rowsEditor).findChildren<QPushButton *>()) {
            if (button->text() == QString::fromLatin1(label))
                return button->click();
        }
        FAIL() << label;
    }

    ui::ProfileDocument document;
    ui::ProfileEditor editor{document};
};

} // namespace

TEST_F(StepDetailsTest, ShowsTheStepThatIsCurrent)
{
    EXPECT_EQ(field<QLabel>("stepDetailsTitle").text(), word("Step 1: stop"));
    EXPECT_EQ(field<QLineEdit>("becomeField").text(), word("root"));
    steps().setCurrentCell(1, 1);
    EXPECT_EQ(field<QLabel>("stepDetailsTitle").text(), word("Step 2: start"));
    EXPECT_TRUE(field<QLineEdit>("becomeField").text().isEmpty());
    EXPECT_EQ(field<QLineEdit>("inputFileField").text(), word("~/answers"));
    EXPECT_FALSE(document.isModified()) << "looking is no edit";
}

TEST_F(StepDetailsTest, ACommandOfSeveralLinesIsEditedBelowTheTable)
{
    ASSERT_TRUE(QTest::qWaitForWindowActive(&editor));
    auto &command = field<QPlainTextEdit>("commandField");
    EXPECT_EQ(command.toPlainText(), word("first"));
    steps().setCurrentCell(1, 1);
    EXPECT_EQ(command.toPlainText(), word("second"));
    command.setFocus();
    command.moveCursor(QTextCursor::End);
    QTest::keyClick(&command, Qt::Key_Return);
    QTest::keyClicks(&command, word("third"));
    EXPECT_TRUE(command.hasFocus()) << "the table shows it too, and takes nothing away";
    EXPECT_EQ(step(1).run, word("second\nthird"));
    EXPECT_EQ(step(0).run, word("first"));
    EXPECT_EQ(steps().item(1, 1)->text(), word("second\nthird"));

    steps().item(1, 1)->setText(word("fourth\nfifth"));
    EXPECT_EQ(command.toPlainText(), word("fourth\nfifth"));
    QTest::keyClick(&command, Qt::Key_Tab);
    EXPECT_FALSE(command.hasFocus());
    EXPECT_EQ(step(1).run, word("fourth\nfifth"));
}

TEST_F(StepDetailsTest, TypingACommandIsOneStepToUndo)
{
    auto &command = field<QPlainTextEdit>("commandField");
    QTest::keyClicks(&command, word("sudo "));
    EXPECT_EQ(step(0).run, word("sudo first"));
    EXPECT_EQ(document.undoStack().count(), 1);
    document.undoStack().undo();
    EXPECT_EQ(command.toPlainText(), word("first"));
    EXPECT_EQ(steps().item(0, 1)->text(), word("first"));
    EXPECT_FALSE(document.isModified());
}

TEST_F(StepDetailsTest, ACommandStaysAsTheFileHasItWhileOtherFieldsAreEdited)
{
    model::Profile profile = document.profile();
    profile.steps[0].run = QStringLiteral("one\r\ntwo\u00a0three");
    document.reset(profile, {});
    field<QLineEdit>("becomeField").setText(word("app"));
    EXPECT_EQ(step(0).become, word("app"));
    EXPECT_EQ(step(0).run, profile.steps[0].run);
}

TEST_F(StepDetailsTest, ACommandIsTypedInTheFontItIsShownIn)
{
    steps().setCurrentCell(0, 1);
    const auto *cell = steps().findChild<QLineEdit *>();
    ASSERT_NE(cell, nullptr);
    EXPECT_EQ(cell->font().family(), ui::monospaceFont().family());
    EXPECT_EQ(field<QPlainTextEdit>("commandField").font().family(), ui::monospaceFont().family());
}

TEST_F(StepDetailsTest, EditsGoToTheStepThatIsCurrent)
{
    steps().setCurrentCell(1, 1);
    QTest::keyClicks(&field<QLineEdit>("becomeField"), word("app"));
    field<QPlainTextEdit>("inputField").setPlainText(word("yes\n"));
    field<QCheckBox>("ptyField").click();
    EXPECT_EQ(step(1).become, word("app"));
    EXPECT_EQ(step(1).input, word("yes\n"));
    EXPECT_TRUE(step(1).hasPty);
    EXPECT_EQ(step(1).inputFile, word("~/answers"));
    EXPECT_EQ(step(0).become, word("root"));
    EXPECT_FALSE(step(0).hasPty);
}

TEST_F(StepDetailsTest, EnvironmentIsATableOfItsOwn)
{
    press("environmentRows", "Add variable");
    rows("environmentRows").item(0, 0)->setText(word("LANG"));
    rows("environmentRows").item(0, 1)->setText(word("C"));
    EXPECT_EQ(step(0).variables, (QMap<QString, QString>{{word("LANG"), word("C")}}));
    steps().setCurrentCell(1, 1);
    EXPECT_EQ(rows("environmentRows").rowCount(), 0);
    steps().setCurrentCell(0, 1);
    EXPECT_EQ(rows("environmentRows").rowCount(), 1);
}

TEST_F(StepDetailsTest, TypingIsOneStepToUndoForEachFieldAndStep)
{
    field<QLineEdit>("becomeField").clear();
    QTest::keyClicks(&field<QLineEdit>("becomeField"), word("app"));
    steps().setCurrentCell(1, 1);
    QTest::keyClicks(&field<QLineEdit>("becomeField"), word("web"));
    EXPECT_EQ(document.undoStack().count(), 2);
    document.undoStack().undo();
    EXPECT_TRUE(field<QLineEdit>("becomeField").text().isEmpty());
    document.undoStack().undo();
    EXPECT_EQ(step(0).become, word("root"));
    EXPECT_FALSE(document.isModified());
}

TEST_F(StepDetailsTest, DetailsMoveWithTheirStep)
{
    steps().setCurrentCell(1, 1);
    press("stepsField", "Up");
    EXPECT_EQ(step(0).inputFile, word("~/answers"));
    EXPECT_EQ(step(1).become, word("root"));
    EXPECT_EQ(field<QLineEdit>("inputFileField").text(), word("~/answers"));
    press("stepsField", "Remove");
    EXPECT_EQ(field<QLineEdit>("becomeField").text(), word("root"));
    press("stepsField", "Add step");
    EXPECT_EQ(field<QLabel>("stepDetailsTitle").text(), word("Step 2"));
    QTest::keyClicks(&field<QLineEdit>("becomeField"), word("web"));
    EXPECT_EQ(step(1).become, word("web"));
    EXPECT_EQ(step(0).become, word("root"));
}

TEST_F(StepDetailsTest, UndoKeepsTheCurrentStep)
{
    steps().setCurrentCell(1, 1);
    steps().item(1, 1)->setText(word("third"));
    document.undoStack().undo();
    EXPECT_EQ(field<QLabel>("stepDetailsTitle").text(), word("Step 2: start"));
}

TEST_F(StepDetailsTest, UndoKeepsTheCurrentCell)
{
    steps().setCurrentCell(0, 1);
    steps().item(0, 1)->setText(word("third"));
    document.undoStack().undo();
    EXPECT_EQ(steps().currentRow(), 0);
    EXPECT_EQ(steps().currentColumn(), 1) << "what is typed next is a command, not a time-out";

    press("stepsField", "Add step");
    steps().setCurrentCell(2, 1);
    document.undoStack().undo();
    EXPECT_EQ(steps().currentRow(), 1) << "the nearest of those that are left";
    EXPECT_EQ(steps().currentColumn(), 1);

    steps().setCurrentCell(1, 1);
    press("stepsField", "Up");
    EXPECT_EQ(steps().currentRow(), 0);
    EXPECT_EQ(steps().currentColumn(), 1);
}

TEST_F(StepDetailsTest, WithoutStepsThereIsNothingToSay)
{
    press("stepsField", "Remove"); // nothing is current yet
    steps().setCurrentCell(0, 0);
    press("stepsField", "Remove");
    press("stepsField", "Remove");
    EXPECT_TRUE(document.profile().steps.isEmpty());
    EXPECT_FALSE(field<QWidget>("stepDetails").isVisible());
}

TEST_F(StepDetailsTest, SaysWhenAStepRunsAndWhatFollowsItsFailure)
{
    field<QComboBox>("whenField").setCurrentIndex(1);
    EXPECT_EQ(step(0).when, model::StepCondition::Failure);
    field<QCheckBox>("goesOnField").setChecked(true);
    EXPECT_TRUE(step(0).goesOn);
    steps().setCurrentCell(1, 1);
    EXPECT_EQ(field<QComboBox>("whenField").currentIndex(), 0);
    EXPECT_FALSE(field<QCheckBox>("goesOnField").isChecked());
    document.undoStack().undo();
    EXPECT_FALSE(step(0).goesOn);
}

TEST_F(StepDetailsTest, AStepCopiesInsteadOfRunning)
{
    EXPECT_FALSE(field<QLineEdit>("copyFromField").isVisibleTo(&editor));
    field<QComboBox>("stepKindField").setCurrentIndex(1);
    EXPECT_TRUE(field<QLineEdit>("copyFromField").isVisibleTo(&editor));
    EXPECT_FALSE(field<QLineEdit>("becomeField").isVisibleTo(&editor));
    field<QLineEdit>("copyFromField").setText(word("dist"));
    field<QLineEdit>("copyToField").setText(word("/srv/app"));
    field<QLineEdit>("copyModeField").setText(word("0640"));
    const model::FileCopy copy{model::FileCopy::Direction::Push, word("dist"), word("/srv/app"),
                               word("0640")};
    ASSERT_TRUE(step(0).copy);
    EXPECT_EQ(*step(0).copy, copy);
    EXPECT_TRUE(step(0).run.isEmpty());
    EXPECT_TRUE(step(0).become.isEmpty()) << "that is of commands";
    EXPECT_EQ(step(0).name, word("stop"));
    EXPECT_EQ(steps().item(0, 1)->text(), word("copy dist to /srv/app on the hosts"));
}

TEST_F(StepDetailsTest, ACommandTypedIntoTheTableTakesTheCopysPlace)
{
    field<QComboBox>("stepKindField").setCurrentIndex(2);
    field<QLineEdit>("copyFromField").setText(word("/var/log/app"));
    steps().item(0, 1)->setText(word("uptime"));
    EXPECT_FALSE(step(0).copy);
    EXPECT_EQ(step(0).run, word("uptime"));
    EXPECT_EQ(field<QComboBox>("stepKindField").currentIndex(), 0);
}
