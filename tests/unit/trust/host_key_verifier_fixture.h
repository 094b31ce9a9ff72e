#pragma once

#include "core/trust/host_key_verifier.h"
#include "tests/unit/trust/key_maker.h"
#include "tests/unit/trust/trust_fakes.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace regatta::trust::fakes {

/// What one caller of verify() was told.
struct Told
{
    int times = 0;
    bool atOnce = false;
    base::Expected<void> verdict;

    bool isAccepted() const { return times == 1 && verdict.has_value(); }
    std::optional<base::ErrorCode> refusal() const
    {
        return times == 1 && !verdict ? std::optional(verdict.error().code) : std::nullopt;
    }
};

/// A verifier over an empty file, with a person and a time that the test plays.
class HostKeyVerifierTest : public ::testing::Test
{
protected:
    void write(const QByteArray &bytes)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(bytes);
    }

    QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    HostKeyRequest request(const QString &host, const HostKey &key, HostKeyPolicy policy = HostKeyPolicy::Ask)
    {
        return {.host = host,
                .key = key,
                .policy = policy,
                .knownHostsFiles = {m_path, m_folder.filePath("none")}};
    }

    std::shared_ptr<Told> verify(const HostKeyRequest &request)
    {
        auto told = std::make_shared<Told>();
        told->atOnce = m_verifier->verify(request, [told](base::Expected<void> verdict) {
            ++told->times;
            told->verdict = std::move(verdict);
        });
        EXPECT_EQ(told->atOnce, told->times == 1);
        return told;
    }

    std::shared_ptr<Told> verify(const QString &host, const HostKey &key,
                                 HostKeyPolicy policy = HostKeyPolicy::Ask)
    {
        return verify(request(host, key, policy));
    }

    void pass(base::Duration duration) { m_scheduler->advance(duration); }
    size_t questions() const { return m_prompter.questions.size(); }
    QStringList askedHosts(size_t question) const
    {
        QStringList hosts;
        for (const UnknownHost &host : m_prompter.questions.at(question).hosts)
            hosts.append(host.host);
        return hosts;
    }
    void answer(size_t question, const QList<HostKeyAnswer> &answers)
    {
        m_prompter.questions.at(question).answer(answers);
        pass(base::Duration::zero());
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath("known_hosts");
    NotingPrompter m_prompter;
    ManualScheduler *m_scheduler = new ManualScheduler; // the verifier's
    std::unique_ptr<HostKeyVerifier> m_verifier =
        std::make_unique<HostKeyVerifier>(&m_prompter, std::unique_ptr<Scheduler>(m_scheduler));
};

} // namespace regatta::trust::fakes
