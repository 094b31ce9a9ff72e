#pragma once

#include "core/engine/endpoint_resolver.h"
#include "core/profile/command_template.h"
#include "core/transport/copy/copy_order.h"

#include <QList>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace regatta::engine {

/// One step of a profile, its placeholders to be filled in: a command, or a copy.
class StepTemplate
{
public:
    /// Something that is wrong with it, and with which key of the step.
    struct Problem
    {
        base::Error error;
        QString key;
    };
    using Lookup = profile::CommandTemplate::Lookup;

    static tl::expected<StepTemplate, QList<Problem>> parse(const model::Step &step);

    bool isCopy() const { return std::holds_alternative<Copy>(m_what); }
    bool isPull() const;
    bool hasPlaceholders() const;
    /// Of the step, for complaints: "run", "push" or "pull".
    QString key() const;

    /// The line for the remote shell, environment variables first.
    base::Expected<QString> command(const Lookup &lookup) const;
    base::Expected<transport::CopyOrder> copy(const Lookup &lookup, const ConnectionSettings &settings) const;

private:
    struct Command
    {
        profile::CommandTemplate line;
        std::vector<std::pair<QString, profile::CommandTemplate>> variables; ///< of its environment
    };
    struct Copy
    {
        model::FileCopy::Direction direction = model::FileCopy::Direction::Push;
        profile::CommandTemplate from;
        profile::CommandTemplate to;
        std::optional<quint32> mode;
    };

    static Command parseCommand(const model::Step &step, QList<Problem> &problems);
    static Copy parseCopy(const model::Step &step, QList<Problem> &problems);

    std::variant<Command, Copy> m_what;
};

/// For people, in the form of a command: "push --mode 0644 /home/ops/app.conf /etc/app.conf".
QString copyLine(const transport::CopyOrder &order);

/// All steps as the profile has them, in one line: commands, and "push FROM TO" for a copy.
QString writtenLine(const QList<model::Step> &steps);

} // namespace regatta::engine
