#include "app/cli/conversation.h"

#include <unistd.h>

namespace regatta::cli {

namespace {

void writeTo(int terminal, const QByteArray &words)
{
    [[maybe_unused]] const ssize_t written = ::write(terminal, words.constData(), size_t(words.size()));
}

} // namespace

void Conversation::say(int terminal, const QByteArray &words)
{
    const std::lock_guard lock(m_mutex);
    m_terminal = terminal;
    m_question += words;
    m_question.remove(0, m_question.lastIndexOf('\n') + 1);
    writeTo(terminal, words);
}

void Conversation::answered()
{
    const std::lock_guard lock(m_mutex);
    m_question.clear();
}

void Conversation::repeat()
{
    const std::lock_guard lock(m_mutex);
    if (!m_question.isEmpty())
        writeTo(m_terminal, "\r\x1b[K" + m_question);
}

} // namespace regatta::cli
