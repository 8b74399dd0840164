// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/apiroutes.h"

#include <QCborValue>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/permissions.h"
#include "edge/casejson.h"
#include "edge/requesthead.h"
#include "edge/upload.h"
#include "ledger/sqliteledger.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPiece = 256 * 1024;   // of a photo on its way out

void refuse(const ExchangePointer& exchange, ErrorCode code, const QStringList& params = {})
{
    exchange->respond(errorResponse({code, params, {}}));
}

Response methodRefused(const QByteArray& allow)
{
    Response out = textResponse(405, "Only " + allow + " is understood here.\n");
    out.headers.emplaceBack("Allow", allow);
    return out;
}

// On the authority's thread: id or code of a case, or of one of its reports.
Result<Uuid> caseIdOf(Authority& authority, const QString& text)
{
    const Uuid id = Uuid::fromString(text);
    if (!id.isNull())
        return id;
    if (text.size() > 64)
        return fail(ErrorCode::Unknown, {u"case"_s});
    return authority.ledger().caseIdOf(text);
}

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

QJsonObject blobToJson(const BlobRecord& blob)
{
    return {{u"sha256"_s, blob.sha256}, {u"mime"_s, blob.mime}, {u"bytes"_s, blob.bytes},
            {u"width"_s, blob.width}, {u"height"_s, blob.height}, {u"name"_s, blob.name}};
}

}  // namespace

void ApiRoutes::handle(const ExchangePointer& exchange, const QString& path)
{
    const QStringList parts = path.split(u'/');
    const QByteArray& method = exchange->head().method;
    const bool get = method == "GET" || method == "HEAD";
    const bool post = method == "POST";
    if (path.startsWith(u"cameras/")) {
        cameras(exchange, path.sliced(8));
    } else if (path == u"login" || path == u"logout" || path == u"uploads"
        || (parts.size() == 3 && parts[0] == u"cases" && parts[2] == u"reveal")) {
        if (!post)
            exchange->respond(methodRefused("POST"));
        else if (path == u"login")
            login(exchange);
        else if (path == u"logout")
            logout(exchange);
        else if (path == u"uploads")
            upload(exchange);
        else
            reveal(exchange, parts[1]);
    } else if (path == u"directory"
               || (parts.size() == 2
                   && (parts[0] == u"cases" || parts[0] == u"blobs" || parts[0] == u"documents"))) {
        if (!get)
            exchange->respond(methodRefused("GET"));
        else if (path == u"directory")
            directory(exchange);
        else if (parts[0] == u"cases")
            oneCase(exchange, parts[1]);
        else if (parts[0] == u"documents")
            document(exchange, parts[1]);
        else
            blob(exchange, parts[1]);
    } else {
        refuse(exchange, ErrorCode::Unknown);
    }
}

void ApiRoutes::login(const ExchangePointer& exchange)
{
    withJson(
        exchange, m_context.settings.limits.jsonBytes, [this, exchange](const QJsonObject& body) {
            const QString user = body.value(u"user"_s).toString();
            const QString password = body.value(u"password"_s).toString();
            const Uuid device = Uuid::fromString(body.value(u"device"_s).toString());
            if (user.isEmpty() || user.size() > 64 || password.size() > 1000) {
                refuse(exchange, ErrorCode::WrongPassword);
                return;
            }
            LoginDesk(m_context.authority, m_context.passwords).login(
                {user, password, exchange->head().address, device},
                [exchange](const Result<Login>& login) {
                    if (!login) {
                        exchange->respond(errorResponse(login.error()));
                        return;
                    }
                    QJsonArray roles;
                    for (int i = 0; i < kRoleCount; ++i) {
                        if (login->who.actor.roles.has(static_cast<Role>(i)))
                            roles.append(codeOf(static_cast<Role>(i)));
                    }
                    exchange->markTrusted();
                    exchange->respond(jsonResponse(200, {{u"token"_s, login->token},
                                                         {u"expires"_s, login->who.expiresMs},
                                                         {u"user"_s, login->who.actor.user},
                                                         {u"displayName"_s, login->who.displayName},
                                                         {u"agency"_s, login->who.actor.agency},
                                                         {u"roles"_s, roles}}));
                });
        });
}

void ApiRoutes::logout(const ExchangePointer& exchange)
{
    withAccount(m_context, exchange, [this, exchange](const SignedIn&) {
        m_context.authority.ask<void>(
            [token = QString::fromLatin1(exchange->head().bearer())](Authority& authority) {
                return authority.accounts().logout(token);
            },
            [exchange](const Result<void>& ok) {
                exchange->respond(ok ? jsonResponse(200, {}) : errorResponse(ok.error()));
            });
    });
}

