// How much processor time known_hosts takes: to read 100,000 plain entries, to read 3,000 hashed ones, and to
// look 1,000 hosts up among those, which takes an HMAC for each of both.

#include "core/trust/hashed_name_index.h"
#include "core/trust/known_hosts.h"
#include "core/trust/known_hosts_file.h"

#include <QtEndian>

#include <cstdio>
#include <ctime>

using namespace regatta;

namespace {

constexpr int plainEntries = 100'000;
constexpr int hashedEntries = 3'000;
constexpr int hosts = 1'000;

double processorMilliseconds()
{
    return double(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

QByteArray hostName(int number)
{
    return "host" + QByteArray::number(number) + ".example.org";
}

QByteArray wireString(const QByteArray &bytes)
{
    QByteArray length(4, '\0');
    qToBigEndian(quint32(bytes.size()), length.data());
    return length + bytes;
}

/// Sound in form; nobody has the private half.
QByteArray key(int number)
{
    QByteArray bytes(32, '\x11');
    qToBigEndian(quint32(number), bytes.data());
    return "ssh-ed25519 " + (wireString("ssh-ed25519") + wireString(bytes)).toBase64();
}

std::shared_ptr<const trust::KnownHostsFile> read(const QByteArray &contents)
{
    const double start = processorMilliseconds();
    auto file = std::make_shared<trust::KnownHostsFile>(QStringLiteral("known_hosts"), contents);
    std::printf("%10.1f ms", processorMilliseconds() - start);
    return file;
}

void lookUp(const std::shared_ptr<const trust::KnownHostsFile> &file, const char *what)
{
    const trust::KnownHosts known({file});
    const double start = processorMilliseconds();
    int found = 0;
    for (int i = 0; i < hosts; ++i)
        found += int(known.keyTypes(QString::fromLatin1(hostName(i)), 22).size());
    std::printf("%10.1f ms  %s, %d of them known\n", processorMilliseconds() - start, what, found);
}

} // namespace

int main()
{
    QByteArray plain;
    for (int i = 0; i < plainEntries; ++i)
        plain += hostName(i) + ' ' + key(i) + '\n';
    QByteArray hashed;
    for (int i = 0; i < hashedEntries; ++i)
        hashed += trust::HashedName::make(hostName(i)) + ' ' + key(i) + '\n';

    const auto plainFile = read(plain);
    std::printf("  %d plain entries are read (goal: under 1,000)\n", plainEntries);
    lookUp(plainFile, "1,000 hosts among them");
    const auto hashedFile = read(hashed);
    std::printf("  %d hashed entries are read\n", hashedEntries);
    lookUp(hashedFile, "1,000 hosts among them (goal: under 1,500)");
    lookUp(hashedFile, "the same hosts once more");
    return 0;
}
