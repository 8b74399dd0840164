// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/metrics.h"

namespace kydai::edge {

namespace {

class Text
{
public:
    void counter(const char* name, qint64 value) { line(name, "counter", {}, value); }
    void gauge(const char* name, qint64 value) { line(name, "gauge", {}, value); }
    void labelled(const char* name, const QByteArray& label, qint64 value)
    {
        line(name, "counter", label, value);
    }
    QByteArray out;

private:
    void line(const QByteArray& name, const char* type, const QByteArray& label, qint64 value)
    {
        if (name != m_last)
            out += "# TYPE kydai_" + name + ' ' + type + '\n';
        m_last = name;
        out += "kydai_" + name + (label.isEmpty() ? QByteArray() : '{' + label + '}') + ' '
            + QByteArray::number(value) + '\n';
    }
    QByteArray m_last;
};

void authorityFigures(Text& text, const AuthorityCounters& a)
{
    text.counter("batches_total", a.batches);
    text.counter("commands_total", a.commands);
    text.counter("events_total", a.events);
    const QList<QPair<const char*, qint64>> verdicts{
        {"ok", a.ok}, {"merged", a.merged}, {"conflict", a.conflict}, {"denied", a.denied},
        {"invalid", a.invalid}, {"gone", a.gone}, {"later", a.later}};
    for (const auto& [name, value] : verdicts)
        text.labelled("verdicts_total", "verdict=\"" + QByteArray(name) + '"', value);
    text.counter("repeated_total", a.repeated);
    text.counter("timers_total", a.timers);
    text.counter("reveals_total", a.reveals);
    text.counter("store_failures_total", a.storeFailures);
}

void sessionFigures(Text& text, const SyncHost& sync)
{
    const SessionCounters s = sync.totals();
    text.gauge("sessions", sync.sessions());
    text.gauge("sessions_live", sync.liveSessions());
    text.gauge("session_queued_bytes", sync.queuedBytes());
    text.counter("session_frames_in_total", s.framesIn);
    text.counter("session_frames_out_total", s.framesOut);
    text.counter("session_bytes_in_total", s.bytesIn);
    text.counter("session_bytes_out_total", s.bytesOut);
    text.counter("session_bad_frames_total", s.badFrames);
    text.counter("session_mutations_total", s.mutations);
    text.counter("session_limited_total", s.limited);
    text.counter("session_pages_total", s.pages);
    text.counter("session_deltas_total", s.deltas);
    text.counter("session_rows_total", s.rowsOut);
}

}  // namespace

QByteArray metricsText(const EdgeContext& context, const SyncHost& sync)
{
    Text text;
    const EdgeCounters& c = context.counters;
    text.gauge("log_seq", sync.seq());
    text.gauge("sockets", context.admission.sockets());
    text.counter("sockets_total", c.sockets);
    text.counter("sockets_refused_total", c.socketsRefused);
    text.counter("requests_total", c.requests);
    text.counter("bad_requests_total", c.badRequests);
    text.counter("timeouts_total", c.timeouts);
    text.counter("rate_limited_total", c.rateLimited);
    text.counter("bytes_in_total", c.bytesIn);
    text.counter("bytes_out_total", c.bytesOut);
    text.counter("handshakes_total", c.handshakes);
    text.counter("handshakes_refused_total", c.handshakesRefused);
    text.counter("uploads_total", c.uploads);
    text.counter("reports_total", c.reports);
    QList<int> statuses = c.answers.keys();
    std::sort(statuses.begin(), statuses.end());
    for (const int status : statuses)
        text.labelled("answers_total", "status=\"" + QByteArray::number(status) + '"',
                      c.answers.value(status));
    text.gauge("authority_waiting", static_cast<qint64>(context.authority.waiting()));
    text.gauge("reader_waiting", static_cast<qint64>(context.reader.waiting()));
    text.gauge("logins_waiting", static_cast<qint64>(context.passwords.waiting()));
    text.gauge("blob_waiting", static_cast<qint64>(context.blobs.waiting()));
    authorityFigures(text, context.authority.counters());
    sessionFigures(text, sync);
    return text.out;
}

}  // namespace kydai::edge
