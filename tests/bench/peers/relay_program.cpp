// A network with a delay as a program: passes on what comes to any 127.x.y.z at its port.
//
//     relay_program TARGET_PORT MILLISECONDS_EACH_WAY
#include "tests/bench/peers/until_input_ends.h"
#include "tests/support/relay/relay.h"

using namespace regatta;

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const tests::Relay relay(QStringLiteral("127.0.0.1"), QByteArray(argv[1]).toUShort(),
                             std::chrono::milliseconds(QByteArray(argv[2]).toInt()),
                             QStringLiteral("0.0.0.0"));
    bench::serveUntilInputEnds({{QStringLiteral("port"), relay.port()}});
    return 0;
}
