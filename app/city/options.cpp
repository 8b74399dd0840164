// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <QCommandLineParser>

namespace kydai::cityprogram {

using namespace Qt::StringLiterals;

Parsed parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The simulated city: sends reports, answers and ratings."_s);
    parser.addOptions({
        {u"server"_s, u"Address of the server (http://…)."_s, u"URL"_s},
        {u"rate"_s, u"Reports a minute, 0.01 to 600."_s, u"N"_s, u"2"_s},
        {u"seed"_s, u"Seed; the same seed gives the same reports."_s, u"S"_s, u"1"_s},
        {u"duration"_s, u"Seconds to run; 0 runs until ended."_s, u"S"_s, u"0"_s},
        {u"rtsp-port"_s, u"Port on loopback for the cameras' streams; 0 serves none."_s, u"N"_s, u"0"_s},
        {u"camera-trouble"_s, u"Now and then a camera is gone or its picture stops."_s},
        {u"api-key"_s, u"Key of the Open311 service."_s, u"KEY"_s, u"demo"_s},
    });
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();

    Parsed out;
    const auto refuse = [&out](const QString& why) {
        out.exitCode = 2;
        out.text = u"kydai-city: "_s + why + u" (kydai-city --help lists the options)"_s;
        return out;
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help) || parser.isSet(version)) {
        out.exitCode = 0;
        out.text = parser.isSet(help) ? parser.helpText() : QStringLiteral("kydai-city " KYDAI_VERSION);
        return out;
    }
    if (!parser.positionalArguments().isEmpty())
        return refuse(u"unexpected \"%1\""_s.arg(parser.positionalArguments().constFirst()));
    Options& o = out.options;
    o.server = QUrl(parser.value(u"server"_s));
    const QString scheme = o.server.scheme();
    if ((scheme != "http"_L1 && scheme != "https"_L1) || o.server.host().isEmpty())
        return refuse(u"--server takes an address such as http://127.0.0.1:8311"_s);
    bool ok = false;
    o.perMinute = parser.value(u"rate"_s).toDouble(&ok);
    if (!ok || !(o.perMinute >= 0.01 && o.perMinute <= 600))
        return refuse(u"--rate takes a number from 0.01 to 600"_s);
    o.seed = parser.value(u"seed"_s).toULongLong(&ok);
    if (!ok)
        return refuse(u"--seed takes a whole number"_s);
    o.durationS = parser.value(u"duration"_s).toLongLong(&ok);
    if (!ok || o.durationS < 0 || o.durationS > 31'536'000)
        return refuse(u"--duration takes seconds from 0 to 31536000"_s);
    o.rtspPort = parser.value(u"rtsp-port"_s).toUShort(&ok);
    if (!ok)
        return refuse(u"--rtsp-port takes a number from 0 to 65535"_s);
    o.cameraTrouble = parser.isSet(u"camera-trouble"_s);
    if (o.cameraTrouble && o.rtspPort == 0)
        return refuse(u"--camera-trouble goes with --rtsp-port"_s);
    o.apiKey = parser.value(u"api-key"_s);
    return out;
}

}  // namespace kydai::cityprogram
