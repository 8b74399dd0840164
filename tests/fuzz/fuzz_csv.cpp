// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as CSV: rows within their bounds, and the same rows however the pieces fall.
#include <cstdlib>

#include "intake/csvstream.h"

namespace {

QList<QStringList> read(const QByteArray& bytes, qsizetype piece, kydai::intake::CsvEncoding encoding)
{
    using namespace kydai;
    using namespace kydai::intake;
    qsizetype at = 0;
    CsvStream reader(
        [&]() -> Result<QByteArray> {
            const QByteArray part = bytes.mid(at, at == 0 ? qMax<qsizetype>(2, piece) : piece);
            at += part.size();
            return part;
        },
        encoding);
    QList<QStringList> rows;
    CsvRow row;
    while (reader.next(row).value_or(false)) {
        if (row.fields.size() > kMostCsvFields || row.raw.size() > kMostCsvRaw)
            std::abort();
        rows.append(row.fields);
    }
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using kydai::intake::CsvEncoding;
    if (size < 1)
        return 0;
    const auto encoding = static_cast<CsvEncoding>(data[0] % 4);
    // The separator is chosen by the first piece: only lines behind it may fall anywhere.
    const QByteArray bytes = "a,b\n" + QByteArray(reinterpret_cast<const char*>(data + 1),
                                                  qsizetype(size - 1));
    const QByteArray text = encoding == CsvEncoding::Utf16 ? bytes.mid(4) : bytes;
    const auto whole = read(text, 1 << 20, encoding);
    if (encoding == CsvEncoding::Windows1258 && read(text, 4, encoding) != whole)
        std::abort();
    return 0;
}
