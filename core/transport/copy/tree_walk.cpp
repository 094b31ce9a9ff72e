#include "core/transport/copy/tree_walk.h"

namespace regatta::transport::copy {

namespace {

/// More is a loop that can't be seen, or a server that makes names up.
constexpr size_t mostItems = 1'000'000;
constexpr qsizetype longestPath = 4096; // PATH_MAX

constexpr int mostQuestions = 8;

/// What a server calls a file must not lead out of the folder that it is copied into.
bool isName(const QByteArray &name)
{
    return !name.isEmpty() && name != "." && name != ".." && !name.contains('/') && !name.contains('\0');
}

bool isIn(const QByteArray &path, const QByteArray &folder)
{
    return path == folder || folder == "/" || path.startsWith(folder + '/');
}

} // namespace

TreeWalk::TreeWalk(Files &files, QByteArray root, Done<Tree> done)
    : m_files(files)
    , m_root(std::move(root))
    , m_done(std::move(done))
{}

template <typename Value, typename Function>
Done<Value> TreeWalk::then(Function function)
{
    ++m_open;
    return m_asker.heard([this, function = std::move(function)](base::Expected<Value> answer) {
        --m_open;
        if (m_hasEnded)
            return;
        if (!answer)
            return end(tl::unexpected(answer.error()));
        function(std::move(*answer));
        goOn();
    });
}

void TreeWalk::start()
{
    m_files.resolve(m_root, then<QByteArray>([this](const QByteArray &real) {
                        m_waiting.push_back({{}, real});
                    }));
}

QByteArray TreeWalk::absolute(const QByteArray &path) const
{
    return path.isEmpty() ? m_root : m_root + '/' + path;
}

void TreeWalk::goOn()
{
    while (!m_hasEnded && !m_waiting.empty() && m_open < mostQuestions) {
        const Folder folder = m_waiting.front();
        m_waiting.pop_front();
        m_files.list(absolute(folder.path),
                     then<std::vector<Entry>>(
                         [this, folder](const std::vector<Entry> &entries) { take(folder, entries); }));
    }
    if (m_open == 0 && m_waiting.empty())
        end(std::move(m_tree));
}

void TreeWalk::take(const Folder &folder, const std::vector<Entry> &entries)
{
    if (m_tree.files.size() + m_tree.folders.size() + entries.size() > mostItems)
        return fail(folder.path, "too many files");
    for (const Entry &entry : entries) {
        const QByteArray path = folder.path.isEmpty() ? entry.name : folder.path + '/' + entry.name;
        if (!isName(entry.name) || path.size() > longestPath)
            return fail(path, "not a name that a file can have");
        takeEntry(folder, path, entry);
    }
}

void TreeWalk::takeEntry(const Folder &folder, const QByteArray &path, const Entry &entry)
{
    switch (entry.attributes.kind) {
    case Attributes::Kind::File:
        return addFile(path, entry.attributes);
    case Attributes::Kind::Folder:
        return addFolder({path, folder.real + '/' + entry.name}, entry.attributes.mode);
    case Attributes::Kind::Link:
        return follow(folder, path);
    case Attributes::Kind::Other:
        return fail(path, "neither a file nor a folder");
    }
}

void TreeWalk::follow(const Folder &folder, const QByteArray &path)
{
    m_files.look(absolute(path), true,
                 then<std::optional<Attributes>>([this, folder, path](const auto &found) {
                     if (!found)
                         return fail(path, "a link that leads nowhere");
                     if (found->kind == Attributes::Kind::File)
                         return addFile(path, *found);
                     if (found->kind == Attributes::Kind::Folder)
                         return enterLink(folder, path, found->mode);
                     fail(path, "neither a file nor a folder");
                 }));
}

void TreeWalk::enterLink(const Folder &folder, const QByteArray &path, quint32 mode)
{
    m_files.resolve(absolute(path), then<QByteArray>([this, folder, path, mode](const QByteArray &real) {
                        if (isIn(folder.real, real))
                            return fail(path, "a link that leads back to where it is");
                        addFolder({path, real}, mode);
                    }));
}

void TreeWalk::addFile(const QByteArray &path, const Attributes &attributes)
{
    m_tree.files.push_back({path, attributes.size, attributes.mode});
    m_tree.size += attributes.size;
}

void TreeWalk::addFolder(Folder folder, quint32 mode)
{
    m_tree.folders.push_back({folder.path, 0, mode});
    m_waiting.push_back(std::move(folder));
}

void TreeWalk::fail(const QByteArray &path, const char *words)
{
    end(base::failure(base::ErrorCode::CopyFailed,
                      QString::fromUtf8(absolute(path)) + QStringLiteral(": ") + QLatin1String(words)));
}

void TreeWalk::end(base::Expected<Tree> result)
{
    if (!std::exchange(m_hasEnded, true))
        m_done(std::move(result));
}

} // namespace regatta::transport::copy
