#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace regatta::history {

/// What can be wrong with the history. The detail that belongs to it, if there is one, follows.
enum class ErrorCode {
    Locked,       ///< another process holds it; SQLite's words
    Corrupt,      ///< SQLite's words
    SetAside,     ///< it was corrupt, and a new one has begun: the old one's new name
    Newer,        ///< a newer version wrote it, so it is read only: its path
    Unwritable,   ///< its path, or SQLite's words
    DiskFull,     ///< SQLite's words
    NotRecorded,  ///< it was locked or the disk full to the end of a run: its spool's path, or its id without
    RunUnknown,   ///< what was asked for
    RunAmbiguous, ///< what was asked for
    RunGoesOn,    ///< its id
    Unreadable,   ///< a run whose manifest makes no sense: its id
};

/// A code and its plain detail; ui/text makes a sentence of it.
struct Error
{
    ErrorCode code = ErrorCode::Unwritable;
    QString detail;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Expected = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail)});
}

} // namespace regatta::history
