#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringView>

namespace regatta::targets {

/// Why an expression can't be read, and where.
struct NodeSetError
{
    base::ErrorCode code = base::ErrorCode::SyntaxError;
    QString found; ///< the part that can't stand there, shortened; empty: the expression ended too early
    qsizetype position = 0; ///< of that part, in UTF-16 units from 0
    QString group;          ///< the group in whose definition that is; empty: in the expression itself

    bool operator==(const NodeSetError &) const = default;
};

template <typename T>
using Parsed = tl::expected<T, NodeSetError>;

inline tl::unexpected<NodeSetError> nodeSetFailure(base::ErrorCode code, QStringView found,
                                                   qsizetype position)
{
    // An error is read by a person: a megabyte of wrong text tells no more than its beginning.
    constexpr qsizetype longestQuote = 80;
    return tl::unexpected(NodeSetError{code, found.left(longestQuote).toString(), position, {}});
}

/// For callers that have no use for the position.
inline base::Error asError(const NodeSetError &error)
{
    return {error.code, error.found};
}

} // namespace regatta::targets
