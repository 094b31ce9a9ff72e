#include "core/targets/folding.h"
#include "core/targets/node_set.h"

#include <cstdlib>
#include <set>

using namespace regatta;

/// Whatever the expression: reading it ends, and folding what it names gives an expression for the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto groups =
        targets::groupsFrom({{QStringLiteral("a"), {QStringLiteral("x[1-3]"), QStringLiteral("@b")}},
                             {QStringLiteral("b"), {QStringLiteral("@a")}},
                             {QStringLiteral("c"), {QStringLiteral("y1,y2")}}});
    // A million names, as many as there may be, take the instrumented program half a minute.
    constexpr quint64 quicklyDone = 2'000;
    const auto expansion = targets::Expander(groups, quicklyDone)
                               .expand(QString::fromUtf8(QByteArrayView(data, qsizetype(size))));
    if (!expansion)
        return 0;
    std::set<QString> named;
    for (const model::Target &target : expansion->targets)
        named.insert(model::address(target));
    const auto again = targets::expand(targets::fold(expansion->targets));
    std::set<QString> namedAgain;
    if (again) {
        for (const model::Target &target : again->targets)
            namedAgain.insert(model::address(target));
    }
    // Names that can't be said without a group's or an operator's letters are none of ours.
    if (!named.empty() && named != namedAgain)
        std::abort();
    return 0;
}
