#pragma once

#include "core/transport/copy/files.h"
#include "core/transport/copy/room.h"

#include <deque>

namespace regatta::transport::copy {

/// All that is below a folder.
struct Tree
{
    struct Item
    {
        QByteArray path; ///< below the folder, never out of it
        qint64 size = 0;
        quint32 mode = 0;
    };

    std::vector<Item> folders; ///< each after the one that it is in
    std::vector<Item> files;
    qint64 size = 0;
};

/// Looks for all files below a folder. Links are followed, so that what they lead to is copied in their
/// place; one that leads back into a folder above it is an error, as are devices and names that no folder can
/// have.
class TreeWalk
{
public:
    TreeWalk(Files &files, QByteArray root, Done<Tree> done);

    void start();

private:
    struct Folder
    {
        QByteArray path; ///< below the root; empty: the root
        QByteArray real; ///< without links
    };

    QByteArray absolute(const QByteArray &path) const;
    void goOn();
    void take(const Folder &folder, const std::vector<Entry> &entries);
    void takeEntry(const Folder &folder, const QByteArray &path, const Entry &entry);
    void follow(const Folder &folder, const QByteArray &path);
    void enterLink(const Folder &folder, const QByteArray &path, quint32 mode);
    void addFile(const QByteArray &path, const Attributes &attributes);
    void addFolder(Folder folder, quint32 mode);
    void fail(const QByteArray &path, const char *words);
    void end(base::Expected<Tree> result);
    /// Of a question: counts it, and goes on after its answer.
    template <typename Value, typename Function>
    Done<Value> then(Function function);

    Files &m_files;
    const QByteArray m_root;
    const Done<Tree> m_done;
    Tree m_tree;
    std::deque<Folder> m_waiting;
    int m_open = 0; ///< questions
    bool m_hasEnded = false;
    Asker m_asker;
};

} // namespace regatta::transport::copy
