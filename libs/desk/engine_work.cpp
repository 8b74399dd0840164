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
    m_writer->run([this, op, done = std::move(done)](Writer& w) {
        Result<Uuid> mid = tl::unexpected(notOpen(w.openError));
        if (w.engine)
            mid = w.engine->enqueue(op);
        m_gui->post([mid, done] { done(mid); });
    });
}

void Engine::withdraw(const Uuid& mid, Answer<Result<void>> done)
{
    m_writer->run([this, mid, done = std::move(done)](Writer& w) {
        Result<void> ok = tl::unexpected(notOpen(w.openError));
        if (w.engine)
            ok = w.engine->withdraw(mid);
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::dismiss(const Uuid& mid, Answer<Result<void>> done)
{
    m_writer->run([this, mid, done = std::move(done)](Writer& w) {
        Result<void> ok = tl::unexpected(notOpen(w.openError));
        if (w.engine)
            ok = w.engine->dismiss(mid);
        w.publishOutbox();
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::Files::keep(const ChosenFile& file, Answer<Result<Upload>> done)
{
    m_worker.post([this, file, done = std::move(done)] {
        Result<Upload> kept = file.path.isEmpty() ? m_store.keepBytes(file.bytes, file.name)
                                                  : m_store.keep(file.path, file.name);
        if (!kept) {
            m_gui.post([kept, done] { done(kept); });
            return;
        }
        kept->caseId = file.caseId;
        m_writer.run([upload = *kept, done](Writer& w) {
            Upload own = upload;
            own.author = w.author;
            Result<Upload> added = tl::unexpected(notOpen(w.openError));
            if (w.engine)
                added = w.engine->addUpload(own);
            w.gui.post([added, done] { done(added); });
        });
    });
}

// The network's objects of the documents go on their own thread.
Engine::Files::~Files()
{
    m_worker.finish([this] { m_documents.reset(); });
}

void Engine::Files::documents(std::function<void(DocumentKeeper&)> task)
{
    m_worker.post([this, task = std::move(task)] {
        if (!m_documents) {
            m_documents = std::make_unique<DocumentKeeper>(
                m_documentFolder, [this](const DocumentNews& news) {
                    m_gui.post([this, news] { m_events.document(news); });
                });
        }
        task(*m_documents);
    });
}

void Engine::wantDocuments(const DocumentsWanted& wanted)
{
    m_files->documents([wanted](DocumentKeeper& keeper) { keeper.want(wanted); });
}

void Engine::wipeDocuments()
{
    m_files->documents([](DocumentKeeper& keeper) { keeper.wipe(); });
}

void Engine::keepFile(const ChosenFile& file, Answer<Result<Upload>> done)
{
    m_files->keep(file, std::move(done));
}

void Engine::holdFile(const QString& sha256)
{
    m_writer->run([sha256](Writer& w) {
        if (w.engine)
            w.engine->holdUpload(sha256);
    });
}

void Engine::releaseFile(const QString& sha256)
{
    m_writer->run([sha256](Writer& w) {
        if (w.engine)
            w.engine->releaseUpload(sha256);
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
    m_writer->run([this, number, kind, packed = protocol::encodeArgs(args),
                   done = std::move(done)](Writer& w) {
        const auto give = [this, &w, number, done](const Result<protocol::Answer>& answer) {
            w.queries.remove(number);
            Result<QVariantMap> body = tl::unexpected(answer ? answer->error : answer.error());
            if (answer && answer->error.code == ErrorCode::None)
                body = protocol::decodeArgs(answer->body);
            m_gui->post([body, done] { done(body); });
        };
        const quint32 wire = w.engine ? w.engine->query(kind, packed, give) : 0;
        if (!w.engine)
            give(fail(ErrorCode::Offline));
        else if (wire)
            w.queries.insert(number, wire);
    });
    return number;
}

void Engine::cancelQuery(quint32 number)
{
    m_writer->run([number](Writer& w) {
        if (const quint32 wire = w.queries.take(number); wire && w.engine)
            w.engine->cancel(wire);
    });
}

void Engine::saveDraft(const Draft& draft, Answer<Result<void>> done)
{
    m_writer->run([this, draft, done = std::move(done)](Writer& w) {
        Draft own = draft;
        own.author = w.author;
        own.savedMs = w.clock.nowMs();
        Result<void> ok = tl::unexpected(notOpen(w.openError));
        if (w.work)
            ok = w.work->saveDraft(own);
        m_gui->post([ok, done] { done(ok); });
    });
}

void Engine::removeDraft(const QString& key)
{
    m_writer->run([key](Writer& w) {
        if (w.work)
            (void)w.work->removeDraft(key, w.author);
    });
}

void Engine::askDrafts(Answer<QList<Draft>> done)
{
    m_writer->run([this, done = std::move(done)](Writer& w) {
        QList<Draft> list;
        if (w.work && !w.author.isEmpty())
            list = w.work->drafts(w.author).value_or(QList<Draft>());
        m_gui->post([list, done] { done(list); });
    });
}

// Hashing takes a tenth of a second on purpose: beside the files, so that no decision waits.
void Engine::saveLogin(const LoginCheck& check, const QString& password)
{
    m_files->post([this, check, password] {
        const Result<QString> hash = hashPassword(password);
        if (!hash)
            return;
        LoginCheck whole = check;
        whole.passwordHash = *hash;
        m_writer->run([whole](Writer& w) {
            if (w.work)
                (void)w.work->saveLogin(whole);
        });
    });
}

void Engine::unlock(const QString& user, const QString& password, Answer<Result<LoginCheck>> done)
{
    m_writer->run([this, user, password, done = std::move(done)](Writer& w) {
        Result<LoginCheck> check = tl::unexpected(notOpen(w.openError));
        if (w.work)
            check = w.work->unlock(user, password, w.clock.nowMs());
        if (!check) {
            m_gui->post([check, done] { done(check); });
            return;
        }
        // The rows on this disk belong to whoever fetched them.
        w.runOnCache([this, check, user, done](CacheDb& cache) {
            const auto owner = cache.owner();
            Result<LoginCheck> answer = check;
            if (owner && !owner->user.isEmpty() && owner->user != user)
                answer = fail(ErrorCode::NotSignedIn);
            m_gui->post([answer, done] { done(answer); });
        });
    });
}

void Engine::askLogins(Answer<QStringList> done)
{
    m_writer->run([this, done = std::move(done)](Writer& w) {
        const QStringList users = w.work ? w.work->loginUsers().value_or(QStringList())
                                           : QStringList();
        m_gui->post([users, done] { done(users); });
    });
}

void Engine::setSetting(const QString& key, const QByteArray& value)
{
    m_writer->run([key, value](Writer& w) {
        if (w.work)
            (void)w.work->setSetting(key, value);
    });
}

void Engine::askSetting(const QString& key, Answer<QByteArray> done)
{
    m_writer->run([this, key, done = std::move(done)](Writer& w) {
        const QByteArray value = w.work ? w.work->setting(key).value_or(QByteArray())
                                          : QByteArray();
        m_gui->post([value, done] { done(value); });
    });
}

}  // namespace kydai::desk
