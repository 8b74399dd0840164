// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a form, a header value, a boundary, a part's head, a date.
#include <cstdlib>

#include "intake/parthead.h"
#include "intake/w3cdate.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::intake;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const auto form = parseUrlencoded(bytes)) {
        for (const FormField& field : form->fields()) {
            if (field.name.contains(QChar(0)) || field.value.contains(QChar(0)))
                std::abort();
        }
    }
    if (const auto boundary = boundaryOf(bytes);
        boundary && (boundary->isEmpty() || boundary->size() > 70))
        std::abort();
    if (const auto head = parsePartHead(bytes)) {
        if (head->fileName.contains(u'/') || head->fileName.size() > 120)
            std::abort();
    }
    const QString text = QString::fromUtf8(bytes.toByteArray());
    if (const auto ms = fromW3c(text)) {
        const qint64 whole = *ms / 1000 * 1000;
        if (*ms > 0 && fromW3c(toW3c(whole)) != whole)
            std::abort();
    }
    return 0;
}
