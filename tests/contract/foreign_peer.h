#pragma once

#include <QByteArray>

#include <thread>

namespace regatta::tests {

/// Listens on a port of its own on 127.0.0.1 and is no SSH server: says these words to whoever comes, then
/// hangs up, says them for ever, or keeps quiet.
class ForeignPeer
{
public:
    enum class Then { HangUp, KeepQuiet, Repeat };

    ForeignPeer(QByteArray words, Then then);
    ~ForeignPeer();
    ForeignPeer(const ForeignPeer &) = delete;
    ForeignPeer &operator=(const ForeignPeer &) = delete;

    quint16 port() const { return m_port; }

private:
    void serve();
    void talk(int connection);

    const QByteArray m_words;
    const Then m_then;
    quint16 m_port = 0;
    const int m_listener;
    const int m_quit; ///< an eventfd
    std::thread m_thread;
};

/// A port on 127.0.0.1 that is taken and that nobody listens on: connections are refused for as long as it
/// lives.
class ClosedPort
{
public:
    ClosedPort();
    ~ClosedPort();
    ClosedPort(const ClosedPort &) = delete;
    ClosedPort &operator=(const ClosedPort &) = delete;

    quint16 port() const { return m_port; }

private:
    quint16 m_port = 0;
    const int m_socket;
};

} // namespace regatta::tests
