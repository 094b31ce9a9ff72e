#include "core/profile/profile_check.h"

#include "core/profile/command_template.h"
#include "core/profile/durations.h"
#include "core/profile/json_scanner.h"
#include "core/profile/object_reader.h"
#include "core/profile/permissions.h"
#include "core/profile/profile_format.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace regatta::profile {

using base::ErrorCode;
using namespace Qt::StringLiterals;

namespace {

bool isBlank(const QString &value)
{
    return value.trimmed().isEmpty();
}

QString quoted(const QString &value)
{
    return shown(QJsonValue(value));
}

class Checker
{
public:
    explicit Checker(const model::Profile &profile)
        : m_profile(profile)
    {}

    QList<Problem> check()
    {
        checkTargets();
        checkMatrix();
        checkNames();
        checkSteps();
        checkNumbers();
        checkTimes();
        checkAmounts();
        checkRetry();
        return m_problems.all();
    }

private:
    void add(ErrorCode code, const QString &key, const QString &found, const QString &expected,
             bool isWarning = false)
    {
        m_problems.add(
            {.code = code, .key = key, .found = found, .expected = expected, .isWarning = isWarning});
    }

    /// A list that must hold something, and nothing blank.
    void checkTexts(const QStringList &texts, const QString &path, const QString &expected)
    {
        if (texts.isEmpty())
            add(ErrorCode::EmptyValue, path, u"[]"_s, expected);
        checkItems(texts, path, expected);
    }

    void checkItems(const QStringList &texts, const QString &path, const QString &expected)
    {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (isBlank(texts[i]))
                add(ErrorCode::EmptyValue, itemPath(path, i), quoted(texts[i]), expected);
        }
    }

    void checkName(const QString &name, const QString &path)
    {
        if (!isPlaceholderName(name))
            add(ErrorCode::InvalidName, path, quoted(name), u"[A-Za-z_][A-Za-z0-9_-]*"_s);
        else if (builtInPlaceholders().contains(name))
            add(ErrorCode::ReservedName, path, quoted(name),
                u"other than "_s + builtInPlaceholders().join(u" | "_s));
    }

    void checkTargets()
    {
        if (m_profile.targets.isEmpty())
            add(ErrorCode::EmptyValue, u"targets"_s, u"[]"_s, u"node set"_s);
        for (qsizetype i = 0; i < m_profile.targets.size(); ++i) {
            const model::TargetEntry &entry = m_profile.targets[i];
            const QString path = itemPath(u"targets"_s, i);
            if (isBlank(entry.nodeSet))
                add(ErrorCode::EmptyValue, isPlain(entry) ? path : keyPath(path, u"host"_s),
                    quoted(entry.nodeSet), u"node set"_s);
            for (auto variable = entry.variables.begin(); variable != entry.variables.end(); ++variable) {
                checkName(variable.key(), keyPath(keyPath(path, u"vars"_s), variable.key()));
                m_names.insert(variable.key());
            }
        }
        checkItems(m_profile.exclude, u"exclude"_s, u"node set"_s);
        for (auto group = m_profile.groups.begin(); group != m_profile.groups.end(); ++group) {
            const QString path = keyPath(u"groups"_s, group.key());
            if (isBlank(group.key()))
                add(ErrorCode::InvalidName, path, quoted(group.key()), u"group name"_s);
            checkTexts(group.value(), path, u"node set"_s);
        }
    }

    void checkMatrix()
    {
        QSet<QString> seen;
        for (const model::MatrixAxis &axis : m_profile.matrix) {
            const QString path = keyPath(u"matrix"_s, axis.name);
            checkName(axis.name, path);
            checkTexts(axis.values, path, u"node set"_s);
            if (seen.contains(axis.name))
                add(ErrorCode::DuplicateKey, path, quoted(axis.name), u"another name"_s);
            seen.insert(axis.name);
        }
        m_names.unite(seen);
    }

    void checkNames()
    {
        for (auto variable = m_profile.variables.begin(); variable != m_profile.variables.end(); ++variable) {
            checkName(variable.key(), keyPath(u"variables"_s, variable.key()));
            m_names.insert(variable.key());
        }
        QSet<QString> asked;
        for (qsizetype i = 0; i < m_profile.ask.size(); ++i) {
            const QString &name = m_profile.ask[i].name;
            const QString path = keyPath(itemPath(u"ask"_s, i), u"name"_s);
            checkName(name, path);
            if (asked.contains(name))
                add(ErrorCode::DuplicateKey, path, quoted(name), u"another name"_s);
            asked.insert(name);
        }
        m_names.unite(asked);
    }

