#include "core/transport/libssh/forwarding_failure.h"

#include <gtest/gtest.h>

using namespace regatta::transport::libssh;
using regatta::base::Error;
using regatta::base::ErrorCode;

namespace {

Error errorFor(const char *text)
{
    return errorOf(readForwardingFailure(QString::fromUtf8(text)));
}

} // namespace

TEST(ForwardingFailure, NamesItsChannel)
{
    const auto failure =
        readForwardingFailure(QStringLiteral("Channel opening failure: channel 44 error (1) open failed"));
    EXPECT_EQ(failure.channel, channelNumber(2));
    EXPECT_EQ(failure.words, QStringLiteral("open failed"));
    EXPECT_EQ(readForwardingFailure(QStringLiteral("Socket error")).channel, 0);
}

TEST(ForwardingFailure, IsTakenForWhatTheJumpHostSaysOfIt)
{
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (1) open failed"),
              (Error{ErrorCode::ForwardingRefused, QStringLiteral("open failed")}));
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (2) Connection refused").code,
              ErrorCode::ConnectionRefused);
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (2) Connection timed out").code,
              ErrorCode::ConnectTimedOut);
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (2) Name or service not known").code,
              ErrorCode::NameNotResolved);
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (2) No route to host").code,
              ErrorCode::NetworkUnreachable);
    EXPECT_EQ(errorFor("Channel opening failure: channel 43 error (4)").code, ErrorCode::ForwardingRefused);
    EXPECT_EQ(errorFor("anything else").code, ErrorCode::NetworkUnreachable);
}
