#include "app/demo/docker_stand_in.h"

#include <QFile>

namespace regatta::demo {

namespace {

constexpr char dockerScript[] = R"SH(#!/bin/sh
# Not docker: the stand-in of Regatta's demo. It restarts nothing.
host=@HOST@
failing=@FAILING@
last=@LAST@

note() { echo "docker stand-in: $*"; }
refuse() { echo "Error response from daemon: $*" >&2; }

restart() {
    number=${1#app-}
    case $number in
    '' | *[!0-9]*) refuse "No such container: $1"; return 1 ;;
    esac
    if [ "$1" = "$number" ] || [ "$number" -gt "$last" ]; then
        refuse "No such container: $1"
        return 1
    fi
    pause=$((300 + (host * 137 + number * 251) % 1200))
    sleep "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
    if [ "$number" = "$failing" ]; then
        refuse "Cannot restart container $1: driver failed programming external connectivity:" \
            "Bind for 0.0.0.0:8080 failed: port is already allocated"
        return 1
    fi
    echo "$1"
}

names() {
    number=0
    while [ "$number" -le "$last" ]; do
        echo "app-$number"
        number=$((number + 1))
    done
}

list() {
    if [ "$1" = --format ]; then
        case $2 in
        '{{.Names}}') names ;;
        *) refuse "docker stand-in: the one format it knows is {{.Names}}"; return 1 ;;
        esac
        return
    fi
    printf '%-14s %-10s %-14s %s\n' 'CONTAINER ID' IMAGE STATUS NAMES
    for name in $(names); do
        printf '%-14s %-10s %-14s %s\n' "$(printf 'd%03d%04d' "$host" "${name#app-}")" demo/app 'Up 3 hours' "$name"
    done
}

command=${1-}
[ "$#" -gt 0 ] && shift
case $command in
restart)
    if [ "$#" -eq 0 ]; then
        echo '"docker restart" requires at least 1 argument.' >&2
        exit 1
    fi
    note 'nothing is really restarted'
    status=0
    for name in "$@"; do restart "$name" || status=1; done
    exit "$status"
    ;;
ps) list "$@" ;;
version | --version | -v) note 'part of the demo of Regatta; knows restart and ps' ;;
*)
    echo "docker stand-in: '$command' is not one of its commands; it knows restart and ps" >&2
    exit 1
    ;;
esac
)SH";

} // namespace

base::Expected<void> writeDockerStandIn(const QString &folder, const DockerStandIn &docker)
{
    QByteArray text(dockerScript);
    text.replace("@HOST@", QByteArray::number(docker.host));
    text.replace("@FAILING@", QByteArray::number(docker.failingContainer));
    text.replace("@LAST@", QByteArray::number(containersPerHost - 1));
    QFile file(folder + QStringLiteral("/docker"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size())
        return base::failure(base::ErrorCode::FileUnwritable, file.fileName());
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

} // namespace regatta::demo
