#include "tests/bench/transport/measured_program.h"

#include <QTemporaryFile>

#include <algorithm>
#include <chrono>
#include <vector>

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace regatta::bench {

namespace {

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

/// Files, so that nobody has to read beside the program and be measured with it.
pid_t spawn(const QStringList &words, int input, int output)
{
    std::vector<QByteArray> bytes;
    for (const QString &word : words)
        bytes.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &word : bytes)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    pid_t process = -1;
    if (posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ) != 0)
        qFatal("%s can't be started", arguments[0]);
    posix_spawn_file_actions_destroy(&files);
    return process;
}

} // namespace

Measured measure(const QStringList &words, const QByteArray &input)
{
    qunsetenv("SSH_AUTH_SOCK");
    QTemporaryFile in;
    QTemporaryFile out;
    if (!in.open() || !out.open() || in.write(input) != input.size() || !in.flush() || !in.seek(0))
        qFatal("There is no room for temporary files");
    const auto begin = std::chrono::steady_clock::now();
    const pid_t process = spawn(words, in.handle(), out.handle());
    int status = 0;
    rusage usage{};
    ::wait4(process, &status, 0, &usage);

    Measured measured;
    measured.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measured.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    measured.peakMegabytes = double(usage.ru_maxrss) / 1024;
    out.seek(0);
    measured.output = out.readAll();
    return measured;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace regatta::bench
