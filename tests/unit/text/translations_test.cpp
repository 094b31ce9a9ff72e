#include <QFile>
#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace {

struct Message
{
    QString source;
    QString translation; ///< its first form
    bool isFinished = false;
    bool hasPlural = false;
};

/// Of a Qt Linguist file.
std::vector<Message> messagesOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    bool hasPlural = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"message") {
            hasPlural = xml.attributes().value(QStringLiteral("numerus")) == u"yes";
        } else if (xml.name() == u"source") {
            messages.push_back({xml.readElementText(), {}, false, hasPlural});
        } else if (xml.name() == u"translation" && !messages.empty()) {
            messages.back().isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            messages.back().translation =
                xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

/// What tr() fills in, and what stands for itself: "%1", "%n", "%Ln", "{{name", option names; sorted.
QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%\\d+|%L?n|\\{\\{\\w+|--\\w[\\w-]*"));
    QStringList found;
    for (const QRegularExpressionMatch &match : placeholder.globalMatch(text))
        found << match.captured();
    found.sort();
    return found;
}

} // namespace

TEST(Translations, NothingIsUnfinishedAndPlaceholdersAreKept)
{
    const auto messages = messagesOf(QStringLiteral(REGATTA_TRANSLATIONS "/regatta_zh_CN.ts"));
    EXPECT_GT(messages.size(), 500u);
    for (const Message &message : messages) {
        EXPECT_TRUE(message.isFinished) << message.source.toStdString();
        EXPECT_EQ(placeholdersOf(message.translation), placeholdersOf(message.source))
            << message.source.toStdString();
        EXPECT_FALSE(message.translation.isEmpty() && !message.source.trimmed().isEmpty())
            << message.source.toStdString();
    }
}

TEST(Translations, MnemonicsAreKept)
{
    for (const Message &message : messagesOf(QStringLiteral(REGATTA_TRANSLATIONS "/regatta_zh_CN.ts"))) {
        const auto mnemonics = [](const QString &text) {
            static const QRegularExpression mnemonic(QStringLiteral("&[A-Za-z]"));
            return text.count(mnemonic);
        };
        EXPECT_EQ(mnemonics(message.translation), mnemonics(message.source)) << message.source.toStdString();
    }
}

TEST(Translations, StandWhereTheProgramLooksForThem)
{
    // "Text" is what helpers are called that know their context: lupdate has not found out which.
    QFile file(QStringLiteral(REGATTA_TRANSLATIONS "/regatta_zh_CN.ts"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("<name>Text</name>"));
}

TEST(Translations, AreInTheProgram)
{
    QTranslator translator;
    ASSERT_TRUE(translator.load(QStringLiteral(":/regatta/translations/regatta_zh_CN.qm")));
    EXPECT_EQ(translator.translate("regatta::text::Names", "Succeeded"), QStringLiteral("成功"));
}

TEST(Translations, EnglishSaysOneAndManyApart)
{
    QTranslator translator;
    ASSERT_TRUE(translator.load(QStringLiteral(":/regatta/translations/regatta_en.qm")));
    EXPECT_EQ(translator.translate("regatta::ui::AnswersPane", "from %n task(s)", nullptr, 1),
              QStringLiteral("from %n task"));
    EXPECT_EQ(translator.translate("regatta::ui::AnswersPane", "from %n task(s)", nullptr, 100),
              QStringLiteral("from %n tasks"));

    QStringList known;
    for (const Message &message : messagesOf(QStringLiteral(REGATTA_TRANSLATIONS "/regatta_en.ts")))
        known << message.source;
    for (const Message &message : messagesOf(QStringLiteral(REGATTA_TRANSLATIONS "/regatta_zh_CN.ts")))
        EXPECT_TRUE(!message.hasPlural || known.contains(message.source)) << message.source.toStdString();
}
