#include "ui/text/form_sentences.h"

#include "ui/text/numbers.h"
#include "ui/text/problem_sentences.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace regatta::text {

namespace {

struct FormText
{
    Q_DECLARE_TR_FUNCTIONS(regatta::text::Form)
};

struct FormField
{
    const char *key;
    const char *name;
};

// As the labels of the editor are, written out where those go on from the one above.
constexpr std::array profileFields = {
    FormField{"name", QT_TRANSLATE_NOOP("regatta::text::Form", "Name")},
    FormField{"description", QT_TRANSLATE_NOOP("regatta::text::Form", "Description")},
    FormField{"environment", QT_TRANSLATE_NOOP("regatta::text::Form", "Environment")},
    FormField{"targets", QT_TRANSLATE_NOOP("regatta::text::Form", "Hosts")},
    FormField{"exclude", QT_TRANSLATE_NOOP("regatta::text::Form", "Except")},
    FormField{"groups", QT_TRANSLATE_NOOP("regatta::text::Form", "Host lists")},
    FormField{"matrix", QT_TRANSLATE_NOOP("regatta::text::Form", "Matrix")},
    FormField{"steps", QT_TRANSLATE_NOOP("regatta::text::Form", "Steps")},
    FormField{"parallel", QT_TRANSLATE_NOOP("regatta::text::Form", "Tasks in parallel")},
    FormField{"parallel_per_target", QT_TRANSLATE_NOOP("regatta::text::Form", "Tasks on one target")},
    FormField{"caps", QT_TRANSLATE_NOOP("regatta::text::Form", "At most at once")},
    FormField{"waves", QT_TRANSLATE_NOOP("regatta::text::Form", "Waves of targets")},
    FormField{"wave_by", QT_TRANSLATE_NOOP("regatta::text::Form", "Waves with distinct")},
    FormField{"stop_after_failures", QT_TRANSLATE_NOOP("regatta::text::Form", "Stop after failures")},
    FormField{"stop_after_unreachable",
              QT_TRANSLATE_NOOP("regatta::text::Form", "Stop after unreachable hosts")},
    FormField{"timeouts.connect", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out to connect")},
    FormField{"timeouts.log_in", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out to log in")},
    FormField{"timeouts.step", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out of a step")},
    FormField{"timeouts.silence", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out without output")},
    FormField{"timeouts.run", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out of the whole run")},
    FormField{"retry.attempts", QT_TRANSLATE_NOOP("regatta::text::Form", "Retries")},
    FormField{"retry.delay", QT_TRANSLATE_NOOP("regatta::text::Form", "Wait before a retry")},
    FormField{"transport", QT_TRANSLATE_NOOP("regatta::text::Form", "Transport")},
    FormField{"ssh.user", QT_TRANSLATE_NOOP("regatta::text::Form", "User")},
    FormField{"ssh.port", QT_TRANSLATE_NOOP("regatta::text::Form", "Port")},
    FormField{"ssh.identity", QT_TRANSLATE_NOOP("regatta::text::Form", "Private key")},
    FormField{"ssh.jump", QT_TRANSLATE_NOOP("regatta::text::Form", "Jump host")},
    FormField{"variables", QT_TRANSLATE_NOOP("regatta::text::Form", "Variables")},
};

constexpr std::array stepFields = {
    FormField{"name", QT_TRANSLATE_NOOP("regatta::text::Form", "Name")},
    FormField{"run", QT_TRANSLATE_NOOP("regatta::text::Form", "Command")},
    FormField{"timeout", QT_TRANSLATE_NOOP("regatta::text::Form", "Time-out")},
    FormField{"when", QT_TRANSLATE_NOOP("regatta::text::Form", "Runs")},
    FormField{"push", QT_TRANSLATE_NOOP("regatta::text::Form", "Copy what")},
    FormField{"pull", QT_TRANSLATE_NOOP("regatta::text::Form", "Copy what")},
    FormField{"to", QT_TRANSLATE_NOOP("regatta::text::Form", "To")},
    FormField{"mode", QT_TRANSLATE_NOOP("regatta::text::Form", "Permissions")},
    FormField{"become", QT_TRANSLATE_NOOP("regatta::text::Form", "Run as")},
    FormField{"stdin", QT_TRANSLATE_NOOP("regatta::text::Form", "Standard input")},
    FormField{"stdin_file", QT_TRANSLATE_NOOP("regatta::text::Form", "Standard input from a file")},
    FormField{"env", QT_TRANSLATE_NOOP("regatta::text::Form", "Environment variables")},
    FormField{"pty", QT_TRANSLATE_NOOP("regatta::text::Form", "Terminal")},
};

template <typename Fields>
QString nameIn(const Fields &fields, const QString &key)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&key](const FormField &field) {
        return key == QLatin1StringView(field.key);
    });
    return found == fields.end() ? QString() : FormText::tr(found->name);
}

/// Of `steps[0].env["a b"]`: steps, 0, env, a b.
QStringList partsOf(const QString &key)
{
    static const QRegularExpression part(
        QStringLiteral(R"re(\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.\[]+))re"));
    static const QRegularExpression escaped(QStringLiteral(R"(\\(.))"));
    QStringList parts;
    for (const QRegularExpressionMatch &match : part.globalMatch(key)) {
        if (match.hasCaptured(1))
            parts << match.captured(1).replace(escaped, QStringLiteral("\\1"));
        else
            parts << match.captured(match.lastCapturedIndex());
    }
    return parts;
}

/// Of one of several with names; a place in a list says nothing where the list is one line.
QString withMember(const QString &field, const QString &member)
{
    bool isPlace = false;
    member.toInt(&isPlace);
    return member.isEmpty() || isPlace ? field : FormText::tr("%1, %2").arg(field, neutralised(member, 60));
}

QString stepFieldName(const QStringList &parts)
{
    const QString step = FormText::tr("Step %1").arg(count(parts[1].toInt() + 1));
    const QString field = nameIn(stepFields, parts.value(2));
    return field.isEmpty() ? step : FormText::tr("%1, %2").arg(step, withMember(field, parts.value(3)));
}

QString inForm(const QString &key, const QString &sentence)
{
    return key.isEmpty() ? sentence : FormText::tr("%1: %2").arg(fieldName(key), sentence);
}

} // namespace

QString fieldName(const QString &key)
{
    const QStringList parts = partsOf(key);
    if (parts.size() > 1 && parts[0] == u"steps")
        return stepFieldName(parts);
    if (const QString name = nameIn(profileFields, parts.mid(0, 2).join(u'.')); !name.isEmpty())
        return name;
    const QString name = nameIn(profileFields, parts.value(0));
    return name.isEmpty() ? neutralised(key) : withMember(name, parts.value(1));
}

QString formSentence(const profile::Problem &problem)
{
    using base::ErrorCode;
    profile::Problem shown = problem;
    shown.key.clear();
    shown.line = 0;
    if (problem.code == ErrorCode::EmptyValue)
        shown.found.clear();
    if (problem.code == ErrorCode::EmptyValue || problem.code == ErrorCode::InvalidName)
        shown.expected.clear(); // how a file has it; the sentence says it in words
    return inForm(problem.key, sentence(shown, {}));
}

QString formSentence(const engine::PlanProblem &problem)
{
    return inForm(problem.where, sentence(problem.error));
}

} // namespace regatta::text
