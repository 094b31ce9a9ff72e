#include "app/cli/option_names.h"

#include <QMap>
#include <QRegularExpression>

namespace regatta::cli {

namespace {

/// "steps[0].env.HOME" is steps, 0 and env.HOME.
struct KeyParts
{
    QString list;
    int index = 0;
    QString rest;

    explicit KeyParts(const QString &key)
    {
        static const QRegularExpression form(QStringLiteral("\\A([a-z_]+)(?:\\[(\\d+)\\])?(?:\\.(.+))?\\z"));
        const QRegularExpressionMatch match = form.match(key);
        list = match.captured(1);
        index = match.captured(2).toInt();
        rest = match.captured(3);
    }
};

QString optionOfStep(const QString &key)
{
    const QString name = key.section(u'.', 0, 0);
    static const QMap<QString, QString> options{{QStringLiteral("run"), QStringLiteral("--command")},
                                                {QStringLiteral("stdin_file"), QStringLiteral("--stdin")}};
    return options.value(name, QStringLiteral("--") + name);
}

QString optionOfTimeout(const QString &name, const RunArguments &arguments)
{
    if (name == u"connect" && arguments.connectTimeout)
        return QStringLiteral("--connect-timeout");
    if (name == u"log_in" && arguments.logInTimeout)
        return QStringLiteral("--login-timeout");
    if (name == u"step" && arguments.stepTimeout)
        return QStringLiteral("--timeout");
    if (name == u"silence" && arguments.silenceTimeout)
        return QStringLiteral("--silence-timeout");
    return name == u"run" && arguments.runTimeout ? QStringLiteral("--run-timeout") : QString();
}

QString optionOfSafeguard(const QString &key, const QString &name, const RunArguments &arguments)
{
    if (key == u"waves" && !arguments.waves.isEmpty())
        return QStringLiteral("--waves");
    if (key == u"wave_by" && !arguments.waveBy.isEmpty())
        return QStringLiteral("--wave-by");
    if (key == u"stop_after_failures" && !arguments.stopAfterFailures.isEmpty())
        return QStringLiteral("--stop-after-failures");
    if (key == u"stop_after_unreachable" && !arguments.stopAfterUnreachable.isEmpty())
        return QStringLiteral("--stop-after-unreachable");
    return key == u"caps" && arguments.caps.contains(name) ? QStringLiteral("--cap ") + name : QString();
}

} // namespace

QString optionFor(const QString &key, const RunArguments &arguments)
{
    const KeyParts parts(key);
    if (parts.list == u"targets") {
        const bool isNodeSet = parts.index < arguments.nodeSets.size();
        if (isNodeSet || arguments.hostsFile.isEmpty())
            return isNodeSet ? QStringLiteral("-w") : QString();
        return QStringLiteral("--hosts");
    }
    if (parts.list == u"steps") // one that was given leaves none of the profile's
        return arguments.command.isEmpty() && !arguments.copy ? QString() : optionOfStep(parts.rest);
    if (parts.list == u"timeouts")
        return optionOfTimeout(parts.rest, arguments);
    if (parts.list == u"variables" && arguments.variables.contains(parts.rest))
        return QStringLiteral("--set ") + parts.rest;
    if (parts.list == u"parallel" && arguments.parallel)
        return QStringLiteral("--parallel");
    return optionOfSafeguard(parts.list, parts.rest, arguments);
}

} // namespace regatta::cli