    void checkSteps()
    {
        if (m_profile.steps.isEmpty())
            add(ErrorCode::EmptyValue, u"steps"_s, u"[]"_s, u"step"_s);
        for (qsizetype i = 0; i < m_profile.steps.size(); ++i) {
            const model::Step &step = m_profile.steps[i];
            const QString path = itemPath(u"steps"_s, i);
            if (step.timeout)
                checkTime(*step.timeout, keyPath(path, u"timeout"_s));
            if (const QString unclear = unclearTimeout(step); !unclear.isEmpty())
                add(ErrorCode::InvalidValue, keyPath(path, u"timeout"_s), quoted(unclear),
                    possibleDurations());
            if (step.copy)
                checkCopy(step, path);
            else
                checkCommand(step.run, keyPath(path, u"run"_s));
            checkInput(step, path);
        }
    }

    void checkCopy(const model::Step &step, const QString &path)
    {
        const model::FileCopy &copy = *step.copy;
        const bool isPush = copy.direction == model::FileCopy::Direction::Push;
        checkTemplate(copy.from, keyPath(path, isPush ? u"push"_s : u"pull"_s), u"path"_s,
                      CommandTemplate::Values::AsTheyAre);
        checkTemplate(copy.to, keyPath(path, u"to"_s), u"path"_s, CommandTemplate::Values::AsTheyAre);
        if (!copy.mode.isEmpty() && !permissionsFrom(copy.mode))
            add(ErrorCode::InvalidValue, keyPath(path, u"mode"_s), quoted(copy.mode), u"\"0644\""_s);
        const std::pair<bool, QString> foreign[] = {{!step.become.isEmpty(), u"become"_s},
                                                    {!step.input.isEmpty(), u"stdin"_s},
                                                    {!step.inputFile.isEmpty(), u"stdin_file"_s},
                                                    {!step.variables.isEmpty(), u"env"_s},
                                                    {step.hasPty, u"pty"_s}};
        for (const auto &[isThere, key] : foreign) {
            if (isThere)
                add(ErrorCode::InvalidValue, keyPath(path, key), key, u"only beside run"_s);
        }
    }

