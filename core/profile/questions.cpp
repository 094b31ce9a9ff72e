#include "core/profile/questions.h"

namespace regatta::profile {

QList<model::Question> openQuestions(const model::Profile &profile)
{
    QList<model::Question> open;
    for (const model::Question &question : profile.ask) {
        if (!profile.variables.contains(question.name))
            open << question;
    }
    return open;
}

model::Profile withStandIns(model::Profile profile)
{
    for (const model::Question &question : openQuestions(profile))
        profile.variables[question.name] = QStringLiteral("<%1>").arg(question.name);
    return profile;
}

} // namespace regatta::profile
