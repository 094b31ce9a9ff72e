#pragma once

#include "core/transport/copy/files.h"

#include <deque>
#include <map>

namespace regatta::transport::copy {

/// The files of this machine. What is asked is done in turns of work(), so that a copy takes no more of its
/// thread at a time than its driver gives it: a chunk is small, and mostly in the page cache.
class LocalFiles final : public Files
{
public:
    ~LocalFiles() override;

    bool hasWork() const { return !m_questions.empty(); }
    /// Does so many things at most, in the order in which they were asked.
    void work(int most);

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
    template <typename Value, typename Deed>
    void queue(Done<Value> done, Deed deed);
    base::Expected<Handle> open(const QByteArray &path, int flags);
    int descriptor(const Handle &handle) const;

    std::deque<std::function<void()>> m_questions;
    std::map<QByteArray, int> m_open; ///< descriptors by Handle::id
    quint64 m_lastId = 0;
};

} // namespace regatta::transport::copy
