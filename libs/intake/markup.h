// SPDX-License-Identifier: GPL-3.0-or-later
// One answer, two spellings: the JSON and the XML of Open311. Pure; any thread. Outside text is
// escaped; what XML 1.0 cannot carry (control characters) becomes U+FFFD.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace kydai::intake {

enum class Format { Json, Xml };

// A list of records, or one record, under its XML names: <requests><request>…
struct Answer {
    QJsonValue value;   // array of objects, or one object
    QString root;       // XML element around everything
    QString item;       // XML element of one record of an array
};

QByteArray write(const Answer& answer, Format format);
const char* contentTypeOf(Format format);  // with charset

struct ServiceError {
    int status = 400;      // HTTP
    QString description;   // English, names the field, never repeats what was sent
    bool operator==(const ServiceError&) const = default;
};
using ServiceErrors = QList<ServiceError>;

Answer errorAnswer(const ServiceErrors& errors);

}  // namespace kydai::intake
