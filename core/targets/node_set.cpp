#include "core/targets/node_set.h"

#include "core/targets/evaluation.h"
#include "core/targets/node_address.h"

#include <algorithm>

namespace regatta::targets {

namespace {

std::optional<QString> addressKey(const QString &text)
{
    const bool hasOneSpelling = !text.contains(u':'); // no port, no IPv6
    if (hasOneSpelling)
        return isAddress(text) ? std::optional(text) : std::nullopt;
    const auto target = parseAddress(text);
    return target ? std::optional(model::address(*target)) : std::nullopt;
}

std::optional<QString> wordKey(const QString &text)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (std::any_of(text.begin(), text.end(), isControl))
        return std::nullopt;
    return text;
}

} // namespace

GroupLookup groupsFrom(QMap<QString, QStringList> groups)
{
    return [groups = std::move(groups)](const QString &name) -> std::optional<QStringList> {
        const auto found = groups.constFind(name);
        return found == groups.cend() ? std::nullopt : std::optional(*found);
    };
}

Expander::Expander(GroupLookup groups, quint64 most)
    : m_evaluation(std::make_unique<Evaluation>(std::move(groups), addressKey, most))
{}

Expander::~Expander() = default;
Expander::Expander(Expander &&) noexcept = default;
Expander &Expander::operator=(Expander &&) noexcept = default;

Parsed<Expansion> Expander::expand(const QString &expression)
{
    const auto names = m_evaluation->evaluate(expression);
    if (!names)
        return tl::unexpected(names.error());

    Expansion expansion;
    expansion.targets.reserve(names->size());
    for (const QString &name : names->sorted())
        expansion.targets.append(*parseAddress(name));
    NameSet duplicates = m_evaluation->takeDuplicates();
    duplicates.intersect(*names); // what was taken away again isn't worth a word
    expansion.duplicates = duplicates.sorted();
    return expansion;
}

Parsed<Expansion> expand(const QString &expression, const GroupLookup &groups)
{
    return Expander(groups).expand(expression);
}

Parsed<QStringList> expandWords(const QString &expression, const GroupLookup &groups)
{
    return Evaluation(groups, wordKey).evaluate(expression).map([](const NameSet &names) {
        return names.sorted();
    });
}

} // namespace regatta::targets
