#include "app/cli/standard_input.h"

#include "app/cli/text.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cerrno>
#include <functional>

#include <unistd.h>

namespace regatta::cli {

namespace {

/// More belongs in a file, of which no copy has to be made.
constexpr qint64 largestInput = qint64{1024} * 1024 * 1024;

/// Hands on what comes until `receive` has had enough.
void readPieces(const std::function<bool(const QByteArray &)> &receive)
{
    constexpr qsizetype pieceSize = 64 * 1024;
    QByteArray piece(pieceSize, Qt::Uninitialized);
    while (true) {
        const ssize_t count = ::read(STDIN_FILENO, piece.data(), size_t(pieceSize));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || !receive(piece.first(count)))
            return;
    }
}

/// For its owner alone, as its folder is, which goes at once with the file's name. Null: it can't be made.
std::unique_ptr<QFile> openNameless()
{
    const QTemporaryDir folder;
    auto file = std::make_unique<QFile>(folder.filePath(QStringLiteral("input")));
    if (!folder.isValid() || !file->open(QIODevice::ReadWrite | QIODevice::NewOnly))
        return nullptr;
    return file;
}

tl::unexpected<Refusal> refuseInput(const QString &sentence)
{
    return tl::unexpected(Refusal{ExitCode::CouldNotStart, {sentence}});
}

} // namespace

bool isStandardInput(const QString &file)
{
    return file == u"-";
}

QByteArray readStandardInput(qint64 limit)
{
    QByteArray all;
    readPieces([&](const QByteArray &piece) {
        all += piece;
        return all.size() <= limit;
    });
    all.truncate(limit + 1);
    return all;
}

tl::expected<InputCopy, Refusal> copyStandardInput()
{
    auto file = openNameless();
    bool isWritten = file != nullptr;
    readPieces([&](const QByteArray &piece) {
        isWritten = isWritten && file->write(piece) == piece.size();
        return isWritten && file->size() <= largestInput;
    });
    if (!isWritten || !file->flush())
        return refuseInput(text::sentence(base::Error{base::ErrorCode::FileUnwritable, QDir::tempPath()}));
    if (file->size() > largestInput)
        return refuseInput(Text::tr("Standard input is larger than 1 GiB: put it into a file for --stdin."));
    // Of this process, so that a later one that reads the history can't take another file for it.
    const QString path =
        QStringLiteral("/proc/%1/fd/%2").arg(QCoreApplication::applicationPid()).arg(file->handle());
    return InputCopy{std::move(file), path};
}

} // namespace regatta::cli
