// SPDX-License-Identifier: GPL-3.0-or-later
// How long a change takes from its author to another console, over real sockets and a real server:
// notes at one a second, then reports through Open311 at 50,000 an hour. Prints medians and p99 in
// milliseconds. Usage: kydai_bench_latency [SECONDS]   (of each part; 60 when left out)
#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QUrlQuery>
#include <QWebSocket>

#include "edge/serverprocess.h"
#include "protocol/casecodec.h"
#include "protocol/messages.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

class Console : public QObject
{
public:
    Console(const QString& url, const QString& token, const QElapsedTimer& clock) : m_clock(clock)
    {
        QNetworkRequest request{QUrl(url)};
        request.setRawHeader("Sec-WebSocket-Protocol", protocol::kSubProtocol);
        connect(&socket, &QWebSocket::binaryMessageReceived, this, &Console::take);
        connect(&socket, &QWebSocket::connected, this, [this, token] {
            say(protocol::Hello{1, 1, u"bench"_s, QUuid::createUuid(), u"vi"_s});
            say(protocol::Auth{token, {}});
        });
        socket.open(request);
    }
    void say(const protocol::Message& m) { socket.sendBinaryMessage(protocol::encode(m)); }

    QWebSocket socket;
    bool live = false;
    QHash<QByteArray, qint64> waiting;  // a text of the change -> when it was sent, ns
    QList<double> tookMs;
    Uuid lastCase;

private:
    void take(const QByteArray& frame)
    {
        const auto message = protocol::decode(frame, protocol::kMaxFrameToClient);
        if (!message)
            return;
        if (std::get_if<protocol::AuthOk>(&*message))
            say(protocol::Subscribe{});
        if (const auto* page = std::get_if<protocol::Page>(&*message)) {
            say(protocol::PageAck{page->number});
            live = live || page->final;
        }
        if (const auto* ping = std::get_if<protocol::Ping>(&*message))
            say(protocol::Pong{ping->t});
        const auto* delta = std::get_if<protocol::Delta>(&*message);
        if (!delta)
            return;
        const qint64 now = m_clock.nsecsElapsed();
        for (const auto& put : delta->puts) {
            lastCase = put.id;
            for (auto it = waiting.begin(); it != waiting.end();) {
                const bool here = put.body.contains(it.key());
                if (here)
                    tookMs.append(static_cast<double>(now - it.value()) / 1e6);
                it = here ? waiting.erase(it) : std::next(it);
            }
        }
        say(protocol::Ack{delta->to, false});
    }

    const QElapsedTimer& m_clock;
};

void print(const char* what, Console& reader)
{
    std::sort(reader.tookMs.begin(), reader.tookMs.end());
    const auto at = [&](double part) {
        const auto n = static_cast<double>(reader.tookMs.size());
        return reader.tookMs.isEmpty() ? -1.0 : reader.tookMs[qsizetype(std::min(n - 1, n * part))];
    };
    std::printf("%s: n %lld, p50 %.2f ms, p99 %.2f ms, longest %.2f ms, lost %lld\n", what,
                static_cast<long long>(reader.tookMs.size()), at(0.5), at(0.99), at(1),
                static_cast<long long>(reader.waiting.size()));
    std::fflush(stdout);
    reader.tookMs.clear();
    reader.waiting.clear();
}

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const int seconds = std::max(1, argc > 1 ? QByteArray(argv[1]).toInt() : 60);
    ServerProcess server;
    if (!server.prepare() || !server.start()) {
        std::fprintf(stderr, "kydai-server did not start\n");
        return 1;
    }
    QElapsedTimer clock;
    clock.start();
    const QString token = server.login(u"operator"_s);
    Console author(server.ws(), token, clock), reader(server.ws(), token, clock);
    QNetworkAccessManager network;
    int number = 0;
    const auto post = [&] {
        const QByteArray text = "bao cao so " + QByteArray::number(++number) + '.';
        QUrlQuery form;
        form.addQueryItem(u"api_key"_s, u"key1"_s);
        form.addQueryItem(u"service_code"_s, u"HT-DUONG"_s);
        form.addQueryItem(u"lat"_s, u"16.46"_s);
        form.addQueryItem(u"long"_s, u"107.59"_s);
        form.addQueryItem(u"description"_s, QString::fromLatin1(text));
        QNetworkRequest request(QUrl(server.http() + u"/open311/v2/requests.json"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
        reader.waiting.insert(text, clock.nsecsElapsed());
        QNetworkReply* reply = network.post(request, form.toString(QUrl::FullyEncoded).toLatin1());
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    };
    const bool up = QTest::qWaitFor([&] { return author.live && reader.live; }, 10'000);
    post();
    if (!up || !QTest::qWaitFor([&] { return reader.waiting.isEmpty(); }, 10'000)) {
        std::fprintf(stderr, "the consoles did not get live\n");
        return 1;
    }
    reader.tookMs.clear();
    const Uuid caseId = reader.lastCase;
    for (int i = 0; i < seconds; ++i) {
        const QByteArray text = "ghi chu so " + QByteArray::number(i) + '.';
        protocol::Mutate note;
        note.mid = QUuid::createUuid();
        note.caseId = caseId;
        note.action = u"note"_s;
        note.args = protocol::encodeArgs({{u"text"_s, QString::fromLatin1(text)}});
        reader.waiting.insert(text, clock.nsecsElapsed());
        author.say(note);
        QTest::qWait(1000);
    }
    print("a note a second, author to other console", reader);

    constexpr qint64 kGapNs = 72'000'000;  // 50,000 an hour
    const qint64 begun = clock.nsecsElapsed();
    for (int i = 0; clock.nsecsElapsed() - begun < seconds * 1'000'000'000LL; ++i) {
        post();
        const qint64 next = begun + (i + 1) * kGapNs;
        (void)QTest::qWaitFor([&] { return clock.nsecsElapsed() >= next; }, 1000);
    }
    (void)QTest::qWaitFor([&] { return reader.waiting.isEmpty(); }, 10'000);
    print("50,000 reports an hour, POST to console", reader);
    return reader.waiting.isEmpty() ? 0 : 1;
}
