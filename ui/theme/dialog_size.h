#pragma once

class QSize;
class QWidget;

namespace regatta::ui {

/// Makes a window as large as `wanted`, but not larger than its screen has room for: with large letters a
/// size that is counted in characters may well be.
void resizeOnScreen(QWidget &window, const QSize &wanted);

} // namespace regatta::ui
