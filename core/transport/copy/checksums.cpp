#include "core/transport/copy/checksums.h"

#include "core/base/quoting.h"

#include <algorithm>

namespace regatta::transport::copy {

using base::ErrorCode;

namespace {

constexpr size_t mostFilesOfACommand = 64;
constexpr qsizetype longestCommand = 32 * 1024; // a quarter of what Linux takes as one argument
constexpr qsizetype hexDigits = 64;

base::Expected<void> verdict(const QByteArray &path, bool isEqual)
{
    if (!isEqual)
        return base::failure(ErrorCode::ChecksumMismatch, QString::fromUtf8(path));
    return {};
}

} // namespace

/// Reads one file once more.
class Checksums::Reading
{
public:
    Reading(Files &files, Room &room, Question question)
        : m_files(files)
        , m_room(room)
        , m_question(std::move(question))
    {}

    void start()
    {
        m_files.openToRead(m_question.path, m_asker.heard([this](const base::Expected<Handle> &handle) {
            if (!handle)
                return end(tl::unexpected(handle.error()));
            read(*handle);
        }));
    }
    void fill()
    {
        if (m_reader && !m_hasEnded)
            m_reader->fill();
    }
    bool hasEnded() const { return m_hasEnded; }

private:
    void read(const Handle &handle)
    {
        FileReader::Listener listener;
        listener.took = [this](qint64, const QByteArray &bytes) {
            m_sum.add(bytes);
            m_room.giveBack();
        };
        listener.ended = [this, handle](const base::Expected<qint64> &size) {
            m_files.close(handle, [](const auto &) {});
            if (!size)
                return end(tl::unexpected(size.error()));
            const bool isEqual = *size == m_question.size && m_sum.result() == m_question.sha256;
            end(verdict(m_question.path, isEqual));
        };
        m_reader = std::make_unique<FileReader>(m_files, handle, m_question.size, m_question.size, m_room,
                                                std::move(listener));
        m_reader->fill();
    }

    void end(const base::Expected<void> &result)
    {
        m_hasEnded = true;
        m_question.done(result);
    }

    Files &m_files;
    Room &m_room;
    const Question m_question;
    Sha256 m_sum;
    std::unique_ptr<FileReader> m_reader;
    bool m_hasEnded = false;
    Asker m_asker;
};

Checksums::Checksums(Files &far, Room &room, Method method, bool mayGrow)
    : m_far(far)
    , m_room(room)
    , m_method(method)
    , m_mayGrow(mayGrow)
{}

Checksums::~Checksums() = default;

void Checksums::check(const QByteArray &path, qint64 size, const QByteArray &sha256, Done<void> done)
{
    Question question{path, size, sha256, std::move(done)};
    if (m_method == Method::Command && size > shortFile)
        m_waiting.push_back(std::move(question));
    else
        readNow(std::move(question));
}

std::optional<QByteArray> Checksums::takeCommand()
{
    if (!m_asked.empty() || m_waiting.empty() || m_method != Method::Command)
        return std::nullopt;
    std::vector<QByteArray> paths;
    qsizetype length = 0;
    while (!m_waiting.empty() && paths.size() < mostFilesOfACommand &&
           (paths.empty() || length + m_waiting.front().path.size() < longestCommand)) {
        paths.push_back(m_waiting.front().path);
        length += paths.back().size();
        m_asked.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    return sumCommand(paths);
}

void Checksums::commandEnded(const std::optional<QByteArray> &output)
{
    std::vector<Question> asked = std::exchange(m_asked, {});
    const auto sums = output ? parseSums(*output, asked.size()) : std::nullopt;
    if (sums) {
        for (size_t i = 0; i < asked.size(); ++i)
            takeSum(std::move(asked[i]), (*sums)[i]);
        return;
    }
    m_method = Method::Reading;
    std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(asked));
    m_waiting.clear();
    for (Question &question : asked)
        readNow(std::move(question));
}

void Checksums::takeSum(Question question, const QByteArray &sha256)
{
    const bool isEqual = sha256 == question.sha256;
    if (isEqual || !m_mayGrow)
        return question.done(verdict(question.path, isEqual));
    const QByteArray path = question.path;
    m_far.look(path, true, m_asker.heard([this, question = std::move(question)](const auto &found) {
        if (found && *found && (*found)->size > question.size)
            return readNow(question);
        question.done(verdict(question.path, false));
    }));
}

void Checksums::readNow(Question question)
{
    std::erase_if(m_readings, [](const auto &reading) { return reading->hasEnded(); });
    m_readings.push_back(std::make_unique<Reading>(m_far, m_room, std::move(question)));
    m_readings.back()->start();
}

void Checksums::fill()
{
    for (const auto &reading : m_readings)
        reading->fill();
}

std::optional<std::vector<QByteArray>> parseSums(const QByteArray &output, size_t count)
{
    std::vector<QByteArray> sums;
    for (QByteArray line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        if (line.startsWith('\\')) // the name that follows is written with escapes
            line.remove(0, 1);
        const QByteArray sum = QByteArray::fromHex(line.first(std::min(line.size(), hexDigits)));
        const bool isSum = sum.size() == hexDigits / 2 && line.size() > hexDigits && line[hexDigits] == ' ';
        if (!isSum)
            return std::nullopt;
        sums.push_back(sum);
    }
    return sums.size() == count ? std::optional(sums) : std::nullopt;
}

QByteArray sumCommand(const std::vector<QByteArray> &paths)
{
    // Bytes as characters of Latin-1: names need not be UTF-8, and quoting looks at ASCII only.
    QStringList words = {QStringLiteral("sha256sum"), QStringLiteral("--")};
    for (const QByteArray &path : paths)
        words << QString::fromLatin1(path);
    return base::posixCommandLine(words).toLatin1();
}

} // namespace regatta::transport::copy
