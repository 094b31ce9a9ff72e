#pragma once

#include "core/engine/failure_limit.h"

#include <QPointer>
#include <QWidget>

#include <optional>

namespace regatta::ui {

class RunModel;
class RunSession;

/// How many tasks have failed, drawn against the number that stops the run; of several limits the nearest
/// one. Hidden where a profile sets none, and once a person has lifted it. GUI thread.
class LimitMeter : public QWidget
{
    Q_OBJECT

public:
    /// `tasks` outlives the meter.
    explicit LimitMeter(const RunModel &tasks, QWidget *parent = nullptr);

    /// The run whose tasks these are: its waves, and what a person decides about its limit.
    void follow(const RunSession &run);

    QString words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Reading
    {
        std::vector<engine::LimitStanding> limits; ///< the nearest one first; empty: none
        std::optional<std::uint32_t> wave;         ///< from 0, where each has a count of its own
    };

    void refresh();
    Reading read() const;
    Reading readWith(const std::vector<std::uint32_t> &waves, const RunSession *run) const;
    QString wordsFor(const engine::LimitStanding &limit) const;

    const RunModel &m_tasks;
    QPointer<const RunSession> m_run;
    std::vector<std::uint32_t> m_waves; // of m_run, by task
    Reading m_reading;
    QString m_words;
};

} // namespace regatta::ui
