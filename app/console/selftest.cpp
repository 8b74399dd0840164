// SPDX-License-Identifier: GPL-3.0-or-later
#include "selftest.h"

#include <cstdio>
#include <memory>
#include <optional>

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMetaMethod>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTemporaryDir>

#include "face.h"

namespace kydai::console {

using namespace Qt::StringLiterals;

namespace {

// What a required property of this type is filled with; objects come from the desk.
class Filler
{
public:
    explicit Filler(Face& face)
    {
        QObject* workspaces = face.part("workspaces");
        m_context = call(workspaces, "open", u"operations"_s);
        if (m_context) {
            m_objects.insert(u"QueueModel"_s, m_context->property("queue").value<QObject*>());
            m_objects.insert(u"UrgentModel"_s, m_context->property("urgent").value<QObject*>());
            m_objects.insert(u"CaseModel"_s, m_context->property("current").value<QObject*>());
            m_objects.insert(u"CaseFilter"_s, m_context->property("filter").value<QObject*>());
        }
        m_objects.insert(u"WorkspaceContext"_s, m_context);
        if (m_context)
            m_objects.insert(u"SearchFace"_s, m_context->property("search").value<QObject*>());
        m_objects.insert(u"ActionSheet"_s, call(face.part("actions"), "newReport"));
    }

    std::optional<QVariant> valueFor(const QString& type, const QString& name) const
    {
        // Names of glyphs, states and tones are codes; everything else is words.
        static const QHash<QString, QString> kCodes = {
            {u"state"_s, u"received"_s}, {u"state_"_s, u"received"_s}, {u"priority"_s, u"normal"_s},
            {u"slaKind"_s, u"in_time"_s}, {u"tone"_s, u"text.muted"_s}, {u"dueTone"_s, u"text.muted"_s},
            {u"kind"_s, u"note"_s}};
        if (type == "string"_L1 && name.endsWith("icon"_L1, Qt::CaseInsensitive))
            return QVariant(u"info"_s);
        if (type == "string"_L1 && name.endsWith("iconName"_L1, Qt::CaseInsensitive))
            return QVariant(u"info"_s);
        if (type == "string"_L1)
            return QVariant(kCodes.value(name, u"Ngập úng"_s));
        if (type == "bool"_L1)
            return QVariant(false);
        if (type == "int"_L1 || type == "real"_L1 || type == "double"_L1)
            return QVariant(0);
        if (type == "var"_L1 && name == "model"_L1) {
            return QVariantMap{{u"code"_s, u"text"_s}, {u"kind"_s, u"text"_s}, {u"label"_s, u"Nội dung"_s},
                               {u"required"_s, true}, {u"value"_s, QString()}, {u"error"_s, QString()},
                               {u"hint"_s, QString()}, {u"choices"_s, QVariantList()}, {u"lines"_s, 1},
                               {u"maximum"_s, 100}, {u"visible"_s, true}, {u"files"_s, QVariantList()}};
        }
        if (type == "var"_L1 || type.startsWith("list<"_L1))
            return QVariant(QVariantList());
        if (QObject* object = m_objects.value(type))
            return QVariant::fromValue(object);
        return std::nullopt;
    }

private:
    // The return type is a typed pointer; read it through the generic call.
    static QObject* call(QObject* on, const char* method, std::optional<QString> argument = {})
    {
        const QMetaObject* meta = on->metaObject();
        for (int i = 0; i < meta->methodCount(); ++i) {
            const QMetaMethod m = meta->method(i);
            if (m.name() != method || m.parameterCount() != (argument ? 1 : 0))
                continue;
            void* result = nullptr;
            const QGenericReturnArgument out(m.typeName(), &result);
            if (argument)
                m.invoke(on, Qt::DirectConnection, out, Q_ARG(QString, *argument));
            else
                m.invoke(on, Qt::DirectConnection, out);
            return static_cast<QObject*>(result);
        }
        return nullptr;
    }

    QObject* m_context = nullptr;
    QHash<QString, QObject*> m_objects;
};

// Root-level "required property TYPE NAME" of a QML source, and "required NAME" of inherited ones.
QList<QPair<QString, QString>> requiredOf(const QString& source)
{
    static const QRegularExpression line(u"^    required property ([\\w<>.]+) (\\w+)"_s,
                                         QRegularExpression::MultilineOption);
    QList<QPair<QString, QString>> out;
    auto it = line.globalMatch(source);
    while (it.hasNext()) {
        const auto match = it.next();
        out.append({match.captured(1), match.captured(2)});
    }
    return out;
}

QStringList qmlFiles()
{
    QStringList files;
    QDirIterator it(u":/qt/qml/Kydai"_s, {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next());
    files.sort();
    return files;
}

// Empty = made, or cannot be made alone and was only compiled; else what went wrong.
QString tryOne(Face& face, const Filler& filler, const QString& path, int& made)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"%1 cannot be read"_s.arg(path);
    const QString source = QString::fromUtf8(file.readAll());
    QQmlComponent component(&face.engine(), QUrl(u"qrc"_s + path));
    if (component.isError())
        return component.errorString();
    if (source.contains("pragma Singleton"_L1) || path.endsWith("/MainWindow.qml"_L1))
        return {};
    QVariantMap values;
    for (const auto& [type, name] : requiredOf(source)) {
        const auto value = filler.valueFor(type, name);
        if (!value)
            return {};  // needs an object that only its parent has; compiled is enough
        values.insert(name, *value);
    }
    const std::unique_ptr<QObject> object(component.createWithInitialProperties(values));
    if (!object)
        return component.errorString();
    if (auto* item = qobject_cast<QQuickItem*>(object.get())) {
        item->setParentItem(face.window()->contentItem());
        item->setSize({900, 700});
    }
    ++made;
    QCoreApplication::processEvents();
    return {};
}

// What anything of the program warned about meanwhile. A machine without sound or a session folder
// says so in its own words: that is not the program's fault.
QStringList g_warned;

void onMessage(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    const bool machine = text.startsWith("PulseAudioService"_L1) || text.startsWith("QStandardPaths"_L1);
    if (type != QtDebugMsg && type != QtInfoMsg && !machine)
        g_warned.append(text);
}

}  // namespace

int selfTest()
{
    qInstallMessageHandler(onMessage);
    const QTemporaryDir profile;
    int made = 0, files = 0, failures = 0;
    for (const QString& language : {u"vi"_s, u"en"_s}) {
        for (const QString& theme : {u"dark"_s, u"light"_s}) {
            Options options;
            options.language = language;
            options.theme = theme;
            Face face({}, profile.filePath(language + theme), options);
            if (!face.load(true)) {
                std::fprintf(stderr, "the window did not load:\n%s\n", qPrintable(face.warnings().join(u'\n')));
                return 1;
            }
            const Filler filler(face);
            for (const QString& path : qmlFiles()) {
                ++files;
                const QString why = tryOne(face, filler, path, made);
                if (!why.isEmpty()) {
                    ++failures;
                    std::fprintf(stderr, "%s (%s, %s): %s\n", qPrintable(path), qPrintable(language),
                                 qPrintable(theme), qPrintable(why));
                }
            }
        }
    }
    failures += static_cast<int>(g_warned.size());
    std::printf("self-test: %d types compiled, %d instantiated, %d failures\n", files, made, failures);
    return failures == 0 && files > 0 ? 0 : 1;
}

}  // namespace kydai::console
