#include "core/transport/ssh_config/host_options.h"

#include <QRegularExpression>

#include <algorithm>

#include <unistd.h>

namespace regatta::transport {

namespace {

std::optional<QString> valueOf(QChar token, const TokenValues &values)
{
    switch (token.unicode()) {
    case u'%':
        return QStringLiteral("%");
    case u'd':
        return values.home;
    case u'h':
        return values.hostName;
    case u'i':
        return QString::number(getuid());
    case u'k':
        return values.hostKeyAlias.isEmpty() ? values.host : values.hostKeyAlias;
    case u'n':
        return values.host;
    case u'p':
        return QString::number(values.port);
    case u'r':
        return values.user;
    case u'u':
        return values.localUser;
    default:
        return std::nullopt;
    }
}

/// What a profile or a node set names must not become a command; as OpenSSH's valid_ruser().
bool isHarmlessInShell(const QString &word)
{
    constexpr QStringView refused = u"'\"`$\\;&<>|(){}*?[]!#~^";
    return !word.startsWith(u'-') && std::none_of(word.begin(), word.end(), [refused](QChar c) {
        return c.isSpace() || !c.isPrint() || refused.contains(c);
    });
}

/// ${NAME} in a path. Nothing: there is no such variable, which ssh has words for.
std::optional<QString> withVariables(const QString &text)
{
    static const QRegularExpression variable(QStringLiteral("\\$\\{([^}]*)\\}"));
    QString result;
    qsizetype next = 0;
    auto variables = variable.globalMatch(text);
    while (variables.hasNext()) {
        const QRegularExpressionMatch found = variables.next();
        const QByteArray name = found.captured(1).toLocal8Bit();
        if (!qEnvironmentVariableIsSet(name.constData()))
            return std::nullopt;
        result += text.mid(next, found.capturedStart() - next) + qEnvironmentVariable(name.constData());
        next = found.capturedEnd();
    }
    return result + text.mid(next);
}

/// Nothing: as if there were no agent, which is what ssh makes of a variable that isn't there.
QString agentPath(const QString &text)
{
    const bool isVariable = text.startsWith(u'$') && !text.startsWith(QStringLiteral("${"));
    return isVariable ? qEnvironmentVariable(text.mid(1).toLocal8Bit().constData()) : text;
}

} // namespace

bool JumpHost::operator==(const JumpHost &other) const
{
    const bool hasEqualOptions =
        options == other.options || (options && other.options && *options == *other.options);
    return host == other.host && user == other.user && port == other.port && hasEqualOptions;
}

std::optional<QString> expandTokens(const QString &text, const TokenValues &values)
{
    QString result;
    qsizetype next = 0;
    if (text == u"~" || text.startsWith(u"~/")) {
        result = values.home;
        next = 1;
    }
    for (; next < text.size(); ++next) {
        if (text[next] != u'%') {
            result += text[next];
            continue;
        }
        if (++next == text.size())
            return std::nullopt;
        const auto value = valueOf(text[next], values);
        if (!value)
            return std::nullopt;
        result += *value;
    }
    return result;
}

std::optional<QString> proxyCommandLine(const QString &proxyCommand, const TokenValues &values)
{
    const QStringList words{values.host, values.hostName, values.user, values.hostKeyAlias};
    if (!std::all_of(words.begin(), words.end(), isHarmlessInShell))
        return std::nullopt;
    // As OpenSSH does it: no shell stays behind between us and the program.
    return expandTokens(QStringLiteral("exec ") + proxyCommand, values);
}

std::shared_ptr<const HostOptions> withTokensExpanded(const std::shared_ptr<const HostOptions> &options,
                                                      const TokenValues &values)
{
    const auto needsExpanding = [](const QString &text) {
        return text.contains(u'%') || text.startsWith(u'~') || text.contains(u'$');
    };
    const QStringList texts = options->identityFiles + options->certificateFiles +
                              QStringList{options->identityAgent.value_or(QString())};
    if (std::none_of(texts.begin(), texts.end(), needsExpanding))
        return options;

    bool isWhole = true;
    const auto expand = [&](QString &text) {
        const auto tokens = expandTokens(text, values);
        const auto expanded = tokens ? withVariables(*tokens) : std::nullopt;
        isWhole = isWhole && expanded.has_value();
        text = expanded.value_or(QString());
    };
    HostOptions result = *options;
    for (QString &file : result.identityFiles)
        expand(file);
    for (QString &file : result.certificateFiles)
        expand(file);
    if (result.identityAgent) {
        result.identityAgent = agentPath(*result.identityAgent);
        expand(*result.identityAgent);
    }
    return isWhole ? std::make_shared<const HostOptions>(std::move(result)) : nullptr;
}

} // namespace regatta::transport
