#pragma once

#include "core/base/error.h"
#include "core/model/task.h"
#include "core/trust/prompter.h"

#include <QByteArray>
#include <QString>

namespace regatta::transport {

/// The line that runs a command as another user with sudo. `token` makes the words unmistakable that it is
/// listened for: sudo's prompt, which tells that a password is wanted, and a mark that is printed when the
/// command begins. Both are written so that a shell that echoes the line doesn't print them. sudo -S reads
/// no further than the end of the password's line, so what follows is the command's input.
QByteArray sudoCommandLine(const QString &user, const QByteArray &command, const QByteArray &token);

/// Listens to what sudo says until the command begins, and tells it from what the command says. It knows
/// nothing of how the two are reached. What sudo prints while it asks for a password (lectures, "try again")
/// is nobody's output; what came without any question (a warning, a start-up file's greeting) is. Of one
/// thread.
class SudoDialogue
{
public:
    /// With a token of its own.
    SudoDialogue(const QString &user, const QByteArray &command, bool hasPty);

    const QByteArray &commandLine() const { return m_commandLine; }
    const QByteArray &token() const { return m_token; }

    enum class Turn {
        Listen,
        AsksForPassword, ///< give it, then call passwordWasGiven()
        CommandBegan,    ///< from now on all is the command's: nothing is to be taken any more
    };
    /// Takes what came, in any pieces, and leaves what is the command's. After CommandBegan
    /// takeEarlyOutput() has what came on the other stream before.
    Turn take(model::OutputStream stream, QByteArray &bytes);
    QByteArray takeEarlyOutput() { return std::exchange(m_otherStream, {}); }

    bool hasBegun() const { return m_hasBegun; }
    /// It waits for a password: without one the command can't run, whatever becomes of the connection.
    bool isHarmless() const { return m_prompts > m_given && !m_hasBegun; }
    /// Three in all, as sudo has it.
    bool mayTryAgain() const { return m_given < 3; }

    /// `account`: user@host.
    trust::LogInQuestion question(const QString &account) const;
    void passwordWasGiven(const trust::Secret &password);
    /// The last one that was wrong.
    const trust::Secret &refused() const { return m_lastGiven; }

    /// Why the command never began, once sudo has ended: BecomeRefused or BecomePasswordWrong, with its last
    /// words.
    base::Error error() const;
    QString lastWords() const;

private:
    const QByteArray m_token;
    const QByteArray m_commandLine;
    const model::OutputStream m_stream; ///< that sudo talks on
    QByteArray m_heard;                 ///< since the last prompt
    QByteArray m_otherStream;
    trust::Secret m_lastGiven;
    int m_prompts = 0;
    int m_given = 0;
    bool m_hasBegun = false;
};

/// The same line as a preview shows it: with a word in the token's place.
QByteArray shownSudoCommandLine(const QString &user, const QByteArray &command);

} // namespace regatta::transport
