#pragma once

#include "core/trust/prompter.h"

#include <QString>

#include <optional>
#include <vector>

namespace regatta::cli {

/// The unknown hosts of one question as rows of text, which are told apart by their numbers.
class HostKeyTable
{
public:
    explicit HostKeyTable(QList<trust::UnknownHost> hosts);

    /// Lines that begin with numbers from 1 if there are several, web2 before web10.
    QString text() const;

    /// In the order that the hosts were given in. "yes", "once" and "no" are about all of them; "1,3-5" and
    /// "once 1,3-5" say so of these rows, and no to the others. Nothing: the line means none of this.
    std::optional<QList<trust::HostKeyAnswer>> answersTo(const QString &line) const;

private:
    const QList<trust::UnknownHost> m_hosts;
    std::vector<qsizetype> m_rows; ///< places in m_hosts
};

} // namespace regatta::cli