    void checkInput(const model::Step &step, const QString &path)
    {
        if (!step.input.isEmpty() && !step.inputFile.isEmpty())
            add(ErrorCode::InvalidValue, keyPath(path, u"stdin_file"_s), quoted(step.inputFile),
                u"stdin | stdin_file"_s);
        if (step.become.startsWith(u'-') || step.become.contains(QChar(u'\0')))
            add(ErrorCode::InvalidValue, keyPath(path, u"become"_s), quoted(step.become), u"user name"_s);
        // Names as POSIX has them: the shell would take anything else for a command.
        static const QRegularExpression shellName(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
        for (auto variable = step.variables.begin(); variable != step.variables.end(); ++variable) {
            const QString key = keyPath(keyPath(path, u"env"_s), variable.key());
            if (!shellName.match(variable.key()).hasMatch())
                add(ErrorCode::InvalidName, key, quoted(variable.key()), u"[A-Za-z_][A-Za-z0-9_]*"_s);
            if (!isBlank(variable.value()))
                checkTemplate(variable.value(), key, u"value"_s, CommandTemplate::Values::AsTheyAre);
        }
    }

    void checkCommand(const QString &run, const QString &path) { checkTemplate(run, path, u"command"_s); }

    void checkTemplate(const QString &run, const QString &path, const QString &kind,
                       CommandTemplate::Values values = CommandTemplate::Values::Quoted)
    {
        if (isBlank(run))
            return add(ErrorCode::EmptyValue, path, quoted(run), kind);
        if (run.contains(QChar(u'\0')))
            return add(ErrorCode::InvalidValue, path, u"\\u0000"_s, kind);
        const base::Expected<CommandTemplate> command = CommandTemplate::parse(run, values);
        if (!command) {
            const bool isQuoting = command.error().code == ErrorCode::UnquotablePlaceholder;
            return add(command.error().code, path, command.error().detail,
                       isQuoting ? u"{{name|raw}}"_s : u"{{name}} | {{name|raw}}"_s);
        }
        for (const CommandTemplate::Placeholder &placeholder : command->placeholders()) {
            if (!m_names.contains(placeholder.name) && !builtInPlaceholders().contains(placeholder.name))
                add(ErrorCode::UnknownPlaceholder, path, u"{{"_s + placeholder.name + u"}}"_s, knownNames(),
                    true);
        }
    }

    QString knownNames() const
    {
        QStringList own(m_names.begin(), m_names.end());
        own.sort();
        return (own.mid(0, 30) + builtInPlaceholders()).join(u" | "_s);
    }

    void checkRange(double number, double least, double most, const QString &path, const QString &kind)
    {
        if (!(number >= least && number <= most))
            add(ErrorCode::OutOfRange, path, QString::number(number, 'g', 10),
                kind + u' ' + QString::number(least) + u".."_s + QString::number(most, 'f', 0));
    }

    void checkNumbers()
    {
        checkRange(m_profile.parallel, 0, format::mostParallel, u"parallel"_s, u"integer"_s);
        checkRange(m_profile.parallelPerTarget, 0, format::mostParallel, u"parallel_per_target"_s,
                   u"integer"_s);
        checkRange(m_profile.ssh.jumpHandshakes, 0, format::mostJumpHandshakes, u"ssh.jump_handshakes"_s,
                   u"integer"_s);
        for (auto cap = m_profile.caps.begin(); cap != m_profile.caps.end(); ++cap)
            checkCap(cap.key(), cap.value());
        checkRange(m_profile.retry.attempts, 1, format::mostAttempts, u"retry.attempts"_s, u"integer"_s);
        checkRange(m_profile.retry.backoff, 1, format::mostBackoff, u"retry.backoff"_s, u"number"_s);
    }

    void checkCap(const QString &what, int most)
    {
        const QString path = keyPath(u"caps"_s, what);
        checkRange(most, 1, format::mostParallel, path, u"integer"_s);
        if (what.startsWith(u'@') ? !m_profile.groups.contains(what.mid(1)) : !isPlaceholderName(what))
            add(ErrorCode::InvalidName, path, quoted(what), u"variable | @group | jump"_s);
    }

    void checkTime(std::chrono::milliseconds time, const QString &path)
    {
        checkRange(double(time.count()) / 1000, 0, format::mostSeconds, path, u"number (seconds)"_s);
    }

    void checkTimes()
    {
        checkTime(m_profile.timeouts.connectLimit(), u"timeouts.connect"_s);
        checkTime(m_profile.timeouts.logIn, u"timeouts.log_in"_s);
        checkTime(m_profile.timeouts.step, u"timeouts.step"_s);
        checkTime(m_profile.timeouts.silence, u"timeouts.silence"_s);
        checkTime(m_profile.timeouts.run, u"timeouts.run"_s);
        checkTime(m_profile.retry.delay, u"retry.delay"_s);
    }

    void checkAmount(const QString &amount, const QString &path)
    {
        if (!isAmount(amount))
            add(ErrorCode::InvalidValue, path, quoted(amount), u"\"5\" | \"10%\""_s);
    }

    void checkAmounts()
    {
        for (qsizetype i = 0; i < m_profile.waves.size(); ++i)
            checkAmount(m_profile.waves[i], itemPath(u"waves"_s, i));
        if (!m_profile.stopAfterFailures.isEmpty())
            checkAmount(m_profile.stopAfterFailures, u"stop_after_failures"_s);
        if (!m_profile.stopAfterUnreachable.isEmpty())
            checkAmount(m_profile.stopAfterUnreachable, u"stop_after_unreachable"_s);
        if (!m_profile.waveBy.isEmpty())
            checkWaveBy();
    }

    void checkWaveBy()
    {
        if (!isPlaceholderName(m_profile.waveBy))
            add(ErrorCode::InvalidName, u"wave_by"_s, quoted(m_profile.waveBy), u"[A-Za-z_][A-Za-z0-9_-]*"_s);
    }

    void checkRetry()
    {
        const KeyList known = format::retriedOutcomes;
        for (qsizetype i = 0; i < m_profile.retry.on.size(); ++i) {
            const QString &outcome = m_profile.retry.on[i];
            if (std::find(known.begin(), known.end(), outcome) == known.end())
                add(ErrorCode::InvalidValue, itemPath(u"retry.on"_s, i), quoted(outcome),
                    alternatives(known));
        }
    }

    const model::Profile &m_profile;
    ProblemList m_problems;
    QSet<QString> m_names; ///< of the profile's own placeholders
};

} // namespace

QList<Problem> check(const model::Profile &profile)
{
    return Checker(profile).check();
}

bool isAmount(const QString &amount)
{
    const bool isPercentage = amount.endsWith(u'%');
    const QString digits = isPercentage ? amount.chopped(1) : amount;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || digits.startsWith(u'0') || !std::all_of(digits.begin(), digits.end(), isDigit))
        return false;
    bool fits = false;
    const int number = digits.toInt(&fits);
    return fits && (!isPercentage || number <= 100);
}

bool isPlain(const model::TargetEntry &entry)
{
    return entry.user.isEmpty() && entry.port == 0 && entry.variables.isEmpty() && entry.unknown.isEmpty();
}

} // namespace regatta::profile
