// SPDX-License-Identifier: GPL-3.0-or-later
// Named documents: large lists that change rarely (boundaries, cameras) and travel beside the
// directory. The server keeps them, the directory's setting "document.NAME" carries the sha256 of
// the version that counts, and a console fetches what changed. This is the table of them.
#pragma once

#include <span>

#include "core/states.h"

namespace kydai {

inline constexpr qint64 kMaxDocumentBytes = 16LL * 1024 * 1024;

struct DocumentKind {
    const char* name;
    bool agencies;  // agencies read it too; else the centre alone
};

std::span<const DocumentKind> documentKinds();
// Null = there is no such document.
const DocumentKind* documentKind(const QString& name);
Roles readersOf(const DocumentKind& kind);
// An account that holds an agency role never reads what is the centre's alone.
bool mayRead(Roles roles, Roles readers);

// The directory's setting that names the version: "document.areas".
QString documentSetting(const QString& name);

}  // namespace kydai
