#include "app/demo/demo_fleet.h"

#include <QFile>

#include <cstdio>

// Starts a fleet, says where the fleet lives, and holds it until stdin
// ends: something for tests to kill.
int main()
{
    const auto fleet = regatta::demo::DemoFleet::start({.hosts = 2, .oneFails = false, .user = "demo"});
    if (!fleet)
        return 1;
    std::printf("%s\n", qPrintable((*fleet)->folder()));
    std::fflush(stdout);
    std::getchar();
    return 0;
}
