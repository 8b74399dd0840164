// SPDX-License-Identifier: GPL-3.0-or-later
// A server of one process and no disk, over real sockets, for the tests of the desk: HTTP and the
// sync protocol on one port, the real judge and reducer, no pages kept, no scopes. The program's
// own server is tested elsewhere.
#pragma once

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include "core/casefixture.h"
#include "core/vietnamese.h"
#include "protocol/casecodec.h"
#include "protocol/messages.h"
#include "protocol/packing.h"

namespace kydai::test {

class MiniServer : public QObject
{
public:
    MiniServer() : m_ws(QString(), QWebSocketServer::NonSecureMode)
    {
        directory = smallCity();
        epoch = QUuid::createUuid();
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_tcp.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { sniff(socket); });
        });
        connect(&m_ws, &QWebSocketServer::newConnection, this, [this] {
            while (QWebSocket* socket = m_ws.nextPendingConnection())
                welcome(socket);
        });
        listen();
    }
    ~MiniServer() override { cut(); }

    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    void listen() { m_tcp.listen(QHostAddress::LocalHost, m_port); m_port = m_tcp.serverPort(); }
    void cut()  // the line goes; listen() brings it back
    {
        m_tcp.close();
        for (QWebSocket* socket : std::as_const(m_sessions))
            socket->deleteLater();
        m_sessions.clear();
    }

    // A row that changed at the server: to all sessions.
    void put(Case c)
    {
        c.seq = ++seq;
        cases[c.id] = c;
        tell(c);
    }
    Case report(int n, Priority priority = Priority::Normal)
    {
        NewReport r = lampReport();
        r.caseId = midOf(1'000'000 + static_cast<quint64>(n));
        r.mid = midOf(2'000'000 + static_cast<quint64>(n));
        r.code = u"PA-%1"_s.arg(n);
        r.text = u"Đèn tắt trước số %1"_s.arg(n);
        r.priority = priority;
        r.category = u"lamp"_s;
        r.area = u"19753"_s;
        r.receivedMs = QDateTime::currentMSecsSinceEpoch();
        r.attachments = files;
        files.clear();
        Case c = openCase(r, directory);
        put(c);
        return cases[r.caseId];
    }
    // Somebody else does something at another desk; false when the rules refuse it.
    bool act(const Uuid& id, const Actor& who, Action action, const QVariantMap& map)
    {
        Operation op;
        op.mid = QUuid::createUuid();
        op.caseId = id;
        op.action = codeOf(action);
        op.args = map;
        op.actor = who;
        op.atMs = QDateTime::currentMSecsSinceEpoch();
        op.seq = seq + 1;
        op.baseVersion = cases.value(id).version;
        const RuleContext ctx{directory, op.atMs, nullptr};
        if (!judge(cases.value(id), action, who, map, ctx))
            return false;
        const Result<Case> after = reduce(cases.value(id), op, directory);
        if (after)
            put(*after);
        return after.has_value();
    }
    void addBlob(const QByteArray& bytes)
    {
        Attachment file;
        file.sha256 = sha(bytes);
        file.mime = u"image/jpeg"_s;
        file.bytes = bytes.size();
        blobs[file.sha256] = bytes;
        files.append(file);
    }
    static QString sha(const QByteArray& bytes)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    Directory directory;
    QHash<Uuid, Case> cases;
    QHash<QString, QByteArray> blobs;
    QList<Attachment> files;
    QList<QString> uploads, reveals;
    Actor account{u"operator"_s, {Role::Operator, Role::Dispatcher}, {}};
    QString password = u"demo"_s;
    std::function<std::optional<Error>(const protocol::Mutate&)> refuse;
    // Not in the stream: found by search, read by "case".
    QHash<Uuid, Case> archive;
    int pieceBytes = 48 * 1024;
    bool answersQueries = true;
    int queries = 0, cancelled = 0;
    qint64 seq = 0;
    Uuid epoch;
    int mutations = 0;

