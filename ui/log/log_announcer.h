#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace regatta::ui {

class LogFeed;
class LogView;

/// Tells a screen reader what is printed, as far as it comes into sight, while the view follows the end; who
/// reads elsewhere, or has minimised the window, isn't interrupted. At most twice a second, since nobody
/// listens faster. A row is told once: how an open line goes on is not. A child of the view. GUI thread.
class LogAnnouncer : public QObject
{
    Q_OBJECT

public:
    struct Reader
    {
        std::function<bool()> isThere;
        /// `offset`: where the text begins in what is in sight.
        std::function<void(int offset, const QString &text)> say;
    };

    /// `feed` is the view's.
    LogAnnouncer(LogView &view, LogFeed &feed, Reader reader);

    static constexpr std::chrono::milliseconds pause{500};
    static constexpr qsizetype mostCharacters = 2'000; ///< at once

private:
    void consider();
    void announce();

    LogView &m_view;
    const Reader m_reader;
    QTimer m_pause;
    qint64 m_told = 0; // rows before this one were told, or never will be
};

} // namespace regatta::ui
