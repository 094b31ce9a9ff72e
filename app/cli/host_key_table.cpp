#include "app/cli/host_key_table.h"

#include "core/targets/range_set.h"
#include "ui/text/host_key_names.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace regatta::cli {

using trust::HostKeyAnswer;

namespace {

QString rowFor(const trust::UnknownHost &host)
{
    return QStringLiteral("  %1  %2  %3\n")
        .arg(text::hostKeyOwner(host), text::neutralised(QString::fromLatin1(host.key.type)),
             trust::fingerprint(host.key));
}

} // namespace

HostKeyTable::HostKeyTable(QList<trust::UnknownHost> hosts)
    : m_hosts(std::move(hosts))
    , m_rows(size_t(m_hosts.size()))
{
    std::iota(m_rows.begin(), m_rows.end(), 0);
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [&](qsizetype a, qsizetype b) { return text::hostKeyLess(m_hosts[a], m_hosts[b]); });
}

QString HostKeyTable::text() const
{
    const auto width = int(QString::number(m_rows.size()).size());
    QString text;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows.size() > 1)
            text += QStringLiteral("%1").arg(row + 1, width);
        text += rowFor(m_hosts[m_rows[row]]);
    }
    return text;
}

std::optional<QList<HostKeyAnswer>> HostKeyTable::answersTo(const QString &line) const
{
    QString words = line.trimmed().toLower();
    if (words == u"no" || words == u"n")
        return QList<HostKeyAnswer>(m_hosts.size(), HostKeyAnswer::Refuse);
    HostKeyAnswer accepted = HostKeyAnswer::AcceptForGood;
    if (words.startsWith(u"once")) {
        accepted = HostKeyAnswer::AcceptForThisRun;
        words = words.mid(4).trimmed();
    }
    const bool isForThisRun = accepted == HostKeyAnswer::AcceptForThisRun;
    if (isForThisRun ? words.isEmpty() : words == u"yes" || words == u"y")
        return QList<HostKeyAnswer>(m_hosts.size(), accepted);
    const auto numbers = targets::parseRangeSet(words, 0);
    if (!numbers)
        return std::nullopt;
    QList<HostKeyAnswer> answers(m_hosts.size(), HostKeyAnswer::Refuse);
    for (const targets::IndexRange &range : numbers->ranges) {
        if (range.first == 0 || range.last > m_rows.size())
            return std::nullopt;
        for (quint64 row = range.first; row <= range.last; row += range.step)
            answers[m_rows[size_t(row - 1)]] = accepted;
    }
    return answers;
}

} // namespace regatta::cli
