#include "core/transport/libssh/agent_filter.h"

#include <gtest/gtest.h>

#include <array>
#include <sys/socket.h>
#include <unistd.h>

using namespace regatta::transport::libssh;

namespace {

QByteArray number(int value)
{
    return QByteArray(3, '\0') + char(value);
}

QByteArray text(const QByteArray &bytes)
{
    return number(int(bytes.size())) + bytes;
}

QByteArray answerWith(const QList<QByteArray> &keys)
{
    QByteArray answer = char(12) + number(int(keys.size()));
    for (const QByteArray &key : keys)
        answer += text(key) + text("of " + key);
    return answer;
}

AgentKeys only(const QList<QByteArray> &keys)
{
    return {keys, false};
}

} // namespace

TEST(AgentFilter, LeavesTheOtherKeysOut)
{
    EXPECT_EQ(arranged(answerWith({"one", "two", "three"}), only({"two"})), answerWith({"two"}));
    EXPECT_EQ(arranged(answerWith({"one", "two"}), only({"two", "none", "one"})), answerWith({"two", "one"}));
    EXPECT_EQ(arranged(answerWith({"one"}), only({})), answerWith({}));
}

TEST(AgentFilter, PutsKeysBeforeTheOthers)
{
    EXPECT_EQ(arranged(answerWith({"one", "two", "three", "four"}), {{"three", "none", "two"}}),
              answerWith({"three", "two", "one", "four"}));
    QList<QByteArray> told;
    arranged(answerWith({"one", "two"}), only({"two", "none"}), &told);
    EXPECT_EQ(told, QList<QByteArray>{"two"});
    EXPECT_TRUE(AgentKeys{}.areAll());
    EXPECT_EQ(arranged(answerWith({"one", "two"}), {}), answerWith({"one", "two"}));
}

TEST(AgentFilter, LeavesOtherAnswersAlone)
{
    EXPECT_EQ(arranged(QByteArray("\x0e signature"), only({})), QByteArray("\x0e signature"));
    EXPECT_EQ(arranged({}, only({"one"})), QByteArray());
}

TEST(AgentFilter, EndsAtAnAnswerThatIsCutShort)
{
    const QByteArray whole = answerWith({"one", "two"});
    for (qsizetype length = 5; length < whole.size(); ++length) {
        const QByteArray kept = arranged(whole.first(length), only({"one", "two"}));
        EXPECT_TRUE(kept == answerWith({}) || kept == answerWith({"one"})) << length;
    }
    EXPECT_EQ(arranged(char(12) + QByteArray(8, '\xff'), only({"one"})), answerWith({}));
}

TEST(AgentFilter, EndsWithAnAgentThatHangsUp)
{
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    const Descriptor agent(ends[0]);
    ::close(ends[1]);
    const AgentFilter filter(agent.get(), only({}));
    const QByteArray request = text(QByteArray(1, char(11)));
    ASSERT_EQ(::send(filter.socket(), request.constData(), size_t(request.size()), MSG_NOSIGNAL),
              request.size());
    char byte = 0;
    EXPECT_EQ(::read(filter.socket(), &byte, 1), 0);
}
