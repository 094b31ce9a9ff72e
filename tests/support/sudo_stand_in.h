#pragma once

#include <QByteArray>
#include <QTemporaryDir>

namespace regatta::tests {

/// A `sudo` that behaves towards its user as the real one does, for the rules that the real one can only show
/// to people with passwords: prompt and lecture, tries, refusals, a clean environment, and an input that is
/// read no further than the password's line. It runs the command as whoever calls it.
class SudoStandIn
{
public:
    struct Rules
    {
        QByteArray password = "open sesame"; ///< empty: it asks for none
        bool isListed = true;                ///< in the sudoers file
        int tries = 3;
        bool hasPatience = true; ///< else it ends as if nobody had typed in time
    };
    explicit SudoStandIn(const Rules &rules);

    /// To be the first of PATH.
    QString folder() const { return m_folder.path(); }
    /// The PATH of commands.
    QString path() const { return folder() + QStringLiteral(":/usr/local/bin:/usr/bin:/bin"); }
    /// Without patience.
    bool waitUntilItGivesUp() const;
    /// From now on.
    void setRules(const Rules &rules);

private:
    QString farewellPipe() const; ///< it is opened when it gives up

    QTemporaryDir m_folder;
};

} // namespace regatta::tests
