// SPDX-License-Identifier: GPL-3.0-or-later
// Engine: decisions, drafts, accounts and settings; and the questions to the reading thread.
#include "desk/engine_parts.h"
#include "deskdb/password.h"
#include "protocol/casecodec.h"

namespace kydai::desk {

namespace {

Error notOpen(const Error& openError)
{
    return openError.code == ErrorCode::None ? Error{ErrorCode::Busy, {}, {}} : openError;
}

}  // namespace

void Engine::enqueue(const Operation& op, Answer<Result<Uuid>> done)
{
    m_net->run([this, op, done = std::move(done)](Net& net) {
        Result<Uuid> mid = tl::unexpected(notOpen(net.openError));
        if (net.engine)
            mid = net.engine->enqueue(op);
        m_gui->post([mid, done] { done(mid); });
    });
}

void Engine::withdraw(const Uuid& mid, Answer<Result<void>> done)
{
    m_net->run([this, mid, done = std::move(done)](Net& net) {
        Result<void> ok = tl::unexpected(notOpen(net.openError));
        if (net.engine)
            ok = net.engine->withdraw(mid);
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::dismiss(const Uuid& mid, Answer<Result<void>> done)
{
    m_net->run([this, mid, done = std::move(done)](Net& net) {
        Result<void> ok = tl::unexpected(notOpen(net.openError));
        if (net.engine)
            ok = net.engine->dismiss(mid);
        net.publishOutbox();
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::askTexts(const QList<Uuid>& ids,
                      std::function<void(QList<std::pair<Uuid, RowText>>, QList<Uuid>)> done)
{
    m_reader->texts(ids, std::move(done));
}

void Engine::askCase(const Uuid& id, Answer<CasePtr> done)
{
    m_reader->wholeCase(id, std::move(done));
}

void Engine::askIdOfCode(const QString& code, Answer<Uuid> done)
{
    m_reader->idOfCode(code, std::move(done));
}

void Engine::search(SearchLane lane, const QString& text, Answer<Result<QList<Uuid>>> done)
{
    m_reader->search(lane, text, std::move(done));
}

quint32 Engine::query(const QString& kind, const QVariantMap& args, Answer<Result<QVariantMap>> done)
{
    const quint32 number = ++m_lastQuery;
    m_net->run([this, number, kind, packed = protocol::encodeArgs(args),
                done = std::move(done)](Net& net) {
        const auto give = [this, &net, number, done](const Result<protocol::Answer>& answer) {
            net.queries.remove(number);
            Result<QVariantMap> body = tl::unexpected(answer ? answer->error : answer.error());
            if (answer && answer->error.code == ErrorCode::None)
                body = protocol::decodeArgs(answer->body);
            m_gui->post([body, done] { done(body); });
        };
        const quint32 wire = net.engine ? net.engine->query(kind, packed, give) : 0;
        if (!net.engine)
            give(fail(ErrorCode::Offline));
        else if (wire)
            net.queries.insert(number, wire);
    });
    return number;
}

void Engine::cancelQuery(quint32 number)
{
    m_net->run([number](Net& net) {
        if (const quint32 wire = net.queries.take(number); wire && net.engine)
            net.engine->cancel(wire);
    });
}

void Engine::saveDraft(const Draft& draft, Answer<Result<void>> done)
{
    m_net->run([this, draft, done = std::move(done)](Net& net) {
        Draft own = draft;
        own.author = net.author;
        own.savedMs = net.clock.nowMs();
        Result<void> ok = tl::unexpected(notOpen(net.openError));
        if (net.work)
            ok = net.work->saveDraft(own);
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::removeDraft(const QString& key)
{
    m_net->run([key](Net& net) {
        if (net.work)
            (void)net.work->removeDraft(key, net.author);
    });
}

void Engine::askDrafts(Answer<QList<Draft>> done)
{
    m_net->run([this, done = std::move(done)](Net& net) {
        QList<Draft> list;
        if (net.work && !net.author.isEmpty())
            list = net.work->drafts(net.author).value_or(QList<Draft>());
        m_gui->post([list, done] { done(list); });
    });
}

// Hashing takes a tenth of a second on purpose: on the reading thread, so that no decision waits.
void Engine::saveLogin(const LoginCheck& check, const QString& password)
{
    m_reader->post([this, check, password] {
        const Result<QString> hash = hashPassword(password);
        if (!hash)
            return;
        LoginCheck whole = check;
        whole.passwordHash = *hash;
        // By way of the GUI thread: the net thread may be on its way out.
        m_gui->post([this, whole] {
            m_net->run([whole](Net& net) {
                if (net.work)
                    (void)net.work->saveLogin(whole);
            });
        });
    });
}

void Engine::unlock(const QString& user, const QString& password, Answer<Result<LoginCheck>> done)
{
    m_net->run([this, user, password, done = std::move(done)](Net& net) {
        Result<LoginCheck> check = tl::unexpected(notOpen(net.openError));
        if (net.work)
            check = net.work->unlock(user, password, net.clock.nowMs());
        // The rows on this disk belong to whoever fetched them.
        if (check && net.cache) {
            const auto owner = net.cache->owner();
            if (owner && !owner->user.isEmpty() && owner->user != user)
                check = fail(ErrorCode::NotSignedIn);
        }
        m_gui->post([check, done] { done(check); });
    });
}

void Engine::askLogins(Answer<QStringList> done)
{
    m_net->run([this, done = std::move(done)](Net& net) {
        const QStringList users = net.work ? net.work->loginUsers().value_or(QStringList())
                                           : QStringList();
        m_gui->post([users, done] { done(users); });
    });
}

void Engine::setSetting(const QString& key, const QByteArray& value)
{
    m_net->run([key, value](Net& net) {
        if (net.work)
            (void)net.work->setSetting(key, value);
    });
}

void Engine::askSetting(const QString& key, Answer<QByteArray> done)
{
    m_net->run([this, key, done = std::move(done)](Net& net) {
        const QByteArray value = net.work ? net.work->setting(key).value_or(QByteArray())
                                          : QByteArray();
        m_gui->post([value, done] { done(value); });
    });
}

}  // namespace kydai::desk
