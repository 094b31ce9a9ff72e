#include "core/transport/ssh_config/option_parser.h"

#include <QRegularExpression>

#include <array>

namespace regatta::transport::ssh_config {

namespace {

/// The person's word, or nothing where it is OpenSSH's default.
QString said(const OptionLines &lines, const OptionLines &plain, const char *key)
{
    const QString name = QLatin1String(key);
    const QStringList values = lines.value(name);
    return values.isEmpty() || values == plain.value(name) ? QString() : values.first();
}

bool isOn(const OptionLines &lines, const char *key)
{
    const QString value = lines.value(QLatin1String(key)).value(0);
    return value == u"yes" || value == u"true";
}

QString unlessNone(const QString &value)
{
    return value.compare(u"none", Qt::CaseInsensitive) == 0 ? QString() : value;
}

/// ssh -G prints lists of paths without the quotes that held them together.
QStringList pathsOf(const QString &text)
{
    QStringList paths;
    const auto words = text.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const bool begins = word.startsWith(u'/') || word.startsWith(u'~') || paths.isEmpty();
        if (begins)
            paths << word;
        else
            paths.last() += u' ' + word;
    }
    paths.removeAll(QStringLiteral("none"));
    return paths;
}

trust::HostKeyPolicy policyOf(const QString &strictHostKeyChecking)
{
    if (strictHostKeyChecking == u"yes" || strictHostKeyChecking == u"true")
        return trust::HostKeyPolicy::Strict;
    // There is no way to turn checking off: who does not want to be asked still never accepts a changed key.
    if (strictHostKeyChecking == u"accept-new" || strictHostKeyChecking == u"no" ||
        strictHostKeyChecking == u"off" || strictHostKeyChecking == u"false")
        return trust::HostKeyPolicy::AcceptNew;
    return trust::HostKeyPolicy::Ask;
}

struct Foreign
{
    const char *key;
    const char *harmless; ///< values, separated by "|", that ask for nothing
};

/// What libssh or Regatta can't do, or would do otherwise than the person is used to. Of the variables that
/// are sent, those that distributions name for everybody are about what a terminal shows.
constexpr std::array foreignOptions = {
    Foreign{"controlmaster", "false|no"},
    Foreign{"hostbasedauthentication", "no"},
    Foreign{"pkcs11provider", "none"},
    Foreign{"proxyusefdpass", "no"},
    Foreign{"knownhostscommand", "none"},
    Foreign{"verifyhostkeydns", "false|no"},
    Foreign{"revokedhostkeys", "none"},
    Foreign{"checkhostip", "no"},
    Foreign{"forwardagent", "no"},
    Foreign{"bindaddress", ""},
    Foreign{"bindinterface", ""},
    Foreign{"addressfamily", "any"},
    Foreign{"setenv", ""},
    Foreign{"sendenv", "LANG|LC_*|COLORTERM|NO_COLOR"},
};

/// Empty: all that is said of it can be honoured.
QString unharmlessValue(const Foreign &option, const OptionLines &lines, const OptionLines &plain)
{
    const QStringList harmless = QString::fromLatin1(option.harmless).split(u'|');
    const QStringList defaults = plain.value(QLatin1String(option.key));
    for (const QString &value : lines.value(QLatin1String(option.key))) {
        if (!harmless.contains(value) && !defaults.contains(value))
            return value;
    }
    return {};
}

QString firstForeign(const OptionLines &lines, const OptionLines &plain, bool hasKerberosTicket)
{
    if (hasKerberosTicket && isOn(lines, "gssapiauthentication"))
        return QStringLiteral("gssapiauthentication yes");
    for (const Foreign &option : foreignOptions) {
        const QString value = unharmlessValue(option, lines, plain);
        if (!value.isEmpty())
            return QLatin1String(option.key) + u' ' + value;
    }
    return {};
}

void readIdentity(HostOptions &options, const OptionLines &lines, const OptionLines &plain)
{
    const QStringList files = lines.value(QStringLiteral("identityfile"));
    if (files != plain.value(QStringLiteral("identityfile")))
        options.identityFiles = files;
    options.noIdentityFiles =
        options.identityFiles.removeAll(QStringLiteral("none")) > 0 && options.identityFiles.isEmpty();
    options.identitiesOnly = isOn(lines, "identitiesonly");
    options.certificateFiles = lines.value(QStringLiteral("certificatefile"));
    options.certificateFiles.removeAll(QStringLiteral("none"));
    const QString agent = lines.value(QStringLiteral("identityagent")).value(0);
    if (!agent.isEmpty() && agent != u"SSH_AUTH_SOCK")
        options.identityAgent = unlessNone(agent);
}

void readLogIn(HostOptions &options, const OptionLines &lines, const OptionLines &plain)
{
    options.preferredAuthentications =
        said(lines, plain, "preferredauthentications").split(u',', Qt::SkipEmptyParts);
    const QString keys = lines.value(QStringLiteral("pubkeyauthentication")).value(0);
    options.publicKeyAuthentication = keys != u"no" && keys != u"false";
    options.passwordAuthentication = isOn(lines, "passwordauthentication");
    options.keyboardInteractive = isOn(lines, "kbdinteractiveauthentication");
    options.passwordPrompts = lines.value(QStringLiteral("numberofpasswordprompts")).value(0).toInt();
    options.asksNobody = isOn(lines, "batchmode");
    if (options.asksNobody && options.hostKeyPolicy == trust::HostKeyPolicy::Ask)
        options.hostKeyPolicy = trust::HostKeyPolicy::Strict;
}

} // namespace

