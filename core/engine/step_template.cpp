#include "core/engine/step_template.h"

#include "core/base/quoting.h"

#include <QFile>

namespace regatta::engine {

using base::ErrorCode;
using Direction = model::FileCopy::Direction;

namespace {

QString keyOf(Direction direction)
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

} // namespace

tl::expected<StepTemplate, StepTemplate::Problem> StepTemplate::parse(const model::Step &step)
{
    if (step.copy)
        return parseCopy(*step.copy);
    if (step.run.trimmed().isEmpty())
        return tl::unexpected(Problem{{ErrorCode::EmptyValue, {}}, QStringLiteral("run")});
    auto command = Command::parse(step.run);
    if (!command)
        return tl::unexpected(Problem{command.error(), QStringLiteral("run")});
    StepTemplate result;
    result.m_what = *std::move(command);
    return result;
}

tl::expected<StepTemplate, StepTemplate::Problem> StepTemplate::parseCopy(const model::FileCopy &copy)
{
    Copy what{copy.direction, {}, {}, {}};
    struct Path
    {
        QString text;
        QString key;
        profile::CommandTemplate &parsed;
    };
    for (const Path &path :
         {Path{copy.from, keyOf(copy.direction), what.from}, Path{copy.to, QStringLiteral("to"), what.to}}) {
        if (path.text.isEmpty())
            return tl::unexpected(Problem{{ErrorCode::EmptyValue, {}}, path.key});
        auto parsed = profile::CommandTemplate::parse(path.text);
        if (!parsed)
            return tl::unexpected(Problem{parsed.error(), path.key});
        path.parsed = *std::move(parsed);
    }
    if (!copy.mode.isEmpty()) {
        bool isOctal = false;
        what.mode = copy.mode.toUInt(&isOctal, 8);
        if (!isOctal || *what.mode > 0777)
            return tl::unexpected(Problem{{ErrorCode::InvalidValue, copy.mode}, QStringLiteral("mode")});
    }
    StepTemplate result;
    result.m_what = std::move(what);
    return result;
}

bool StepTemplate::isPull() const
{
    const auto *copy = std::get_if<Copy>(&m_what);
    return copy && copy->direction == Direction::Pull;
}

bool StepTemplate::hasPlaceholders() const
{
    if (const auto *copy = std::get_if<Copy>(&m_what))
        return !copy->from.placeholders().isEmpty() || !copy->to.placeholders().isEmpty();
    return !std::get<Command>(m_what).placeholders().isEmpty();
}

QString StepTemplate::key() const
{
    const auto *copy = std::get_if<Copy>(&m_what);
    return copy ? keyOf(copy->direction) : QStringLiteral("run");
}

base::Expected<QString> StepTemplate::command(const Lookup &lookup) const
{
    return std::get<Command>(m_what).render(lookup);
}

base::Expected<transport::CopyOrder> StepTemplate::copy(const Lookup &lookup,
                                                        const ConnectionSettings &settings) const
{
    const Copy &copy = std::get<Copy>(m_what);
    const auto from = copy.from.renderUnquoted(lookup);
    const auto to = copy.to.renderUnquoted(lookup);
    if (!from || !to)
        return tl::unexpected(from ? to.error() : from.error());
    const bool isPush = copy.direction == Direction::Push;
    const auto localPath = [&](const QString &path) { return QFile::encodeName(settings.absolute(path)); };
    return transport::CopyOrder{copy.direction, isPush ? localPath(*from) : remotePath(*from),
                                isPush ? remotePath(*to) : localPath(*to), copy.mode};
}

QString copyLine(const transport::CopyOrder &order)
{
    QStringList words = {keyOf(order.direction)};
    if (order.mode) {
        words << QStringLiteral("--mode")
              << QString::number(*order.mode, 8).rightJustified(4, QLatin1Char('0'));
    }
    words << QString::fromUtf8(order.from) << QString::fromUtf8(order.to);
    return base::posixCommandLine(words);
}

} // namespace regatta::engine