void ApiRoutes::oneCase(const ExchangePointer& exchange, const QString& id)
{
    withAccount(m_context, exchange, [this, exchange, id](const SignedIn& who) {
        m_context.authority.ask<Case>(
            [id, actor = who.actor](Authority& authority) -> Result<Case> {
                const auto caseId = caseIdOf(authority, id);
                return caseId ? authority.caseFor(*caseId, actor) : tl::unexpected(caseId.error());
            },
            [exchange](const Result<Case>& c) {
                exchange->respond(c ? jsonResponse(200, caseToJson(*c)) : errorResponse(c.error()));
            });
    });
}

void ApiRoutes::reveal(const ExchangePointer& exchange, const QString& id)
{
    using Contacts = QList<QPair<QString, Contact>>;
    withAccount(m_context, exchange, [this, exchange, id](const SignedIn& who) {
        withJson(exchange, m_context.settings.limits.jsonBytes,
                 [this, exchange, id, who](const QJsonObject& body) {
                     m_context.authority.ask<Contacts>(
                         [id, user = who.actor.user, reason = body.value(u"reason"_s).toString()](
                             Authority& authority) -> Result<Contacts> {
                             const auto caseId = caseIdOf(authority, id);
                             return caseId ? authority.reveal(*caseId, user, reason)
                                           : tl::unexpected(caseId.error());
                         },
                         [exchange](const Result<Contacts>& contacts) {
                             if (!contacts) {
                                 exchange->respond(errorResponse(contacts.error()));
                                 return;
                             }
                             QJsonArray list;
                             for (const auto& [code, contact] : *contacts) {
                                 list.append(QJsonObject{{u"report"_s, code},
                                                         {u"name"_s, contact.name},
                                                         {u"phone"_s, contact.phone},
                                                         {u"email"_s, contact.email}});
                             }
                             exchange->respond(jsonResponse(200, {{u"contacts"_s, list}}));
                         });
                 });
    });
}

void ApiRoutes::directory(const ExchangePointer& exchange)
{
    withAccount(m_context, exchange, [this, exchange](const SignedIn&) {
        const QByteArray etag = '"' + m_context.directory->version() + '"';
        Response out;
        if (exchange->head().header("if-none-match") == etag)
            out.status = 304;
        else
            out = jsonResponse(200,
                               QCborValue(m_context.directory->toCbor()).toJsonValue().toObject());
        out.headers.emplaceBack("ETag", etag);
        out.headers.emplaceBack("Cache-Control", "private, no-cache");
        exchange->respond(std::move(out));
    });
}

void ApiRoutes::upload(const ExchangePointer& exchange)
{
    withAccount(m_context, exchange, [this, exchange](const SignedIn& who) {
        if (!may(who.actor.roles, Capability::ReadCases)) {
            refuse(exchange, ErrorCode::NotAllowed);
            return;
        }
        if (m_context.uploads >= m_context.settings.limits.uploadsAtOnce) {
            refuse(exchange, ErrorCode::Busy);
            return;
        }
        ++m_context.uploads;
        ++m_context.counters.uploads;
        auto files = std::make_shared<Upload>(m_context.blobs, m_context.dir);
        const auto& limits = m_context.settings.limits;
        files->boundFiles(limits.fileBytes);
        const qint64 most = who.actor.roles.isAgency()
            ? limits.fileBytes : qMax(limits.fileBytes, limits.videoBytes);
        const auto done = [this, exchange, files, actor = who.actor](const Result<void>& ok) {
            --m_context.uploads;
            if (ok)
                keepUpload(exchange, files, actor);
            else
                exchange->respond(errorResponse(ok.error()));
        };
        if (exchange->head().header("content-type").toLower().startsWith("multipart/")) {
            intake::MultipartLimits bounds;
            bounds.files = limits.files;
            bounds.fileBytes = most;
            files->read(exchange, bounds, done);
        } else {
            const auto name = intake::percentDecode(exchange->head().header("x-filename"), false);
            const auto text =
                name ? intake::decodeText(*name, u"name"_s) : Result<QString>(QString());
            files->readRaw(exchange, most,
                           text ? intake::sanitisedFileName(*text) : QString(), done);
        }
    });
}

void ApiRoutes::keepUpload(const ExchangePointer& exchange, const std::shared_ptr<Upload>& upload,
                           const Actor& who)
{
    if (upload->files() == 0) {
        refuse(exchange, ErrorCode::Missing, {u"A file"_s});
        return;
    }
    upload->keep(who.roles.isAgency() ? Upload::Accept::PicturesAndPdf : Upload::Accept::Everything,
                 who.user, m_context.clock.nowMs(),
                 [this, exchange](const Result<QList<BlobRecord>>& blobs) {
                     if (!blobs) {
                         exchange->respond(errorResponse(blobs.error()));
                         return;
                     }
                     m_context.authority.ask<void>(
                         [list = *blobs](Authority& authority) -> Result<void> {
                             for (const BlobRecord& blob : list) {
                                 if (auto ok = authority.addBlob(blob); !ok)
                                     return ok;
                             }
                             return {};
                         },
                         [exchange, list = *blobs](const Result<void>& ok) {
                             if (!ok) {
                                 exchange->respond(errorResponse(ok.error()));
                                 return;
                             }
                             QJsonObject out = blobToJson(list.first());
                             QJsonArray files;
                             for (const BlobRecord& blob : list)
                                 files.append(blobToJson(blob));
                             out.insert(u"files"_s, files);
                             exchange->respond(jsonResponse(201, out));
                         });
                 });
}

