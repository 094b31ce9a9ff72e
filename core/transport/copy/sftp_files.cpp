#include "core/transport/copy/sftp_files.h"

#include <algorithm>
#include <memory>
#include <sys/stat.h>

namespace regatta::transport::copy {

using base::ErrorCode;

namespace {

constexpr quint32 version = 3;
constexpr auto atomicRename = "posix-rename@openssh.com";

/// What a server may make us remember of one folder.
constexpr size_t mostEntries = 1'000'000;

base::Error complaint(const QByteArray &path, const QString &words)
{
    return {ErrorCode::CopyFailed, QString::fromUtf8(path) + QStringLiteral(": ") + words};
}

base::Error notUnderstood(const QByteArray &path)
{
    return complaint(path, QStringLiteral("not an SFTP answer"));
}

/// Words for those servers that send none; they are OpenSSH's.
QString wordsFor(quint32 status)
{
    switch (Status(status)) {
    case Status::Ok:
        return QStringLiteral("Success");
    case Status::End:
        return QStringLiteral("End of file");
    case Status::NoSuchFile:
        return QStringLiteral("No such file");
    case Status::PermissionDenied:
        return QStringLiteral("Permission denied");
    case Status::Failure:
        return QStringLiteral("Failure");
    }
    return QStringLiteral("SFTP status %1").arg(status);
}

struct StatusReply
{
    quint32 code = quint32(Status::Failure);
    QString words;

