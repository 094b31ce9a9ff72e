#pragma once

#include "app/cli/job.h"

#include <QFile>

#include <memory>

namespace regatta::cli {

/// What an option says in place of a file that is to be read from standard input.
bool isStandardInput(const QString &file);

/// All that comes, at most `limit` bytes; more is cut one byte behind it. Blocks until the end.
QByteArray readStandardInput(qint64 limit);

/// A copy for all who read it, each from its beginning: a file without a name, of which nothing stays behind
/// however the program ends. Blocks until the end of the input.
struct InputCopy
{
    std::unique_ptr<QFile> file = {};
    QString path = {}; ///< by which this program opens it as long as `file` lives
};
tl::expected<InputCopy, Refusal> copyStandardInput();

} // namespace regatta::cli
