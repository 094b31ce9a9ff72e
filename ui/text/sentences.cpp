#include "ui/text/sentences.h"

#include "ui/text/explanations.h"

#include <QCoreApplication>

#include <algorithm>

namespace regatta::text {

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(regatta::text::Sentences)
};

/// The sentence, with the detail behind a colon if there is one.
QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? Sentences::tr("%1.").arg(sentence)
                            : Sentences::tr("%1: %2").arg(sentence, detail);
}

QString translated(const char *text)
{
    return text ? Explanations::tr(text) : QString();
}

/// See trust::changedKeyError(): a line of facts, then a command. Other details are facts.
QString factsOf(const base::Error &error)
{
    const bool hasCommand = error.code == base::ErrorCode::HostKeyChanged;
    return hasCommand ? error.detail.section(u'\n', 0, 0) : error.detail;
}

/// Whole: what is left of it after a cut might do something else.
QString removingCommandOf(const base::Error &error)
{
    if (error.code != base::ErrorCode::HostKeyChanged)
        return {};
    const QString command = error.detail.section(u'\n', 1);
    return neutralised(command, std::max<qsizetype>(command.size(), 1));
}

bool isInvisible(QChar::Category category)
{
    return category == QChar::Other_Control || category == QChar::Other_Format;
}

} // namespace

QString neutralised(QString text, qsizetype limit)
{
    if (text.size() > limit) {
        text.truncate(limit - 1);
        text += u'…';
    }
    for (QChar &c : text) {
        if (c.isSpace())
            c = u' ';
        else if (isInvisible(c.category()))
            c = u'·';
    }
    return text;
}

QString neutralisedLines(const QString &text, qsizetype limitOfLine)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = neutralised(line, limitOfLine);
    return lines.join(u'\n');
}

QString whatHappened(const base::Error &error)
{
    return withDetail(translated(Explanations::of(error.code).fact), neutralised(factsOf(error)));
}

QString whatToDo(const base::Error &error)
{
    const QString advice = translated(Explanations::of(error.code).advice);
    const QString command = removingCommandOf(error);
    // Nothing behind the command, so that it can be copied up to the end.
    return command.isEmpty()
               ? advice
               : Sentences::tr("%1 If the change is right, remove the known key: %2").arg(advice, command);
}

QString sentence(const base::Error &error)
{
    const QString advice = whatToDo(error);
    QString fact = whatHappened(error);
    if (advice.isEmpty())
        return fact;
    if (!fact.endsWith(u'.'))
        fact += u'.';
    return fact + u' ' + advice;
}

QString sentence(const engine::PlanProblem &problem)
{
    return problem.where.isEmpty()
               ? sentence(problem.error)
               : Sentences::tr("%1: %2").arg(neutralised(problem.where), sentence(problem.error));
}

QString shortReason(const model::AttemptResult &result)
{
    if (result.outcome == model::Outcome::Succeeded || result.outcome == model::Outcome::Skipped)
        return {};
    if (!result.signal.isEmpty() && result.outcome == model::Outcome::CommandFailed)
        return Sentences::tr("signal %1").arg(neutralised(QString::fromLatin1(result.signal)));
    if (result.exitCode && result.outcome == model::Outcome::CommandFailed)
        return Sentences::tr("exit %1").arg(*result.exitCode);
    return result.error ? translated(Explanations::of(result.error->code).reason) : QString();
}

} // namespace regatta::text
