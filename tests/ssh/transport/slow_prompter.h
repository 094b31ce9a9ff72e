#pragma once

#include "core/trust/prompter.h"

#include <QStringList>

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace regatta::tests {

/// A person who takes their time: what is asked waits until the test answers. All functions from any thread.
class SlowPrompter final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        keep([this, answer, hosts](const trust::LogInAnswer &given) {
            answer(QList<trust::HostKeyAnswer>(hosts.size(),
                                               given.isGiven() ? acceptance : trust::HostKeyAnswer::Refuse));
        });
        const std::lock_guard lock(m_mutex);
        for (const trust::UnknownHost &host : hosts)
            m_hosts << host.host;
    }
    void askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer) override
    {
        keep(std::move(answer), std::move(question));
    }
    void withdrawLogInQuestion() override
    {
        std::function<void(trust::LogInAnswer)> open;
        {
            const std::lock_guard lock(m_mutex);
            open.swap(m_open);
            m_isWithdrawn = true;
            m_asked.notify_all();
        }
        if (open)
            open({});
    }

    /// What any words mean to a question about hosts; to be set before there is one.
    trust::HostKeyAnswer acceptance = trust::HostKeyAnswer::AcceptForThisRun;

    /// All that were asked about, in the order of their names.
    QStringList hosts()
    {
        const std::lock_guard lock(m_mutex);
        m_hosts.sort();
        return m_hosts;
    }

    bool waitForWithdrawal()
    {
        std::unique_lock lock(m_mutex);
        return m_asked.wait_for(lock, std::chrono::seconds(60), [this] { return m_isWithdrawn; });
    }

    int questions()
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }

    /// The last one, if it was about a log-in.
    trust::LogInQuestion logInQuestion()
    {
        const std::lock_guard lock(m_mutex);
        return m_logInQuestion;
    }

    /// The question that is open, or the next one: hosts are collected for a moment before they are asked
    /// about.
    void answer(const QList<trust::Secret> &words)
    {
        std::function<void(trust::LogInAnswer)> open;
        {
            std::unique_lock lock(m_mutex);
            ASSERT_TRUE(m_asked.wait_for(lock, std::chrono::seconds(60), [this] { return bool(m_open); }))
                << "nothing was asked";
            open.swap(m_open);
        }
        open({words, false});
    }

private:
    void keep(std::function<void(trust::LogInAnswer)> answer, trust::LogInQuestion question = {})
    {
        const std::lock_guard lock(m_mutex);
        ++m_questions;
        m_logInQuestion = std::move(question);
        m_open = std::move(answer);
        m_asked.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::function<void(trust::LogInAnswer)> m_open; // guarded by m_mutex, as all below
    int m_questions = 0;
    trust::LogInQuestion m_logInQuestion;
    QStringList m_hosts;
    bool m_isWithdrawn = false;
};

} // namespace regatta::tests
