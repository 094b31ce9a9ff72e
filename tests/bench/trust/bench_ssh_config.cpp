// How long it takes until the ssh configuration has been asked about all hosts of a run: 10,000 that no line
// tells apart, and 500 of which each has a block of its own, so that `ssh -G` runs for each of them.

#include "core/transport/ssh_config/ssh_config.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace regatta;

namespace {

constexpr int plainHosts = 10'000;
constexpr int blocks = 500;

std::vector<transport::HostQuery> hosts(int count)
{
    std::vector<transport::HostQuery> queries;
    for (int i = 0; i < count; ++i)
        queries.push_back({QStringLiteral("web%1.example.org").arg(i), {}, 0});
    return queries;
}

int measure(const QTemporaryDir &folder, const QByteArray &text, int count, const char *what)
{
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(text);
    file.close();

    transport::SshConfig::Settings settings;
    settings.home = folder.path();
    transport::SshConfig config(settings);
    QElapsedTimer time;
    time.start();
    const auto answers = config.lookUpNow(path, hosts(count));
    const auto known =
        std::count_if(answers.begin(), answers.end(), [](const auto &answer) { return answer && *answer; });
    std::printf("%8lld ms  %s, %d of %d hosts known\n", static_cast<long long>(time.elapsed()), what,
                int(known), count);
    return known == count ? 0 : 1;
}

} // namespace

int main()
{
    const QTemporaryDir folder;
    const QByteArray common = "Host *\n  User ops\n  ServerAliveInterval 30\n  IdentityFile ~/.ssh/id_ops\n";
    QByteArray many;
    for (int i = 0; i < blocks; ++i) {
        const QByteArray number = QByteArray::number(i);
        many += "Host web" + number + ".example.org\n  HostName 10.0.0." + QByteArray::number(i % 250 + 1) +
                "\n  Port " + QByteArray::number(2000 + i) + '\n';
    }
    return measure(folder, common, plainHosts, "10,000 plain hosts (goal: under 2,000)") |
           measure(folder, many + common, blocks, "500 Host blocks (goal: under 10,000)") |
           measure(folder, many + common, plainHosts, "10,000 hosts, 500 of them with a block");
}