OptionLines linesOf(const QByteArray &output)
{
    OptionLines lines;
    const auto split = QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : split) {
        const qsizetype blank = line.indexOf(u' ');
        if (blank > 0)
            lines[line.left(blank).toLower()] << line.mid(blank + 1);
    }
    return lines;
}

HostOptions optionsFrom(const OptionLines &lines, const OptionLines &plain, bool hasKerberosTicket)
{
    const auto algorithms = [&](const char *key) { return said(lines, plain, key).toLatin1(); };
    HostOptions options;
    options.user = lines.value(QStringLiteral("user")).value(0);
    options.port = lines.value(QStringLiteral("port")).value(0).toUShort();
    options.hostName = lines.value(QStringLiteral("hostname")).value(0);
    options.hostKeyAlias = unlessNone(lines.value(QStringLiteral("hostkeyalias")).value(0));
    readIdentity(options, lines, plain);
    options.proxyJump = unlessNone(lines.value(QStringLiteral("proxyjump")).value(0));
    options.proxyCommand = unlessNone(lines.value(QStringLiteral("proxycommand")).value(0));
    bool isNumber = false;
    const int seconds = lines.value(QStringLiteral("connecttimeout")).value(0).toInt(&isNumber);
    if (isNumber)
        options.connectTimeout = std::chrono::seconds(seconds);
    options.kexAlgorithms = algorithms("kexalgorithms");
    options.ciphers = algorithms("ciphers");
    options.macs = algorithms("macs");
    options.hostKeyAlgorithms = algorithms("hostkeyalgorithms");
    options.publicKeyAlgorithms = algorithms("pubkeyacceptedalgorithms");
    options.knownHostsFiles = pathsOf(lines.value(QStringLiteral("userknownhostsfile")).value(0));
    if (options.knownHostsFiles.isEmpty()) // the system's must not take its place: the first is written to
        options.knownHostsFiles << QStringLiteral("/dev/null");
    options.knownHostsFiles += pathsOf(lines.value(QStringLiteral("globalknownhostsfile")).value(0));
    options.hostKeyPolicy = policyOf(lines.value(QStringLiteral("stricthostkeychecking")).value(0));
    options.hashKnownHosts = isOn(lines, "hashknownhosts");
    readLogIn(options, lines, plain);
    options.onlyOpenSsh = firstForeign(lines, plain, hasKerberosTicket);
    return options;
}

} // namespace regatta::transport::ssh_config
