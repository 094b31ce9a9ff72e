#include "core/transport/libssh/group_stop.h"

#include "core/base/quoting.h"

namespace regatta::transport::libssh {

namespace {

/// The answer's line begins with this: a log-in shell may print lines of its own before it.
constexpr auto mark = "regatta-stop:";

/// The server answers in a line; a start-up file that prints for ever is not listened to.
constexpr qsizetype longestAnswer = 65'536;

// $1: the answer's mark, $2: tenths of a second between TERM and KILL, $3: the command's text, or nothing if
// it is alone, $4: a word of its text that nobody else has, or nothing. Each log-in shell, csh too, must pass
// it on as it is: no single quotes, no backslashes, and line ends become spaces, so each line ends where that
// does no harm.
//
// look      state, parent, group and session of a process (proc(5))
// children  those of all its threads
// find      sshd makes each command the leader of a session and a child of the connection's process, and
//           gives all of them the same SSH_CONNECTION; so the command is a child of our own leader's parent
//           with our SSH_CONNECTION. A shell that runs its last command in its own place shows the command's
//           words, not its text. sudo in its place is root's and shows no environment, but its word.
// hit       the group at once; who has left it (timeout(1), a job of an interactive shell) one by one; what
//           sudo has started only sudo may signal, if it asks for no password
// left      what lives. A group whose members can't be signalled (sudo) does; one of zombies alone, which
//           nobody reaps in many a container, doesn't, but seeing that takes a look at all processes.
constexpr auto script = R"(
nap() { sleep 0.1 2>/dev/null || sleep 1; };
look() {
    { read -r line < /proc/$1/stat; } 2>/dev/null || return;
    set -- ${line##*) };
    state=$1 parent=$2 group=$3 session=$4;
};
children() {
    found=;
    for f in /proc/$1/task/*/children; do
        line=;
        { read -r line < $f; } 2>/dev/null;
        found="$found $line";
    done;
};
is_ours() {
    if [ -n "$token" ]; then
        grep -qF "$token" /proc/$1/cmdline 2>/dev/null;
        return;
    fi;
    grep -qF "SSH_CONNECTION=$SSH_CONNECTION" /proc/$1/environ 2>/dev/null || return;
    [ -n "$text" ] || return 0;
    words=$(tr "[:cntrl:]" " " < /proc/$1/cmdline 2>/dev/null);
    case $words in *" -c $text "|"$text ") return 0;; esac;
    return 1;
};
find() {
    leader=;
    children $server;
    for p in $found; do
        [ $p = $me ] || if is_ours $p; then leader="$leader $p"; fi;
    done;
};
tree() {
    all=;
    set -- $leader;
    while [ $# -gt 0 ]; do
        p=$1;
        shift;
        all="$all $p";
        children $p;
        set -- "$@" $found;
    done;
};
hit() {
    kill -$1 -$leader 2>/dev/null || kill -$1 $leader 2>/dev/null;
    for p in $all; do
        if look $p; then [ $group = $leader ] || kill -$1 $p 2>/dev/null; fi;
    done;
    [ -z "$token" ] || sudo -n kill -$1 -- -$leader $all </dev/null >/dev/null 2>&1;
};
lives() { look $1 && [ $state != Z ]; };
members() {
    for f in /proc/[0-9]*/stat; do
        p=${f#/proc/};
        p=${p%/stat};
        if lives $p && [ $group = $leader ]; then rest="$rest $p"; fi;
    done;
};
left() {
    rest=;
    for p in $all; do if lives $p; then rest="$rest $p"; fi; done;
    [ -z "$rest" ] || return 0;
    if why=$(kill -0 -$leader 2>&1); then
        if [ $i -lt 3 ]; then rest=" $leader"; else members; fi;
    fi;
    case $why in *ermitted*) rest=" $leader";; esac;
    [ -n "$rest" ];
};
wait_for() {
    i=0;
    while left && [ $i -lt $1 ]; do
        i=$((i+1));
        nap;
    done;
};
LC_ALL=C;
export LC_ALL;
text=$3;
token=$4;
look $$ && me=$session && look $me && server=$parent &&
[ -n "$SSH_CONNECTION" ] && [ -r /proc/$server/task/$server/children ] || { echo "$1 unknown"; exit; };
i=0;
find;
while [ -z "$leader" ] && [ $i -lt 5 ]; do
    i=$((i+1));
    nap;
    find;
done;
leader=${leader# };
case $leader in ""|*" "*) echo "$1 unknown"; exit;; esac;
tree;
hit TERM;
wait_for $2;
if [ -n "$rest" ]; then
    all=$rest;
    hit KILL;
    wait_for 10;
fi;
echo "$1${rest:- gone}"
)";

} // namespace

QByteArray groupStopCommand(const GroupStop::Command &command, std::chrono::milliseconds termGrace)
{
    const auto tenths = std::chrono::ceil<std::chrono::duration<qint64, std::deci>>(termGrace).count();
    return base::posixCommandLine({QStringLiteral("sh"), QStringLiteral("-c"),
                                   QString::fromUtf8(script).simplified(), QStringLiteral("sh"),
                                   QString::fromUtf8(mark), QString::number(tenths),
                                   command.isAlone ? QString() : QString::fromUtf8(command.line),
                                   QString::fromLatin1(command.sudoToken)})
        .toUtf8();
}

GroupStop::GroupStop(SshConnection &connection, const Command &command, std::chrono::milliseconds termGrace)
    : m_command(std::make_unique<RemoteCommand>(connection,
                                                RemoteCommand::Request{groupStopCommand(command, termGrace)}))
{}

GroupStop::Answer GroupStop::advance()
{
    const bool isOpening = m_stage == Stage::Opening;
    if (m_stage == Stage::Reading)
        return read();
    switch (isOpening ? m_command->open() : m_command->execute()) {
    case Progress::Again:
        return Answer::Pending;
    case Progress::Failed:
        return isOpening ? Answer::Refused : Answer::Unknown;
    case Progress::Done:
        m_stage = isOpening ? Stage::Sending : Stage::Reading;
        return advance();
    }
    Q_UNREACHABLE();
}

GroupStop::Answer GroupStop::read()
{
    for (const RemoteCommand::Chunk &chunk : m_command->takeOutput()) {
        if (chunk.stream == model::OutputStream::Stdout && m_output.size() < longestAnswer)
            m_output += chunk.bytes;
    }
    const qsizetype begin = m_output.indexOf(mark);
    const qsizetype end = begin < 0 ? -1 : m_output.indexOf('\n', begin);
    if (end < 0)
        return m_command->isClosed() ? Answer::Unknown : Answer::Pending;
    const QByteArray answer = m_output.mid(begin, end - begin).mid(qsizetype(qstrlen(mark))).trimmed();
    if (answer == "gone")
        return Answer::Gone;
    if (answer == "unknown")
        return Answer::Unknown;
    m_remaining = QString::fromUtf8(answer);
    return Answer::Remains;
}

} // namespace regatta::transport::libssh
