#pragma once

#include <QCoreApplication>

namespace regatta::cli {

/// What the command line says, to be translated.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace regatta::cli
