#pragma once

#include "core/model/profile.h"
#include "core/profile/problem.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace regatta::profile {

/// A sound profile, and what is odd about its file: unknown and duplicate keys (of which the last counts),
/// and placeholders that nothing in the file defines.
struct Reading
{
    model::Profile profile;
    QList<Problem> warnings;
};

/// Why there is no sound profile. The problems are errors and warnings, in the order of the file.
struct ReadFailure
{
    QList<Problem> problems;

    /// What could be read, if the file is JSON of this schema: values that are wrong have their defaults. For
    /// an editor, so that a half-made profile can be opened again; never for a run.
    std::optional<model::Profile> draft;
};

using ReadResult = tl::expected<Reading, ReadFailure>;

/// Reads a .regatta file of at most 64 MiB. A file that can't be read gives FileUnreadable or FileTooLarge,
/// without a line, with the system's words in Problem::found.
ReadResult read(const QString &path);

/// The same for the bytes of one.
ReadResult parse(const QByteArray &json);

} // namespace regatta::profile
