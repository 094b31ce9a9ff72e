#pragma once

#include "ui/theme/apply_theme.h"

#include <QString>
#include <QStringList>

namespace regatta::app {

/// What the window's program was told.
struct Options
{
    QStringList files;
    bool demo = false;
    bool newWindow = false; ///< in a program of its own, whatever runs already
    ui::Appearance appearance = ui::Appearance::Desktop;
    QString screenshotFile; ///< not empty: run the demo for a while, save a picture of the window, and end
};

/// Whether a program that runs already can do it as well.
bool canBeHandedOver(const Options &options);

/// Ends the program if the words are wrong or ask for help.
Options readOptions(const QStringList &words);

} // namespace regatta::app
