#include "core/transport/libssh/forwarding_failure.h"

#include <QRegularExpression>

namespace regatta::transport::libssh {

using base::ErrorCode;

namespace {

/// libssh counts on from here (FIRST_CHANNEL in its session.h).
constexpr int channelBeforeFirst = 42;

// RFC 4254, 5.1
constexpr int connectFailed = 2;

/// The jump host says why in the words of its own system.
ErrorCode codeOf(const QString &words)
{
    const auto says = [&words](const char *text) {
        return words.contains(QLatin1String(text), Qt::CaseInsensitive);
    };
    if (says("refused"))
        return ErrorCode::ConnectionRefused;
    if (says("timed out"))
        return ErrorCode::ConnectTimedOut;
    if (says("not known") || says("name resolution") || says("no address associated"))
        return ErrorCode::NameNotResolved;
    return ErrorCode::NetworkUnreachable;
}

} // namespace

ForwardingFailure readForwardingFailure(const QString &errorText)
{
    static const QRegularExpression form(
        QStringLiteral("^Channel opening failure: channel (\\d+) error \\((\\d+)\\) ?(.*)$"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(errorText);
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).trimmed()};
}

int channelNumber(int nth)
{
    return channelBeforeFirst + nth;
}

base::Error errorOf(const ForwardingFailure &failure)
{
    if (failure.channel == 0)
        return {ErrorCode::NetworkUnreachable, {}};
    if (failure.reason != connectFailed)
        return {ErrorCode::ForwardingRefused, failure.words};
    return {codeOf(failure.words), failure.words};
}

} // namespace regatta::transport::libssh
