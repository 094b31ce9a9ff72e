#pragma once

#include "core/trust/prompter.h"
#include "tests/support/recording_observer.h"

#include <condition_variable>
#include <functional>
#include <mutex>

namespace regatta::tests {

/// A person who answers when the test says so.
class Person final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost>,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        answer({});
    }
    void askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer) override
    {
        const std::lock_guard lock(m_mutex);
        m_questions << question;
        m_answers << std::move(answer);
        m_changed.notify_all();
    }
    void withdrawLogInQuestion() override
    {
        if (const auto answer = take())
            answer({});
    }

    bool waitForQuestion(qsizetype count = 1)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, RecordingObserver::defaultTimeout,
                                  [&] { return m_questions.size() >= count; });
    }
    /// The question that is open.
    void say(const trust::LogInAnswer &words)
    {
        if (const auto answer = take())
            answer(words);
    }
    void say(const char *word, bool forAll = false) { say({{trust::Secret(word)}, forAll}); }
    QList<trust::LogInQuestion> questions() const
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }

private:
    std::function<void(trust::LogInAnswer)> take()
    {
        const std::lock_guard lock(m_mutex);
        return m_answers.isEmpty() ? nullptr : m_answers.takeFirst();
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    QList<trust::LogInQuestion> m_questions;
    QList<std::function<void(trust::LogInAnswer)>> m_answers;
};

} // namespace regatta::tests
