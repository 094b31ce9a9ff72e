#include "ui/theme/dialog_size.h"

#include <QScreen>
#include <QWidget>

namespace regatta::ui {

void resizeOnScreen(QWidget &window, const QSize &wanted)
{
    const QSize room = window.screen()->availableSize();
    window.resize(wanted.boundedTo(room * 9 / 10)); // the frame needs some, too
}

} // namespace regatta::ui
