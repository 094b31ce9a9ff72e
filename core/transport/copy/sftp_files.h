#pragma once

#include "core/transport/copy/files.h"
#include "core/transport/copy/sftp_packet.h"

#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>

namespace regatta::transport::copy {

/// The files of a host, over SFTP. Knows of no connection: what comes from the server is fed in, what is to
/// be sent to it is taken out. Requests are sent at once, however many others wait for their answers.
/// (libssh's own client waits inside its calls until each answer is there.)
class SftpFiles final : public Files
{
public:
    /// `ready` is called once the server has said that it speaks SFTP; nothing may be asked before.
    explicit SftpFiles(std::function<void()> ready);

    /// False: this is no SFTP, and nothing more will come of it.
    [[nodiscard]] bool feed(QByteArrayView bytes);
    bool isReady() const { return m_isReady; }
    /// What came instead of SFTP, or nothing.
    QByteArray unexpected() const { return m_splitter.rest(); }

    bool hasToSend() const;
    /// The next bytes to send.
    QByteArrayView toSend() const;
    void sent(qsizetype length);

    /// The server is gone: nothing that waits will be answered, all of it fails with this error.
    void end(const base::Error &error);
    /// After end(): answers what has been asked since.
    void failWaiting();

    void look(const QByteArray &path, bool throughLinks, Done<std::optional<Attributes>> done) override;
    void list(const QByteArray &path, Done<std::vector<Entry>> done) override;
    void resolve(const QByteArray &path, Done<QByteArray> done) override;
    void openToRead(const QByteArray &path, Done<Handle> done) override;
    void create(const QByteArray &path, Done<Handle> done) override;
    void read(const Handle &handle, qint64 offset, qint64 length, Done<QByteArray> done) override;
    void write(const Handle &handle, qint64 offset, const QByteArray &bytes, Done<void> done) override;
    void close(const Handle &handle, Done<void> done) override;
    void setMode(const QByteArray &path, quint32 mode, Done<void> done) override;
    void makeFolder(const QByteArray &path, quint32 mode, Done<void> done) override;
    void replace(const QByteArray &path, const QByteArray &by, Done<void> done) override;
    void remove(const QByteArray &path, Done<void> done) override;

private:
    /// What the server said, or why it won't say anything.
    using Answer = base::Expected<std::pair<Reply, PacketReader *>>;
    using Answered = std::function<void(const Answer &answer)>;
    struct Listing;

    PacketWriter request(Request type, Answered answered);
    void send(PacketWriter &packet) { m_outgoing.push_back(packet.take()); }
    bool takePacket(const QByteArray &packet);
    void takeVersion(PacketReader &packet);
    void open(const QByteArray &path, quint32 how, Done<Handle> done);
    void listMore(const std::shared_ptr<Listing> &listing);

    const std::function<void()> m_ready;
    PacketSplitter m_splitter;
    std::deque<QByteArray> m_outgoing;
    qsizetype m_sentOfFirst = 0;
    std::unordered_map<quint32, Answered> m_waiting;
    quint32 m_lastId = 0;
    bool m_isReady = false;
    bool m_replacesAtomically = false; ///< posix-rename@openssh.com
    std::optional<base::Error> m_ended;
};

} // namespace regatta::transport::copy
