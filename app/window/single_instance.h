#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

#include <chrono>

class QLocalSocket;

namespace regatta::app {

/// The running program of this person and this display, found through a socket: a second start hands its
/// files over to it and ends. What a crash leaves behind is in nobody's way, and a program that doesn't
/// answer is passed by after a moment. Main thread.
///
/// A request is one line of JSON, {"v":1,"open":["/path", ...]} with absolute paths; the answer is "ok\n".
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// Below XDG_RUNTIME_DIR (which is the person's alone), one for each display; empty if there is no such
    /// folder.
    static QString usualSocket();

    /// An empty path: nobody is found, and nobody finds us.
    explicit SingleInstance(QString socket, std::chrono::milliseconds patience = usualPatience);

    /// True if a running program has taken the files over. No files: it shows a window. Waits for the answer,
    /// for at most `patience`.
    bool handOver(const QStringList &files) const;

    /// From now on others hand over to this program. False if another one is found there, or nothing can be.
    bool listen();

    static constexpr std::chrono::seconds usualPatience{3}; ///< a busy window answers within one

Q_SIGNALS:
    /// Absolute paths; none: show a window.
    void filesHandedOver(const QStringList &files);

private:
    bool isAnybodyThere() const;
    void welcome();
    void take(QLocalSocket &guest);

    const QString m_socket;
    const int m_patience; // milliseconds
    QLocalServer m_server;
};

} // namespace regatta::app
