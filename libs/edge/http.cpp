// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/http.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

QByteArray RequestHead::bearer() const
{
    const QByteArray value = header("authorization");
    if (value.size() < 8 || value.first(7).toLower() != "bearer ")
        return {};
    return value.sliced(7).trimmed();
}

void Exchange::readAll(qint64 limit, std::function<void(Result<QByteArray>)> done)
{
    auto whole = std::make_shared<QByteArray>();
    readPieces(
        limit,
        [whole](const QByteArray& bytes, const std::function<void()>& next) {
            whole->append(bytes);
            next();
        },
        [whole, done = std::move(done)](const Result<void>& ok) {
            if (ok)
                done(std::move(*whole));
            else
                done(tl::unexpected(ok.error()));
        });
}

Response textResponse(int status, const QByteArray& text)
{
    Response out;
    out.status = status;
    out.contentType = "text/plain; charset=utf-8";
    out.body = text;
    return out;
}

const char* reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Payload Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return status < 500 ? "Error" : "Internal Server Error";
    }
}

QByteArray responseHead(const Response& response, bool keepAlive)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' '
        + reasonOf(response.status) + "\r\n";
    const qint64 bytes = response.source ? response.sourceBytes : response.body.size();
    if (!response.contentType.isEmpty())
        out += "Content-Type: " + response.contentType + "\r\n";
    if (response.status != 204 && response.status != 304)
        out += "Content-Length: " + QByteArray::number(bytes) + "\r\n";
    bool cache = false;
    for (const auto& [name, value] : response.headers) {
        out += name + ": " + value + "\r\n";
        cache = cache || name == "Cache-Control";
    }
    if (!cache)
        out += "Cache-Control: no-store\r\n";
    out += "X-Content-Type-Options: nosniff\r\nServer: kydai\r\n";
    out += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return out;
}

}  // namespace kydai::edge
