// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window.h"

#include <algorithm>

namespace kydai {

using namespace Qt::StringLiterals;

qint64 touchedMsOf(const Case& c)
{
    return std::max(c.receivedMs, c.stateSinceMs);
}

std::optional<CaseExtent> extentIn(const CacheWindow& window, bool isAgency, bool isFinal,
                                   qint64 touchedMs, qint64 nowMs)
{
    if (!isFinal || touchedMs > nowMs - window.wholeMs)
        return CaseExtent::Whole;
    if (!isAgency && touchedMs > nowMs - window.indexMs)
        return CaseExtent::Summary;
    return {};
}

Case summaryOf(const Case& full)
{
    Case c = full;
    c.extent = CaseExtent::Summary;
    c.request.clear();
    c.ratingText.clear();
    c.publicMessage.clear();
    c.deadline = {};
    c.ticks.clear();
    c.ask.reason.clear();
    c.result = {};
    c.result.publishedMs = full.result.publishedMs;
    c.reports.clear();
    c.timeline.clear();
    c.attachments.clear();
    const auto photo =
        std::find_if(full.attachments.begin(), full.attachments.end(),
                     [](const Attachment& a) { return a.mime.startsWith(u"image/"_s); });
    if (photo != full.attachments.end()) {
        Attachment bare;  // says that there is a photo, and no more
        bare.mime = photo->mime;
        bare.kind = photo->kind;
        c.attachments.append(bare);
    }
    return c;
}

}  // namespace kydai
