#include "app/cli/terminal_prompter.h"

#include "app/cli/host_key_table.h"
#include "app/cli/text.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace regatta::cli {

namespace {

QString promptFor(const trust::LogInQuestion &question, const trust::LogInQuestion::Prompt &prompt)
{
    const QString subject = text::neutralised(question.subject);
    switch (question.kind) {
    case trust::LogInQuestion::Kind::Passphrase:
        return Text::tr("Passphrase of the key %1: ").arg(subject);
    case trust::LogInQuestion::Kind::Password:
        return Text::tr("Password of %1: ").arg(subject);
    case trust::LogInQuestion::Kind::Become:
        return Text::tr("Password of %1, for sudo: ").arg(subject);
    case trust::LogInQuestion::Kind::Interactive:
        return QStringLiteral("(%1) %2 ").arg(subject, text::neutralised(prompt.text.trimmed()));
    }
    Q_UNREACHABLE();
}

/// The progress line may stand there.
constexpr QLatin1StringView clearLine("\r\x1b[K");

/// A question that comes right after a password, where a person may still be typing one: what was typed ahead
/// is thrown away, and nothing is shown but what the answer was taken for.
bool saysYes(Terminal &terminal, const QString &question, bool isUsual)
{
    const auto typed = terminal.readUnseen(question);
    // No copy, in case that it is a password all the same; and to the letter: one may begin with "y", too.
    const QByteArrayView word = typed ? QByteArrayView(typed->bytes()).trimmed() : "n";
    const auto is = [word](QByteArrayView other) { return word.compare(other, Qt::CaseInsensitive) == 0; };
    const bool isYes = word.isEmpty() ? isUsual : is("y") || is("yes");
    terminal.write((isYes ? Text::tr("yes") : Text::tr("no")) + u'\n');
    return isYes;
}

/// Whether the words of one host go to all that ask for a password. `othersLeft`: hosts whose sudo has asked
/// nothing yet.
bool servesOthers(const trust::LogInQuestion &question, bool isGiven, int othersLeft, Terminal &terminal)
{
    const bool isBecome = question.kind == trust::LogInQuestion::Kind::Become;
    const int waiting = question.waiting.now(); // they came while it was typed
    if (waiting == 0 && isBecome && isGiven && othersLeft > 0) {
        // Where sudo asks on one host, it soon will on the next one.
        return saysYes(terminal,
                       Text::tr("Is it the password for sudo on the other hosts of this run, too? Please "
                                "answer y or n. [y/N] "),
                       false);
    }
    if (waiting == 0)
        return false;
    return saysYes(
        terminal,
        isBecome ? Text::tr("sudo asks on %n more host(s). The same for all? [Y/n] ", nullptr, waiting)
                 : Text::tr("%n more host(s) ask for a password. The same for all? [Y/n] ", nullptr, waiting),
        true);
}

using trust::LogInAnswer; // lupdate takes what qualifies a result for the place of the function's sentences

LogInAnswer answerTo(const trust::LogInQuestion &question, int othersLeft, Terminal &terminal)
{
    terminal.write(QString(clearLine));
    if (question.wasWrong)
        terminal.write(Text::tr("That was not accepted; try again.") + u'\n');
    if (!question.instruction.isEmpty())
        terminal.write(text::neutralised(question.instruction) + u'\n');
    trust::LogInAnswer answer;
    for (const trust::LogInQuestion::Prompt &prompt : question.prompts) {
        std::optional<trust::Secret> word;
        if (!prompt.isShown) {
            word = terminal.readSecret(promptFor(question, prompt));
        } else {
            terminal.write(promptFor(question, prompt));
            if (const auto line = terminal.readLine())
                word = trust::Secret(line->toUtf8());
        }
        if (!word)
            return {};
        answer.words << *word;
    }
    // An empty line is how people say that they have none.
    const bool isEmpty = std::all_of(answer.words.begin(), answer.words.end(),
                                     [](const trust::Secret &word) { return word.isEmpty(); });
    const bool isInteractive = question.kind == trust::LogInQuestion::Kind::Interactive;
    if (isEmpty && !isInteractive)
        answer.words.clear();
    answer.servesOthers = servesOthers(question, answer.isGiven(), othersLeft, terminal);
    return answer;
}

} // namespace

std::unique_ptr<Terminal> Terminal::open(std::shared_ptr<Conversation> conversation)
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return nullptr;
    return std::unique_ptr<Terminal>(
        new Terminal(descriptor, ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), std::move(conversation)));
}

Terminal::Terminal(int descriptor, int wake, std::shared_ptr<Conversation> conversation)
    : m_descriptor(descriptor)
    , m_wake(wake)
    , m_conversation(std::move(conversation))
{}

Terminal::~Terminal()
{
    restoreEcho();
    ::close(m_descriptor);
    ::close(m_wake);
}

void Terminal::write(const QString &text)
{
    m_conversation->say(m_descriptor, text.toUtf8());
}

