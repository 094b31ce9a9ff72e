#include "ui/editor/problem_list.h"

#include "ui/text/form_sentences.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr int mostProblemLines = 12;

struct ProblemListText
{
    Q_DECLARE_TR_FUNCTIONS(regatta::ui::ProblemList)
};

/// The check may look deeper: "targets[0].host" for "targets[0]".
bool isAbout(const QString &key, const QString &where)
{
    return key == where || key.startsWith(where + u'.') || key.startsWith(where + u'[');
}

} // namespace

QStringList problemSentences(const QList<profile::Problem> &found, const QList<engine::PlanProblem> &ofPlan)
{
    QStringList sentences;
    QStringList keys;
    for (const profile::Problem &problem : found) {
        if (problem.isWarning)
            continue;
        sentences << text::formSentence(problem);
        keys << problem.key;
    }
    for (const engine::PlanProblem &problem : ofPlan) {
        const bool isSaid = std::any_of(keys.begin(), keys.end(),
                                        [&](const QString &key) { return isAbout(key, problem.where); });
        if (!isSaid)
            sentences << text::formSentence(problem);
    }
    return sentences;
}

QString problemLines(const QStringList &sentences)
{
    if (sentences.size() <= mostProblemLines)
        return sentences.join(u'\n');
    return sentences.first(mostProblemLines).join(u'\n') + u'\n' +
           ProblemListText::tr("… and %1 more").arg(text::count(sentences.size() - mostProblemLines));
}

} // namespace regatta::ui
