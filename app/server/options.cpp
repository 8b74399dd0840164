// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>


namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

using Refused = tl::unexpected<QString>;
const QString kConfigFile = u"/etc/kydai/server.ini"_s;

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"The server of Kỳ Đài: one port for HTTP (Open311, API) and WebSocket (/sync).\n\n"
        "Commands beside serving:\n"
        "  user add NAME --role CODE[,CODE] [--agency CODE] [--name TEXT]\n"
        "                    adds or replaces an account; the password comes from standard input\n"
        "  user list         accounts with their roles\n"
        "  key add NAME      adds an Open311 app; its api_key comes from standard input\n"
        "  import areas FILE.geojson [--mapping FILE.json]\n"
        "                    takes wards and their boundaries into the directory\n"
        "  import cameras FILE.csv\n"
        "                    takes cameras, their places and streams into the catalogue\n"
        "  import reports FILE.csv --mapping FILE.json\n"
        "                    takes reports of another system in, as they ended there\n"
        "  check             checks the store; a line a finding, then ok or N findings"_s);
    parser.addOptions({
        {u"data"_s, u"Folder of the store."_s, u"DIR"_s},
        {u"listen"_s, u"Address to listen on (127.0.0.1)."_s, u"ADDR"_s},
        {u"port"_s, u"Port; 0 takes a free one (0)."_s, u"N"_s},
        {u"demo"_s, u"Demonstration: a city's history and accounts; loopback only."_s},
        {u"seed"_s, u"Seed of the demonstration's city (1)."_s, u"S"_s},
        {u"tls-cert"_s, u"Certificate chain, PEM."_s, u"FILE"_s},
        {u"tls-key"_s, u"Private key, PEM."_s, u"FILE"_s},
        {u"behind-proxy"_s, u"A proxy in front ends TLS and sets X-Forwarded-For."_s},
        {u"config"_s, u"Settings file instead of %1."_s.arg(kConfigFile), u"FILE"_s},
        {u"role"_s, u"Roles of the account, separated by commas."_s, u"CODE"_s},
        {u"agency"_s, u"Agency of the account."_s, u"CODE"_s},
        {u"name"_s, u"Display name of the account."_s, u"TEXT"_s},
        {u"mapping"_s, u"What the columns of an import mean; see docs/import.md."_s, u"FILE"_s},
        {u"rtsp-port"_s,
         u"Port on loopback where the demonstration's city serves its cameras."_s, u"N"_s},
        {{u"h"_s, u"help"_s}, u"Shows this help."_s},
        {{u"v"_s, u"version"_s}, u"Shows the version."_s},
    });
    parser.addPositionalArgument(u"command"_s, u"See above; none = serve."_s, u"[command]"_s);
}

