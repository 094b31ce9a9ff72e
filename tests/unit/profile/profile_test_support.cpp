#include "tests/unit/profile/profile_test_support.h"

namespace regatta::profile {

std::string described(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems) {
        QStringList words;
        if (problem.isWarning)
            words << QStringLiteral("warning");
        words << base::name(problem.code).toString();
        if (problem.line > 0)
            words << QStringLiteral("%1:%2").arg(problem.line).arg(problem.column);
        for (const QString &word : {problem.key, problem.found, problem.expected}) {
            if (!word.isEmpty())
                words << word;
        }
        lines << words.join(u' ');
    }
    return lines.join(u'\n').toStdString();
}

std::string problemsOf(const QByteArray &json)
{
    const ReadResult result = parse(json);
    return described(result ? result->warnings : result.error().problems);
}

QByteArray fileOf(const QByteArray &members)
{
    return "{\"regatta\": 1,\n" + members + "}\n";
}

QByteArray fileWith(const QByteArray &member)
{
    return fileOf(member + ",\n\"targets\": [\"a\"], \"steps\": [{\"run\": \"true\"}]");
}

model::Profile soundProfile()
{
    model::Profile profile;
    profile.targets = {model::TargetEntry{QStringLiteral("web[1-3]"), {}, 0, {}, {}}};
    profile.steps = {model::Step{{}, QStringLiteral("true"), {}, {}}};
    return profile;
}

} // namespace regatta::profile
