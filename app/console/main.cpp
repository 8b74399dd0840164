// SPDX-License-Identifier: GPL-3.0-or-later
// kydai: the console. Options and wiring only.
#include <cstdio>
#include <optional>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QStandardPaths>

#include "demo.h"
#include "face.h"
#include "instance.h"
#include "options.h"
#include "selftest.h"
#include "shots.h"

using namespace kydai::console;
using namespace Qt::StringLiterals;

namespace {

int say(int code, const QString& text)
{
    std::fprintf(code == 0 ? stdout : stderr, "%s\n", qPrintable(text.trimmed()));
    return code;
}

// The renderer is chosen before the first window. "auto": the software renderer where no GPU draws,
// since it is much cheaper than llvmpipe there.
void chooseRenderer(const QString& wanted)
{
    const bool noGpu = !QFile::exists(u"/dev/dri/renderD128"_s);
#ifdef Q_OS_LINUX
    const bool software = wanted == "software"_L1 || (wanted == "auto"_L1 && noGpu);
#else
    const bool software = wanted == "software"_L1;
    Q_UNUSED(noGpu);
#endif
    if (software)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    else if (wanted == "gl"_L1)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::OpenGL);
}

QString profileOf(const Options& options)
{
    if (!options.profile.isEmpty())
        return QDir(options.profile).absolutePath();
    const QString base = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    return options.demo ? base + u"/demo"_s : base + u"/default"_s;
}

std::optional<QString> passwordFrom(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return QString::fromUtf8(file.readLine(1024)).remove(QRegularExpression(u"[\\r\\n]+$"_s));
}

int runShots(const QString& server, const Options& options)
{
    Shots shots(server, options);
    int code = 1;
    QObject::connect(&shots, &Shots::done, qApp, [&code](int result) {
        code = result;
        QCoreApplication::exit(result);
    });
    QMetaObject::invokeMethod(&shots, &Shots::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

int runWindow(const QString& server, const Options& options, const QString& profile, Instance& instance)
{
    Face face(server, profile, options);
    if (!face.load(false))
        return say(1, u"kydai: the interface did not load.\n"_s + face.warnings().join(u'\n'));
    face.window()->resize(options.size);
    QObject::connect(&instance, &Instance::raiseWanted, face.window(), [&face] {
        face.window()->show();
        face.window()->raise();
        face.window()->requestActivate();
    });
    QObject::connect(qApp, &QGuiApplication::focusWindowChanged, face.window(),
                     [&face](const QWindow* focused) { face.setBackground(!focused); });
    if (options.demo && options.user.isEmpty())
        face.signIn(u"operator"_s, u"demo"_s);
    else if (!options.passwordFile.isEmpty()) {
        const auto password = passwordFrom(options.passwordFile);
        if (!password)
            return say(1, u"kydai: the password file %1 cannot be read"_s.arg(options.passwordFile));
        face.signIn(options.user, *password);
    } else if (options.demo) {
        face.signIn(options.user, u"demo"_s);
    }
    return QCoreApplication::exec();
}

int run(const QString& server, const Options& options, const QString& profile, Instance& instance)
{
    return options.shots.isEmpty() ? runWindow(server, options, profile, instance) : runShots(server, options);
}

int runDemo(const Options& options, const QString& profile, Instance& instance)
{
    // Pictures use a fresh city; the interactive demo keeps its own between starts.
    Demo demo(options.shots.isEmpty() ? profile + u"/server"_s : QString());
    int code = 1;
    QObject::connect(&demo, &Demo::failed, qApp, [](const QString& why) {
        std::fprintf(stderr, "kydai: %s\n", qPrintable(why));
        QCoreApplication::exit(1);
    });
    bool started = false;
    QObject::connect(&demo, &Demo::ready, qApp, [&started] {
        started = true;
        QCoreApplication::exit(0);
    });
    QMetaObject::invokeMethod(&demo, &Demo::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    if (started)
        code = run(demo.serverUrl(), options, profile, instance);
    return code;
}

}  // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Parsed parsed = parse(arguments);
    if (parsed.exitCode)
        return say(*parsed.exitCode, parsed.text);
    const Options& options = parsed.options;

    if (options.selfTest) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_QUICK_BACKEND", "software");
    }
    chooseRenderer(options.selfTest ? u"software"_s : options.renderer);
    QGuiApplication::setApplicationName(u"kydai"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(KYDAI_VERSION));
    QGuiApplication app(argc, argv);
    if (options.selfTest)
        return selfTest();

    const QString profile = profileOf(options);
    if (!QDir().mkpath(profile) || !QFileInfo(profile).isWritable())
        return say(1, u"kydai: the profile folder %1 cannot be written. Give another with --profile DIR."_s.arg(profile));
    Instance instance(profile);
    if (!instance.claim())
        return say(0, u"kydai: a console with this profile is open; it was asked to show itself."_s);
    return options.demo ? runDemo(options, profile, instance) : run(options.server, options, profile, instance);
}
