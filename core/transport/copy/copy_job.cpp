#include "core/transport/copy/copy_job.h"

#include "core/transport/copy/paths.h"

#include <algorithm>

namespace regatta::transport::copy {

namespace {

constexpr int mostFoldersInTheMaking = 16;

/// Whoever makes a folder must be able to put something in it.
constexpr quint32 forTheOwner = 0700;
constexpr quint32 modeOfNewFolders = 0777; // less the umask

QByteArray below(const QByteArray &root, const QByteArray &path)
{
    return path.isEmpty() ? root : root + '/' + path;
}

} // namespace

CopyJob::CopyJob(CopyOrder order, Files &near, Files &far, Checksums::Method method, OpenFiles openFiles)
    : m_order(std::move(order))
    , m_from(withoutSlash(m_order.from))
    , m_to(destinationOf(m_order))
    , m_openFiles(std::move(openFiles))
    , m_checksums(far, m_room, method, !isPush())
    , m_ends{isPush() ? near : far, isPush() ? far : near, m_checksums, m_room, !isPush()}
{}

template <typename Value, typename Function>
Done<Value> CopyJob::then(Function function)
{
    return m_asker.heard([this, function = std::move(function)](base::Expected<Value> answer) {
        if (hasEnded())
            return;
        if (answer) {
            if constexpr (std::is_void_v<Value>)
                function();
            else
                function(std::move(*answer));
            return;
        }
        m_error = answer.error();
        endIfDone();
    });
}

void CopyJob::start()
{
    m_ends.source.look(m_from, true, then<std::optional<Attributes>>([this](const auto &found) {
                           if (!found)
                               return fail(m_from, "No such file or directory");
                           takeSource(*found);
                       }));
}

void CopyJob::takeSource(const Attributes &attributes)
{
    switch (attributes.kind) {
    case Attributes::Kind::File:
        return takeFile(attributes);
    case Attributes::Kind::Folder:
        m_walk = std::make_unique<TreeWalk>(m_ends.source, m_from,
                                            then<Tree>([this](Tree tree) { takeTree(std::move(tree)); }));
        m_folders.push_back({m_to, 0, attributes.mode | forTheOwner});
        return m_walk->start();
    case Attributes::Kind::Link:
    case Attributes::Kind::Other:
        return fail(m_from, "neither a file nor a folder");
    }
}

void CopyJob::takeFile(const Attributes &attributes)
{
    m_ends.destination.look(m_to, true,
                            then<std::optional<Attributes>>([this, attributes](const auto &found) {
                                if (found && found->kind == Attributes::Kind::Folder)
                                    return fail(m_to, "Is a directory");
                                takeTree({{}, {{{}, attributes.size, attributes.mode}}, attributes.size});
                            }));
}

void CopyJob::takeTree(Tree tree)
{
    m_progress.total = tree.size;
    m_files = std::move(tree.files);
    for (const Tree::Item &folder : tree.folders)
        m_folders.push_back({below(m_to, folder.path), 0, folder.mode | forTheOwner});
    // Where many hosts are copied from, each gets a folder of its own.
    if (!isPush())
        addFoldersAbove();
    std::stable_sort(m_folders.begin(), m_folders.end(), [](const auto &one, const auto &other) {
        return one.path.count('/') < other.path.count('/');
    });
    makeFolders();
}

void CopyJob::addFoldersAbove()
{
    for (qsizetype slash = m_to.indexOf('/', 1); slash > 0; slash = m_to.indexOf('/', slash + 1))
        m_folders.push_back({m_to.first(slash), 0, modeOfNewFolders});
}

/// A folder's own folder has been made before; those of one depth are made at the same time.
void CopyJob::makeFolders()
{
    while (m_nextFolder < m_folders.size() && m_making < mostFoldersInTheMaking) {
        const Tree::Item &folder = m_folders[m_nextFolder];
        const qsizetype depth = folder.path.count('/');
        if (m_making > 0 && m_depth != depth)
            return;
        m_depth = depth;
        ++m_nextFolder;
        ++m_making;
        m_ends.destination.makeFolder(folder.path, folder.mode, then<void>([this] {
                                          --m_making;
                                          makeFolders();
                                      }));
    }
    if (m_making == 0 && m_nextFolder == m_folders.size())
        copyFiles();
}

/// One place after the other is asked for, so that each copy has a few before any has them all.
void CopyJob::copyFiles()
{
    const bool mayBegin =
        !m_error && !m_isAsking && m_nextFile < m_files.size() && filesAtWork() < m_openFiles.most;
    if (!mayBegin)
        return endIfDone();
    m_isAsking = true;
    if (m_openFiles.ask)
        m_openFiles.ask(m_asker.heard([this](const FilePlace &place) { takePlace(place); }));
    else
        takePlace({});
}

size_t CopyJob::filesAtWork() const
{
    return size_t(
        std::count_if(m_copies.begin(), m_copies.end(), [](const auto &one) { return !one->hasEnded(); }));
}

void CopyJob::takePlace(const FilePlace &place)
{
    m_isAsking = false;
    if (m_error)
        return;
    begin(m_files[m_nextFile++], place);
    copyFiles();
}

void CopyJob::begin(const Tree::Item &file, const FilePlace &place)
{
    FileCopy::Listener listener;
    listener.progressed = [this](qint64 bytes) { m_progress.done += bytes; };
    listener.ended = [this](const base::Expected<void> &result) { fileEnded(result); };
    const FileCopy::Paths paths{below(m_from, file.path), below(m_to, file.path), file.size,
                                m_order.mode.value_or(file.mode)};
    m_copies.push_back(std::make_unique<FileCopy>(m_ends, paths, place, std::move(listener)));
    m_copies.back()->start();
}

void CopyJob::fileEnded(const base::Expected<void> &result)
{
    if (result)
        return copyFiles();
    stop(result.error());
}

void CopyJob::goOn()
{
    std::erase_if(m_copies, [](const auto &one) { return one->hasEnded(); });
    if (!m_room.takeWish())
        return;
    for (const auto &one : m_copies)
        one->fill();
    m_checksums.fill();
}

void CopyJob::stop(const base::Error &error)
{
    if (!m_error) {
        m_error = error;
        // An end may come within the call.
        for (size_t i = 0; i < m_copies.size(); ++i)
            m_copies[i]->stop(error);
    }
    endIfDone();
}

void CopyJob::endIfDone()
{
    if (hasEnded() || (!m_error && m_nextFile < m_files.size()))
        return;
    if (std::any_of(m_copies.begin(), m_copies.end(), [](const auto &one) { return !one->hasEnded(); }))
        return;
    m_result = m_error ? base::Expected<void>(tl::unexpected(*m_error)) : base::Expected<void>();
}

void CopyJob::fail(const QByteArray &path, const char *words)
{
    stop(
        {base::ErrorCode::CopyFailed, QString::fromUtf8(path) + QStringLiteral(": ") + QLatin1String(words)});
}

std::vector<QByteArray> CopyJob::temporaries() const
{
    std::vector<QByteArray> paths;
    for (const auto &one : m_copies) {
        if (!one->hasEnded())
            paths.push_back(one->temporary());
    }
    return paths;
}

} // namespace regatta::transport::copy
