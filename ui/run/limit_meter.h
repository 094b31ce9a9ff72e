#pragma once

#include <QWidget>

namespace regatta::ui {

class RunModel;

/// How many tasks have failed, drawn against the number that stops the run; hidden where a profile sets none.
class LimitMeter : public QWidget
{
    Q_OBJECT

public:
    /// `tasks` outlives the meter.
    explicit LimitMeter(const RunModel &tasks, QWidget *parent = nullptr);

    QString words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Reading
    {
        int failures = 0;
        int most = 0; ///< 0: no limit

        double share() const { return most > 0 ? double(failures) / most : 0; }
    };

    void refresh();
    Reading read() const;
    QString wordsFor(const Reading &reading) const;

    const RunModel &m_tasks;
    Reading m_reading;
    QString m_words;
};

} // namespace regatta::ui