private:
    void sniff(QTcpSocket* socket)
    {
        const QByteArray head = socket->peek(64 * 1024);
        const auto end = head.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        if (head.startsWith("GET /sync")) {
            socket->disconnect(this);
            m_ws.handleConnection(socket);
            // It has read nothing yet: the request is still in the socket.
            Q_EMIT socket->readyRead();
            return;
        }
        qsizetype length = 0;
        for (const QByteArray& line : head.left(end).split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (socket->bytesAvailable() < end + 4 + length)
            return;
        const QByteArray request = socket->read(end + 4 + length);
        answer(socket, request.left(request.indexOf("\r\n")), request.mid(end + 4));
    }
    void reply(QTcpSocket* socket, const char* status, const QByteArray& body)
    {
        socket->write(QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket->disconnectFromHost();
    }
    static QByteArray json(const QJsonObject& object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    void answer(QTcpSocket* socket, const QByteArray& line, const QByteArray& body)
    {
        const QString path = QString::fromLatin1(line.split(' ').value(1));
        const QJsonObject input = QJsonDocument::fromJson(body).object();
        if (path == u"/api/login"_s) {
            if (input[u"password"_s] != password)
                return reply(socket, "401 No", json({{u"error"_s, 41}}));
            return reply(socket, "200 OK", json({{u"token"_s, u"t"_s}, {u"expires"_s, 0}}));
        }
        if (path.startsWith(u"/api/blobs/"_s)) {
            const QByteArray blob = blobs.value(path.mid(11));
            return blob.isNull() ? reply(socket, "404 No", {}) : reply(socket, "200 OK", blob);
        }
        if (path == u"/api/uploads"_s) {
            uploads.append(sha(body));
            blobs[sha(body)] = body;
            return reply(socket, "201 Created",
                         json({{u"sha256"_s, sha(body)}, {u"mime"_s, u"image/jpeg"_s},
                               {u"bytes"_s, body.size()}, {u"width"_s, 2}, {u"height"_s, 1}}));
        }
        if (path.endsWith(u"/reveal"_s)) {
            reveals.append(input[u"reason"_s].toString());
            const QJsonObject contact{{u"report"_s, u"PA-1"_s}, {u"name"_s, u"Công dân 123"_s},
                                      {u"phone"_s, u"0900 000 123"_s}};
            return reply(socket, "200 OK", json({{u"contacts"_s, QJsonArray{contact}}}));
        }
        reply(socket, "200 OK", "{}");
    }

    void say(QWebSocket* socket, const protocol::Message& message)
    {
        socket->sendBinaryMessage(protocol::encode(message));
    }
    void tell(const std::optional<Case>& c)
    {
        protocol::Delta delta{m_sent, seq, {}, {}};
        if (c)
            delta.puts.append({c->id, c->seq, protocol::encodeCase(*c)});
        for (QWebSocket* socket : std::as_const(m_sessions))
            say(socket, delta);
        m_sent = seq;
    }
    void welcome(QWebSocket* socket)
    {
        socket->setParent(this);
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this,
                [this, socket] { m_sessions.removeAll(socket); });
        connect(socket, &QWebSocket::binaryMessageReceived, this,
                [this, socket](const QByteArray& bytes) {
                    if (const auto message = protocol::decode(bytes, protocol::kMaxFrameToServer))
                        std::visit([&](const auto& m) { take(socket, m); }, *message);
                });
    }
    template <typename T> void take(QWebSocket*, const T&) {}
    void take(QWebSocket* socket, const protocol::Hello&)
    {
        say(socket,
            protocol::ServerHello{1, u"mini"_s, epoch, QDateTime::currentMSecsSinceEpoch(), 1});
    }
    void take(QWebSocket* socket, const protocol::Auth&)
    {
        say(socket, protocol::AuthOk{account.user, u"Trực ban 03"_s, account.agency,
                                     account.roles.bits(), "scope", 0});
        const QByteArray cbor = QCborValue(directory.toCbor()).toCbor();
        say(socket, protocol::DirectoryData{directory.version(), protocol::pack(cbor)});
    }
    void take(QWebSocket* socket, const protocol::Subscribe& sub)
    {
        protocol::SubOk ok;
        ok.s0 = seq;
        m_sent = seq;
        const bool resumes = sub.cursor.epoch == epoch && sub.cursor.seq >= 0;
        ok.mode = resumes ? protocol::SubMode::Resume : protocol::SubMode::Snapshot;
        ok.s0 = resumes ? sub.cursor.seq : seq;
        ok.estimatedRows = cases.size();
        ok.reason = resumes ? u"resumed"_s : u"first"_s;
        say(socket, ok);
        QList<protocol::Row> rows;
        for (const Case& c : std::as_const(cases)) {
            if (!resumes || c.seq > sub.cursor.seq)
                rows.append({c.id, c.seq, protocol::encodeCase(c)});
        }
        if (resumes) {
            if (seq > sub.cursor.seq)
                say(socket, protocol::Delta{sub.cursor.seq, seq, rows, {}});
        } else {
            sendPages(socket, rows);
        }
        m_sessions.append(socket);
    }
    void sendPages(QWebSocket* socket, const QList<protocol::Row>& rows)
    {
        constexpr qsizetype kRows = 250;
        int number = 0;
        for (qsizetype at = 0; at == 0 || at < rows.size(); at += kRows) {
            const bool final = at + kRows >= rows.size();
            say(socket,
                protocol::Page{number++, QByteArray::number(at), rows.mid(at, kRows), final});
        }
    }
    void take(QWebSocket* socket, const protocol::Ping& ping)
    {
        say(socket, protocol::Pong{ping.t, QDateTime::currentMSecsSinceEpoch(), seq});
    }
    void take(QWebSocket*, const protocol::Cancel&) { ++cancelled; }
    void take(QWebSocket* socket, const protocol::Query& query)
    {
        ++queries;
        if (!answersQueries)
            return;
        const QVariantMap args = protocol::decodeArgs(query.args).value();
        protocol::Answer answer{query.qid, seq, {}, {ErrorCode::None, {}, {}}};
        if (query.kind == u"search"_s)
            answer.body = protocol::encodeArgs(found(args));
        else if (const Uuid id = args.value(u"case"_s).toUuid(); archive.contains(id))
            answer.body = protocol::encodeArgs(piece(archive[id], args.value(u"offset"_s).toInt()));
        else
            answer.error = {ErrorCode::Unknown, {u"case"_s}, {}};
        say(socket, answer);
    }
    // One row a page, so that asking on is tried.
    QVariantMap found(const QVariantMap& args) const
    {
        const QString text = args.value(u"text"_s).toString();
        const QStringList agencies = args.value(u"agencies"_s).toStringList();
        QList<Case> hits;
        for (const Case& c : archive) {
            const QString words = c.code + u' ' + c.title + u' ' + c.address;
            if (text.isEmpty() ? agencies.contains(c.agency) : matchesTypeahead(text, words))
                hits.append(c);
        }
        std::sort(hits.begin(), hits.end(),
                  [](const Case& a, const Case& b) { return a.code > b.code; });
        const int at = args.value(u"after"_s).toByteArray().toInt();
        QVariantList rows;
        if (at < hits.size())
            rows.append(QVariantMap{{u"id"_s, QVariant(hits[at].id)}, {u"seq"_s, hits[at].seq},
                                    {u"body"_s, protocol::encodeCase(hits[at])}});
        const bool more = at + 1 < hits.size();
        return {{u"rows"_s, rows},
                {u"next"_s, more ? QByteArray::number(at + 1) : QByteArray()},
                {u"covers"_s, QVariantMap{{u"store"_s, u"server"_s}, {u"complete"_s, !more}}}};
    }
    QVariantMap piece(const Case& c, int offset) const
    {
        const QByteArray all = protocol::encodeWhole(c);
        const QByteArray data = all.mid(offset, pieceBytes);
        return {{u"id"_s, QVariant(c.id)}, {u"seq"_s, c.seq}, {u"total"_s, all.size()},
                {u"offset"_s, offset}, {u"data"_s, data},
                {u"final"_s, offset + data.size() == all.size()}};
    }
    void take(QWebSocket* socket, const protocol::Mutate& m)
    {
        ++mutations;
        protocol::MutateResult result;
        result.mid = m.mid;
        if (const auto error = refuse ? refuse(m) : std::nullopt) {
            result.status = protocol::ResultStatus::Denied;
            result.error = *error;
            return say(socket, result);
        }
        if (m.action == u"report"_s) {  // as it is, without the authority's checks
            NewReport r = lampReport();
            r.caseId = m.caseId;
            r.mid = m.mid;
            r.code = u"PA-9%1"_s.arg(mutations);
            r.text = protocol::decodeArgs(m.args).value().value(u"text"_s).toString();
            put(openCase(r, directory));
            result.seq = seq;
            return say(socket, result);
        }
        Operation op;
        op.mid = m.mid;
        op.caseId = m.caseId;
        op.action = m.action;
        op.args = protocol::decodeArgs(m.args).value();
        op.actor = account;
        op.atMs = QDateTime::currentMSecsSinceEpoch();
        op.seq = seq + 1;
        op.baseVersion = m.baseVersion;
        const auto known = actionFrom(m.action);
        const bool old = archive.contains(m.caseId);
        const Case before = old ? archive.value(m.caseId) : cases.value(m.caseId);
        const auto merge = mergeCheck(before, op);  // as the authority: before the state is asked
        if (!merge) {
            result.status = protocol::ResultStatus::Conflict;
            result.error = merge.error();
            return say(socket, result);
        }
        const auto may =
            known ? judge(before, *known, account, op.args, {directory, op.atMs, nullptr})
                  : Result<const Transition*>(fail(ErrorCode::NotDeclared));
        Result<Case> after = may ? reduce(before, op, directory) : fail(ErrorCode::NotAllowed);
        if (!after) {
            result.status = protocol::ResultStatus::Denied;
            result.error = may ? after.error() : may.error();
            return say(socket, result);
        }
        if (old) {  // its row stays outside the stream
            after->seq = ++seq;
            archive[m.caseId] = *after;
        } else {
            put(*after);
        }
        result.seq = seq;
        say(socket, result);
        if (old)
            tell(std::nullopt);
    }

    QTcpServer m_tcp;
    QWebSocketServer m_ws;
    QList<QWebSocket*> m_sessions;
    quint16 m_port = 0;
    qint64 m_sent = 0;
};

}  // namespace kydai::test
