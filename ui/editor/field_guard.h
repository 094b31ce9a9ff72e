#pragma once

#include <QObject>

class QWidget;

namespace regatta::ui {

/// Keeps a field from changing unless it is meant: the wheel scrolls the page, and the field's number or
/// choice only once the field has the focus; Undo and Redo in a number are the document's. GUI thread.
class FieldGuard : public QObject
{
public:
    /// The field owns it.
    explicit FieldGuard(QWidget *field);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace regatta::ui
