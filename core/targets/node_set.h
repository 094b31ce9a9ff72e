#pragma once

#include "core/model/target.h"
#include "core/targets/node_set_error.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace regatta::targets {

/// An expression may name so many nodes at most. All of its terms count, also those that are taken away again
/// and those in groups, so the work is bounded as well as the result.
constexpr quint64 mostNodes = 1'000'000;

/// A name with user and port, as text, may have so many characters.
constexpr qsizetype longestNode = 512;

/// Groups may name groups, so deep at most.
constexpr qsizetype deepestGroup = 20;

/// The expressions of the group of that name (without "@"), which are joined by union; unset: there is no
/// such group. May be null: there are no groups. Is asked at most once for each group and expression.
using GroupLookup = std::function<std::optional<QStringList>(const QString &name)>;

/// A profile's groups. Keeps its own (shared) copy.
GroupLookup groupsFrom(QMap<QString, QStringList> groups);

struct Expansion
{
    QList<model::Target> targets; ///< no two with the same model::address()
    QStringList duplicates;       ///< addresses of those that were named more than once, each once

    bool operator==(const Expansion &) const = default;
};

/// The targets of an expression in the syntax of ClusterShell's NodeSet, which is read from left to right:
///
///     web[01-10,15].example.org    zero padding is kept
///     ops@10.1.[0-3].[1-250]:2222  several ranges give their product
///     web[0-10/2]                  steps
///     a[1-9],b1 ! a[2-3] & @racks[1-2] ^ [2001:db8::1]:22
///
/// They come in ClusterShell's order (see nodeLess). Differences: ranges of negative numbers and the
/// wildcards
/// "*" and "?" are refused; a number next to a bracket is always just text before or after each index
/// (a1[8-10] is a18, a19, a110, never a[18-110]); brackets may touch each other; an empty expression is an
/// error; white space within a name is refused.
///
/// Fails with SyntaxError, InvalidRange, TooManyTargets, UnknownGroup or GroupCycle; the latter also for
/// groups nested deeper than deepestGroup.
Parsed<Expansion> expand(const QString &expression, const GroupLookup &groups = {});

/// Expands the expressions of one list: each group is worked out once, and all of them together name at most
/// `most` nodes. Of no use any more after an error.
class Expander
{
public:
    explicit Expander(GroupLookup groups = {}, quint64 most = mostNodes);
    ~Expander();
    Expander(Expander &&) noexcept;
    Expander &operator=(Expander &&) noexcept;

    /// As the function of that name. Duplicates are those within the expression.
    Parsed<Expansion> expand(const QString &expression);

private:
    std::unique_ptr<class Evaluation> m_evaluation;
};

/// The same syntax for words that aren't hosts, such as the items of a matrix: nothing is read as a user or a
/// port, and only control characters are refused.
Parsed<QStringList> expandWords(const QString &expression, const GroupLookup &groups = {});

} // namespace regatta::targets
