// SPDX-License-Identifier: GPL-3.0-or-later
// What the QML tests of a case do at the other end: reports with photographs, another person's
// decisions, a cut line; and what the server has in the end.
#pragma once

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>

#include "desk/deskface.h"
#include "desk/mini_server.h"

namespace kydai::test {

class CaseKit : public QObject
{
    Q_OBJECT

public:
    CaseKit()
    {
        desk::DeskOptions options;
        options.serverUrl = m_server.url();
        options.profileDir = m_dir.filePath(u"profile"_s);
        options.appVersion = u"kydai/test"_s;
        m_desk = std::make_unique<desk::DeskFace>(options);
        m_desk->settings()->setLanguage(u"en"_s);
    }
    desk::DeskFace& desk() { return *m_desk; }

    // "centre": every role of the centre that works on cases; "officer": of the agency "light".
    Q_INVOKABLE void enter(const QString& who)
    {
        m_server.account = who == u"officer"_s
            ? Actor{u"off"_s, {Role::AgencyOfficer}, u"light"_s}
            : Actor{u"operator"_s, {Role::Operator, Role::Dispatcher, Role::Approver,
                                    Role::ShiftLead}, {}};
        m_desk->session()->signIn(m_server.account.user, u"demo"_s);
    }
    Q_INVOKABLE QString report(int n) { return nameOf(m_server.report(n).id); }
    // Pictures the server can tell apart: one of the citizen, `after` of the agency.
    Q_INVOKABLE QString reportWithPhotos(int n, int before, int after)
    {
        for (int i = 0; i < before + after; ++i) {
            m_server.addBlob(picture(n * 16 + i, i < before ? Qt::darkBlue : Qt::yellow));
            m_server.files.last().mime = u"image/png"_s;
            m_server.files.last().kind
                = i < before ? AttachmentKind::Report : AttachmentKind::After;
        }
        return report(n);
    }
    // The row as it would be after the steps in between.
    Q_INVOKABLE void moveTo(const QString& caseId, const QString& state)
    {
        Case c = m_server.cases.value(Uuid::fromString(caseId));
        c.state = caseStateFrom(state).value();
        c.agency = u"light"_s;
        ++c.version;
        m_server.put(c);
    }
    Q_INVOKABLE bool other(const QString& caseId, const QString& action, const QVariantMap& args)
    {
        const Actor who{u"op2"_s, {Role::Operator, Role::Dispatcher, Role::ShiftLead}, {}};
        return m_server.act(Uuid::fromString(caseId), who, actionFrom(action).value(), args);
    }
    Q_INVOKABLE void cut() { m_server.cut(); }
    Q_INVOKABLE void listen()
    {
        m_server.listen();
        m_desk->session()->retry();
    }
    Q_INVOKABLE QVariantMap there(const QString& caseId) const
    {
        const Case c = m_server.cases.value(Uuid::fromString(caseId));
        const TimelineEntry last = c.timeline.isEmpty() ? TimelineEntry() : c.timeline.last();
        return {{u"state"_s, codeOf(c.state)}, {u"priority"_s, codeOf(c.priority)},
                {u"title"_s, c.title}, {u"address"_s, c.address}, {u"agency"_s, c.agency},
                {u"version"_s, c.version}, {u"result"_s, c.result.text},
                {u"letterDate"_s, c.result.letter.date}, {u"lastAction"_s, last.action},
                {u"lastText"_s, last.text}, {u"lastParam"_s, last.param}};
    }
    Q_INVOKABLE int versionHere(const QString& caseId)
    {
        const desk::CasePtr row = m_desk->core().confirmedCase(Uuid::fromString(caseId));
        return row ? row->version : -1;
    }
    Q_INVOKABLE QStringList reveals() const { return m_server.reveals; }
    Q_INVOKABLE int mutations() const { return m_server.mutations; }

private:
    static QString nameOf(const Uuid& id) { return id.toString(QUuid::WithoutBraces); }
    static QByteArray picture(int n, const QColor& color)
    {
        QImage image(64, 48, QImage::Format_RGB32);
        image.fill(color);
        image.setPixelColor(n % 64, n / 64 % 48, Qt::white);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    }

    QTemporaryDir m_dir;
    MiniServer m_server;
    std::unique_ptr<desk::DeskFace> m_desk;
};

}  // namespace kydai::test
