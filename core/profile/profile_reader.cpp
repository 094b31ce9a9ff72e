#include "core/profile/profile_reader.h"

#include "core/model/names.h"
#include "core/profile/json_scanner.h"
#include "core/profile/object_reader.h"
#include "core/profile/problem_locator.h"
#include "core/profile/profile_check.h"
#include "core/profile/profile_format.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace regatta::profile {

using base::ErrorCode;
using namespace Qt::StringLiterals;

namespace {

ReadResult unreadable(Problem problem)
{
    return tl::unexpected(ReadFailure{{std::move(problem)}, std::nullopt});
}

/// Makes a Profile of a JSON object.
class Decoder
{
public:
    Decoder(const QJsonObject &root, const QStringList &matrixOrder, ProblemList &problems)
        : m_root(root, QString(), format::profileKeys, problems)
        , m_matrixOrder(matrixOrder)
        , m_problems(problems)
    {}

    /// False: the file is of a version that we don't know, so nothing else can be said about it.
    bool checkVersion()
    {
        if (!m_root.require("regatta"_L1))
            return true;
        const QJsonValue found = m_root.value("regatta"_L1);
        if (found == QJsonValue(format::version))
            return true;
        const bool isNewer = found.isDouble() && found.toDouble() > format::version;
        const ErrorCode otherwise = found.isDouble() ? ErrorCode::InvalidValue : ErrorCode::WrongType;
        m_root.refuse(u"regatta"_s, found, isNewer ? ErrorCode::NewerSchema : otherwise,
                      QString::number(format::version));
        return !isNewer;
    }

    model::Profile decode()
    {
        m_root.readText("name"_L1, m_profile.name);
        m_root.readText("description"_L1, m_profile.description);
        m_root.readWord("environment"_L1, format::environments, model::environmentFromName,
                        m_profile.environment);
        decodeTargets();
        decodeMatrix();
        decodeSteps();
        decodePace();
        decodeTimeouts();
        decodeRetry();
        m_root.readWord("transport"_L1, format::transports, model::transportFromName, m_profile.transport);
        decodeSsh();
        m_root.readTextMap("variables"_L1, m_profile.variables);
        decodeQuestions();
        m_profile.unknown = m_root.unknown();
        return m_profile;
    }

private:
    void decodeTargets()
    {
        m_root.require("targets"_L1);
        for (const QJsonValue &item : m_root.array("targets"_L1, u"array of strings and objects"_s)) {
            const QString path = itemPath(u"targets"_s, m_profile.targets.size());
            m_profile.targets.append(target(item, path));
        }
        m_root.readTexts("exclude"_L1, m_profile.exclude);
        const QJsonObject groups = m_root.object("groups"_L1);
        for (auto group = groups.begin(); group != groups.end(); ++group)
            m_profile.groups.insert(group.key(), texts(group.value(), keyPath(u"groups"_s, group.key())));
    }

    model::TargetEntry target(const QJsonValue &item, const QString &path)
    {
        model::TargetEntry entry;
        if (item.isString()) {
            entry.nodeSet = item.toString();
        } else if (item.isObject()) {
            ObjectReader reader(item.toObject(), path, format::targetKeys, m_problems);
            if (reader.require("host"_L1))
                reader.readText("host"_L1, entry.nodeSet);
            reader.readText("user"_L1, entry.user);
            reader.readPort("port"_L1, entry.port);
            reader.readTextMap("vars"_L1, entry.variables);
            entry.unknown = reader.unknown();
        } else {
            m_root.refuse(path, item, ErrorCode::WrongType, u"string | object"_s);
        }
        return entry;
    }

    QStringList texts(const QJsonValue &value, const QString &path)
    {
        QStringList result;
        if (!value.isArray())
            m_root.refuse(path, value, ErrorCode::WrongType, u"array of strings"_s);
        for (const QJsonValue &item : value.toArray()) {
            if (!item.isString())
                m_root.refuse(itemPath(path, result.size()), item, ErrorCode::WrongType, u"string"_s);
            result << item.toString();
        }
        return result;
    }

    void decodeMatrix()
    {
        const QJsonObject matrix = m_root.object("matrix"_L1);
        for (const QString &axis : m_matrixOrder) {
            if (matrix.contains(axis))
                m_profile.matrix.append({axis, texts(matrix.value(axis), keyPath(u"matrix"_s, axis))});
        }
    }

