// SPDX-License-Identifier: GPL-3.0-or-later
// Open311 GeoReport v2 under /open311/v2/. Loop thread.
#pragma once

#include "edge/context.h"
#include "edge/open311read.h"
#include "intake/citizenact.h"
#include "intake/open311query.h"

namespace kydai::edge {

class Upload;

class Open311Routes
{
public:
    explicit Open311Routes(EdgeContext& context) : m_context(context) {}
    // path: behind "/open311/v2/".
    void handle(const ExchangePointer& exchange, const QString& path);

private:
    struct Call;   // one request: exchange, format, form, key
    using CallPointer = std::shared_ptr<Call>;

    void services(const CallPointer& call, const QString& code);
    void readForm(const CallPointer& call, std::function<void()> then);
    void withKey(const CallPointer& call, bool required, std::function<void()> then);
    void checkedKey(const CallPointer& call, bool required, const QString& key,
                    const std::function<void()>& then);
    void keepFiles(const CallPointer& call, std::function<void(QList<BlobRecord>)> then);
    void post(const CallPointer& call);
    void submitReport(const CallPointer& call, ReportCommand command);
    void list(const CallPointer& call);
    void one(const CallPointer& call, const QString& code);
    void deliver(const CallPointer& call, const RequestsRead& read);
    void act(const CallPointer& call, const QString& code, Action action);
    void submitAct(const CallPointer& call, CitizenCommand command);

    EdgeContext& m_context;
};

}  // namespace kydai::edge
