// SPDX-License-Identifier: GPL-3.0-or-later
// What the routes share: the threads behind the edge, the directory, keys, bounds and counters.
// Lives as long as the server; loop thread.
#pragma once

#include "edge/admission.h"
#include "edge/apikeys.h"
#include "edge/authoritythread.h"
#include "edge/http.h"
#include "edge/httphost.h"
#include "edge/logindesk.h"
#include "edge/worker.h"

namespace kydai::edge {

// A read-only ledger on a thread of its own.
class ReaderThread
{
public:
    explicit ReaderThread(Loop& loop) : m_worker(loop, 4096) {}
    ~ReaderThread() { m_worker.stop(); }
    void start(std::unique_ptr<LedgerReader> reader)
    {
        m_reader = std::move(reader);
        m_worker.start();
    }
    void stop() { m_worker.stop(); }

    template <class T>
    void ask(std::function<Result<T>(const LedgerReader&)> work,
             std::function<void(Result<T>)> done)
    {
        m_worker.ask<T>([this, work = std::move(work)] { return work(*m_reader); },
                        std::move(done));
    }
    std::size_t waiting() const { return m_worker.waiting(); }

private:
    Worker m_worker;
    std::unique_ptr<LedgerReader> m_reader;
};

struct EdgeContext {
    Loop& loop;
    const EdgeSettings& settings;
    const Clock& clock;
    AuthorityThread& authority;
    ReaderThread& reader;
    Worker& blobs;
    Worker& passwords;
    Admission& admission;
    EdgeCounters& counters;
    ApiKeys& keys;
    QString dir;                                // of the store
    std::shared_ptr<const Directory> directory; // replaced as a whole
    int uploads = 0;                            // bodies with files being read
};

// HTTP status of an error of ours.
int statusOf(ErrorCode code);
// {"error": code number, "params": […], "description": English}; Retry-After where it waits.
Response errorResponse(const Error& error);
Response jsonResponse(int status, const QJsonObject& object);
QString describe(const Error& error);   // English, for an app's developer; nothing a citizen sent

// A JSON object as the body; anything else is answered 400 or 413.
void withJson(const ExchangePointer& exchange, qint64 limit,
              std::function<void(const QJsonObject&)> go);

// Calls `go` with the account behind the bearer token, or answers 401.
void withAccount(EdgeContext& context, const ExchangePointer& exchange,
                 std::function<void(const SignedIn&)> go);

}  // namespace kydai::edge
