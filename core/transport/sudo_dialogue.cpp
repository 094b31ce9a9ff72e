#include "core/transport/sudo_dialogue.h"

#include "core/base/quoting.h"

#include <QRandomGenerator>
#include <QStringList>

#include <array>

namespace regatta::transport {

using base::ErrorCode;

namespace {

constexpr qsizetype mostHeard = 64 * 1024;
constexpr qsizetype mostWords = 300;

/// As sudo prints it; on the command line the percent sign is doubled.
QByteArray promptOf(const QByteArray &token)
{
    return "regatta%" + token + ':';
}

/// As printf joins it.
QByteArray markOf(const QByteArray &token)
{
    return "regatta+" + token + '.';
}

QByteArray newToken()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

/// What sudo says, in English, to those whose password was right. In another language such a refusal passes
/// for a wrong password; its own words are shown beside that.
bool isAboutPermission(const QString &words)
{
    return words.contains(QStringLiteral("sudoers")) || words.contains(QStringLiteral("not allowed")) ||
           words.contains(QStringLiteral("may not run"));
}

} // namespace

QByteArray sudoCommandLine(const QString &user, const QByteArray &command, const QByteArray &token)
{
    const QString word = QString::fromLatin1(token);
    // The command gets a shell of its own: a syntax error in it must not keep the mark from being printed.
    return base::posixCommandLine(
               {QStringLiteral("sudo"), QStringLiteral("-S"), QStringLiteral("-p"),
                QStringLiteral("regatta%%") + word + u':', QStringLiteral("-u"), user, QStringLiteral("--"),
                QStringLiteral("sh"), QStringLiteral("-c"),
                QStringLiteral("printf %s regatta+ ") + word + QStringLiteral(". >&2; exec sh -c \"$0\""),
                QString::fromUtf8(command)})
        .toUtf8();
}

QByteArray shownSudoCommandLine(const QString &user, const QByteArray &command)
{
    return sudoCommandLine(user, command, "TOKEN");
}

SudoDialogue::SudoDialogue(const QString &user, const QByteArray &command, bool hasPty)
    : m_token(newToken())
    , m_commandLine(sudoCommandLine(user, command, m_token))
    , m_stream(hasPty ? model::OutputStream::Stdout : model::OutputStream::Stderr)
{}

SudoDialogue::Turn SudoDialogue::take(model::OutputStream stream, QByteArray &bytes)
{
    if (stream != m_stream) {
        m_otherStream = (m_otherStream + std::exchange(bytes, {})).right(mostHeard);
        return Turn::Listen;
    }
    m_heard = (m_heard + std::exchange(bytes, {})).right(mostHeard);
    const QByteArray mark = markOf(m_token);
    if (const qsizetype at = m_heard.indexOf(mark); at >= 0) {
        m_hasBegun = true;
        bytes = (m_prompts == 0 ? m_heard.left(at) : QByteArray()) + m_heard.mid(at + mark.size());
        m_heard.clear();
        return Turn::CommandBegan;
    }
    const QByteArray prompt = promptOf(m_token);
    const qsizetype at = m_heard.indexOf(prompt);
    if (at < 0)
        return Turn::Listen;
    ++m_prompts;
    m_heard.remove(0, at + prompt.size());
    return Turn::AsksForPassword;
}

trust::LogInQuestion SudoDialogue::question(const QString &account) const
{
    trust::LogInQuestion question;
    question.kind = trust::LogInQuestion::Kind::Become;
    question.subject = account;
    question.prompts = {{QString(), false}};
    question.wasWrong = m_given > 0;
    return question;
}

void SudoDialogue::passwordWasGiven(const trust::Secret &password)
{
    ++m_given;
    m_lastGiven = password;
}

QString SudoDialogue::lastWords() const
{
    QStringList lines;
    for (const QByteArray &line : m_heard.split('\n')) {
        if (const QString text = QString::fromUtf8(line).trimmed(); !text.isEmpty())
            lines << text;
    }
    return lines.join(QStringLiteral("; ")).right(mostWords);
}

base::Error SudoDialogue::error() const
{
    const QString words = lastWords();
    const bool wasWrongBefore = m_given > 1 || words.contains(QStringLiteral("incorrect password"));
    const bool isWrong = m_given > 0 && wasWrongBefore && !isAboutPermission(words);
    return {isWrong ? ErrorCode::BecomePasswordWrong : ErrorCode::BecomeRefused, words};
}

} // namespace regatta::transport
