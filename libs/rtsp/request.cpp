// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/request.h"

#include <QUrl>

namespace kydai::rtsp {
namespace {

constexpr qsizetype kMaxWaiting = 32;  // requests nobody took yet

bool isToken(const QByteArray& text)
{
    if (text.isEmpty() || text.size() > 64)
        return false;
    for (const char c : text) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            return false;
    }
    return true;
}

}  // namespace

QByteArray Request::header(const char* name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RequestReader::State RequestReader::feed(const QByteArray& bytes)
{
    if (m_broken)
        return State::Broken;
    m_buffer += bytes;
    while (!m_broken && readOne()) {
    }
    if (m_broken)
        m_buffer.clear();
    return state();
}

std::optional<Request> RequestReader::next()
{
    if (m_ready.isEmpty())
        return std::nullopt;
    return m_ready.takeFirst();
}

// True when something was taken from the buffer.
bool RequestReader::readOne()
{
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);
    if (m_buffer.isEmpty())
        return false;
    if (m_buffer.at(0) == '$') {
        if (m_buffer.size() < 4)
            return false;
        const qsizetype length = quint8(m_buffer.at(2)) << 8 | quint8(m_buffer.at(3));
        if (m_buffer.size() < 4 + length)
            return false;
        m_buffer.remove(0, 4 + length);
        ++m_interleaved;
        return true;
    }
    Request request;
    qsizetype at = 0;
    if (!readHead(at, request))
        return false;
    const QByteArray lengthText = request.header("Content-Length");
    bool isNumber = true;
    const qsizetype length = lengthText.isEmpty() ? 0 : lengthText.toInt(&isNumber);
    if (!isNumber || length < 0 || length > kMaxBody || m_ready.size() >= kMaxWaiting) {
        m_broken = true;
        return false;
    }
    if (m_buffer.size() < at + length)
        return false;
    request.body = m_buffer.mid(at, length);
    m_buffer.remove(0, at + length);
    m_ready.append(std::move(request));
    return true;
}

bool RequestReader::takeLine(QByteArray& line, qsizetype& at) const
{
    const qsizetype end = m_buffer.indexOf("\r\n", at);
    if (end < 0)
        return false;
    line = m_buffer.mid(at, end - at);
    at = end + 2;
    return true;
}

// False when the head is not complete yet, or broken.
bool RequestReader::readHead(qsizetype& at, Request& request)
{
    QByteArray line;
    for (qsizetype number = 0;; ++number) {
        const qsizetype before = at;
        if (!takeLine(line, at)) {
            m_broken = m_buffer.size() - before > kMaxLine;
            return false;
        }
        if (line.size() > kMaxLine || number > kMaxHeaders) {
            m_broken = true;
            return false;
        }
        if (number == 0) {
            const QList<QByteArray> parts = line.split(' ');
            if (parts.size() != 3 || !isToken(parts.at(0)) || parts.at(1).isEmpty()
                || !parts.at(2).startsWith("RTSP/")) {
                m_broken = true;
                return false;
            }
            request.method = parts.at(0);
            request.uri = parts.at(1);
            request.version = parts.at(2);
            continue;
        }
        if (line.isEmpty())
            return true;
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.left(colon))) {
            m_broken = true;
            return false;
        }
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
}

std::optional<Transport> readTransport(const QByteArray& header)
{
    // A client may offer several; the first that goes over TCP is taken.
    for (const QByteArray& offer : header.left(kMaxLine).split(',')) {
        const QList<QByteArray> parts = offer.trimmed().split(';');
        if (parts.first().trimmed().toUpper() != "RTP/AVP/TCP")
            continue;
        Transport transport{true, 0};
        for (const QByteArray& part : parts) {
            if (!part.trimmed().startsWith("interleaved="))
                continue;
            const QByteArray range = part.trimmed().mid(12);
            bool isNumber = false;
            transport.channel = range.left(range.indexOf('-')).toInt(&isNumber);
            if (!isNumber || transport.channel < 0 || transport.channel > 254)
                return std::nullopt;
        }
        return transport;
    }
    return std::nullopt;
}

QByteArray pathOf(const QByteArray& uri)
{
    const QUrl url = QUrl::fromEncoded(uri, QUrl::StrictMode);
    if (!url.isValid() || !(url.scheme() == QLatin1String("rtsp")))
        return {};
    QByteArray path = url.path(QUrl::FullyDecoded).toUtf8();
    if (const qsizetype track = path.lastIndexOf("/track"); track >= 0)
        path.truncate(track);
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path.isEmpty() ? QByteArray("/") : path;
}

}  // namespace kydai::rtsp
