// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/open311routes.h"

#include "edge/open311read.h"
#include "edge/upload.h"
#include "intake/open311post.h"
#include "intake/open311view.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;
using intake::Format;

struct Open311Routes::Call {
    ExchangePointer exchange;
    Format format = Format::Json;
    intake::Form form;        // fields of the body, then those of the query
    QString keyName;          // empty = no key
    std::shared_ptr<Upload> upload;
    int* uploadsOpen = nullptr;

    ~Call()
    {
        if (uploadsOpen)
            --*uploadsOpen;
    }

    void answer(int status, const intake::Answer& answer, const QByteArray& retryAfter = {}) const
    {
        Response out;
        out.status = status;
        out.contentType = intake::contentTypeOf(format);
        out.body = intake::write(answer, format);
        if (!retryAfter.isEmpty())
            out.headers.emplaceBack("Retry-After", retryAfter);
        exchange->respond(std::move(out));
    }
    void refuse(int status, const QString& description, const QByteArray& retryAfter = {}) const
    {
        answer(status, intake::errorAnswer({{status, description}}), retryAfter);
    }
    void refuse(const intake::ServiceErrors& errors) const
    {
        answer(errors.first().status, intake::errorAnswer(errors));
    }
    void refuse(const Error& error) const
    {
        int status = statusOf(error.code);
        if (status == 401)
            status = 403;
        refuse(status, describe(error),
               status == 429 || status == 503 ? QByteArray("1") : QByteArray());
    }
};

void Open311Routes::handle(const ExchangePointer& exchange, const QString& path)
{
    auto call = std::make_shared<Call>();
    call->exchange = exchange;
    const qsizetype dot = path.lastIndexOf(u'.');
    const QStringView suffix = dot < 0 ? QStringView() : QStringView(path).sliced(dot + 1);
    if (suffix == u"xml") {
        call->format = Format::Xml;
    } else if (suffix != u"json") {
        call->refuse(404, u"Ask for .json or .xml"_s);
        return;
    }
    const auto query = intake::parseUrlencoded(exchange->head().query);
    if (!query) {
        call->refuse(query.error());
        return;
    }
    call->form = *query;
    const QStringList parts = path.first(dot).split(u'/');
    const QByteArray& method = exchange->head().method;
    const bool get = method == "GET" || method == "HEAD";
    const auto action = parts.size() == 3 ? intake::citizenActionFrom(parts[2]) : std::nullopt;
    if (parts[0] == u"services" && parts.size() <= 2) {
        if (get)
            services(call, parts.value(1));
        else
            call->refuse(405, u"Only GET is understood here"_s);
    } else if (parts[0] == u"requests" && parts.size() == 1) {
        if (get)
            withKey(call, false, [this, call] { list(call); });
        else if (method == "POST")
            readForm(call, [this, call] { withKey(call, true, [this, call] { post(call); }); });
        else
            call->refuse(405, u"Only GET and POST are understood here"_s);
    } else if (parts[0] == u"requests" && parts.size() == 2) {
        if (get)
            withKey(call, false, [this, call, code = parts[1]] { one(call, code); });
        else
            call->refuse(405, u"Only GET is understood here"_s);
    } else if (parts[0] == u"requests" && action && method == "POST") {
        readForm(call, [this, call, code = parts[1], act = *action] {
            withKey(call, true, [this, call, code, act] { this->act(call, code, act); });
        });
    } else {
        call->refuse(404, u"There is no such thing"_s);
    }
}

void Open311Routes::services(const CallPointer& call, const QString& code)
{
    if (code.isEmpty()) {
        call->answer(200, intake::serviceList(*m_context.directory));
        return;
    }
    if (const auto definition = intake::serviceDefinition(code, *m_context.directory))
        call->answer(200, *definition);
    else
        call->refuse(404, u"service_code is not in the list of services"_s);
}

