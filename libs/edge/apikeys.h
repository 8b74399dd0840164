// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the apps that may post through Open311: kept as sha256 with a name; the name is what the
// ledger stores beside a report. Setting "open311.keys" of the ledger: {"name": "sha256 in hex"}.
#pragma once

#include <optional>

#include <QHash>
#include <QString>

#include "core/result.h"

namespace kydai::edge {

inline constexpr const char* kApiKeysSetting = "open311.keys";

class ApiKeys
{
public:
    // Replaces all; Corrupt when the setting is not what addTo made.
    Result<void> load(const QString& setting);
    std::optional<QString> nameOf(const QString& key) const;
    qsizetype size() const { return m_names.size(); }

    // The setting with one more key. BadInput when the name is empty or taken, or the key is
    // shorter than 4 or longer than 200 characters.
    static Result<QString> addTo(const QString& setting, const QString& name, const QString& key);

private:
    QHash<QByteArray, QString> m_names;   // sha256 hex -> name
};

}  // namespace kydai::edge
