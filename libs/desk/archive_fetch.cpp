// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/archive_fetch.h"

#include "protocol/casecodec.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

struct Fetch : std::enable_shared_from_this<Fetch> {
    Fetch(Engine& e, const Uuid& caseId, std::function<void(Result<CasePtr>)> then)
        : engine(e), id(caseId), done(std::move(then))
    {}

    void ask()
    {
        if (++pieces > kMaxPieces || bytes.size() > kMaxArchived)
            return done(fail(ErrorCode::TooLarge, {u"case"_s}));
        const QVariantMap args{{u"case"_s, QVariant(id)}, {u"offset"_s, bytes.size()},
                               {u"seq"_s, seq}};
        engine.query(u"case"_s, args, [self = shared_from_this()](const Result<QVariantMap>& body) {
            self->take(body);
        });
    }

    void take(const Result<QVariantMap>& body)
    {
        // It changed between two pieces: what was read belongs to no version.
        if (!body && body.error().code == ErrorCode::Conflict && !bytes.isEmpty()) {
            bytes.clear();
            seq = 0;
            return ask();
        }
        if (!body)
            return done(tl::unexpected<Error>(body.error()));
        const QByteArray data = body->value(u"data"_s).toByteArray();
        const bool final = body->value(u"final"_s).toBool();
        if (!final && data.isEmpty())
            return done(fail(ErrorCode::BadFrame, {u"case"_s}));
        bytes += data;
        seq = body->value(u"seq"_s).toLongLong();
        if (!final)
            return ask();
        Result<Case> whole = protocol::decodeWhole(bytes);
        if (!whole || whole->id != id)
            return done(fail(ErrorCode::BadFrame, {u"case"_s}));
        whole->seq = seq;
        done(std::make_shared<const Case>(std::move(*whole)));
    }

    Engine& engine;
    Uuid id;
    std::function<void(Result<CasePtr>)> done;
    QByteArray bytes;
    qint64 seq = 0;
    int pieces = 0;
};

}  // namespace

void fetchArchived(Engine& engine, const Uuid& id, std::function<void(Result<CasePtr>)> done)
{
    std::make_shared<Fetch>(engine, id, std::move(done))->ask();
}

}  // namespace kydai::desk
