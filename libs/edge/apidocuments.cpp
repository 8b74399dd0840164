// SPDX-License-Identifier: GPL-3.0-or-later
// Named documents (core/documents.h) on their way to a console.
#include "core/documents.h"
#include "edge/apiroutes.h"
#include "edge/requesthead.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

struct Found {
    DocumentRecord record;
    QByteArray body;  // empty where the console has it
};

QByteArray etagOf(const DocumentRecord& record) { return '"' + record.sha256.toLatin1() + '"'; }

}  // namespace

// The body is read only when it goes out. Whoever may not read it is told that there is none.
void ApiRoutes::document(const ExchangePointer& exchange, const QString& name)
{
    withAccount(m_context, exchange, [this, exchange, name](const SignedIn& who) {
        const QByteArray known = exchange->head().header("if-none-match");
        m_context.reader.ask<Found>(
            [name, known, roles = who.actor.roles](const LedgerReader& r) -> Result<Found> {
                const auto record = r.documentRecord(name);
                if (!record)
                    return tl::unexpected(record.error());
                if (!mayRead(roles, record->readers))
                    return fail(ErrorCode::NotInScope, {u"document"_s});
                if (known == etagOf(*record))
                    return Found{*record, {}};
                return r.documentBody(name, record->sha256).map([&](const QByteArray& body) {
                    return Found{*record, body};
                });
            },
            [exchange, known](const Result<Found>& found) {
                if (!found) {
                    exchange->respond(errorResponse(found.error()));
                    return;
                }
                Response out;
                const QByteArray etag = etagOf(found->record);
                if (known == etag)
                    out.status = 304;
                else
                    out.body = found->body;
                out.contentType = "application/octet-stream";
                out.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}};
                exchange->respond(std::move(out));
            });
    });
}

}  // namespace kydai::edge
