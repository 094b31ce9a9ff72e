#pragma once

#include "app/cli/conversation.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace regatta::cli {

class Terminal;

/// Asks the person at the terminal what is to become of a run. Main thread; what runs goes on meanwhile.
class RunQuestions : public QObject
{
    Q_OBJECT

public:
    /// `conversation`: shared with all who ask on the terminal.
    explicit RunQuestions(std::shared_ptr<Conversation> conversation, QObject *parent = nullptr);

    /// Asks, and hands over the first word of the answer, small; empty if there was none. False: there is no
    /// terminal, and nobody was asked. `answered` is called from the event loop, unless this object is gone.
    bool ask(const QString &question, std::function<void(const QString &)> answered);

    /// The run has come to its end: no answer changes that any more, or is taken for one to the next run's
    /// questions; and the question is shown no more.
    void giveUp();

    /// Nothing else is to be written there meanwhile.
    bool isAsking() const { return !m_open.empty(); }

private:
    const std::shared_ptr<Conversation> m_conversation;
    std::map<int, std::shared_ptr<Terminal>> m_open; // questions, by their number
    int m_asked = 0;
    std::stop_source m_stop; // of those that are open
};

} // namespace regatta::cli
