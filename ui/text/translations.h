#pragma once

class QCoreApplication;

namespace regatta::text {

/// Has everything that goes through tr() said in the language of the person's locale (LC_ALL, LC_MESSAGES or
/// LANG; LANGUAGE comes first), as far as there is a translation, and Qt's own words as well where its
/// translations are installed. To be called once, before the first sentence is made. The application owns
/// what is loaded.
void installTranslations(QCoreApplication &application);

} // namespace regatta::text
