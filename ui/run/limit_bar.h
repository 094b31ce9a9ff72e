#pragma once

#include "core/engine/failure_limit.h"

#include <QFrame>

#include <optional>

class QLabel;

namespace regatta::ui {

class RunSession;

/// Asks what is to become of a run that has reached its limit on failures. Hidden otherwise. GUI thread.
class LimitBar : public QFrame
{
    Q_OBJECT

public:
    explicit LimitBar(QWidget *parent = nullptr);

    /// The run that it asks about; it outlives the question.
    void follow(RunSession *session);

private:
    void showLimit(const std::optional<engine::LimitReached> &limit);

    QLabel *m_text = nullptr;
    RunSession *m_session = nullptr;
};

} // namespace regatta::ui