void Open311Routes::readForm(const CallPointer& call, std::function<void()> then)
{
    const RequestHead& head = call->exchange->head();
    const auto& limits = m_context.settings.limits;
    const QByteArray type = head.header("content-type").split(';').first().trimmed().toLower();
    const auto withQuery = [call](intake::Form body) {
        for (const intake::FormField& field : call->form.fields())
            body.add(field.name, field.value);
        call->form = std::move(body);
    };
    if (type == "application/x-www-form-urlencoded" || (type.isEmpty() && !head.hasBody)) {
        call->exchange->readAll(
            limits.formBytes, [call, withQuery, then](const Result<QByteArray>& body) {
                const auto form = body ? intake::parseUrlencoded(*body)
                                       : Result<intake::Form>(tl::unexpected(body.error()));
                if (!form) {
                    call->refuse(form.error());
                    return;
                }
                withQuery(*form);
                then();
            });
        return;
    }
    if (type != "multipart/form-data") {
        call->refuse(
            400,
            u"Content-Type must be application/x-www-form-urlencoded or multipart/form-data"_s);
        return;
    }
    if (m_context.uploads >= limits.uploadsAtOnce) {
        call->refuse(503, u"Too many uploads at once: try again in a moment"_s, "2");
        return;
    }
    ++m_context.uploads;
    ++m_context.counters.uploads;
    call->uploadsOpen = &m_context.uploads;
    call->upload = std::make_shared<Upload>(m_context.blobs, m_context.dir);
    intake::MultipartLimits bounds;
    bounds.files = limits.files;
    bounds.fileBytes = limits.fileBytes;
    call->upload->read(call->exchange, bounds, [call, withQuery, then](const Result<void>& ok) {
        if (!ok) {
            call->refuse(ok.error());
            return;
        }
        withQuery(call->upload->form());
        then();
    });
}

void Open311Routes::withKey(const CallPointer& call, bool required, std::function<void()> then)
{
    QString key = call->form.value(u"api_key");
    if (key.isEmpty())
        key = QString::fromLatin1(call->exchange->head().header("x-api-key"));
    if (key.isEmpty() || m_context.keys.nameOf(key)) {
        checkedKey(call, required, key, then);
        return;
    }
    // It may have been added beside the running server; guesses are held back by address.
    const int wait = m_context.admission.byAddress.take(u"k "_s + call->exchange->head().address,
                                                        m_context.clock.monotonicMs());
    if (wait > 0) {
        ++m_context.counters.rateLimited;
        call->refuse(429, u"Too many requests"_s, QByteArray::number(wait));
        return;
    }
    m_context.reader.ask<QString>(
        [](const LedgerReader& reader) {
            return reader.setting(QString::fromLatin1(kApiKeysSetting));
        },
        [this, call, required, key, then = std::move(then)](const Result<QString>& setting) {
            if (setting)
                static_cast<void>(m_context.keys.load(*setting));
            checkedKey(call, required, key, then);
        });
}

void Open311Routes::checkedKey(const CallPointer& call, bool required, const QString& key,
                               const std::function<void()>& then)
{
    const auto name = m_context.keys.nameOf(key);
    if (key.isEmpty() && required) {
        call->refuse(401, u"api_key is required"_s);
        return;
    }
    if (!key.isEmpty() && !name) {
        call->refuse(403, u"api_key is not known"_s);
        return;
    }
    const qint64 now = m_context.clock.monotonicMs();
    const int wait = name ? m_context.admission.byKey.take(*name, now)
                          : m_context.admission.byAddress.take(call->exchange->head().address, now);
    if (wait > 0) {
        ++m_context.counters.rateLimited;
        call->refuse(429, u"Too many requests"_s, QByteArray::number(wait));
        return;
    }
    if (name) {
        call->keyName = *name;
        call->exchange->markTrusted();
    }
    then();
}

void Open311Routes::keepFiles(const CallPointer& call, std::function<void(QList<BlobRecord>)> then)
{
    if (!call->upload || call->upload->files() == 0) {
        then({});
        return;
    }
    call->upload->keep(
        Upload::Accept::Pictures, u"citizen"_s, m_context.clock.nowMs(),
        [this, call, then = std::move(then)](const Result<QList<BlobRecord>>& blobs) {
            if (!blobs) {
                call->refuse(blobs.error());
                return;
            }
            m_context.authority.ask<void>(
                [list = *blobs](Authority& authority) -> Result<void> {
                    for (const BlobRecord& blob : list) {
                        if (auto ok = authority.addBlob(blob); !ok)
                            return ok;
                    }
                    return {};
                },
                [call, list = *blobs, then](const Result<void>& ok) {
                    if (ok)
                        then(list);
                    else
                        call->refuse(ok.error());
                });
        });
}

void Open311Routes::post(const CallPointer& call)
{
    const qint64 nowMs = m_context.clock.nowMs();
    const auto posted = intake::readPost(call->form, call->upload ? call->upload->files() : 0,
                                         *m_context.directory, nowMs);
    if (!posted) {
        call->refuse(posted.error());
        return;
    }
    ReportCommand command;
    command.report = posted->report;
    command.report.channel = Channel::App;
    command.contact = {posted->contact.name, posted->contact.phone, posted->contact.email};
    command.apiKey = call->keyName;
    command.service = posted->report.category;
    keepFiles(call,
              [this, call, command = std::move(command)](const QList<BlobRecord>& blobs) mutable {
                  for (const BlobRecord& blob : blobs) {
                      command.report.attachments.append({blob.sha256,
                                                         blob.mime,
                                                         blob.bytes,
                                                         blob.width,
                                                         blob.height,
                                                         AttachmentKind::Report,
                                                         blob.name,
                                                         {},
                                                         blob.atMs});
                  }
                  submitReport(call, std::move(command));
              });
}

