#include "ui/document/profile_document.h"

#include "core/profile/profile_reader.h"
#include "tests/ui/run/ui_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using tests::profileOf;
using tests::waitFor;
using ui::ProfileDocument;

namespace {

class ProfileDocumentTest : public testing::Test
{
protected:
    void rename(const QString &name, const QByteArray &field = "name")
    {
        model::Profile profile = document.profile();
        profile.name = name;
        document.change(profile, QStringLiteral("Edit name"), field);
    }

    void writeFile(const QByteArray &bytes) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("job.regatta"));
    ProfileDocument document;
};

} // namespace

TEST_F(ProfileDocumentTest, EditsCanBeUndoneAndRedone)
{
    document.reset(profileOf(2), {});
    rename(QStringLiteral("One"));
    EXPECT_TRUE(document.isModified());
    document.undoStack().undo();
    EXPECT_EQ(document.profile().name, QStringLiteral("Restart"));
    EXPECT_FALSE(document.isModified());
    document.undoStack().redo();
    EXPECT_EQ(document.profile().name, QStringLiteral("One"));
}

TEST_F(ProfileDocumentTest, TypingInOneFieldIsOneStep)
{
    document.reset(profileOf(2), {});
    for (const char *name : {"O", "On", "One"})
        rename(QString::fromLatin1(name));
    EXPECT_EQ(document.undoStack().count(), 1);
    model::Profile profile = document.profile();
    profile.parallel = 9;
    document.change(profile, QStringLiteral("Change parallel"), "parallel");
    EXPECT_EQ(document.undoStack().count(), 2);
}

TEST_F(ProfileDocumentTest, TypingBackLeavesNothingToSave)
{
    document.reset(profileOf(2), {});
    rename(QStringLiteral("X"));
    rename(QStringLiteral("Restart"));
    EXPECT_FALSE(document.isModified());
}

TEST_F(ProfileDocumentTest, SavesAndReopensTheSame)
{
    document.reset(profileOf(2), {});
    rename(QStringLiteral("Saved"));
    ASSERT_TRUE(document.save(path));
    EXPECT_FALSE(document.isModified());
    EXPECT_EQ(document.path(), path);
    ProfileDocument other;
    EXPECT_TRUE(other.load(path).isEmpty());
    EXPECT_EQ(other.profile(), document.profile());
}

TEST_F(ProfileDocumentTest, KeepsWhatItDoesNotKnow)
{
    writeFile(
        R"({"regatta": 1, "targets": ["a"], "steps": [{"run": "x", "color": "red"}], "later": [1, 2]})");
    ASSERT_TRUE(document.load(path).isEmpty());
    rename(QStringLiteral("Renamed"));
    ASSERT_TRUE(document.save(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    EXPECT_TRUE(saved.contains("\"later\"")) << saved.constData();
    EXPECT_TRUE(saved.contains("\"color\""));
}

TEST_F(ProfileDocumentTest, AFailedSaveKeepsItModifiedAndSaysWhy)
{
    document.reset(profileOf(2), {});
    rename(QStringLiteral("Unsaved"));
    const auto saved = document.save(QStringLiteral("/proc/nowhere/job.regatta"));
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, base::ErrorCode::FileUnwritable);
    EXPECT_TRUE(document.isModified());
    EXPECT_TRUE(document.path().isEmpty());
}

TEST_F(ProfileDocumentTest, AFileThatIsNoProfileChangesNothing)
{
    document.reset(profileOf(2), {});
    writeFile("host1 host2");
    EXPECT_FALSE(document.load(path).isEmpty());
    EXPECT_EQ(document.profile(), profileOf(2));
}

TEST_F(ProfileDocumentTest, NoticesWhenSomebodyElseWritesTheFile)
{
    document.reset(profileOf(2), {});
    ASSERT_TRUE(document.save(path));
    QSignalSpy changed(&document, &ProfileDocument::changedOnDisk);
    writeFile(R"({"regatta": 1, "targets": ["other"], "steps": [{"run": "x"}]})");
    EXPECT_TRUE(waitFor([&] { return changed.count() == 1; }));
}

TEST_F(ProfileDocumentTest, ItsOwnSavingIsNoChangeOnDisk)
{
    document.reset(profileOf(2), {});
    ASSERT_TRUE(document.save(path));
    QSignalSpy changed(&document, &ProfileDocument::changedOnDisk);
    rename(QStringLiteral("Again"));
    ASSERT_TRUE(document.save(path));
    // Somebody else's change comes through after it, so ours would have come before.
    writeFile(R"({"regatta": 1, "targets": ["other"], "steps": [{"run": "x"}]})");
    EXPECT_TRUE(waitFor([&] { return changed.count() > 0; }));
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(ProfileDocumentTest, AFileIsFromElsewhereUntilItIsSavedHereOrReviewed)
{
    document.reset(profileOf(2), {});
    EXPECT_FALSE(document.isFromElsewhere()) << "it is no file yet";
    bool isSaidToBe = false;
    QObject::connect(&document, &ProfileDocument::pathChanged, &document,
                     [&] { isSaidToBe = document.isFromElsewhere(); });
    ASSERT_TRUE(document.save(path).has_value());
    EXPECT_FALSE(isSaidToBe);
    EXPECT_FALSE(document.isFromElsewhere());
    ProfileDocument same;
    ASSERT_TRUE(same.load(path).isEmpty());
    EXPECT_FALSE(same.isFromElsewhere());

    writeFile(R"({"regatta": 1, "targets": ["a"], "steps": [{"run": "rm -rf /"}]})");
    ProfileDocument other;
    ASSERT_TRUE(other.load(path).isEmpty());
    EXPECT_TRUE(other.isFromElsewhere());
    other.setReviewed();
    EXPECT_FALSE(other.isFromElsewhere());
}
