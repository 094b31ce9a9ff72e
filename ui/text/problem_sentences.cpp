#include "ui/text/problem_sentences.h"

#include "ui/text/sentences.h"

#include <QCoreApplication>

namespace regatta::text {

namespace {

struct ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(Problems)
};

/// "FILE:3:14: ", as compilers write it and editors jump to it.
QString place(const QString &file, int line, int column = 0)
{
    QString text = file;
    if (line > 0)
        text += (text.isEmpty() ? QString() : QStringLiteral(":")) + QString::number(line);
    if (line > 0 && column > 0)
        text += u':' + QString::number(column);
    return text.isEmpty() ? text : text + QStringLiteral(": ");
}

/// What is missing, where the parser knows.
QString whatIsWrong(const targets::NodeSetError &error)
{
    if (error.code != base::ErrorCode::SyntaxError)
        return sentence(targets::asError(error));
    if (error.found.isEmpty())
        return ProblemText::tr("Something is missing there.");
    if (error.found.startsWith(u'[') && !error.found.contains(u']'))
        return ProblemText::tr("This bracket has no \"]\": %1").arg(neutralised(error.found));
    return sentence(targets::asError(error));
}

} // namespace

QString sentence(const profile::Problem &problem, const QString &file)
{
    QString text = place(file, problem.line, problem.column);
    if (!problem.key.isEmpty())
        text += neutralised(problem.key) + QStringLiteral(": ");
    text += sentence(base::Error{problem.code, {}});
    if (!problem.found.isEmpty())
        text += u' ' + ProblemText::tr("Found: %1.").arg(neutralised(problem.found));
    if (!problem.expected.isEmpty())
        text += u' ' + ProblemText::tr("Possible: %1.").arg(neutralised(problem.expected));
    return text;
}

QString sentence(const targets::NodeSetError &error)
{
    QString text = ProblemText::tr("At character %1: ").arg(error.position + 1);
    if (!error.group.isEmpty())
        text = ProblemText::tr("In group %1, at character %2: ")
                   .arg(neutralised(error.group))
                   .arg(error.position + 1);
    return text + whatIsWrong(error);
}

QString sentence(const targets::HostsFileError &error, const QString &file)
{
    if (error.line == 0)
        return sentence(targets::asError(error.error));
    return place(file, error.line, int(error.error.position) + 1) + whatIsWrong(error.error);
}

} // namespace regatta::text
