// SPDX-License-Identifier: GPL-3.0-or-later
// The house's own API under /api/: signing in and out, a case, the directory, named documents,
// revealing a contact, photos up and down, cameras. Bearer tokens. Loop thread.
#pragma once

#include "edge/context.h"

namespace kydai::edge {

class Upload;

class ApiRoutes
{
public:
    explicit ApiRoutes(EdgeContext& context) : m_context(context) {}
    // path: behind "/api/".
    void handle(const ExchangePointer& exchange, const QString& path);

private:
    void login(const ExchangePointer& exchange);
    void logout(const ExchangePointer& exchange);
    void oneCase(const ExchangePointer& exchange, const QString& id);
    void reveal(const ExchangePointer& exchange, const QString& id);
    void directory(const ExchangePointer& exchange);
    void document(const ExchangePointer& exchange, const QString& name);
    void upload(const ExchangePointer& exchange);
    void keepUpload(const ExchangePointer& exchange, const std::shared_ptr<Upload>& upload,
                    const Actor& who);
    void blob(const ExchangePointer& exchange, const QString& sha256);
    void cameras(const ExchangePointer& exchange, const QString& path);
    void noteCameras(const ExchangePointer& exchange);
    void cameraSecrets(const ExchangePointer& exchange);
    void cameraHealth(const ExchangePointer& exchange, const QString& camera);
    void sendBlob(const ExchangePointer& exchange, const BlobRecord& blob, const QString& sha256,
                  qint64 bytes);

    EdgeContext& m_context;
};

}  // namespace kydai::edge
