#pragma once

#include "ui/theme/symbols.h"

#include <QFrame>
#include <QList>
#include <QString>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;

namespace regatta::ui {

/// Something that a person should know or decide while a run goes on.
struct Notice
{
    Symbol symbol = Symbol::Warning;
    QColor Theme::*color = nullptr;
    QString words;
    QList<QAction *> actions; ///< what can be done about it

    bool operator==(const Notice &) const = default;
};

/// A band above the tasks with what has to be decided, and a button for each answer. Hidden while there is
/// nothing.
class RunNotice : public QFrame
{
    Q_OBJECT

public:
    explicit RunNotice(QWidget *parent = nullptr);

    void setNotice(const std::optional<Notice> &notice);

private:
    std::optional<Notice> m_notice;
    QHBoxLayout *m_layout = nullptr;
    QLabel *m_symbol = nullptr;
    QLabel *m_words = nullptr;
    QList<QWidget *> m_buttons;
};

} // namespace regatta::ui
