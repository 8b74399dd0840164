// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a store and giving it what it needs before it can serve: a directory and keys.
#pragma once

#include <functional>
#include <memory>

#include "authority/authority.h"
#include "core/camera.h"
#include "core/directory.h"
#include "core/seams.h"
#include "intake/camerafile.h"
#include "ledger/ledger.h"

namespace kydai::server {

// The directory that is compiled in.
Result<Directory> cityDirectory();
QByteArray cityResource(const QString& name);
QByteArray schematicWards();

// The stored directory; a store without one gets the compiled one.
Result<Directory> directoryOf(Ledger& ledger, const Clock& clock, Random& random);
// One write transaction.
Result<void> inTransaction(Ledger& ledger, const std::function<Result<void>()>& write);
// The whole catalogue; credentials: those that are new or other, empty ones go.
Result<void> putCameras(Authority& authority, const QList<Camera>& cameras,
                        const QHash<QString, intake::CameraCredential>& credentials);
Result<void> addApiKey(Ledger& ledger, const QString& name, const QString& key);

}  // namespace kydai::server
