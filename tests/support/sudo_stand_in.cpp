#include "tests/support/sudo_stand_in.h"

#include "tests/support/recording_observer.h"

#include <QFile>
#include <QSaveFile>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

constexpr auto script = R"(#!/bin/sh
# A stand-in for sudo: see sudo_stand_in.h.
mayask=yes
while [ $# -gt 0 ]; do
    case $1 in
    -S) ;;
    -n) mayask= ;;
    -p) prompt=$2; shift ;;
    -u) shift ;;
    --) shift; break ;;
    *) break ;;
    esac
    shift
done
. "${0%/*}/rules"
say() { printf '%s\n' "$*" >&2; }
ask() {
    [ ! -t 0 ] || stty -echo
    printf '%s' "$prompt" | sed 's/%%/%/g' >&2
    IFS= read -r word || { say; say 'sudo: no password was provided'; exit 1; }
    [ ! -t 0 ] || { stty echo; say; }
}
if [ -n "$password" ]; then
    [ -n "$mayask" ] || { say 'sudo: a password is required'; exit 1; }
    say 'We trust you have received the usual lecture.'
    [ -n "$patient" ] || { printf '%s' "$prompt" | sed 's/%%/%/g' >&2; say; say 'sudo: timed out reading password'; echo >"${0%/*}/gone"; exit 1; }
    count=0
    ask
    while [ "$word" != "$password" ]; do
        count=$((count + 1))
        [ $count -lt $tries ] || { say "sudo: $count incorrect password attempts"; exit 1; }
        say 'Sorry, try again.'
        ask
    done
fi
[ -n "$listed" ] || { say 'me is not in the sudoers file.'; exit 1; }
env -i PATH="$PATH" HOME="$HOME" "$@" # as a child, which the real one waits for
)";

void replaceFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path); // a shell may be reading the old one
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    EXPECT_TRUE(file.commit());
}

QByteArray flag(bool isSet)
{
    return isSet ? "yes" : "";
}

} // namespace

SudoStandIn::SudoStandIn(const Rules &rules)
{
    replaceFile(m_folder.filePath(QStringLiteral("sudo")), script);
    EXPECT_EQ(::mkfifo(QFile::encodeName(farewellPipe()).constData(), 0600), 0);
    setRules(rules);
}

bool SudoStandIn::waitUntilItGivesUp() const
{
    pollfd pipe{::open(QFile::encodeName(farewellPipe()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC),
                POLLIN, 0};
    const bool hasCome = ::poll(&pipe, 1, int(RecordingObserver::defaultTimeout.count())) > 0;
    ::close(pipe.fd);
    return hasCome;
}

QString SudoStandIn::farewellPipe() const
{
    return m_folder.filePath(QStringLiteral("gone"));
}

void SudoStandIn::setRules(const Rules &rules)
{
    replaceFile(m_folder.filePath(QStringLiteral("rules")),
                "password='" + rules.password + "'\nlisted=" + flag(rules.isListed) + "\ntries=" +
                    QByteArray::number(rules.tries) + "\npatient=" + flag(rules.hasPatience) + '\n');
}

} // namespace regatta::tests
