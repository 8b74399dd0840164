// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/upload_pump.h"

#include <utility>

#include "storage/files.h"

namespace kydai {

namespace {

// Not the file's fault: tried again. `linkWide`: the next file would meet the same.
bool isTemporary(ErrorCode code, bool* linkWide)
{
    switch (code) {
    case ErrorCode::Offline:
    case ErrorCode::NotSignedIn:
    case ErrorCode::Busy:
    case ErrorCode::Later:
    case ErrorCode::Locked:
    case ErrorCode::DiskFull: *linkWide = true; return true;
    case ErrorCode::Internal:
    case ErrorCode::Io: *linkWide = false; return true;
    default: return false;
    }
}

}  // namespace

UploadPump::UploadPump(WorkDb& work, Scheduler& scheduler, const Clock& clock, Random& random,
                       BlobSender* sender, QString folder, Hooks hooks)
    : m_work(work), m_clock(clock), m_random(random), m_sender(sender),
      m_folder(std::move(folder)), m_hooks(std::move(hooks)), m_retry(scheduler)
{
}

UploadPump::~UploadPump()
{
    disconnected();
}

Result<void> UploadPump::load()
{
    const Result<QList<Upload>> rows = m_work.uploads();
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    m_known.clear();
    m_order.clear();
    for (const Upload& upload : *rows) {
        m_known.insert(upload.sha256, upload);
        if (upload.state == Upload::State::Waiting)
            m_order.append(upload.sha256);
        tell(upload, 0);
    }
    clean();
    return {};
}

Result<Upload> UploadPump::add(const Upload& upload)
{
    Upload row = upload;
    row.addedMs = row.changedMs = m_clock.nowMs();
    const auto known = m_known.constFind(upload.sha256);
    if (known != m_known.cend() && known->state != Upload::State::Refused) {
        row = *known;
        row.addedMs = m_clock.nowMs();
    }
    if (const Result<void> saved = m_work.saveUpload(row); !saved) {
        m_hooks.storage(saved.error());
        return tl::unexpected<Error>(saved.error());
    }
    m_hooks.storage(Error{ErrorCode::None, {}, {}});
    m_known.insert(row.sha256, row);
    if (row.state == Upload::State::Waiting && !m_order.contains(row.sha256))
        m_order.append(row.sha256);
    tell(row, 0);
    hold(row.sha256);
    return row;
}

void UploadPump::release(const QString& sha256)
{
    const auto held = m_held.find(sha256);
    if (held != m_held.end() && --held.value() > 0)
        return;
    m_held.remove(sha256);
    const Result<QStringList> unused = m_work.unusedUploads(m_clock.nowMs() + 1);
    if (unused && unused->contains(sha256))
        remove(sha256);
}

UploadPump::Files UploadPump::stateOf(const QStringList& sha256s, Error* why) const
{
    Files state = Files::Ready;
    for (const QString& sha256 : sha256s) {
        const auto known = m_known.constFind(sha256);
        if (known == m_known.cend() || known->state == Upload::State::Done)
            continue;
        if (known->state == Upload::State::Refused) {
            *why = known->error;
            return Files::Refused;
        }
        state = Files::Waiting;
    }
    return state;
}

void UploadPump::connected(const QString& author, const QString& url, const QString& token)
{
    disconnected();
    m_author = author;
    m_url = url;
    m_token = token;
    m_online = true;
    m_backoff.reset();
    pump();
}

void UploadPump::disconnected()
{
    m_online = false;
    m_retry.stop();
    if (!m_sending.isEmpty())
        m_sender->cancel();
    m_sending.clear();
}

// Another person's files stay here until that person signs in.
const Upload* UploadPump::next() const
{
    for (const QString& sha256 : m_order) {
        const Upload& upload = *m_known.constFind(sha256);
        if (upload.author == m_author && (m_held.contains(sha256) || m_hooks.isWanted(sha256)))
            return &upload;
    }
    return nullptr;
}

void UploadPump::pump()
{
    if (!m_online || !m_sender || !m_sending.isEmpty() || m_retry.active())
        return;
    const Upload* found = next();
    if (!found)
        return;
    const Upload upload = *found;
    m_sending = upload.sha256;
    m_sender->send(
        m_url, m_token, upload, [this, upload](qint64 sent) { tell(upload, sent); },
        [this, sha256 = upload.sha256](const Result<BlobAnswer>& answer) {
            onDone(sha256, answer);
        });
}

void UploadPump::onDone(const QString& sha256, const Result<BlobAnswer>& answer)
{
    m_sending.clear();
    Upload upload = m_known.value(sha256);
    bool linkWide = false;
    if (!answer && isTemporary(answer.error().code, &linkWide)) {
        tell(upload, 0);
        if (!linkWide && m_order.removeOne(sha256))
            m_order.append(sha256);  // one file the server stumbles over holds up no other
        m_retry.start(m_backoff.next(m_random), [this] { pump(); });
        return;
    }
    m_backoff.reset();
    upload.state = Upload::State::Done;
    if (!answer) {
        upload.state = Upload::State::Refused;
        upload.error = answer.error();
    } else if (answer->sha256 != sha256) {
        upload.state = Upload::State::Refused;
        upload.error = {ErrorCode::Corrupt, {upload.name}, {}};
    } else {
        upload.mime = answer->mime;
        upload.width = answer->width;
        upload.height = answer->height;
    }
    record(std::move(upload));
}

void UploadPump::record(Upload upload)
{
    upload.changedMs = m_clock.nowMs();
    if (const Result<void> saved = m_work.recordUpload(upload); !saved) {
        m_hooks.storage(saved.error());
        m_retry.start(kStorageRetryMs, [this] { pump(); });  // sent again: the server knows it
        return;
    }
    m_hooks.storage(Error{ErrorCode::None, {}, {}});
    m_known.insert(upload.sha256, upload);
    m_order.removeOne(upload.sha256);
    tell(upload, upload.state == Upload::State::Done ? upload.bytes : 0);
    m_hooks.settled();
    pump();
}

void UploadPump::sendAllAgain()
{
    if (const Result<void> again = m_work.reopenUploads(); !again) {
        m_hooks.storage(again.error());
        return;
    }
    for (Upload& upload : m_known) {
        if (upload.state == Upload::State::Done) {
            upload.state = Upload::State::Waiting;
            m_order.append(upload.sha256);
        }
    }
}

void UploadPump::clean()
{
    const Result<QStringList> unused = m_work.unusedUploads(m_clock.nowMs() - kKeepMs);
    if (!unused)
        return;
    for (const QString& sha256 : *unused) {
        if (!m_held.contains(sha256))
            remove(sha256);
    }
}

// The row first: a file without a row is swept up at the next start, a row without its file is a
// decision that cannot go.
void UploadPump::remove(const QString& sha256)
{
    if (m_sending == sha256) {
        m_sender->cancel();
        m_sending.clear();
    }
    if (const Result<void> gone = m_work.removeUpload(sha256); !gone) {
        m_hooks.storage(gone.error());
        return;
    }
    m_known.remove(sha256);
    m_order.removeOne(sha256);
    if (!m_folder.isEmpty())
        (void)removeFile(m_folder + u'/' + sha256);
    UploadNews news;
    news.upload.sha256 = sha256;
    news.gone = true;
    m_hooks.news(news);
    pump();
}

void UploadPump::tell(const Upload& upload, qint64 sentBytes) const
{
    m_hooks.news({upload, sentBytes, false});
}

}  // namespace kydai
