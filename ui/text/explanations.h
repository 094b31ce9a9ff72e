#pragma once

#include "core/base/error.h"

#include <QCoreApplication>

namespace regatta::text {

/// What is said about an error code, in English: translate it with Explanations::tr. Null: nothing to be
/// said.
struct Explanation
{
    const char *fact = nullptr;   ///< what happened; the detail follows it behind a colon
    const char *advice = nullptr; ///< what to do next, a whole sentence
    const char *reason = nullptr; ///< the fact for a narrow column
};

/// The one place where a new ErrorCode gets its words.
struct Explanations
{
    Q_DECLARE_TR_FUNCTIONS(regatta::text::Explanations)

public:
    static Explanation of(base::ErrorCode code);
};

} // namespace regatta::text
