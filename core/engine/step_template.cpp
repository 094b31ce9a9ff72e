#include "core/engine/step_template.h"

#include "core/base/quoting.h"
#include "core/profile/permissions.h"

#include <QFile>

#include <algorithm>

namespace regatta::engine {

using base::ErrorCode;
using profile::CommandTemplate;
using Direction = model::FileCopy::Direction;
using Values = CommandTemplate::Values;

namespace {

QString directionKey(Direction direction)
{
    return direction == Direction::Push ? QStringLiteral("push") : QStringLiteral("pull");
}

/// SFTP knows no "~": relative paths begin in the home folder.
QByteArray remotePath(const QString &path)
{
    if (path == u"~" || path == u"~/")
        return path == u"~" ? "." : "./";
    return (path.startsWith(QStringLiteral("~/")) ? path.mid(2) : path).toUtf8();
}

CommandTemplate parsed(const QString &text, CommandTemplate::Values values, const QString &key,
                       QList<StepTemplate::Problem> &problems)
{
    auto result = CommandTemplate::parse(text, values);
    if (!result)
        problems.append({result.error(), key});
    return std::move(result).value_or(CommandTemplate());
}

CommandTemplate parsedUnlessEmpty(const QString &text, CommandTemplate::Values values, const QString &key,
                                  QList<StepTemplate::Problem> &problems)
{
    if (!text.trimmed().isEmpty())
        return parsed(text, values, key, problems);
    problems.append({{ErrorCode::EmptyValue, {}}, key});
    return {};
}

/// A copy that passed over these in silence would not be what was asked for.
QStringList keysOfCommandsOnly(const model::Step &step)
{
    QStringList keys;
    const auto add = [&keys](bool isSaid, const QString &key) {
        if (isSaid)
            keys << key;
    };
    add(!step.become.isEmpty(), QStringLiteral("become"));
    add(!step.input.isEmpty(), QStringLiteral("stdin"));
    add(!step.inputFile.isEmpty(), QStringLiteral("stdin_file"));
    add(!step.variables.isEmpty(), QStringLiteral("env"));
    add(step.hasPty, QStringLiteral("pty"));
    return keys;
}

} // namespace

tl::expected<StepTemplate, QList<StepTemplate::Problem>> StepTemplate::parse(const model::Step &step)
{
    StepTemplate result;
    QList<Problem> problems;
    if (step.copy)
        result.m_what = parseCopy(step, problems);
    else
        result.m_what = parseCommand(step, problems);
    if (!problems.isEmpty())
        return tl::unexpected(std::move(problems));
    return result;
}

StepTemplate::Command StepTemplate::parseCommand(const model::Step &step, QList<Problem> &problems)
{
    Command command{parsedUnlessEmpty(step.run, Values::Quoted, QStringLiteral("run"), problems), {}};
    for (auto variable = step.variables.begin(); variable != step.variables.end(); ++variable) {
        const QString key = QStringLiteral("env.") + variable.key();
        command.variables.emplace_back(variable.key(),
                                       parsed(variable.value(), Values::AsTheyAre, key, problems));
    }
    return command;
}

StepTemplate::Copy StepTemplate::parseCopy(const model::Step &step, QList<Problem> &problems)
{
    const model::FileCopy &copy = *step.copy;
    Copy result{copy.direction,
                parsedUnlessEmpty(copy.from, Values::AsTheyAre, directionKey(copy.direction), problems),
                parsedUnlessEmpty(copy.to, Values::AsTheyAre, QStringLiteral("to"), problems),
                {}};
    if (!copy.mode.isEmpty()) {
        result.mode = profile::permissionsFrom(copy.mode);
        if (!result.mode)
            problems.append({{ErrorCode::InvalidValue, copy.mode}, QStringLiteral("mode")});
    }
    for (const QString &key : keysOfCommandsOnly(step))
        problems.append({{ErrorCode::InvalidValue, {}}, key});
    return result;
}

bool StepTemplate::isPull() const
{
    const auto *copy = std::get_if<Copy>(&m_what);
    return copy && copy->direction == Direction::Pull;
}

bool StepTemplate::hasPlaceholders() const
{
    const auto hasAny = [](const CommandTemplate &text) { return !text.placeholders().isEmpty(); };
    if (const auto *copy = std::get_if<Copy>(&m_what))
        return hasAny(copy->from) || hasAny(copy->to);
    const Command &command = std::get<Command>(m_what);
    return hasAny(command.line) || std::any_of(command.variables.begin(), command.variables.end(),
                                               [&](const auto &variable) { return hasAny(variable.second); });
}

QString StepTemplate::key() const
{
    const auto *copy = std::get_if<Copy>(&m_what);
    return copy ? directionKey(copy->direction) : QStringLiteral("run");
}

base::Expected<QString> StepTemplate::command(const Lookup &lookup) const
{
    const Command &command = std::get<Command>(m_what);
    // For all of a compound command, and behind sudo, which hands no environment on.
    QStringList assignments;
    for (const auto &[name, text] : command.variables) {
        const auto value = text.render(lookup);
        if (!value)
            return value;
        assignments << name + u'=' + base::quotedForPosixShell(*value);
    }
    const QString before =
        assignments.isEmpty() ? QString() : QStringLiteral("export %1; ").arg(assignments.join(u' '));
    return command.line.render(lookup).map([&](const QString &line) { return QString(before + line); });
}

base::Expected<transport::CopyOrder> StepTemplate::copy(const Lookup &lookup,
                                                        const ConnectionSettings &settings) const
{
    const Copy &copy = std::get<Copy>(m_what);
    const auto from = copy.from.render(lookup);
    const auto to = copy.to.render(lookup);
    if (!from || !to)
        return tl::unexpected(from ? to.error() : from.error());
    const bool isPush = copy.direction == Direction::Push;
    const auto localPath = [&](const QString &path) { return QFile::encodeName(settings.absolute(path)); };
    return transport::CopyOrder{copy.direction, isPush ? localPath(*from) : remotePath(*from),
                                isPush ? remotePath(*to) : localPath(*to), copy.mode};
}

QString copyLine(const transport::CopyOrder &order)
{
    QStringList words = {directionKey(order.direction)};
    if (order.mode) {
        words << QStringLiteral("--mode")
              << QString::number(*order.mode, 8).rightJustified(4, QLatin1Char('0'));
    }
    words << QString::fromUtf8(order.from) << QString::fromUtf8(order.to);
    return base::posixCommandLine(words);
}

QString writtenLine(const QList<model::Step> &steps)
{
    QStringList lines;
    for (const model::Step &step : steps) {
        lines << (step.copy
                      ? QStringList{directionKey(step.copy->direction), step.copy->from, step.copy->to}.join(
                            u' ')
                      : step.run);
    }
    return lines.join(QStringLiteral(" ; "));
}

} // namespace regatta::engine