void Open311Routes::submitReport(const CallPointer& call, ReportCommand command)
{
    m_context.authority.submit(std::move(command), [this,
                                                    call](const protocol::MutateResult& result) {
        if (result.status == protocol::ResultStatus::Ok) {
            ++m_context.counters.reports;
            call->answer(201, intake::postedAnswer(result.code, u"Trung tâm đã nhận phản ánh."_s));
        } else if (result.status == protocol::ResultStatus::Later) {
            call->refuse(503, u"The server is busy: try again in a moment"_s, "1");
        } else {
            call->refuse(result.error);
        }
    });
}

void Open311Routes::list(const CallPointer& call)
{
    const auto query = intake::readQuery(call->form, m_context.clock.nowMs());
    if (!query) {
        call->refuse(query.error());
        return;
    }
    m_context.reader.ask<RequestsRead>(
        [directory = m_context.directory, query = *query, key = call->keyName,
         now = m_context.clock.nowMs()](const LedgerReader& reader) -> Result<RequestsRead> {
            const auto records = readRequests(reader, *directory, query, key);
            return records ? withUnread(reader, *records, key, now)
                           : tl::unexpected<Error>(records.error());
        },
        [this, call](const Result<RequestsRead>& read) {
            if (read)
                deliver(call, *read);
            else
                call->refuse(read.error());
        });
}

void Open311Routes::one(const CallPointer& call, const QString& code)
{
    m_context.reader.ask<RequestsRead>(
        [directory = m_context.directory, code, key = call->keyName,
         now = m_context.clock.nowMs()](const LedgerReader& reader) -> Result<RequestsRead> {
            const auto record = readOneRequest(reader, *directory, code, key);
            return record ? withUnread(reader, {*record}, key, now)
                          : tl::unexpected<Error>(record.error());
        },
        [this, call](const Result<RequestsRead>& read) {
            if (read)
                deliver(call, *read);
            else if (read.error().code == ErrorCode::Unknown)
                call->refuse(404, u"service_request_id is not known"_s);
            else
                call->refuse(read.error());
        });
}

// Answers, and what the posting app reads here has reached the citizen's channel. Should the note of
// it be lost, the next reading makes it good.
void Open311Routes::deliver(const CallPointer& call, const RequestsRead& read)
{
    call->answer(200, intake::requestList(read.records));
    if (read.unread.isEmpty())
        return;
    m_context.authority.ask<void>(
        [codes = read.unread, now = m_context.clock.nowMs()](Authority& authority) {
            return authority.markRead(codes, now);
        },
        [](const Result<void>&) {});
}

void Open311Routes::act(const CallPointer& call, const QString& code, Action action)
{
    const auto act = intake::readCitizenAct(action, call->form);
    if (!act) {
        call->refuse(act.error());
        return;
    }
    CitizenCommand command{code, call->keyName, codeOf(action), act->args};
    const bool takesFiles = action == Action::Reply || action == Action::AskReopen;
    if (!takesFiles) {
        submitAct(call, std::move(command));
        return;
    }
    keepFiles(call,
              [this, call, command = std::move(command)](const QList<BlobRecord>& blobs) mutable {
                  QStringList files;
                  for (const BlobRecord& blob : blobs)
                      files.append(blob.sha256);
                  if (!files.isEmpty())
                      command.args.insert(u"files"_s, files);
                  submitAct(call, std::move(command));
              });
}

void Open311Routes::submitAct(const CallPointer& call, CitizenCommand command)
{
    const QString code = command.reportCode;
    m_context.authority.submit(
        std::move(command), [this, call, code](const protocol::MutateResult& result) {
            using protocol::ResultStatus;
            if (result.status == ResultStatus::Ok || result.status == ResultStatus::Merged)
                one(call, code);
            else if (result.status == ResultStatus::Later)
                call->refuse(503, u"The server is busy: try again in a moment"_s, "1");
            else if (result.status == ResultStatus::Gone || result.error.code == ErrorCode::Unknown)
                call->refuse(404, u"service_request_id is not known"_s);
            else
                call->refuse(result.error);
        });
}

}  // namespace kydai::edge