    void decodeSteps()
    {
        m_root.require("steps"_L1);
        for (const QJsonValue &item : m_root.array("steps"_L1, u"array of objects"_s)) {
            const QString path = itemPath(u"steps"_s, m_profile.steps.size());
            model::Step step;
            if (item.isObject()) {
                ObjectReader reader(item.toObject(), path, format::stepKeys, m_problems);
                decodeStep(reader, step);
            } else {
                m_root.refuse(path, item, ErrorCode::WrongType, u"object"_s);
            }
            m_profile.steps.append(step);
        }
    }

    void decodeStep(ObjectReader &reader, model::Step &step)
    {
        reader.readText("name"_L1, step.name);
        if (reader.has("push"_L1) || reader.has("pull"_L1))
            decodeCopy(reader, step.copy.emplace());
        else if (reader.require("run"_L1))
            reader.readText("run"_L1, step.run);
        if (reader.has("timeout"_L1))
            reader.readSeconds("timeout"_L1, step.timeout.emplace());
        reader.readWord("when"_L1, format::stepConditions, model::stepConditionFromName, step.when);
        reader.readWord("on_failure"_L1, format::failureWays, goesOnFromName, step.goesOn);
        reader.readText("become"_L1, step.become);
        reader.readText("stdin"_L1, step.input);
        reader.readText("stdin_file"_L1, step.inputFile);
        reader.readTextMap("env"_L1, step.variables);
        reader.readFlag("pty"_L1, step.hasPty);
        step.unknown = reader.unknown();
    }

    /// A step does one thing.
    void decodeCopy(ObjectReader &reader, model::FileCopy &copy)
    {
        const bool isPush = reader.has("push"_L1);
        for (const QLatin1StringView other : {"run"_L1, "pull"_L1}) {
            if (reader.has(other) && (isPush || other == "run"_L1))
                reader.refuse(reader.path(other), reader.value(other), ErrorCode::InvalidValue,
                              u"run | push | pull"_s);
        }
        copy.direction = isPush ? model::FileCopy::Direction::Push : model::FileCopy::Direction::Pull;
        reader.readText(isPush ? "push"_L1 : "pull"_L1, copy.from);
        if (reader.require("to"_L1))
            reader.readText("to"_L1, copy.to);
        reader.readText("mode"_L1, copy.mode);
    }

    static std::optional<bool> goesOnFromName(QStringView name)
    {
        if (name == format::failureWays[0])
            return false;
        return name == format::failureWays[1] ? std::optional(true) : std::nullopt;
    }

    void decodePace()
    {
        m_root.readInteger("parallel"_L1, format::mostParallel, m_profile.parallel);
        m_root.readInteger("parallel_per_target"_L1, format::mostParallel, m_profile.parallelPerTarget);
        m_root.readIntegerMap("caps"_L1, format::mostParallel, m_profile.caps);
        m_root.readAmounts("waves"_L1, m_profile.waves);
        m_root.readText("wave_by"_L1, m_profile.waveBy);
        m_root.readFlag("approve_waves"_L1, m_profile.approveWaves);
        m_root.readAmount("stop_after_failures"_L1, m_profile.stopAfterFailures);
        m_root.readAmount("stop_after_unreachable"_L1, m_profile.stopAfterUnreachable);
        m_root.readFlag("failures_per_wave"_L1, m_profile.failuresPerWave);
    }

    void decodeTimeouts()
    {
        ObjectReader reader(m_root.object("timeouts"_L1), u"timeouts"_s, format::timeoutKeys, m_problems);
        if (reader.has("connect"_L1))
            reader.readSeconds("connect"_L1,
                               m_profile.timeouts.connect.emplace(model::Timeouts::usualConnect));
        reader.readSeconds("log_in"_L1, m_profile.timeouts.logIn);
        reader.readSeconds("step"_L1, m_profile.timeouts.step);
        reader.readSeconds("silence"_L1, m_profile.timeouts.silence);
        reader.readSeconds("run"_L1, m_profile.timeouts.run);
        m_profile.timeouts.unknown = reader.unknown();
    }

    void decodeRetry()
    {
        ObjectReader reader(m_root.object("retry"_L1), u"retry"_s, format::retryKeys, m_problems);
        reader.readInteger("attempts"_L1, format::mostAttempts, m_profile.retry.attempts);
        reader.readSeconds("delay"_L1, m_profile.retry.delay);
        reader.readNumber("backoff"_L1, m_profile.retry.backoff);
        reader.readTexts("on"_L1, m_profile.retry.on);
        m_profile.retry.unknown = reader.unknown();
    }

