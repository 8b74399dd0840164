// SPDX-License-Identifier: GPL-3.0-or-later
#include "shots.h"

#include <cstdio>

#include <QAbstractItemModel>
#include <QDir>
#include <QImage>
#include <QQuickWindow>
#include <QRegularExpression>

namespace kydai::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPollMs = 50;
constexpr int kPatienceMs = 10'000;   // for rows and pictures to settle
constexpr int kCalmPolls = 6;

int countOf(QObject* object, const char* property)
{
    QObject* model = object ? object->property(property).value<QObject*>() : nullptr;
    return model ? model->property("count").toInt() : 0;
}

}  // namespace

Shots::Shots(const QString& server, const Options& options, QObject* parent)
    : QObject(parent), m_server(server), m_options(options),
      m_accounts{u"operator"_s, u"dispatcher"_s, u"approver"_s, u"publisher"_s, u"camera"_s, u"lead"_s,
                 u"officer"_s, u"chief"_s, u"executive"_s, u"admin"_s, u"auditor"_s}
{
    if (!options.user.isEmpty())
        m_accounts = {options.user};
    for (const QString& theme : {u"dark"_s, u"light"_s}) {
        for (const QString& language : {u"vi"_s, u"en"_s}) {
            if ((options.theme.isEmpty() || options.theme == theme) &&
                (options.language.isEmpty() || options.language == language))
                m_looks.append({theme, language});
        }
    }
    m_timer.setInterval(kPollMs);
    connect(&m_timer, &QTimer::timeout, this, &Shots::poll);
}

void Shots::start()
{
    if (!QDir().mkpath(m_options.shots)) {
        fail(u"the folder %1 cannot be made"_s.arg(m_options.shots));
        return;
    }
    nextAccount();
}

void Shots::fail(const QString& why)
{
    m_timer.stop();
    std::fprintf(stderr, "kydai: %s\n", qPrintable(why));
    emit done(1);
}

void Shots::nextAccount()
{
    m_timer.stop();
    m_face.reset();
    if (++m_account >= m_accounts.size()) {
        emit done(0);
        return;
    }
    const QString profile = m_profiles.filePath(m_accounts[m_account]);
    QDir().mkpath(profile);
    m_face = std::make_unique<Face>(m_server, profile, m_options);
    if (!m_face->load(true)) {
        fail(u"the interface did not load: %1"_s.arg(m_face->warnings().join(u'\n')));
        return;
    }
    m_face->window()->resize(m_options.size);
    // The first account is also seen at the door: sign-in and first run.
    m_door = m_account == 0 && m_options.workspace.isEmpty() ? Door::Login : Door::In;
    m_face->part("settings")->setProperty("firstRunDone", m_door == Door::In);
    if (m_door == Door::In)
        m_face->signIn(m_accounts[m_account], u"demo"_s);
    m_workspaces.clear();
    m_workspace = 0;
    m_look = 0;
    m_arranged = false;
    m_calm = 0;
    m_since.start();
    m_timer.start();
}

// Signed in, the first fill is over, the list has its rows, the selected case and its pictures are there.
bool Shots::settled()
{
    if (m_face->part("session")->property("state").toString() != "signed_in"_L1)
        return false;
    QObject* sync = m_face->part("sync");
    if (!sync->property("online").toBool() || sync->property("firstFill").toBool())
        return false;
    if (m_workspaces.isEmpty()) {
        auto* model = qobject_cast<QAbstractItemModel*>(m_face->part("workspaces"));
        const int role = model->roleNames().key("code", -1);
        for (int row = 0; row < model->rowCount(); ++row)
            m_workspaces.append(model->index(row, 0).data(role).toString());
        if (!m_options.workspace.isEmpty())
            m_workspaces = m_workspaces.filter(QRegularExpression(
                QRegularExpression::anchoredPattern(QRegularExpression::escape(m_options.workspace))));
    }
    return true;
}

void Shots::arrange()
{
    if (m_workspaces.isEmpty()) {
        nextAccount();
        return;
    }
    m_face->part("settings")->setProperty("theme", m_looks[m_look].theme);
    m_face->part("settings")->setProperty("language", m_looks[m_look].language);
    m_face->window()->setProperty("workspace", m_workspaces[m_workspace]);
    m_arranged = true;
    m_calm = 0;
    m_since.restart();
}

// Pictures before the workbench; true while there are any to take.
bool Shots::atTheDoor()
{
    if (m_door == Door::In)
        return false;
    if (m_door == Door::FirstRun && !settled())
        return m_since.elapsed() < kPatienceMs;
    m_face->part("settings")->setProperty("theme", m_looks[m_look].theme);
    m_face->part("settings")->setProperty("language", m_looks[m_look].language);
    if (++m_calm < kCalmPolls * 2)
        return true;
    m_calm = 0;
    take(m_door == Door::Login ? u"login"_s : u"first-run"_s);
    if (++m_look < m_looks.size())
        return true;
    m_look = 0;
    m_since.restart();
    if (m_door == Door::Login) {
        m_door = Door::FirstRun;
        m_face->signIn(m_accounts[m_account], u"demo"_s);
    } else {
        m_door = Door::In;
        m_face->part("settings")->setProperty("firstRunDone", true);
    }
    return true;
}

void Shots::poll()
{
    if (atTheDoor())
        return;
    if (!m_arranged) {
        if (settled())
            arrange();
        else if (m_since.elapsed() > kPatienceMs)
            fail(u"%1 could not sign in: %2"_s.arg(
                m_accounts[m_account], m_face->part("session")->property("error").toString()));
        return;
    }
    QObject* context = m_face->window()->property("context").value<QObject*>();
    QObject* current = context ? context->property("current").value<QObject*>() : nullptr;
    if (context && context->property("selection").toString().isEmpty()) {
        QObject* queue = context->property("queue").value<QObject*>();
        if (queue && queue->property("count").toInt() > 0)
            QMetaObject::invokeMethod(context, "next");
    }
    const bool listReady = !context || countOf(context, "queue") == 0 || current == nullptr ||
                           current->property("status").toString() == "ready"_L1;
    m_calm = listReady ? m_calm + 1 : 0;
    if (m_calm < kCalmPolls + 4 && m_since.elapsed() < kPatienceMs)
        return;
    take(m_workspaces[m_workspace]);
    advance();
}

void Shots::take(const QString& workspace)
{
    const QImage image = m_face->window()->grabWindow();
    const QString path = QDir(m_options.shots).absoluteFilePath(
        u"%1-%2-%3-%4-%5.png"_s.arg(++m_number, 2, 10, QLatin1Char('0'))
            .arg(workspace, m_accounts[m_account], m_looks[m_look].theme,
                 m_looks[m_look].language));
    if (image.isNull() || !image.save(path)) {
        fail(u"the picture %1 could not be written"_s.arg(path));
        return;
    }
    std::printf("shot %s\n", qPrintable(path));
    std::fflush(stdout);
}

void Shots::advance()
{
    if (!m_face->warnings().isEmpty()) {
        fail(u"the interface warned: %1"_s.arg(m_face->warnings().join(u'\n')));
        return;
    }
    if (!m_timer.isActive())
        return;
    if (++m_look >= m_looks.size()) {
        m_look = 0;
        ++m_workspace;
    }
    if (m_workspace >= m_workspaces.size()) {
        // Not from inside the engine's own call.
        QTimer::singleShot(0, this, &Shots::nextAccount);
        m_timer.stop();
        return;
    }
    arrange();
}

}  // namespace kydai::console
