#include "core/targets/hosts_file.h"

#include "core/targets/target_list.h"

#include <QFile>

#include <algorithm>

namespace regatta::targets {

using base::ErrorCode;

namespace {

constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";

tl::unexpected<HostsFileError> fileFailure(ErrorCode code, const QString &path)
{
    return tl::unexpected(HostsFileError{NodeSetError{code, path, 0, {}}, 0});
}

/// Positions in it are those in the line.
QString withoutComment(QByteArrayView line)
{
    if (const qsizetype comment = line.indexOf('#'); comment >= 0)
        line = line.first(comment);
    return QString::fromUtf8(line);
}

bool isBlank(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

} // namespace

tl::expected<Expansion, HostsFileError> parseHosts(const QByteArray &content, const GroupLookup &groups)
{
    Expander expander(groups);
    TargetList targets;
    QByteArrayView rest = content;
    if (rest.startsWith(byteOrderMark))
        rest = rest.sliced(byteOrderMark.size());

    for (int line = 1; !rest.isEmpty(); ++line) {
        const qsizetype newline = rest.indexOf('\n');
        const QString text = withoutComment(newline < 0 ? rest : rest.first(newline));
        rest = newline < 0 ? QByteArrayView() : rest.sliced(newline + 1);
        if (isBlank(text))
            continue;
        const auto expansion = expander.expand(text);
        if (!expansion)
            return tl::unexpected(HostsFileError{expansion.error(), line});
        targets.add(*expansion);
    }
    return targets.expansion();
}

tl::expected<Expansion, HostsFileError> readHostsFile(const QString &path, const GroupLookup &groups)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileFailure(ErrorCode::FileUnreadable, path);

    // Neither a pipe nor a device says its size beforehand: what counts is what comes.
    QByteArray content;
    while (content.size() <= largestHostsFile) {
        const QByteArray block = file.read(largestHostsFile + 1 - content.size());
        if (block.isEmpty())
            break;
        content += block;
    }
    if (file.error() != QFileDevice::NoError)
        return fileFailure(ErrorCode::FileUnreadable, path);
    if (content.size() > largestHostsFile)
        return fileFailure(ErrorCode::FileTooLarge, path);
    return parseHosts(content, groups);
}

} // namespace regatta::targets
