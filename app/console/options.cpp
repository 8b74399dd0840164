// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <QCommandLineParser>
#include <QUrl>

namespace kydai::console {

using namespace Qt::StringLiterals;

namespace {

std::optional<QSize> sizeFrom(const QString& text)
{
    const QStringList parts = text.split(u'x');
    bool okWidth = false, okHeight = false;
    if (parts.size() != 2)
        return std::nullopt;
    const QSize size(parts[0].toInt(&okWidth), parts[1].toInt(&okHeight));
    if (!okWidth || !okHeight || size.width() < 800 || size.height() < 600 ||
        size.width() > 7680 || size.height() > 4320)
        return std::nullopt;
    return size;
}

bool oneOf(const QString& value, const QStringList& allowed)
{
    return value.isEmpty() || allowed.contains(value);
}

QString check(const Options& o)
{
    if (!oneOf(o.language, {u"vi"_s, u"en"_s}))
        return u"--lang takes vi or en, not \"%1\""_s.arg(o.language);
    if (!oneOf(o.theme, {u"dark"_s, u"light"_s}))
        return u"--theme takes dark or light, not \"%1\""_s.arg(o.theme);
    if (!oneOf(o.renderer, {u"auto"_s, u"software"_s, u"gl"_s}))
        return u"--renderer takes auto, software or gl, not \"%1\""_s.arg(o.renderer);
    if (o.demo && !o.server.isEmpty())
        return u"--demo starts its own server; leave out --server"_s;
    if (!o.server.isEmpty()) {
        const QUrl url(o.server);
        static const QStringList schemes{u"http"_s, u"https"_s, u"ws"_s, u"wss"_s};
        if (!url.isValid() || !schemes.contains(url.scheme()) || url.host().isEmpty())
            return u"--server takes an address such as https://ioc.example/, not \"%1\""_s.arg(o.server);
    }
    if (!o.passwordFile.isEmpty() && o.user.isEmpty())
        return u"--password-file needs --user"_s;
    if (!o.workspace.isEmpty() && o.shots.isEmpty())
        return u"--workspace needs --screenshot"_s;
    return {};
}

}  // namespace

Parsed parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The operations console of a city."_s);
    const QList<QCommandLineOption> known{
        {u"server"_s, u"Address of the server."_s, u"URL"_s},
        {u"user"_s, u"Account to sign in with."_s, u"NAME"_s},
        {u"password-file"_s, u"File whose first line is the password."_s, u"FILE"_s},
        {u"profile"_s, u"Folder of this profile's data."_s, u"DIR"_s},
        {u"demo"_s, u"Start a server and a living city of one's own."_s},
        {u"lang"_s, u"Language: vi or en."_s, u"CODE"_s},
        {u"theme"_s, u"Theme: dark or light."_s, u"NAME"_s},
        {u"renderer"_s, u"How to draw: auto, software or gl."_s, u"NAME"_s, u"auto"_s},
        {u"self-test"_s, u"Instantiate every part of the interface, then end; needs no display."_s},
        {u"screenshot"_s, u"Write pictures of every workspace of every demo account."_s, u"DIR"_s},
        {u"workspace"_s, u"With --screenshot: only this workspace."_s, u"NAME"_s},
        {u"size"_s, u"Size of the window."_s, u"WxH"_s, u"1920x1080"_s},
    };
    parser.addOptions(known);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();

    Parsed out;
    const auto refuse = [&out](const QString& why) {
        out.exitCode = 2;
        out.text = u"kydai: "_s + why + u" (kydai --help lists the options)"_s;
        return out;
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help)) {
        out.exitCode = 0;
        out.text = parser.helpText();
        return out;
    }
    if (parser.isSet(version)) {
        out.exitCode = 0;
        out.text = QStringLiteral("kydai " KYDAI_VERSION);
        return out;
    }
    if (!parser.positionalArguments().isEmpty())
        return refuse(u"unexpected \"%1\""_s.arg(parser.positionalArguments().constFirst()));

    Options& o = out.options;
    o.server = parser.value(u"server"_s);
    o.user = parser.value(u"user"_s);
    o.passwordFile = parser.value(u"password-file"_s);
    o.profile = parser.value(u"profile"_s);
    o.demo = parser.isSet(u"demo"_s);
    o.language = parser.value(u"lang"_s);
    o.theme = parser.value(u"theme"_s);
    o.renderer = parser.value(u"renderer"_s);
    o.selfTest = parser.isSet(u"self-test"_s);
    o.shots = parser.value(u"screenshot"_s);
    o.workspace = parser.value(u"workspace"_s);
    const auto size = sizeFrom(parser.value(u"size"_s));
    if (!size)
        return refuse(u"--size takes WIDTHxHEIGHT from 800x600 to 7680x4320"_s);
    o.size = *size;
    if (const QString why = check(o); !why.isEmpty())
        return refuse(why);
    return out;
}

}  // namespace kydai::console
