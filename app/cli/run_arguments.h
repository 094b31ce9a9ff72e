#pragma once

#include "core/model/profile.h"
#include "core/trust/host_key.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

#include <tl/expected.hpp>

class QCommandLineParser;

namespace regatta::cli {

enum class OutputFormat { Text, JsonLines };

/// What `regatta run` was told, checked for form only. Unset: the profile decides.
struct RunArguments
{
    QString profileFile;
    QStringList nodeSets;
    QString hostsFile;
    QString command;
    QString become; ///< these four are of the command
    QString inputFile;
    QMap<QString, QString> environment;
    bool hasPty = false;
    std::optional<model::FileCopy> copy; ///< in place of a command
    std::optional<int> parallel;
    QString user;
    quint16 port = 0;
    QString identity;
    std::optional<model::TransportKind> transport;
    std::optional<std::chrono::milliseconds> connectTimeout;
    std::optional<std::chrono::milliseconds> logInTimeout;
    std::optional<std::chrono::milliseconds> stepTimeout;
    std::optional<std::chrono::milliseconds> silenceTimeout;
    std::optional<int> retries; ///< after the first attempt
    QStringList waves;
    QString waveBy;
    QString stopAfterFailures;
    QString stopAfterUnreachable;
    QMap<QString, int> caps;
    std::optional<std::chrono::milliseconds> runTimeout;
    bool pauseBetweenWaves = false;
    std::optional<trust::HostKeyPolicy> hostKeyPolicy; ///< unset: as the ssh configuration says
    QString knownHostsFile;
    QString sshConfigFile;
    QMap<QString, QString> variables;
    int repeat = 1;
    OutputFormat format = OutputFormat::Text;
    bool gathers = false; ///< what hosts print, until the end of the run
    bool yes = false;
    bool dryRun = false;
    bool demo = false;
    bool keepsHistory = true;
};

/// What follows the verb, or a sentence that says what is wrong with it. The parser is filled for its help
/// text.
tl::expected<RunArguments, QString> parseRunArguments(const QStringList &arguments,
                                                      QCommandLineParser &parser);

/// What was said of the options that addRunningOptions() adds, the rest as it is by default; or what is wrong
/// with it.
tl::expected<RunArguments, QString> readRunningOptions(const QCommandLineParser &parser);

} // namespace regatta::cli
