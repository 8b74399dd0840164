// SPDX-License-Identifier: GPL-3.0-or-later
// CaseModel: the files of a case, those from before against those from after.
#include <QFile>
#include <QUrl>

#include <cmath>

#include "desk/case_model.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

void CaseModel::refreshAttachments(const Case& c)
{
    const Directory& d = m_services.core.directory();
    QList<AttachmentsModel::Item> all, before, after;
    for (const Attachment& file : c.attachments) {
        QString kind;
        switch (file.kind) {
        case AttachmentKind::Report: kind = translate("Desk", "From the citizen"); break;
        case AttachmentKind::Before: kind = translate("Desk", "Before"); break;
        case AttachmentKind::After: kind = translate("Desk", "After"); break;
        case AttachmentKind::Document: kind = translate("Desk", "Document"); break;
        }
        const AttachmentsModel::Item item{
            file, kind,
            file.by.isEmpty() ? words::label(Role::Citizen) : d.userName(file.by),
            // A citizen's file is as old as the report it came with.
            words::whenText(file.atMs ? file.atMs : file.by.isEmpty() ? c.receivedMs : 0,
                            m_services.core.nowMs())};
        all.append(item);
        if (!file.mime.startsWith(u"image/"_s))
            continue;  // only pictures are laid against each other
        if (file.kind == AttachmentKind::Report || file.kind == AttachmentKind::Before)
            before.append(item);
        if (file.kind == AttachmentKind::After)
            after.append(item);
    }
    m_attachments.setItems(all);
    m_before.setItems(before);
    m_after.setItems(after);
}

std::optional<LatLon> CaseModel::placeOf(const QString& sha256)
{
    const QString url = m_services.blobs.url(sha256);
    if (url.isEmpty())
        return std::nullopt;  // not here yet
    const auto known = m_places.constFind(sha256);
    if (known != m_places.constEnd())
        return *known;
    std::optional<LatLon> place;
    QFile file(QUrl(url).toLocalFile());
    if (file.open(QIODevice::ReadOnly))
        place = placeOfPhoto(file.read(kExifReach));
    m_places.insert(sha256, place);
    return place;
}

QString CaseModel::distanceText(const QString& before, const QString& after)
{
    const auto one = placeOf(before), two = placeOf(after);
    if (!one || !two)
        return {};
    const double metres = metresBetween(*one, *two);
    if (metres < 1000)
        return translate("Desk", "%1 m apart").arg(static_cast<int>(std::lround(metres)));
    return translate("Desk", "%1 km apart").arg(static_cast<int>(std::lround(metres / 1000)));
}

}  // namespace kydai::desk
