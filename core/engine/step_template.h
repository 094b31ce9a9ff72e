#pragma once

#include "core/engine/endpoint_resolver.h"
#include "core/profile/command_template.h"
#include "core/transport/copy/copy_order.h"

#include <variant>

namespace regatta::engine {

/// One step of a profile, its placeholders to be filled in: a command, or a copy.
class StepTemplate
{
public:
    /// What is wrong with it, and with which key of the step.
    struct Problem
    {
        base::Error error;
        QString key;
    };
    using Lookup = profile::CommandTemplate::Lookup;

    static tl::expected<StepTemplate, Problem> parse(const model::Step &step);

    bool isCopy() const { return std::holds_alternative<Copy>(m_what); }
    bool isPull() const;
    bool hasPlaceholders() const;
    /// Of the step, for complaints: "run", "push" or "pull".
    QString key() const;

    base::Expected<QString> command(const Lookup &lookup) const;
    base::Expected<transport::CopyOrder> copy(const Lookup &lookup, const ConnectionSettings &settings) const;

private:
    using Command = profile::CommandTemplate;
    struct Copy
    {
        model::FileCopy::Direction direction = model::FileCopy::Direction::Push;
        profile::CommandTemplate from;
        profile::CommandTemplate to;
        std::optional<quint32> mode;
    };

    static tl::expected<StepTemplate, Problem> parseCopy(const model::FileCopy &copy);

    std::variant<Command, Copy> m_what;
};

/// For people, in the form of a command: "push --mode 0644 /home/ops/app.conf /etc/app.conf".
QString copyLine(const transport::CopyOrder &order);

} // namespace regatta::engine
