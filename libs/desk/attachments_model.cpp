// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/attachments_model.h"

#include <QSet>

#include "desk/file_store.h"
#include "desk/time_words.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

// What is fetched without being asked for: pictures the console can show.
bool isPicture(const Attachment& file)
{
    return file.mime == u"image/jpeg"_s || file.mime == u"image/png"_s
        || file.mime == u"image/webp"_s;
}

bool isDocument(const Attachment& file)
{
    return file.mime == QLatin1String(kPdf) || file.mime == QLatin1String(kMp4);
}

QString kindCode(AttachmentKind kind)
{
    switch (kind) {
    case AttachmentKind::Report: return u"report"_s;
    case AttachmentKind::Before: return u"before"_s;
    case AttachmentKind::After: return u"after"_s;
    case AttachmentKind::Document: break;
    }
    return u"document"_s;
}

}  // namespace

AttachmentsModel::AttachmentsModel(BlobCache& blobs, QObject* parent)
    : RecordModel({"sha256", "name", "mime", "kind", "kindLabel", "byLabel", "atText", "url",
                   "status", "error", "isImage", "imageWidth", "imageHeight", "isDocument",
                   "sizeText"}, parent),
      m_blobs(blobs)
{
    connect(&blobs, &BlobCache::changed, this, [this](const QString& sha256) {
        for (const Item& item : std::as_const(m_items)) {
            if (item.file.sha256 == sha256) {
                refresh();
                showWhenHere();
                return;
            }
        }
    });
}

void AttachmentsModel::setItems(const QList<Item>& items)
{
    if (m_items == items && !items.isEmpty())
        return;
    m_items = items;
    for (auto it = m_items.crbegin(); it != m_items.crend(); ++it) {
        if (isPicture(it->file))
            m_blobs.want(it->file.sha256);
    }
    refresh();
}

void AttachmentsModel::retry(int row)
{
    if (row < 0 || row >= m_items.size())
        return;
    m_blobs.want(m_items.at(row).file.sha256, true);
    refresh();
}

void AttachmentsModel::openDocument(int row)
{
    const QString sha256 = value(row, "sha256").toString();
    if (!value(row, "isDocument").toBool())
        return;
    m_opening = sha256;
    m_blobs.want(sha256, true);
    refresh();
    showWhenHere();
}

void AttachmentsModel::showWhenHere()
{
    if (m_opening.isEmpty() || m_blobs.state(m_opening) == BlobCache::State::Loading)
        return;
    const QString sha256 = std::exchange(m_opening, {});
    for (const Item& item : std::as_const(m_items)) {
        if (item.file.sha256 != sha256)
            continue;
        m_blobs.openCopy(sha256, item.file.name);
        return;
    }
}

void AttachmentsModel::refresh()
{
    QList<QVariantList> records;
    QSet<QString> seen;
    for (const Item& item : std::as_const(m_items)) {
        if (seen.contains(item.file.sha256))
            continue;
        seen.insert(item.file.sha256);
        QString status = u"waiting"_s, error;
        switch (m_blobs.state(item.file.sha256)) {
        case BlobCache::State::Absent: break;
        case BlobCache::State::Loading: status = u"loading"_s; break;
        case BlobCache::State::Ready: status = u"ready"_s; break;
        case BlobCache::State::Failed: {
            const Error why = m_blobs.error(item.file.sha256);
            status = why.code == ErrorCode::Offline ? u"offline"_s : u"failed"_s;
            error = words::sentence(why);
            break;
        }
        }
        records.append({item.file.sha256, item.file.name, item.file.mime, kindCode(item.file.kind),
                        item.kindLabel, item.byLabel, item.atText,
                        m_blobs.url(item.file.sha256), status, error, isPicture(item.file),
                        item.file.width, item.file.height, isDocument(item.file),
                        words::bytesText(item.file.bytes)});
    }
    setRecords(records);
}

}  // namespace kydai::desk
