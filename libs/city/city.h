// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated city: from a seed, thirty days of reports with their whole life, and the reports that
// come in after that. Pure: no clock, no files. Same seed, directory and moment: same city.
#pragma once

#include <variant>
#include <vector>

#include "city/templates.h"
#include "core/reducer.h"

namespace kydai::city {

struct Photo {
    QByteArray png;
    Attachment attachment;  // sha256, mime, size, bytes
};

struct Report {
    NewReport report;
    QString name, phone;  // "Công dân nnn", "0900 000 nnn"
};

struct Step {
    qint64 atMs = 0;
    std::variant<Report, Operation> what;
};

struct HistoryOptions {
    quint64 seed = 1;
    qint64 nowMs = 0;      // the history ends here
    int days = 30;
    int reports = 3000;
    int waiting = 18;          // of them: come in during the last 80 minutes, a few being screened
};

struct History {
    QList<Photo> photos;
    std::vector<Step> steps;            // by time
    QMap<QString, QString> people;      // user code -> display name, for the directory
};

// Merge operations name the master's caseId (text form) in args["master"] and args["masterId"].
History makeHistory(const HistoryOptions& options, const Templates& templates,
                    const Directory& directory);

// One report as a citizen's app would post it.
struct LiveReport {
    NewReport report;
    QString name, phone;
    QByteArray photo;      // PNG, may be empty
    QString photoName;
};
class LiveCity
{
public:
    LiveCity(quint64 seed, const Templates& templates, const Directory& directory);
    LiveReport next(qint64 nowMs);
    // Milliseconds until the next one at `perMinute` on average.
    qint64 pauseMs(double perMinute);
    Chance& chance() { return m_chance; }
    QString replyText();   // to a question of the centre
    QString ratingText(Rating rating);
    Rating rating();

private:
    Chance m_chance;
    const Templates& m_templates;
    const Directory& m_directory;
    qint64 m_count = 0;
    Spot m_burst;          // several reports of one happening follow each other
    QString m_burstKind;
    int m_burstLeft = 0;
};

// Shared by history and life: what a citizen sends.
struct Draft {
    NewReport report;
    QString name, phone, kind;
    Spot spot;
    bool night = false;
};
Draft draftReport(const Kind& kind, const Spot& spot, qint64 atMs, Chance& chance);
const Kind& pickKind(const Templates& templates, Chance& chance);

}  // namespace kydai::city
