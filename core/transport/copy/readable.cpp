#include "core/transport/copy/readable.h"

#include "core/transport/copy/local_files.h"
#include "core/transport/copy/tree_walk.h"

#include <cerrno>
#include <unistd.h>

namespace regatta::transport::copy {

namespace {

base::Error unreadable(const QByteArray &path, const QString &words)
{
    return {base::ErrorCode::FileUnreadable, QString::fromUtf8(path) + QStringLiteral(": ") + words};
}

std::optional<base::Error> whyFileUnreadable(const QByteArray &path)
{
    if (::access(path.constData(), R_OK) == 0)
        return std::nullopt;
    return unreadable(path, qt_error_string(errno));
}

template <typename Value, typename Ask>
base::Expected<Value> answerOf(LocalFiles &files, Ask ask)
{
    base::Expected<Value> answer = base::failure(base::ErrorCode::Internal);
    ask([&answer](base::Expected<Value> given) { answer = std::move(given); });
    while (files.hasWork())
        files.work(1);
    return answer;
}

} // namespace

std::optional<base::Error> whyUnreadable(const QByteArray &path)
{
    LocalFiles files;
    const auto found = answerOf<std::optional<Attributes>>(
        files, [&](auto done) { files.look(path, true, std::move(done)); });
    if (!found)
        return found.error();
    if (!*found || (*found)->kind == Attributes::Kind::File)
        return whyFileUnreadable(path);
    if ((*found)->kind != Attributes::Kind::Folder)
        return unreadable(path, QStringLiteral("neither a file nor a folder"));
    std::optional<TreeWalk> walk;
    const auto tree =
        answerOf<Tree>(files, [&](auto done) { walk.emplace(files, path, std::move(done)).start(); });
    if (!tree)
        return tree.error();
    for (const Tree::Item &file : tree->files) {
        if (auto error = whyFileUnreadable(path + '/' + file.path))
            return error;
    }
    return std::nullopt;
}

} // namespace regatta::transport::copy
