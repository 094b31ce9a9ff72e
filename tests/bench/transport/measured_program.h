#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace regatta::bench {

/// What a program took, together with all that it started and waited for.
struct Measured
{
    double wallSeconds = 0;
    double cpuSeconds = 0;
    double peakMegabytes = 0; ///< resident, of the largest single process
    QByteArray output;        ///< what it wrote to stdout; stderr is ours
};

/// Runs a program to its end, without an agent and with `input` on its stdin.
Measured measure(const QStringList &words, const QByteArray &input = {});

double median(QList<double> values);

} // namespace regatta::bench