// Who may see a case that carries it, or who put it there, may have it; an agency gets the copy
// without metadata.
void ApiRoutes::blob(const ExchangePointer& exchange, const QString& sha256)
{
    if (!isSha256(sha256)) {
        refuse(exchange, ErrorCode::Unknown);
        return;
    }
    withAccount(m_context, exchange, [this, exchange, sha256](const SignedIn& who) {
        m_context.authority.ask<BlobRecord>(
            [sha256, actor = who.actor](Authority& authority) -> Result<BlobRecord> {
                const auto blob = authority.ledger().blob(sha256);
                if (!blob)
                    return blob;
                bool allowed = blob->by == actor.user;
                const auto cases = authority.ledger().casesWithBlob(blob->sha256);
                if (!cases)
                    return tl::unexpected(cases.error());
                for (const Uuid& id : *cases)
                    allowed = allowed || authority.caseFor(id, actor).has_value();
                return allowed ? blob : fail(ErrorCode::NotInScope, {u"blob"_s});
            },
            [this, exchange, sha256, actor = who.actor](const Result<BlobRecord>& blob) {
                if (!blob) {
                    exchange->respond(errorResponse(blob.error()));
                    return;
                }
                // Faces and plates of a clip are not made unreadable by anything here.
                if (actor.roles.isAgency() && blob->mime == QLatin1String(kMp4Mime)) {
                    refuse(exchange, ErrorCode::NotInScope, {u"blob"_s});
                    return;
                }
                const bool copy = !blob->stripped.isEmpty()
                    && (actor.roles.isAgency() || sha256 == blob->stripped);
                const QString wanted = copy ? blob->stripped : blob->sha256;
                m_context.blobs.ask<qint64>(
                    [path = blobPath(m_context.dir, wanted)]() -> Result<qint64> {
                        const QFileInfo info(path);
                        if (!info.isFile())
                            return fail(ErrorCode::Unknown, {u"blob"_s});
                        return info.size();
                    },
                    [this, exchange, blob = *blob, wanted](const Result<qint64>& bytes) {
                        if (bytes)
                            sendBlob(exchange, blob, wanted, *bytes);
                        else
                            exchange->respond(errorResponse(bytes.error()));
                    });
            });
    });
}

void ApiRoutes::sendBlob(const ExchangePointer& exchange, const BlobRecord& blob,
                         const QString& sha256, qint64 bytes)
{
    const RequestHead& head = exchange->head();
    const QByteArray etag = '"' + sha256.toLatin1() + '"';
    Response out;
    out.contentType = blob.mime.toLatin1();
    out.headers = {{"ETag", etag},
                   {"Accept-Ranges", "bytes"},
                   {"Cache-Control", "private, no-cache"},
                   {"Content-Security-Policy", "default-src 'none'; sandbox"},
                   // A browser shows no document of ours inside our own origin.
                   {"Content-Disposition",
                    blob.mime == QLatin1String(kPdfMime)   ? "attachment; filename=\"document.pdf\""
                    : blob.mime == QLatin1String(kMp4Mime) ? "attachment; filename=\"clip.mp4\""
                                                           : "inline"}};
    if (head.header("if-none-match") == etag) {
        out.status = 304;
        exchange->respond(std::move(out));
        return;
    }
    ByteRange range{0, bytes - 1};
    const QByteArray ifRange = head.header("if-range");
    if (const auto asked = parseRange(head.header("range"), bytes);
        asked && (ifRange.isEmpty() || ifRange == etag)) {
        if (asked->first > asked->last) {
            out.status = 416;
            out.headers.emplaceBack("Content-Range", "bytes */" + QByteArray::number(bytes));
            exchange->respond(std::move(out));
            return;
        }
        range = *asked;
        out.status = 206;
        out.headers.emplaceBack("Content-Range", "bytes " + QByteArray::number(range.first) + '-'
                                                 + QByteArray::number(range.last) + '/'
                                                 + QByteArray::number(bytes));
    }
    out.sourceBytes = range.last - range.first + 1;
    auto at = std::make_shared<qint64>(range.first);
    out.source = [this, at, last = range.last, path = blobPath(m_context.dir, sha256)](
                     std::function<void(Result<QByteArray>)> piece) {
        const qint64 length = qMin(kPiece, last - *at + 1);
        const qint64 offset = std::exchange(*at, *at + length);
        m_context.blobs.ask<QByteArray>(
            [path, offset, length] { return readFilePart(path, offset, length); },
            std::move(piece));
    };
    exchange->respond(std::move(out));
}

}  // namespace kydai::edge
