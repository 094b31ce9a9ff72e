#pragma once

#include "core/trust/prompter.h"
#include "core/trust/scheduler.h"
#include "core/trust/secret_store.h"

#include <QMap>

#include <algorithm>
#include <utility>
#include <vector>

namespace regatta::trust::fakes {

/// Time that stands still until a test moves it; tasks run within advance(). One thread.
class ManualScheduler final : public Scheduler
{
public:
    base::Instant now() const override { return m_now; }
    void callLater(base::Duration delay, std::function<void()> task) override
    {
        if (!m_isStopped)
            m_tasks.push_back({m_now + delay, std::move(task)});
    }
    void stop() override
    {
        m_isStopped = true;
        m_tasks.clear();
    }

    void advance(base::Duration duration)
    {
        const base::Instant end = m_now + duration;
        for (;;) {
            const auto next =
                std::min_element(m_tasks.begin(), m_tasks.end(),
                                 [](const auto &a, const auto &b) { return a.first < b.first; });
            if (next == m_tasks.end() || next->first > end)
                break;
            const auto [due, task] = *next;
            m_tasks.erase(next);
            m_now = std::max(m_now, due);
            task();
        }
        m_now = end;
    }

private:
    base::Instant m_now{};
    bool m_isStopped = false;
    std::vector<std::pair<base::Instant, std::function<void()>>> m_tasks;
};

/// Notes the questions; the test answers them.
class NotingPrompter final : public Prompter
{
public:
    struct Question
    {
        QList<UnknownHost> hosts;
        std::function<void(QList<HostKeyAnswer>)> answer;
    };

    void askAboutHostKeys(QList<UnknownHost> hosts, std::function<void(QList<HostKeyAnswer>)> answer) override
    {
        questions.push_back({std::move(hosts), std::move(answer)});
    }

    struct LogIn
    {
        LogInQuestion question;
        std::function<void(LogInAnswer)> answer;
    };

    void askToLogIn(LogInQuestion question, std::function<void(LogInAnswer)> answer) override
    {
        logIns.push_back({std::move(question), std::move(answer)});
    }
    void withdrawLogInQuestion() override { ++withdrawn; }

    std::vector<Question> questions;
    std::vector<LogIn> logIns;
    int withdrawn = 0;
};

/// Notes what it is asked for; the test answers.
class NotingStore final : public SecretStore
{
public:
    struct Reading
    {
        QString name;
        std::function<void(Found)> done;
    };

    void read(const QString &name, std::function<void(Found)> done) override
    {
        readings.push_back({name, std::move(done)});
    }
    void write(const QString &name, const Secret &secret) override { secrets.insert(name, secret.bytes()); }
    void remove(const QString &name) override
    {
        secrets.remove(name);
        removed << name;
    }

    /// All that it was asked for so far.
    void answer()
    {
        const auto open = std::exchange(readings, {});
        for (const Reading &reading : open) {
            const auto known = secrets.constFind(reading.name);
            reading.done({true, known == secrets.cend() ? std::nullopt : std::optional(Secret(*known))});
        }
    }

    std::vector<Reading> readings;
    QMap<QString, QByteArray> secrets;
    QStringList removed;
};

} // namespace regatta::trust::fakes
