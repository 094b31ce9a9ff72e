#include "core/targets/node_address.h"

#include <arpa/inet.h>

#include <algorithm>

namespace regatta::targets {

namespace {

constexpr qsizetype longestHost = 253; // RFC 1035, 2.3.4, as text
constexpr qsizetype longestUser = 255; // LOGIN_NAME_MAX, without its NUL

bool isHostName(QStringView text)
{
    const auto isAllowed = [](QChar c) {
        return c.isLetterOrNumber() || c.isMark() || c == u'.' || c == u'-' || c == u'_' || c == u'+';
    };
    return !text.isEmpty() && text.size() <= longestHost && text.front() != u'-' &&
           std::all_of(text.begin(), text.end(), isAllowed);
}

bool isUserName(QStringView text)
{
    constexpr QStringView refused = u"'\"`;&<>|(){}[]:";
    const auto isAllowed = [refused](QChar c) {
        return c.isPrint() && !c.isSpace() && c != QChar::ReplacementCharacter && !refused.contains(c);
    };
    return !text.isEmpty() && text.size() <= longestUser && text.front() != u'-' &&
           std::all_of(text.begin(), text.end(), isAllowed);
}

bool isIpv6Address(QStringView text)
{
    const qsizetype percent = text.indexOf(u'%');
    if (percent >= 0 && !isHostName(text.sliced(percent + 1)))
        return false;
    in6_addr address;
    return inet_pton(AF_INET6, text.left(percent < 0 ? text.size() : percent).toLatin1().constData(),
                     &address) == 1;
}

std::optional<quint16> parsePort(QStringView text)
{
    const bool isNumber =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const ushort port = text.toUShort(&fits);
    if (!isNumber || !fits || port == 0)
        return std::nullopt;
    return port;
}

/// The host, and what follows it: nothing, or a colon and a port.
struct HostAndRest
{
    QStringView host;
    QStringView rest;
};

std::optional<HostAndRest> splitHost(QStringView text)
{
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0 || !isIpv6Address(text.sliced(1, close - 1)))
            return std::nullopt;
        return HostAndRest{text.sliced(1, close - 1), text.sliced(close + 1)};
    }
    const qsizetype colon = text.indexOf(u':');
    if (colon >= 0 && text.indexOf(u':', colon + 1) >= 0) {
        if (!isIpv6Address(text))
            return std::nullopt;
        return HostAndRest{text, {}};
    }
    const QStringView host = colon < 0 ? text : text.left(colon);
    if (!isHostName(host))
        return std::nullopt;
    return HostAndRest{host, text.sliced(host.size())};
}

struct AddressParts
{
    QStringView user;
    QStringView host;
    quint16 port = 0;
};

std::optional<AddressParts> split(QStringView text)
{
    AddressParts parts;
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        parts.user = text.left(at);
        if (!isUserName(parts.user))
            return std::nullopt;
        text = text.sliced(at + 1);
    }
    const auto host = splitHost(text);
    if (!host)
        return std::nullopt;
    parts.host = host->host;
    if (!host->rest.isEmpty()) {
        const auto port = host->rest.startsWith(u':') ? parsePort(host->rest.sliced(1)) : std::nullopt;
        if (!port)
            return std::nullopt;
        parts.port = *port;
    }
    return parts;
}

} // namespace

std::optional<model::Target> parseAddress(QStringView text)
{
    const auto parts = split(text);
    if (!parts)
        return std::nullopt;
    return model::Target{parts->host.toString(), parts->user.toString(), parts->port, {}};
}

bool isAddress(QStringView text)
{
    return split(text).has_value();
}

} // namespace regatta::targets
