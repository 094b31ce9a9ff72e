#include "core/report/comparison.h"

#include <QCryptographicHash>
#include <QHash>

namespace regatta::report {

namespace {

QString keyOf(const history::TaskSubject &subject)
{
    const QChar separator = u'\n'; // in no name
    return subject.user + separator + subject.host + separator + QString::number(subject.port) + separator +
           subject.item;
}

bool endedAlike(const history::TaskRecord &a, const history::TaskRecord &b)
{
    if (a.result.has_value() != b.result.has_value())
        return false;
    if (!a.result)
        return a.state == b.state;
    return a.result->outcome == b.result->outcome && a.result->exitCode == b.result->exitCode &&
           a.result->signal == b.result->signal;
}

QByteArray digest(const RunOutput &output, model::TaskId task, model::OutputStream stream)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    (void)output.read(task, stream, [&hash](QByteArrayView bytes) { hash.addData(bytes); });
    return hash.result();
}

bool printedAlike(const RunOutput &a, model::TaskId inA, const RunOutput &b, model::TaskId inB)
{
    for (const auto stream : {model::OutputStream::Stdout, model::OutputStream::Stderr}) {
        const qint64 size = a.size(inA, stream);
        if (size != b.size(inB, stream))
            return false;
        if (size > 0 && digest(a, inA, stream) != digest(b, inB, stream))
            return false;
    }
    return true;
}

} // namespace

Comparison compare(const history::RunRecord &before, const RunOutput &outputBefore,
                   const history::RunRecord &after, const RunOutput &outputAfter)
{
    QHash<QString, std::uint32_t> places;
    for (std::uint32_t i = 0; i < before.tasks.size(); ++i)
        places.insert(keyOf(before.tasks[i].subject), i);

    Comparison comparison;
    comparison.isOutputKnown = outputBefore.isThere() && outputAfter.isThere();
    for (std::uint32_t i = 0; i < after.tasks.size(); ++i) {
        const history::TaskRecord &task = after.tasks[i];
        TaskComparison compared{task.subject, {}, model::TaskId{i}};
        const auto place = places.constFind(keyOf(task.subject));
        if (place != places.constEnd()) {
            compared.before = model::TaskId{*place};
            compared.isOutcomeChanged = !endedAlike(before.tasks[*place], task);
            compared.isOutputChanged =
                comparison.isOutputKnown && !printedAlike(outputBefore, {*place}, outputAfter, {i});
            places.erase(place);
        }
        comparison.tasks.push_back(compared);
    }
    for (std::uint32_t i = 0; i < before.tasks.size(); ++i) {
        if (places.value(keyOf(before.tasks[i].subject), ~0u) == i)
            comparison.tasks.push_back({before.tasks[i].subject, model::TaskId{i}, {}});
    }
    comparison.isOutputWhole =
        outputBefore.isWhole(before.overview.state) && outputAfter.isWhole(after.overview.state);
    return comparison;
}

} // namespace regatta::report
