#include "core/base/json_text.h"

namespace regatta::base {

void appendJsonEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            // DEL isn't required to be escaped, but a terminal that shows the line should not obey it.
            if (byte < 0x20 || byte == 0x7f)
                out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 0xf]);
            else
                out += c;
        }
    }
}

} // namespace regatta::base