    bool is(Status status) const { return code == quint32(status); }
};

StatusReply takeStatus(PacketReader &packet)
{
    StatusReply status;
    status.code = packet.take32();
    status.words = QString::fromUtf8(packet.takeString());
    if (status.words.isEmpty())
        status.words = wordsFor(status.code);
    return status;
}

/// Of an answer that should have been another.
base::Error failureOf(Reply type, PacketReader &packet, const QByteArray &path)
{
    if (type != Reply::Status)
        return notUnderstood(path);
    const StatusReply status = takeStatus(packet);
    return packet.isSound() && !status.is(Status::Ok) ? complaint(path, status.words) : notUnderstood(path);
}

Attributes::Kind kindOf(quint32 permissions)
{
    switch (permissions & S_IFMT) {
    case S_IFREG:
        return Attributes::Kind::File;
    case S_IFDIR:
        return Attributes::Kind::Folder;
    case S_IFLNK:
    case 0: // the server doesn't say
        return Attributes::Kind::Link;
    default:
        return Attributes::Kind::Other;
    }
}

Attributes takeAttributes(PacketReader &packet)
{
    Attributes attributes{Attributes::Kind::Link, 0, 0};
    const quint32 fields = packet.take32();
    if (fields & attribute::size)
        attributes.size = qint64(std::min<quint64>(packet.take64(), std::numeric_limits<qint64>::max()));
    if (fields & attribute::owner)
        packet.take64();
    if (fields & attribute::permissions) {
        const quint32 permissions = packet.take32();
        attributes.kind = kindOf(permissions);
        attributes.mode = permissions & 0777;
    }
    if (fields & attribute::times)
        packet.take64();
    if (fields & attribute::extended) {
        for (quint32 count = packet.take32(); count > 0 && packet.isSound(); --count) {
            packet.takeString();
            packet.takeString();
        }
    }
    return attributes;
}

/// False: this is no answer, or one that never ends.
bool takeNames(PacketReader &packet, std::vector<Entry> &entries)
{
    const quint32 count = packet.take32();
    for (quint32 i = 0; i < count && packet.isSound(); ++i) {
        QByteArray name = packet.takeString();
        packet.takeString(); // the same as ls -l would write it
        const Attributes attributes = takeAttributes(packet);
        if (name.size() > longestName)
            return false;
        if (name != "." && name != "..")
            entries.push_back({std::move(name), attributes});
    }
    return count > 0 && packet.isSound() && entries.size() <= mostEntries;
}

/// Nothing but Ok will do.
auto whenOk(const QByteArray &path, Done<void> done)
{
    return [path, done = std::move(done)](const auto &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        const auto [type, packet] = *answer;
        if (type != Reply::Status)
            return done(tl::unexpected(notUnderstood(path)));
        const StatusReply status = takeStatus(*packet);
        if (!packet->isSound())
            return done(tl::unexpected(notUnderstood(path)));
        if (!status.is(Status::Ok))
            return done(tl::unexpected(complaint(path, status.words)));
        done({});
    };
}

} // namespace

struct SftpFiles::Listing
{
    Handle handle;
    std::vector<Entry> entries;
    Done<std::vector<Entry>> done;
};

SftpFiles::SftpFiles(std::function<void()> ready)
    : m_ready(std::move(ready))
{
    PacketWriter init(Request::Init);
    send(init.add32(version));
}

PacketWriter SftpFiles::request(Request type, Answered answered)
{
    m_waiting.emplace(++m_lastId, std::move(answered));
    PacketWriter packet(type);
    packet.add32(m_lastId);
    return packet;
}

bool SftpFiles::feed(QByteArrayView bytes)
{
    m_splitter.feed(bytes);
    while (const auto packet = m_splitter.next()) {
        if (!takePacket(*packet))
            return false;
    }
    return !m_splitter.isBroken();
}

bool SftpFiles::takePacket(const QByteArray &bytes)
{
    PacketReader packet(bytes);
    const auto type = Reply(packet.take8());
    if (!m_isReady) {
        if (type != Reply::Version)
            return false;
        takeVersion(packet);
        return true;
    }
    auto waiting = m_waiting.extract(packet.take32());
    if (!packet.isSound() || waiting.empty())
        return false;
    waiting.mapped()(std::pair(type, &packet));
    return true;
}

void SftpFiles::takeVersion(PacketReader &packet)
{
    packet.take32(); // never above ours, and nobody speaks less than 3
    while (packet.isSound() && !packet.isAtEnd()) {
        const QByteArray name = packet.takeString();
        packet.takeString();
        m_replacesAtomically = m_replacesAtomically || name == atomicRename;
    }
    m_isReady = true;
    m_ready();
}

QByteArrayView SftpFiles::toSend() const
{
    return QByteArrayView(m_outgoing.front()).sliced(m_sentOfFirst);
}

bool SftpFiles::hasToSend() const
{
    return !m_ended && !m_outgoing.empty();
}

void SftpFiles::sent(qsizetype length)
{
    m_sentOfFirst += length;
    if (m_sentOfFirst == m_outgoing.front().size()) {
        m_outgoing.pop_front();
        m_sentOfFirst = 0;
    }
}

void SftpFiles::end(const base::Error &error)
{
    m_ended = error;
    failWaiting();
}

void SftpFiles::failWaiting()
{
    // Whoever is told may ask again, and is told the same.
    while (m_ended && !m_waiting.empty()) {
        auto waiting = m_waiting.extract(m_waiting.begin());
        waiting.mapped()(tl::unexpected(*m_ended));
    }
    if (m_ended)
        m_outgoing.clear();
}

void SftpFiles::look(const QByteArray &path, bool throughLinks, Done<std::optional<Attributes>> done)
{
    auto packet = request(throughLinks ? Request::Look : Request::LookAtLink,
                          [path, done = std::move(done)](const Answer &answer) {
                              if (!answer)
                                  return done(tl::unexpected(answer.error()));
                              const auto [type, reply] = *answer;
                              if (type == Reply::Attributes)
                                  return done(takeAttributes(*reply));
                              PacketReader status = *reply;
                              if (type == Reply::Status && takeStatus(status).is(Status::NoSuchFile))
                                  return done(std::optional<Attributes>());
                              done(tl::unexpected(failureOf(type, *reply, path)));
                          });
    send(packet.addString(path));
}

void SftpFiles::list(const QByteArray &path, Done<std::vector<Entry>> done)
{
    auto packet = request(Request::OpenFolder, [this, path, done = std::move(done)](const Answer &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        const auto [type, reply] = *answer;
        if (type != Reply::Handle)
            return done(tl::unexpected(failureOf(type, *reply, path)));
        listMore(std::make_shared<Listing>(Listing{{reply->takeString(), path}, {}, done}));
    });
    send(packet.addString(path));
}

void SftpFiles::listMore(const std::shared_ptr<Listing> &listing)
{
    auto packet = request(Request::ReadFolder, [this, listing](const Answer &answer) {
        if (!answer)
            return listing->done(tl::unexpected(answer.error()));
        const QByteArray &path = listing->handle.path;
        const auto [type, reply] = *answer;
        if (type == Reply::Name) {
            if (takeNames(*reply, listing->entries))
                return listMore(listing);
            return listing->done(tl::unexpected(notUnderstood(path)));
        }
        close(listing->handle, [](const auto &) {});
        PacketReader status = *reply;
        if (type == Reply::Status && takeStatus(status).is(Status::End))
            return listing->done(std::move(listing->entries));
        listing->done(tl::unexpected(failureOf(type, *reply, path)));
    });
    send(packet.addString(listing->handle.id));
}

void SftpFiles::resolve(const QByteArray &path, Done<QByteArray> done)
{
    auto packet = request(Request::Resolve, [path, done = std::move(done)](const Answer &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        const auto [type, reply] = *answer;
        if (type != Reply::Name || reply->take32() != 1)
            return done(tl::unexpected(failureOf(type, *reply, path)));
        done(reply->takeString());
    });
    send(packet.addString(path));
}

void SftpFiles::open(const QByteArray &path, quint32 how, Done<Handle> done)
{
    auto packet = request(Request::Open, [path, done = std::move(done)](const Answer &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        const auto [type, reply] = *answer;
        if (type != Reply::Handle)
            return done(tl::unexpected(failureOf(type, *reply, path)));
        done(Handle{reply->takeString(), path});
    });
    send(packet.addString(path).add32(how).addMode(forUsAlone));
}

void SftpFiles::openToRead(const QByteArray &path, Done<Handle> done)
{
    open(path, opened::toRead, std::move(done));
}

void SftpFiles::create(const QByteArray &path, Done<Handle> done)
{
    open(path, opened::toWrite | opened::madeIfMissing | opened::onlyIfMissing, std::move(done));
}

void SftpFiles::read(const Handle &handle, qint64 offset, qint64 length, Done<QByteArray> done)
{
    auto packet =
        request(Request::Read, [path = handle.path, length, done = std::move(done)](const Answer &answer) {
            if (!answer)
                return done(tl::unexpected(answer.error()));
            const auto [type, reply] = *answer;
            if (type == Reply::Data) {
                QByteArray bytes = reply->takeString();
                if (bytes.isEmpty() || bytes.size() > length)
                    return done(tl::unexpected(notUnderstood(path)));
                return done(std::move(bytes));
            }
            PacketReader status = *reply;
            if (type == Reply::Status && takeStatus(status).is(Status::End))
                return done(QByteArray());
            done(tl::unexpected(failureOf(type, *reply, path)));
        });
    send(packet.addString(handle.id).add64(quint64(offset)).add32(quint32(length)));
}

void SftpFiles::write(const Handle &handle, qint64 offset, const QByteArray &bytes, Done<void> done)
{
    auto packet = request(Request::Write, whenOk(handle.path, std::move(done)));
    send(packet.addString(handle.id).add64(quint64(offset)).addString(bytes));
}

void SftpFiles::close(const Handle &handle, Done<void> done)
{
    auto packet = request(Request::Close, whenOk(handle.path, std::move(done)));
    send(packet.addString(handle.id));
}

void SftpFiles::setMode(const QByteArray &path, quint32 mode, Done<void> done)
{
    auto packet = request(Request::SetAttributes, whenOk(path, std::move(done)));
    send(packet.addString(path).addMode(mode));
}

void SftpFiles::makeFolder(const QByteArray &path, quint32 mode, Done<void> done)
{
    // Servers have no word for "there already": it is one failure among many.
    auto made = [this, path, done = std::move(done)](const base::Expected<void> &result) {
        if (result)
            return done({});
        look(path, true, [error = result.error(), done](const auto &found) {
            const bool isThere = found && *found && (*found)->kind == Attributes::Kind::Folder;
            done(isThere ? base::Expected<void>() : tl::unexpected(error));
        });
    };
    auto packet = request(Request::MakeFolder, whenOk(path, std::move(made)));
    send(packet.addString(path).addMode(mode));
}

void SftpFiles::replace(const QByteArray &path, const QByteArray &by, Done<void> done)
{
    auto packet =
        request(m_replacesAtomically ? Request::Extended : Request::Rename, whenOk(path, std::move(done)));
    if (m_replacesAtomically)
        packet.addString(atomicRename);
    send(packet.addString(by).addString(path));
}

void SftpFiles::remove(const QByteArray &path, Done<void> done)
{
    auto packet = request(Request::Remove, whenOk(path, std::move(done)));
    send(packet.addString(path));
}

} // namespace regatta::transport::copy
