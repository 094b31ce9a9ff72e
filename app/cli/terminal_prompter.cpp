#include "app/cli/terminal_prompter.h"

#include "ui/text/sentences.h"

#include <QCoreApplication>

#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace regatta::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TerminalPrompter)
};

QString rowFor(const trust::UnknownHost &host)
{
    QString name = text::neutralised(host.host);
    if (host.port != 22)
        name = QStringLiteral("[%1]:%2").arg(name).arg(host.port);
    return QStringLiteral("  %1  %2  %3\n")
        .arg(name, text::neutralised(QString::fromLatin1(host.key.type)), trust::fingerprint(host.key));
}

} // namespace

std::unique_ptr<Terminal> Terminal::open()
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    return descriptor < 0 ? nullptr : std::unique_ptr<Terminal>(new Terminal(descriptor));
}

Terminal::Terminal(int descriptor)
    : m_descriptor(descriptor)
{}

Terminal::~Terminal()
{
    ::close(m_descriptor);
}

void Terminal::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    [[maybe_unused]] const ssize_t written = ::write(m_descriptor, bytes.constData(), size_t(bytes.size()));
}

std::optional<QString> Terminal::readLine()
{
    constexpr qsizetype longestAnswer = 1024;
    QByteArray line;
    char c = 0;
    while (::read(m_descriptor, &c, 1) == 1) {
        if (c == '\n')
            return QString::fromUtf8(line);
        if (line.size() < longestAnswer)
            line += c;
    }
    return std::nullopt;
}

TerminalPrompter::TerminalPrompter(std::unique_ptr<Terminal> terminal)
    : m_terminal(std::move(terminal))
{}

TerminalPrompter::~TerminalPrompter() = default;

void TerminalPrompter::askAboutHostKeys(QList<trust::UnknownHost> hosts,
                                        std::function<void(QList<trust::HostKeyAnswer>)> answer)
{
    // Detached: a read from a terminal can't be interrupted, and a program that ends must not wait for a
    // person.
    std::thread([terminal = m_terminal, hosts = std::move(hosts), answer = std::move(answer)] {
        QString question = Text::tr("The keys of %n host(s) are not known yet:", nullptr, int(hosts.size()));
        question += u'\n';
        for (const trust::UnknownHost &host : hosts)
            question += rowFor(host);
        question += Text::tr("Connect to them? yes: and remember the keys; once: for this run; no: ");
        terminal->write(question);
        trust::HostKeyAnswer given = trust::HostKeyAnswer::Refuse;
        while (const auto line = terminal->readLine()) {
            const QString word = line->trimmed().toLower();
            if (word == u"yes" || word == u"y")
                given = trust::HostKeyAnswer::AcceptForGood;
            else if (word == u"once")
                given = trust::HostKeyAnswer::AcceptForThisRun;
            else if (word != u"no" && word != u"n") {
                terminal->write(Text::tr("Please type yes, once or no: "));
                continue;
            }
            break;
        }
        answer(QList<trust::HostKeyAnswer>(hosts.size(), given));
    }).detach();
}

} // namespace regatta::cli
