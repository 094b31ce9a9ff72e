#include "core/spool/line_pieces.h"
#include "core/spool/terminal_text.h"

#include <cstdlib>

using namespace regatta::spool;

namespace {

bool isSafe(QChar c)
{
    return c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() > 0x9f) && c != QChar(0x202e);
}

} // namespace

/// Whatever the bytes: the text holds nothing that acts on what shows it, and the styles cover it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TerminalText terminal;
    QByteArrayView bytes(data, qsizetype(size));
    while (!bytes.isEmpty()) {
        const qsizetype length = firstLineSize(bytes);
        const StyledText line = terminal.show(withoutNewline(bytes.first(length)));
        for (const QChar c : line.text) {
            if (!isSafe(c))
                std::abort();
        }
        qsizetype covered = 0;
        for (const StyledRun &run : line.runs)
            covered += run.length;
        if (!line.runs.empty() && covered != line.text.size())
            std::abort();
        bytes = bytes.sliced(length);
    }
    return 0;
}
