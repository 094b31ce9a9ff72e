#include "core/history/records.h"

#include "core/model/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace regatta::history {

using namespace Qt::StringLiterals;

QStringView name(RunState state)
{
    switch (state) {
    case RunState::Running:
        return u"running";
    case RunState::Finished:
        return u"finished";
    case RunState::Stopped:
        return u"stopped";
    case RunState::Interrupted:
        return u"interrupted";
    }
    Q_UNREACHABLE();
}

std::optional<RunState> runStateFromName(QStringView text)
{
    for (const RunState state :
         {RunState::Running, RunState::Finished, RunState::Stopped, RunState::Interrupted}) {
        if (name(state) == text)
            return state;
    }
    return std::nullopt;
}

QByteArray toJson(const model::RunSummary &summary)
{
    QJsonObject outcomes;
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        if (const int count = summary.count(outcome))
            outcomes.insert(model::name(outcome).toString(), count);
    }
    QJsonArray busy;
    for (const base::Duration duration : summary.busy)
        busy.append(qint64(duration.count()));
    const QJsonObject json{{u"outcomes"_s, outcomes},
                           {u"wall_ns"_s, qint64(summary.wall.count())},
                           {u"peak_parallel"_s, summary.peakParallel},
                           {u"effective_parallel"_s, summary.effectiveParallel},
                           {u"busy_ns"_s, busy},
                           {u"output_bytes"_s, summary.outputBytes},
                           {u"stopped"_s, summary.stopped},
                           {u"failure_limit_reached"_s, summary.failureLimitReached}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

model::RunSummary summaryFromJson(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    model::RunSummary summary;
    const QJsonObject outcomes = json.value(u"outcomes"_s).toObject();
    for (auto entry = outcomes.begin(); entry != outcomes.end(); ++entry) {
        if (const auto outcome = model::outcomeFromName(entry.key()))
            summary.outcomes[size_t(*outcome)] = entry.value().toInt();
    }
    summary.wall = base::Duration(json.value(u"wall_ns"_s).toInteger());
    summary.peakParallel = json.value(u"peak_parallel"_s).toInt();
    summary.effectiveParallel = json.value(u"effective_parallel"_s).toDouble();
    for (const QJsonValue &duration : json.value(u"busy_ns"_s).toArray())
        summary.busy.emplace_back(duration.toInteger());
    summary.outputBytes = json.value(u"output_bytes"_s).toInteger();
    summary.stopped = json.value(u"stopped"_s).toBool();
    summary.failureLimitReached = json.value(u"failure_limit_reached"_s).toBool();
    return summary;
}

} // namespace regatta::history