std::optional<QString> Terminal::readLine()
{
    const auto line = readBytes();
    return line ? std::optional(QString::fromUtf8(*line)) : std::nullopt;
}

std::optional<trust::Secret> Terminal::readSecret(const QString &prompt)
{
    auto line = readUnseen(prompt);
    write(QStringLiteral("\n")); // the one that was not shown
    return line;
}

std::optional<trust::Secret> Terminal::readUnseen(const QString &prompt)
{
    hideEcho();
    write(prompt); // only now: who types at once would be seen
    auto line = readBytes();
    restoreEcho();
    return line ? std::optional(trust::Secret(*std::exchange(line, {}))) : std::nullopt;
}

std::optional<QByteArray> Terminal::readBytes()
{
    auto line = readBytesOfALine();
    m_conversation->answered();
    return line;
}

std::optional<QByteArray> Terminal::readBytesOfALine() const
{
    constexpr qsizetype longestAnswer = 1024;
    bool isCut = false;
    QByteArray line;
    line.reserve(longestAnswer); // so that a secret leaves no copies behind while it grows
    std::array<pollfd, 2> descriptors{{{m_descriptor, POLLIN, 0}, {m_wake, POLLIN, 0}}};
    while (::poll(descriptors.data(), descriptors.size(), -1) > 0 || errno == EINTR) {
        eventfd_t ignored = 0;
        if (descriptors[1].revents != 0 && ::eventfd_read(m_wake, &ignored) == 0)
            return std::nullopt;
        char c = 0;
        if (descriptors[0].revents == 0)
            continue;
        if (::read(m_descriptor, &c, 1) != 1)
            return std::nullopt;
        if (c == '\n' && isCut)
            return QByteArray(); // what is left would name other hosts, or be a wrong password
        if (c == '\n')
            return line;
        isCut = line.size() == longestAnswer;
        if (!isCut)
            line += c;
    }
    return std::nullopt;
}

void Terminal::interrupt()
{
    ::eventfd_write(m_wake, 1);
}

void Terminal::hideEcho()
{
    const std::lock_guard lock(m_echoMutex);
    termios shown{};
    if (m_shownEcho || ::tcgetattr(m_descriptor, &shown) != 0)
        return;
    m_shownEcho = shown;
    termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(m_descriptor, TCSAFLUSH, &hidden);
}

void Terminal::restoreEcho()
{
    const std::lock_guard lock(m_echoMutex);
    if (m_shownEcho)
        ::tcsetattr(m_descriptor, TCSADRAIN, &*m_shownEcho);
    m_shownEcho.reset();
}

TerminalPrompter::TerminalPrompter(std::unique_ptr<Terminal> terminal, int hosts)
    : m_terminal(std::move(terminal))
    , m_hosts(hosts)
{}

TerminalPrompter::~TerminalPrompter()
{
    m_terminal->restoreEcho();
}

void TerminalPrompter::askAboutHostKeys(QList<trust::UnknownHost> hosts,
                                        std::function<void(QList<trust::HostKeyAnswer>)> answer)
{
    // Detached: a read from a terminal can't be interrupted, and a program that ends must not wait for a
    // person.
    std::thread([terminal = m_terminal, hosts = std::move(hosts), answer = std::move(answer)] {
        const std::lock_guard conversation(terminal->conversation());
        const HostKeyTable table(hosts);
        const bool areSeveral = hosts.size() > 1;
        QString question(clearLine);
        question += Text::tr("The keys of %n host(s) are not known yet:", nullptr, int(hosts.size()));
        question += u'\n' + table.text();
        if (areSeveral)
            question +=
                Text::tr("To connect to some of them only: their numbers (1,3-5 or once 1,3-5).") + u'\n';
        question += Text::tr("Connect to them? yes: and remember the keys; once: for this run; no: ");
        terminal->write(question);
        std::optional<QList<trust::HostKeyAnswer>> given;
        while (const auto line = terminal->readLine()) {
            given = table.answersTo(*line);
            if (given)
                break;
            terminal->write(areSeveral ? Text::tr("Please type yes, once, no or numbers: ")
                                       : Text::tr("Please type yes, once or no: "));
        }
        answer(given.value_or(QList<trust::HostKeyAnswer>(hosts.size(), trust::HostKeyAnswer::Refuse)));
    }).detach();
}

void TerminalPrompter::askToLogIn(trust::LogInQuestion question,
                                  std::function<void(trust::LogInAnswer)> answer)
{
    if (question.kind == trust::LogInQuestion::Kind::Become)
        m_becoming.insert(question.subject);
    const int othersLeft = m_hosts - int(m_becoming.size());
    std::thread([terminal = m_terminal, question = std::move(question), othersLeft,
                 answer = std::move(answer)] {
        trust::LogInAnswer given;
        {
            const std::lock_guard conversation(terminal->conversation());
            given = answerTo(question, othersLeft, *terminal);
        }
        answer(given);
    }).detach();
}

} // namespace regatta::cli
