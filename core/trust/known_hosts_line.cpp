#include "core/trust/known_hosts_line.h"

#include "core/trust/host_names.h"
#include "core/trust/public_key.h"

namespace regatta::trust {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArrayView withoutLeadingBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    return text;
}

QByteArrayView takeWord(QByteArrayView &rest)
{
    qsizetype end = 0;
    while (end < rest.size() && !isBlank(rest[end]))
        ++end;
    const QByteArrayView word = rest.first(end);
    rest = withoutLeadingBlanks(rest.sliced(end));
    return word;
}

std::optional<Marker> takeMarker(QByteArrayView &rest)
{
    if (!rest.startsWith('@'))
        return Marker::None;
    const QByteArrayView word = takeWord(rest);
    if (rest.startsWith('@'))
        return std::nullopt;
    if (word == "@revoked")
        return Marker::Revoked;
    if (word == "@cert-authority")
        return Marker::CertAuthority;
    return std::nullopt;
}

bool areReadable(QByteArrayView names)
{
    if (names.startsWith('|'))
        return HashedName::parse(names).has_value();
    while (names.size() >= nameTooLong) {
        const qsizetype comma = names.indexOf(',');
        if (comma < 0 || comma >= nameTooLong)
            return false;
        names = names.sliced(comma + 1);
    }
    return !names.isEmpty();
}

} // namespace

tl::expected<std::optional<KnownHostsLine>, BrokenPart> parseKnownHostsLine(QByteArrayView line)
{
    if (const qsizetype nul = line.indexOf('\0'); nul >= 0)
        line = line.first(nul);
    while (line.endsWith('\r'))
        line.chop(1);
    QByteArrayView rest = withoutLeadingBlanks(line);
    if (rest.isEmpty() || rest.startsWith('#'))
        return std::nullopt;

    const auto marker = takeMarker(rest);
    if (!marker)
        return tl::unexpected(BrokenPart::Marker);
    const QByteArrayView names = takeWord(rest);
    if (!areReadable(names))
        return tl::unexpected(BrokenPart::Names);
    const QByteArrayView type = takeWord(rest);
    if (type.isEmpty() || type.startsWith('#'))
        return tl::unexpected(BrokenPart::KeyType);

    const QByteArrayView encoded = takeWord(rest);
    const auto blob = QByteArray::fromBase64Encoding(QByteArray::fromRawData(encoded.data(), encoded.size()),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    auto key = blob ? keyFromBlob(blob.decoded) : std::nullopt;
    if (!key || key->type != type)
        return tl::unexpected(BrokenPart::Key);
    return KnownHostsLine{*marker, names, std::move(*key)};
}

} // namespace regatta::trust
