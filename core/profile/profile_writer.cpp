#include "core/profile/profile_writer.h"

#include "core/model/names.h"
#include "core/profile/json_layout.h"
#include "core/profile/profile_check.h"
#include "core/profile/profile_format.h"

#include <QFileInfo>
#include <QSaveFile>

namespace regatta::profile {

using namespace Qt::StringLiterals;

namespace {

/// Adds to an object what differs from its default.
class ObjectWriter
{
public:
    template <typename Value>
    void add(QLatin1StringView key, const Value &value, const Value &usual)
    {
        if (value != usual)
            require(key, value);
    }

    template <typename Value>
    void require(QLatin1StringView key, const Value &value)
    {
        m_object.add(key, layout(value));
    }

    /// The object, with the keys that a newer or foreign writer left in it.
    JsonLayout finished(const QJsonObject &unknown)
    {
        m_object.addAll(unknown);
        return m_object;
    }

private:
    static JsonLayout layout(const JsonLayout &value) { return value; }
    static JsonLayout layout(const QString &value) { return JsonLayout(QJsonValue(value)); }
    static JsonLayout layout(const QStringList &value) { return JsonLayout(value); }
    static JsonLayout layout(bool value) { return JsonLayout(QJsonValue(value)); }
    static JsonLayout layout(int value) { return JsonLayout(QJsonValue(value)); }
    static JsonLayout layout(quint16 value) { return JsonLayout(QJsonValue(int(value))); }
    static JsonLayout layout(double value) { return JsonLayout(QJsonValue(value)); }

    static JsonLayout layout(std::chrono::milliseconds value)
    {
        const qint64 count = value.count();
        return JsonLayout(count % 1000 == 0 ? QJsonValue(count / 1000) : QJsonValue(double(count) / 1000));
    }

    template <typename Value>
    static JsonLayout layout(const QMap<QString, Value> &map)
    {
        JsonLayout object = JsonLayout::object();
        for (auto member = map.begin(); member != map.end(); ++member)
            object.add(member.key(), layout(member.value()));
        return object;
    }

