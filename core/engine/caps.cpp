#include "core/engine/caps.h"

#include "core/targets/node_set.h"
#include "core/transport/ssh_config/jump_hosts.h"

#include <QMap>
#include <QSet>

#include <map>

namespace regatta::engine {

namespace {

/// The first host on the way, or an empty name.
QString jumpHostOf(const transport::Endpoint &endpoint)
{
    const transport::Endpoint *first = endpoint.jump.get();
    while (first && first->jump)
        first = first->jump.get();
    if (first)
        return QStringLiteral("%1:%2").arg(first->dialled()).arg(first->port);
    const auto said = transport::jumpHostsFrom(endpoint.proxyJump); // for the ssh program alone
    return said && !said->empty() ? said->front().host : QString();
}

QSet<QString> membersOf(const model::Profile &profile, const QString &group)
{
    QSet<QString> members;
    targets::Expander expander(targets::groupsFrom(profile.groups));
    if (const auto expansion = expander.expand(group)) {
        for (const model::Target &target : expansion->targets)
            members.insert(model::address(target));
    }
    return members;
}

/// Sorts targets into crowds that each have a cap of their own.
class CapMaker
{
public:
    explicit CapMaker(int most)
        : m_most(most)
    {}

    void add(const QString &crowd, std::uint32_t target)
    {
        Cap &cap = m_caps[crowd];
        cap.most = m_most;
        cap.targets.push_back({target});
    }

    void moveTo(std::vector<Cap> &all) const
    {
        for (const auto &[crowd, cap] : m_caps)
            all.push_back(cap);
    }

private:
    const int m_most;
    std::map<QString, Cap> m_caps;
};

void addByJumpHost(const RunPlan &plan, CapMaker &maker)
{
    const std::vector<model::Task> &tasks = plan.manifest()->tasks;
    for (std::uint32_t id = 0; id < tasks.size(); ++id) {
        if (id > 0 && tasks[id].target == tasks[id - 1].target)
            continue;
        const auto endpoint = plan.endpoint({id});
        const QString jumpHost = endpoint ? jumpHostOf(*endpoint) : QString();
        if (!jumpHost.isEmpty())
            maker.add(jumpHost, tasks[id].target.value);
    }
}

void addByGroup(const model::Manifest &manifest, const QString &group, CapMaker &maker)
{
    const QSet<QString> members = membersOf(manifest.profile, group);
    for (std::uint32_t target = 0; target < std::uint32_t(manifest.targets.size()); ++target) {
        const model::Target &one = manifest.targets[target];
        if (members.contains(one.name) || members.contains(model::address(one)))
            maker.add(group, target);
    }
}

void addByVariable(const model::Manifest &manifest, const QString &name, CapMaker &maker)
{
    for (std::uint32_t target = 0; target < std::uint32_t(manifest.targets.size()); ++target) {
        const auto &variables = manifest.targets[target].variables;
        const auto value = variables.find(name);
        if (value != variables.end())
            maker.add(*value, target);
    }
}

} // namespace

std::vector<Cap> capsOf(const RunPlan &plan)
{
    const model::Manifest &manifest = *plan.manifest();
    const QMap<QString, int> &caps = manifest.profile.caps;
    std::vector<Cap> all;
    for (auto cap = caps.begin(); cap != caps.end(); ++cap) {
        CapMaker maker(cap.value());
        if (cap.key() == u"jump")
            addByJumpHost(plan, maker);
        else if (cap.key().startsWith(u'@'))
            addByGroup(manifest, cap.key(), maker);
        else
            addByVariable(manifest, cap.key(), maker);
        maker.moveTo(all);
    }
    return all;
}

} // namespace regatta::engine