    void decodeSsh()
    {
        ObjectReader reader(m_root.object("ssh"_L1), u"ssh"_s, format::sshKeys, m_problems);
        reader.readText("user"_L1, m_profile.ssh.user);
        reader.readPort("port"_L1, m_profile.ssh.port);
        reader.readText("identity"_L1, m_profile.ssh.identity);
        reader.readText("jump"_L1, m_profile.ssh.jump);
        reader.readInteger("jump_handshakes"_L1, format::mostJumpHandshakes, m_profile.ssh.jumpHandshakes);
        m_profile.ssh.unknown = reader.unknown();
    }

    void decodeQuestions()
    {
        for (const QJsonValue &item : m_root.array("ask"_L1, u"array of objects"_s)) {
            const QString path = itemPath(u"ask"_s, m_profile.ask.size());
            model::Question question;
            if (item.isObject()) {
                ObjectReader reader(item.toObject(), path, format::askKeys, m_problems);
                if (reader.require("name"_L1))
                    reader.readText("name"_L1, question.name);
                reader.readText("prompt"_L1, question.prompt);
                question.unknown = reader.unknown();
            } else {
                m_root.refuse(path, item, ErrorCode::WrongType, u"object"_s);
            }
            m_profile.ask.append(question);
        }
    }

    ObjectReader m_root;
    QStringList m_matrixOrder;
    ProblemList &m_problems;
    model::Profile m_profile;
};

/// What only the text of the file tells: where it stops being JSON, which keys are written twice, in which
/// order.
struct TextFindings
{
    std::optional<Problem> syntaxError;
    QList<Problem> duplicates;
    QStringList matrixOrder;
};

TextFindings scanText(const QByteArray &json)
{
    TextFindings findings;
    JsonScanner scanner;
    const auto failure = scanner.scan(json, [&](const JsonScanner::Entry &entry) {
        if (entry.isDuplicate) {
            if (findings.duplicates.size() < mostProblems) {
                const TextPosition at = textPosition(json, entry.keyOffset);
                findings.duplicates.append({ErrorCode::DuplicateKey, at.line, at.column,
                                            entry.path.toString(), shown(QJsonValue(entry.key)), QString(),
                                            true});
            }
        } else if (entry.parent == u"matrix" && entry.keyOffset >= 0 &&
                   !findings.matrixOrder.contains(entry.key)) {
            findings.matrixOrder.append(entry.key);
        }
    });
    if (failure)
        findings.syntaxError = syntaxProblem(json, failure->offset, failure->code, failure->expected);
    return findings;
}

} // namespace

ReadResult read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable({.code = ErrorCode::FileUnreadable, .found = file.errorString()});
    // Not file.size(): pipes have none, and come in pieces; /dev/zero has no end.
    QByteArray json;
    while (json.size() <= format::mostBytes) {
        const QByteArray piece = file.read(format::mostBytes + 1 - json.size());
        if (piece.isEmpty())
            break;
        json += piece;
    }
    if (file.error() != QFile::NoError)
        return unreadable({.code = ErrorCode::FileUnreadable, .found = file.errorString()});
    return parse(json);
}

ReadResult parse(const QByteArray &text)
{
    if (text.size() > format::mostBytes)
        return unreadable({.code = ErrorCode::FileTooLarge, .expected = u"64 MiB"_s});
    const QByteArray json = withEscapedMarks(text);
    TextFindings findings = scanText(json);
    if (findings.syntaxError)
        return unreadable(*findings.syntaxError);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        const bool isEncoding = error.error == QJsonParseError::IllegalUTF8String;
        return unreadable(
            syntaxProblem(json, error.offset, ErrorCode::SyntaxError, isEncoding ? u"UTF-8"_s : u"JSON"_s));
    }
    if (!document.isObject())
        return unreadable(syntaxProblem(json, 0, ErrorCode::WrongType, u"object"_s));

    ProblemList noted;
    Decoder decoder(document.object(), findings.matrixOrder, noted);
    if (!decoder.checkVersion()) {
        const QList<Problem> newer = {noted.all().last()};
        return tl::unexpected(ReadFailure{located(newer, {}, json), std::nullopt});
    }
    model::Profile profile = decoder.decode();

    QList<Problem> problems = located(noted.all(), check(profile), json) + findings.duplicates;
    sortByPosition(problems);
    if (hasErrors(problems))
        return tl::unexpected(ReadFailure{problems, profile});
    return Reading{profile, problems};
}

} // namespace regatta::profile
