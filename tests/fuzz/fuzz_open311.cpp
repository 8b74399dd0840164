// SPDX-License-Identifier: GPL-3.0-or-later
// Any form as a report and as a query: bounded results, and answers that are well-formed.
#include <cmath>
#include <cstdlib>

#include <QJsonDocument>
#include <QXmlStreamReader>

#include "core/directory.h"
#include "intake/open311post.h"
#include "intake/open311query.h"

namespace {

kydai::Directory directory()
{
    kydai::Directory out;
    kydai::Category category;
    category.code = QStringLiteral("a");
    category.nameVi = category.nameEn = QStringLiteral("A");
    if (!out.addCategory(category))
        std::abort();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai;
    using namespace kydai::intake;
    static const Directory city = directory();
    constexpr qint64 nowMs = 1'772'000'000'000;
    const auto form =
        parseUrlencoded(QByteArrayView(reinterpret_cast<const char*>(data), qsizetype(size)));
    if (!form)
        return 0;
    if (const auto post = readPost(*form, 1, city, nowMs)) {
        if (post->report.text.size() > kMaxText || post->report.address.size() > kMaxLine
            || (post->report.hasPosition && !(std::abs(post->report.lat) <= 90)))
            std::abort();
    } else {
        const Answer answer = errorAnswer(post.error());
        QXmlStreamReader reader(write(answer, Format::Xml));
        while (!reader.atEnd())
            reader.readNext();
        if (reader.hasError() || !QJsonDocument::fromJson(write(answer, Format::Json)).isArray())
            std::abort();
    }
    if (const auto query = readQuery(*form, nowMs)) {
        if (query->ids.size() > kMaxQueryIds || query->toMs - query->fromMs > kMaxQuerySpanMs)
            std::abort();
    }
    return 0;
}