// Numbers of [limits] and [session] by the names of the fields in edge/settings.h.
QString readLimits(QSettings& file, edge::EdgeSettings& edge)
{
    edge::EdgeLimits& l = edge.limits;
    SessionLimits& s = edge.session;
    const QHash<QString, int*> ints{{u"limits/headerBytes"_s, &l.headerBytes},
                                    {u"limits/headerMs"_s, &l.headerMs},
                                    {u"limits/idleMs"_s, &l.idleMs},
                                    {u"limits/bodyIdleMs"_s, &l.bodyIdleMs},
                                    {u"limits/files"_s, &l.files},
                                    {u"limits/writeMs"_s, &l.writeMs},
                                    {u"limits/sockets"_s, &l.sockets},
                                    {u"limits/socketsPerAddress"_s, &l.socketsPerAddress},
                                    {u"limits/handshakesPerSecond"_s, &l.handshakesPerSecond},
                                    {u"limits/apiKeyPerSecond"_s, &l.apiKeyPerSecond},
                                    {u"limits/addressPerSecond"_s, &l.addressPerSecond},
                                    {u"limits/uploadsAtOnce"_s, &l.uploadsAtOnce},
                                    {u"session/mutations"_s, &s.mutations},
                                    {u"session/mutationsPerSecond"_s, &s.mutationsPerSecond},
                                    {u"session/helloMs"_s, &s.helloMs},
                                    {u"session/authMs"_s, &s.authMs}};
    const QHash<QString, qint64*> longs{{u"limits/bodyBytesPerSecond"_s, &l.bodyBytesPerSecond},
                                        {u"limits/jsonBytes"_s, &l.jsonBytes},
                                        {u"limits/formBytes"_s, &l.formBytes},
                                        {u"limits/fileBytes"_s, &l.fileBytes},
                                        {u"limits/videoBytes"_s, &l.videoBytes},
                                        {u"session/bytesPerSecond"_s, &s.bytesPerSecond}};
    const QStringList keys = file.allKeys();
    for (const QString& key : keys) {
        if (!key.startsWith(u"limits/"_s) && !key.startsWith(u"session/"_s))
            continue;
        bool ok = false;
        const qint64 value = file.value(key).toLongLong(&ok);
        if (!ok || value < 1 || value > 1'000'000'000'000)
            return u"%1: %2 must be a number of at least 1"_s.arg(file.fileName(), key);
        if (ints.contains(key))
            *ints.value(key) = static_cast<int>(qMin(value, qint64(2'000'000'000)));
        else if (longs.contains(key))
            *longs.value(key) = value;
        else
            return u"%1: there is no setting %2"_s.arg(file.fileName(), key);
    }
    return {};
}

QString readFile(const QCommandLineParser& parser, Options& out, QHash<QString, QString>& values)
{
    const bool named = parser.isSet(u"config"_s);
    const QString path = named ? parser.value(u"config"_s) : kConfigFile;
    if (!QFileInfo(path).isReadable())
        return named ? u"the settings file %1 cannot be read"_s.arg(path) : QString();
    QSettings file(path, QSettings::IniFormat);
    if (file.status() != QSettings::NoError)
        return u"the settings file %1 is not valid"_s.arg(path);
    for (const QString& key :
         {u"data"_s, u"listen"_s, u"port"_s, u"tls-cert"_s, u"tls-key"_s, u"behind-proxy"_s})
        values.insert(key, file.value(u"server/"_s + key).toString());
    out.edge.allowedOrigins = file.value(u"server/origins"_s).toStringList();
    return readLimits(file, out.edge);
}

QString readCommand(const QStringList& words, Options& out)
{
    if (words.isEmpty())
        return {};
    const QString two = words.mid(0, 2).join(u' ');
    if (two == u"user add" && words.size() == 3) {
        out.command = Command::UserAdd;
        out.name = words[2];
    } else if (two == u"key add" && words.size() == 3) {
        out.command = Command::KeyAdd;
        out.name = words[2];
    } else if (two == u"user list" && words.size() == 2) {
        out.command = Command::UserList;
    } else if (two == u"import areas" && words.size() == 3) {
        out.command = Command::ImportAreas;
        out.file = words[2];
    } else if (two == u"import cameras" && words.size() == 3) {
        out.command = Command::ImportCameras;
        out.file = words[2];
    } else if (two == u"import reports" && words.size() == 3) {
        out.command = Command::ImportReports;
        out.file = words[2];
    } else if (words == QStringList{u"check"_s}) {
        out.command = Command::Check;
    } else {
        return u"unknown command '%1': use user add NAME, user list, key add NAME, "
                "import areas FILE, import cameras FILE, "
                "import reports FILE or check"_s.arg(
            words.join(u' '));
    }
    return {};
}

QString readRoles(const QString& text, Options& out)
{
    const QStringList codes = text.split(u',', Qt::SkipEmptyParts);
    for (const QString& code : codes) {
        const auto role = roleFrom(code.trimmed());
        if (!role || *role == Role::Citizen || *role == Role::System) {
            QStringList known;
            for (int i = 0; i < static_cast<int>(Role::Citizen); ++i)
                known.append(codeOf(static_cast<Role>(i)));
            return u"there is no role '%1': use one of %2"_s.arg(code.trimmed(),
                                                                 known.join(u", "_s));
        }
        out.roles.add(*role);
    }
    if (out.command == Command::UserAdd && out.roles.isEmpty())
        return u"user add needs --role CODE"_s;
    return {};
}

QString readNetwork(Options& out, const QHash<QString, QString>& values)
{
    edge::EdgeSettings& edge = out.edge;
    if (const QString listen = values.value(u"listen"_s); !listen.isEmpty())
        edge.address = listen == u"localhost" ? u"127.0.0.1"_s : listen;
    if (const QString port = values.value(u"port"_s); !port.isEmpty()) {
        bool ok = false;
        edge.port = port.toUShort(&ok);
        if (!ok)
            return u"--port must be a number from 0 to 65535"_s;
    }
    edge.tlsCertificate = values.value(u"tls-cert"_s);
    edge.tlsKey = values.value(u"tls-key"_s);
    edge.behindProxy = values.value(u"behind-proxy"_s) == u"true";
    if (edge.tlsCertificate.isEmpty() != edge.tlsKey.isEmpty())
        return u"--tls-cert and --tls-key come together"_s;
    if (isLoopback(edge.address))
        return {};
    if (out.demo)
        return u"--demo listens on loopback only, not on %1"_s.arg(edge.address);
    if (edge.tlsCertificate.isEmpty() && !edge.behindProxy)
        return u"beyond loopback give --tls-cert and --tls-key, "
                "or --behind-proxy when a proxy ends TLS"_s;
    return {};
}

}  // namespace

bool isLoopback(const QString& address)
{
    if (address == u"::1")
        return true;
    const QStringList parts = address.split(u'.');
    return parts.size() == 4 && parts[0] == u"127";
}

tl::expected<Options, QString> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    Options out;
    if (!parser.parse(arguments))
        return Refused(parser.errorText());
    if (parser.isSet(u"help"_s)) {
        out.command = Command::Help;
        out.help = parser.helpText();
        return out;
    }
    if (parser.isSet(u"version"_s)) {
        out.command = Command::Version;
        return out;
    }
    QHash<QString, QString> values;
    if (const QString error = readFile(parser, out, values); !error.isEmpty())
        return Refused(error);
    for (const QString& key : {u"data"_s, u"listen"_s, u"port"_s, u"tls-cert"_s, u"tls-key"_s}) {
        if (parser.isSet(key))
            values.insert(key, parser.value(key));
    }
    if (parser.isSet(u"behind-proxy"_s))
        values.insert(u"behind-proxy"_s, u"true"_s);
    out.demo = parser.isSet(u"demo"_s);
    if (parser.isSet(u"seed"_s)) {
        bool ok = false;
        out.seed = parser.value(u"seed"_s).toULongLong(&ok);
        if (!ok)
            return Refused(u"--seed must be a number"_s);
    }
    if (parser.isSet(u"rtsp-port"_s)) {
        bool ok = false;
        out.rtspPort = parser.value(u"rtsp-port"_s).toUShort(&ok);
        if (!ok || out.rtspPort == 0 || !out.demo)
            return Refused(u"--rtsp-port takes a number from 1 to 65535, together with --demo"_s);
    }
    if (const QString error = readCommand(parser.positionalArguments(), out); !error.isEmpty())
        return Refused(error);
    if (const QString error = readRoles(parser.value(u"role"_s), out); !error.isEmpty())
        return Refused(error);
    out.agency = parser.value(u"agency"_s);
    out.mapping = parser.value(u"mapping"_s);
    out.displayName = parser.value(u"name"_s);
    out.dir = values.value(u"data"_s);
    if (out.dir.isEmpty())
        return Refused(u"--data DIR is required"_s);
    if (const QString error = readNetwork(out, values); !error.isEmpty())
        return Refused(error);
    return out;
}

}  // namespace kydai::server
