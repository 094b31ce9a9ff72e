#include "core/trust/public_key.h"

#include <QtEndian>

#include <array>
#include <span>

namespace regatta::trust {
namespace {

enum class FieldKind { Number, Modulus, Bytes32, Curve, Point, Text };

// OpenSSH rejects shorter RSA keys wherever it reads one (SSH_RSA_MINIMUM_MODULUS_SIZE, in bytes).
constexpr qsizetype minimumModulus = 1024 / 8;

constexpr std::array rsaFields{FieldKind::Number, FieldKind::Modulus};
constexpr std::array dsaFields{FieldKind::Number, FieldKind::Number, FieldKind::Number, FieldKind::Number};
constexpr std::array ecdsaFields{FieldKind::Curve, FieldKind::Point};
constexpr std::array ed25519Fields{FieldKind::Bytes32};
constexpr std::array skEcdsaFields{FieldKind::Curve, FieldKind::Point, FieldKind::Text};
constexpr std::array skEd25519Fields{FieldKind::Bytes32, FieldKind::Text};

struct KeyType
{
    QByteArrayView name;
    std::span<const FieldKind> fields;
    QByteArrayView curve;
    qsizetype pointSize; // uncompressed: 1 + 2 coordinates
};

// In the order of HostKeyAlgorithms' default (ssh_config(5)), ssh-dss last.
constexpr std::array<KeyType, 8> keyTypes{{
    {"ssh-ed25519", ed25519Fields, "", 0},
    {"ecdsa-sha2-nistp256", ecdsaFields, "nistp256", 65},
    {"ecdsa-sha2-nistp384", ecdsaFields, "nistp384", 97},
    {"ecdsa-sha2-nistp521", ecdsaFields, "nistp521", 133},
    {"sk-ssh-ed25519@openssh.com", skEd25519Fields, "", 0},
    {"sk-ecdsa-sha2-nistp256@openssh.com", skEcdsaFields, "nistp256", 65},
    {"ssh-rsa", rsaFields, "", 0},
    {"ssh-dss", dsaFields, "", 0},
}};

/// Takes a length-prefixed string off the front.
std::optional<QByteArrayView> takeString(QByteArrayView &rest)
{
    constexpr qsizetype prefix = 4;
    if (rest.size() < prefix)
        return std::nullopt;
    const auto length = qsizetype(qFromBigEndian<quint32>(rest.data()));
    if (length > rest.size() - prefix)
        return std::nullopt;
    const QByteArrayView string = rest.sliced(prefix, length);
    rest = rest.sliced(prefix + length);
    return string;
}

void appendString(QByteArray &blob, QByteArrayView string)
{
    const quint32 length = qToBigEndian(quint32(string.size()));
    blob.append(reinterpret_cast<const char *>(&length), sizeof length);
    blob.append(string);
}

/// RFC 4251: two's complement, and no leading zero byte but one that keeps the number positive.
std::optional<QByteArrayView> positiveNumber(QByteArrayView field)
{
    if (field.isEmpty() || (uchar(field.front()) & 0x80) != 0)
        return std::nullopt;
    while (field.size() > 1 && field[0] == 0 && (uchar(field[1]) & 0x80) == 0)
        field = field.sliced(1);
    return field;
}

std::optional<QByteArrayView> checkedField(FieldKind kind, QByteArrayView field, const KeyType &type)
{
    const auto onlyIf = [&](bool sound) { return sound ? std::optional(field) : std::nullopt; };
    switch (kind) {
    case FieldKind::Number:
        return positiveNumber(field);
    case FieldKind::Modulus: {
        const auto number = positiveNumber(field);
        return number && number->size() >= minimumModulus ? number : std::nullopt;
    }
    case FieldKind::Bytes32:
        return onlyIf(field.size() == 32);
    case FieldKind::Curve:
        return onlyIf(field == type.curve);
    case FieldKind::Point:
        return onlyIf(field.size() == type.pointSize && field.front() == 4);
    case FieldKind::Text:
        return onlyIf(!field.isEmpty());
    }
    Q_UNREACHABLE();
}

const KeyType *findType(QByteArrayView name)
{
    for (const KeyType &type : keyTypes) {
        if (type.name == name)
            return &type;
    }
    return nullptr;
}

} // namespace

std::optional<HostKey> keyFromBlob(QByteArrayView blob)
{
    QByteArrayView rest = blob;
    const auto name = takeString(rest);
    const KeyType *type = name ? findType(*name) : nullptr;
    if (!type)
        return std::nullopt;
    // The name is a literal: 100,000 keys share it.
    HostKey key{QByteArray::fromRawData(type->name.data(), type->name.size()), {}};
    key.blob.reserve(blob.size());
    appendString(key.blob, type->name);
    for (const FieldKind kind : type->fields) {
        const auto field = takeString(rest);
        const auto checked = field ? checkedField(kind, *field, *type) : std::nullopt;
        if (!checked)
            return std::nullopt;
        appendString(key.blob, *checked);
    }
    return rest.isEmpty() ? std::optional(std::move(key)) : std::nullopt;
}

HostKey canonical(HostKey key)
{
    return keyFromBlob(key.blob).value_or(std::move(key));
}

int preference(const QByteArray &keyType)
{
    const KeyType *type = findType(keyType);
    return type ? int(type - keyTypes.data()) : int(keyTypes.size());
}

} // namespace regatta::trust