    JsonLayout m_object = JsonLayout::object();
};

template <typename Item, typename ToLayout>
JsonLayout listOf(const QList<Item> &items, ToLayout toLayout)
{
    JsonLayout list = JsonLayout::array();
    for (const Item &item : items)
        list.append(toLayout(item));
    return list;
}

JsonLayout layoutOf(const model::TargetEntry &entry)
{
    if (isPlain(entry))
        return JsonLayout(QJsonValue(entry.nodeSet));
    const model::TargetEntry usual;
    ObjectWriter writer;
    writer.require("host"_L1, entry.nodeSet);
    writer.add("user"_L1, entry.user, usual.user);
    writer.add("port"_L1, entry.port, usual.port);
    writer.add("vars"_L1, entry.variables, usual.variables);
    return writer.finished(entry.unknown);
}

void addCopy(ObjectWriter &writer, const model::FileCopy &copy)
{
    const bool isPush = copy.direction == model::FileCopy::Direction::Push;
    writer.require(isPush ? "push"_L1 : "pull"_L1, copy.from);
    writer.require("to"_L1, copy.to);
    writer.add("mode"_L1, copy.mode, QString());
}

JsonLayout layoutOf(const model::Step &step)
{
    const model::Step usual;
    ObjectWriter writer;
    writer.add("name"_L1, step.name, QString());
    if (step.copy)
        addCopy(writer, *step.copy);
    else
        writer.require("run"_L1, step.run);
    if (step.timeout)
        writer.require("timeout"_L1, *step.timeout);
    writer.add("when"_L1, model::name(step.when).toString(), model::name(usual.when).toString());
    if (step.goesOn)
        writer.require("on_failure"_L1, u"go_on"_s);
    writer.add("become"_L1, step.become, usual.become);
    writer.add("stdin"_L1, step.input, usual.input);
    writer.add("stdin_file"_L1, step.inputFile, usual.inputFile);
    writer.add("env"_L1, step.variables, usual.variables);
    writer.add("pty"_L1, step.hasPty, usual.hasPty);
    return writer.finished(step.unknown);
}

JsonLayout layoutOf(const model::Question &question)
{
    ObjectWriter writer;
    writer.require("name"_L1, question.name);
    writer.add("prompt"_L1, question.prompt, QString());
    return writer.finished(question.unknown);
}

JsonLayout layoutOf(const model::Timeouts &timeouts)
{
    const model::Timeouts usual;
    ObjectWriter writer;
    if (timeouts.connect) // also the usual one: it stands above the ssh configuration's
        writer.require("connect"_L1, *timeouts.connect);
    writer.add("log_in"_L1, timeouts.logIn, usual.logIn);
    writer.add("step"_L1, timeouts.step, usual.step);
    writer.add("silence"_L1, timeouts.silence, usual.silence);
    writer.add("run"_L1, timeouts.run, usual.run);
    return writer.finished(timeouts.unknown);
}

JsonLayout layoutOf(const model::RetrySettings &retry)
{
    const model::RetrySettings usual;
    ObjectWriter writer;
    writer.add("attempts"_L1, retry.attempts, usual.attempts);
    writer.add("delay"_L1, retry.delay, usual.delay);
    writer.add("backoff"_L1, retry.backoff, usual.backoff);
    writer.add("on"_L1, retry.on, usual.on);
    return writer.finished(retry.unknown);
}

JsonLayout layoutOf(const model::SshSettings &ssh)
{
    const model::SshSettings usual;
    ObjectWriter writer;
    writer.add("user"_L1, ssh.user, usual.user);
    writer.add("port"_L1, ssh.port, usual.port);
    writer.add("identity"_L1, ssh.identity, usual.identity);
    writer.add("jump"_L1, ssh.jump, usual.jump);
    writer.add("jump_handshakes"_L1, ssh.jumpHandshakes, usual.jumpHandshakes);
    return writer.finished(ssh.unknown);
}

JsonLayout layoutOf(const QList<model::MatrixAxis> &matrix)
{
    JsonLayout object = JsonLayout::object();
    for (const model::MatrixAxis &axis : matrix)
        object.add(axis.name, JsonLayout(axis.values));
    return object;
}

} // namespace

QByteArray serialize(const model::Profile &profile)
{
    const model::Profile usual;
    const auto toLayout = [](const auto &item) { return layoutOf(item); };
    ObjectWriter writer;
    writer.require("regatta"_L1, format::version);
    writer.add("name"_L1, profile.name, usual.name);
    writer.add("description"_L1, profile.description, usual.description);
    writer.add("environment"_L1, model::name(profile.environment).toString(), QString());
    writer.require("targets"_L1, listOf(profile.targets, toLayout));
    writer.add("exclude"_L1, profile.exclude, usual.exclude);
    writer.add("groups"_L1, profile.groups, usual.groups);
    if (!profile.matrix.isEmpty())
        writer.require("matrix"_L1, layoutOf(profile.matrix));
    writer.require("steps"_L1, listOf(profile.steps, toLayout));
    writer.add("parallel"_L1, profile.parallel, usual.parallel);
    writer.add("parallel_per_target"_L1, profile.parallelPerTarget, usual.parallelPerTarget);
    writer.add("caps"_L1, profile.caps, usual.caps);
    writer.add("waves"_L1, profile.waves, usual.waves);
    writer.add("wave_by"_L1, profile.waveBy, usual.waveBy);
    writer.add("approve_waves"_L1, profile.approveWaves, usual.approveWaves);
    writer.add("stop_after_failures"_L1, profile.stopAfterFailures, usual.stopAfterFailures);
    writer.add("stop_after_unreachable"_L1, profile.stopAfterUnreachable, usual.stopAfterUnreachable);
    writer.add("failures_per_wave"_L1, profile.failuresPerWave, usual.failuresPerWave);
    if (profile.timeouts != usual.timeouts)
        writer.require("timeouts"_L1, layoutOf(profile.timeouts));
    if (profile.retry != usual.retry)
        writer.require("retry"_L1, layoutOf(profile.retry));
    writer.add("transport"_L1, model::name(profile.transport).toString(),
               model::name(usual.transport).toString());
    if (profile.ssh != usual.ssh)
        writer.require("ssh"_L1, layoutOf(profile.ssh));
    writer.add("variables"_L1, profile.variables, usual.variables);
    if (!profile.ask.isEmpty())
        writer.require("ask"_L1, listOf(profile.ask, toLayout));
    return writer.finished(profile.unknown).text().toUtf8() + '\n';
}

base::Expected<void> save(const QString &path, const model::Profile &profile)
{
    // QSaveFile would put a file in the place of a pipe or a device.
    const QFileInfo existing(path);
    if (existing.exists() && !existing.isFile())
        return base::failure(base::ErrorCode::FileUnwritable, path);

    QSaveFile file(path);
    const QByteArray json = serialize(profile);
    // QSaveFile (6.4) doesn't notice that its buffer couldn't be written when it is closed: flush() does.
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.flush()) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return base::failure(base::ErrorCode::FileUnwritable, reason);
    }
    if (!file.commit())
        return base::failure(base::ErrorCode::FileUnwritable, file.errorString());
    return {};
}

} // namespace regatta::profile
