// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of a form or of a query string. Pure; any thread. Values are valid UTF-8 without NUL.
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include "core/result.h"

namespace kydai::intake {

struct FormLimits {
    int fields = 200;
    int nameBytes = 200;
    int valueBytes = 64 * 1024;
};

struct FormField {
    QString name;
    QString value;
    bool operator==(const FormField&) const = default;
};

class Form
{
public:
    void add(QString name, QString value) { m_fields.append({std::move(name), std::move(value)}); }
    const QList<FormField>& fields() const { return m_fields; }
    bool has(QStringView name) const;
    QString value(QStringView name) const;    // of the first field of that name, trimmed
    bool operator==(const Form&) const = default;

private:
    QList<FormField> m_fields;
};

// Strict UTF-8 without NUL; BadInput(field) otherwise.
Result<QString> decodeText(QByteArrayView bytes, const QString& field);

// application/x-www-form-urlencoded: a body or the part of a target after '?'. BadInput on a broken
// escape or encoding, TooLarge beyond a limit.
Result<Form> parseUrlencoded(QByteArrayView body, const FormLimits& limits = {});

// "%41+b" -> "A b" (plus = space only when asked); BadInput on a broken escape.
Result<QByteArray> percentDecode(QByteArrayView text, bool plusIsSpace);

}  // namespace kydai::intake
