#include "sources.h"

#include <gtest/gtest.h>

using namespace house;

namespace {

const QStringList product = {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")};
const QStringList everything = product + QStringList{QStringLiteral("tests")};

/// The files of the house's own tests name what they forbid.
bool isOurs(const SourceFile &file)
{
    return file.path.startsWith(u"tests/house/");
}

std::string offendingLines(const QStringList &folders, const QString &pattern)
{
    QStringList found;
    for (const SourceFile &file : sourcesIn(folders)) {
        if (!isOurs(file))
            found += linesMatching(file, pattern);
    }
    return found.join(u'\n').toStdString();
}

std::string trouble(const char *path, const char *include)
{
    return includeTrouble({QString::fromUtf8(path), {}}, QString::fromUtf8(include)).toStdString();
}

} // namespace

TEST(House, RoomsKnowOnlyThoseToTheirLeft)
{
    for (const SourceFile &file : sourcesIn(product)) {
        for (const QString &include : includesOf(file.text)) {
            EXPECT_EQ(includeTrouble(file, include).toStdString(), "")
                << file.path.toStdString() << " includes " << include.toStdString();
        }
    }
}

TEST(House, TellsGoodIncludesFromBad)
{
    EXPECT_EQ(trouble("core/engine/run_controller.h", "core/transport/transport.h"), "");
    EXPECT_EQ(trouble("core/transport/libssh/reactor.cpp", "core/transport/transport.h"), "");
    EXPECT_EQ(trouble("core/precompiled.h", "core/base/error.h"), "");
    EXPECT_EQ(trouble("core/base/clock.cpp", "QElapsedTimer"), "");
    EXPECT_EQ(trouble("ui/table/run_model.h", "core/engine/update_hub.h"), "");

    EXPECT_NE(trouble("core/model/task.h", "core/engine/run_plan.h"), "");
    EXPECT_NE(trouble("core/spool/writer.h", "core/trust/host_key.h"), "");
    EXPECT_NE(trouble("core/attic/thing.h", "core/base/error.h"), "");
    EXPECT_NE(trouble("core/engine/run_plan.cpp", "ui/text/sentences.h"), "");
    EXPECT_NE(trouble("core/engine/run_plan.cpp", "QColor"), "");
    EXPECT_NE(trouble("core/engine/run_plan.cpp", "QtWidgets/QWidget"), "");
    EXPECT_NE(trouble("ui/window/main_window.cpp", "app/main.h"), "");
}

TEST(House, FindsIncludesAndLines)
{
    const SourceFile file{
        QStringLiteral("core/base/x.h"),
        QStringLiteral("#pragma once\n#include <QString>\n  # include \"core/base/y.h\"\nint i; // TODO\n")};
    EXPECT_EQ(includesOf(file.text),
              (QStringList{QStringLiteral("QString"), QStringLiteral("core/base/y.h")}));
    EXPECT_EQ(linesMatching(file, QStringLiteral("TODO")),
              QStringList{QStringLiteral("core/base/x.h:4: int i; // TODO")});
    EXPECT_FALSE(sourcesIn({QStringLiteral("core")}).empty());
}

TEST(House, HeadersAreGuardedByPragmaOnce)
{
    for (const SourceFile &file : sourcesIn(everything)) {
        if (file.path.endsWith(u".h")) {
            EXPECT_FALSE(linesMatching(file, QStringLiteral("^#pragma once$")).isEmpty())
                << file.path.toStdString();
        }
    }
}

TEST(House, ConnectsAreNotStrings)
{
    EXPECT_EQ(offendingLines(everything, QStringLiteral("\\b(SIGNAL|SLOT)\\(")), "");
}

TEST(House, NoEventLoopIsNested)
{
    EXPECT_EQ(offendingLines(product, QStringLiteral("\\bprocessEvents\\b|\\bQEventLoop\\s+\\w")), "");
    // Dialogs and menus are opened or popped up, and answer with a signal.
    EXPECT_EQ(offendingLines(product, QStringLiteral("(?i:dialog|box|menu|wizard)\\w*(\\.|->|::)exec\\(")),
              "");
    EXPECT_EQ(offendingLines(product,
                             QStringLiteral("QMessageBox::(question|warning|information|critical|about)\\(|"
                                            "QFileDialog::get\\w+\\(|QInputDialog::get\\w+\\(")),
              "");
}

TEST(House, NothingPollsOrSleeps)
{
    EXPECT_EQ(
        offendingLines(everything,
                       QStringLiteral("\\bsleep_for\\b|QThread::(m|u)?sleep\\b|\\bu?sleep\\(|\\bqWait\\(")),
        "");
}

TEST(House, NoThreadPoolIsShared)
{
    EXPECT_EQ(offendingLines(product, QStringLiteral("QThreadPool::globalInstance")), "");
}

TEST(House, NoTestIsSkipped)
{
    EXPECT_EQ(offendingLines({QStringLiteral("tests")}, QStringLiteral("GTEST_SKIP|\\bDISABLED_")), "");
}

TEST(House, NoPathOfADeveloperIsWrittenDown)
{
    const QString checkout = QStringLiteral(HOUSE_ROOT);
    // One at the top, such as /src, is called as any folder may be.
    const QString itsPath = checkout.count(u'/') > 1 ? checkout + QStringLiteral("/|") : QString();
    EXPECT_EQ(offendingLines(everything, itsPath + QStringLiteral("\\.\\./shared")), "");
    EXPECT_EQ(offendingLines(product, QStringLiteral("\"/(home|root|Users)/")), "");
}
