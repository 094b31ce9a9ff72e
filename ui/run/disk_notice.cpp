#include "ui/run/disk_notice.h"

#include "ui/log/run_log.h"
#include "ui/run/run_session.h"
#include "ui/text/sentences.h"

#include <QAccessible>

namespace regatta::ui {

DiskNotice::DiskNotice(QWidget *parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("diskNotice"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setContentsMargins(16, 6, 16, 6);
    hide();
}

void DiskNotice::watch(const RunLogNews &news, RunSession &session)
{
    disconnect(m_troubled);
    disconnect(m_recovered);
    hide();
    m_troubled = connect(
        &news, &RunLogNews::troubled, this,
        [this, &session](const base::Error &error) {
            session.setHeld(true);
            tell(error);
        },
        Qt::QueuedConnection);
    m_recovered = connect(
        &news, &RunLogNews::recovered, this,
        [this, &session] {
            session.setHeld(false);
            hide();
        },
        Qt::QueuedConnection);
}

void DiskNotice::tell(const base::Error &error)
{
    setText(text::sentence(error));
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace regatta::ui
