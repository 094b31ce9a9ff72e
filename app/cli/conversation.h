#pragma once

#include <QByteArray>

#include <mutex>

namespace regatta::cli {

/// What is said on a terminal: one question at a time, which what hosts print meanwhile does not hide. Shared
/// by all who ask there and by who prints. Any thread.
class Conversation
{
public:
    /// To be held from a question to its answer.
    std::mutex &turn() { return m_turn; }

    /// To the terminal with this descriptor. What follows the last newline is a question until answered().
    void say(int terminal, const QByteArray &words);
    /// It is, or nobody cares any more.
    void answered();

    /// Something was printed where a question may stand: it is shown again.
    void repeat();

private:
    std::mutex m_turn;
    std::mutex m_mutex; // guards all below
    int m_terminal = -1;
    QByteArray m_question; // empty: nobody is asked
};

} // namespace regatta::cli
