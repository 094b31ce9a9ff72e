#include "core/trust/host_names.h"

#include <QRandomGenerator>

#include <algorithm>

namespace regatta::trust {
namespace {

constexpr QByteArrayView hashMagic = "|1|";
constexpr qsizetype encodedDigest = 28; // base64 of 20 bytes

char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// Going back to the last `*` only is enough, and keeps a hostile pattern from taking exponential time.
bool matchesPattern(QByteArrayView name, QByteArrayView pattern)
{
    qsizetype n = 0;
    qsizetype p = 0;
    qsizetype afterStar = -1;
    qsizetype resumeAt = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            afterStar = ++p;
            resumeAt = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++p;
            ++n;
        } else if (afterStar >= 0) {
            p = afterStar;
            n = ++resumeAt;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::optional<std::array<char, 20>> decodedDigest(QByteArrayView text)
{
    const QByteArray raw = QByteArray::fromRawData(text.data(), text.size());
    const auto decoded = QByteArray::fromBase64Encoding(raw, QByteArray::AbortOnBase64DecodingErrors);
    std::array<char, 20> digest;
    if (!decoded || decoded.decoded.size() != qsizetype(digest.size()))
        return std::nullopt;
    std::copy(decoded.decoded.begin(), decoded.decoded.end(), digest.begin());
    return digest;
}

} // namespace

QByteArray knownHostsName(const QString &host, quint16 port)
{
    QByteArray name = host.toUtf8();
    std::transform(name.begin(), name.end(), name.begin(), asciiLower);
    return port == sshPort ? name : '[' + name + "]:" + QByteArray::number(port);
}

bool matchesNameList(QByteArrayView name, QByteArrayView list)
{
    bool matched = false;
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        QByteArrayView member = comma < 0 ? list : list.first(comma);
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
        const bool negated = member.startsWith('!');
        if (negated)
            member = member.sliced(1);
        if (!matchesPattern(name, member))
            continue;
        if (negated)
            return false;
        matched = true;
    }
    return matched;
}

bool isPlainNameList(QByteArrayView list)
{
    return !std::any_of(list.begin(), list.end(), [](char c) { return c == '*' || c == '?' || c == '!'; });
}

bool canStandPlain(QByteArrayView name)
{
    const auto misread = [](char c) { return (uchar(c) <= ' ') || c == 0x7f || c == ','; };
    return !name.isEmpty() && name.size() < nameTooLong && isPlainNameList(name) &&
           !QByteArrayView("|#@").contains(name.front()) && std::none_of(name.begin(), name.end(), misread);
}

std::optional<HashedName> HashedName::parse(QByteArrayView field)
{
    const qsizetype saltEnd = hashMagic.size() + encodedDigest;
    if (field.size() != saltEnd + 1 + encodedDigest || !field.startsWith(hashMagic) || field[saltEnd] != '|')
        return std::nullopt;
    const auto salt = decodedDigest(field.sliced(hashMagic.size(), encodedDigest));
    const auto digest = decodedDigest(field.last(encodedDigest));
    if (!salt || !digest)
        return std::nullopt;
    HashedName name;
    name.m_salt = *salt;
    name.m_digest = *digest;
    return name;
}

QByteArray HashedName::make(QByteArrayView name)
{
    Digest salt;
    std::array<quint32, 5> random;
    static_assert(sizeof random == sizeof salt);
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    std::copy_n(reinterpret_cast<const char *>(random.data()), salt.size(), salt.begin());
    QCryptographicHash sha1(QCryptographicHash::Sha1);
    const Digest hashed = hash(salt, name, sha1);
    const auto encoded = [](const Digest &bytes) {
        return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())).toBase64();
    };
    return hashMagic.toByteArray() + encoded(salt) + '|' + encoded(hashed);
}

bool HashedName::matches(QByteArrayView name, QCryptographicHash &sha1) const
{
    return hash(m_salt, name, sha1) == m_digest;
}

/// RFC 2104. QMessageAuthenticationCode does the same, but allocates for each of 100,000 lines.
HashedName::Digest HashedName::hash(const Digest &salt, QByteArrayView name, QCryptographicHash &sha1)
{
    std::array<char, 64> pad{};
    const auto padded = [&](char filler, QByteArrayView text) {
        pad.fill(filler);
        for (size_t i = 0; i < salt.size(); ++i)
            pad[i] = char(pad[i] ^ salt[i]);
        sha1.reset();
        sha1.addData(QByteArrayView(pad.data(), qsizetype(pad.size())));
        sha1.addData(text);
        Digest result;
        const QByteArrayView view = sha1.resultView();
        std::copy(view.begin(), view.end(), result.begin());
        return result;
    };
    const Digest inner = padded(0x36, name);
    return padded(0x5c, QByteArrayView(inner.data(), qsizetype(inner.size())));
}

} // namespace regatta::trust
