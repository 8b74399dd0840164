// SPDX-License-Identifier: GPL-3.0-or-later
// Thirty days of the city: reports by the hour of the day, several of one happening, their lives.
#include <algorithm>

#include <QCryptographicHash>

#include "city/city.h"
#include "city/life.h"
#include "city/photo.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHour = 3'600'000;

// Share of a day's reports by local hour; few in the night, most in the morning and evening.
constexpr int kHours[24] = {2, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 9, 7, 8, 10, 11, 11, 13, 14, 13, 11,
                            8, 5, 3};

constexpr const char* kPhotoKinds[] = {"flood", "drain", "tree", "garbage", "burning", "parking",
                                       "telecom", "light", "noise"};
constexpr int kPhotosPerKind = 2;
constexpr int kComeBack = 12;

Photo makePhoto(const PhotoSpec& spec)
{
    Photo photo;
    photo.png = drawPhoto(spec);
    Attachment& a = photo.attachment;
    a.sha256 = QString::fromLatin1(
        QCryptographicHash::hash(photo.png, QCryptographicHash::Sha256).toHex());
    a.mime = u"image/png"_s;
    a.bytes = photo.png.size();
    a.width = kPhotoWidth;
    a.height = kPhotoHeight;
    a.kind = spec.after ? AttachmentKind::After : AttachmentKind::Report;
    a.name = spec.after ? u"anh-sau.png"_s : u"anh-phan-anh.png"_s;
    return photo;
}

// A small album drawn once: by kind, day and night, before and after.
class Album
{
public:
    Album(quint64 seed, QList<Photo>& photos) : m_photos(photos)
    {
        Chance chance(seed ^ 0xA1B0);
        for (const char* kind : kPhotoKinds) {
            for (int i = 0; i < kPhotosPerKind; ++i) {
                for (bool night : {false, true}) {
                    photos.append(makePhoto({QLatin1String(kind), chance.next(), night, false}));
                }
            }
        }
        for (bool night : {false, true})
            photos.append(makePhoto({u"after"_s, chance.next(), night, true}));
    }
    int before(const QString& kind, bool night, Chance& chance) const
    {
        qsizetype at = std::size(kPhotoKinds) - 1;
        for (size_t i = 0; i < std::size(kPhotoKinds); ++i) {
            if (kind == QLatin1String(kPhotoKinds[i]))
                at = static_cast<qsizetype>(i);
        }
        return static_cast<int>(at * kPhotosPerKind * 2) + chance.between(0, kPhotosPerKind - 1) * 2 +
               (night ? 1 : 0);
    }
    int after(bool night) const { return static_cast<int>(m_photos.size()) - (night ? 1 : 2); }

private:
    QList<Photo>& m_photos;
};

qint64 momentIn(const HistoryOptions& o, Chance& chance)
{
    const qint64 firstMs = o.nowMs - qint64(o.days) * 24 * kHour;
    for (;;) {
        const qint64 at = chance.between64(firstMs, o.nowMs - 60'000);
        const int hour = static_cast<int>((at / kHour + 7) % 24);
        if (chance.between(1, 14) <= kHours[hour])
            return at;
    }
}

void addPeople(History& history, const Directory& directory, QDate day)
{
    for (int i = 1; i <= 14; ++i)
        history.people.insert(u"tb%1"_s.arg(i, 2, 10, QLatin1Char('0')), u"Trực ban %1"_s.arg(i, 2, 10, QLatin1Char('0')));
    for (int i = 1; i <= 2; ++i) {
        history.people.insert(u"duyet%1"_s.arg(i, 2, 10, QLatin1Char('0')), u"Người duyệt %1"_s.arg(i, 2, 10, QLatin1Char('0')));
        history.people.insert(u"congkhai%1"_s.arg(i, 2, 10, QLatin1Char('0')), u"Người công khai %1"_s.arg(i, 2, 10, QLatin1Char('0')));
    }
    history.people.insert(u"truongca01"_s, u"Trưởng ca 1"_s);
    history.people.insert(u"citizen"_s, u"Người dân"_s);
    history.people.insert(u"system"_s, u"Hệ thống"_s);
    for (const Agency* agency : directory.agenciesAt(day)) {
        history.people.insert(u"cb."_s + agency->code, u"Cán bộ xử lý 01"_s);
        history.people.insert(u"ld."_s + agency->code, u"Lãnh đạo đơn vị"_s);
    }
}

class Builder
{
public:
    Builder(const HistoryOptions& options, const Templates& templates, const Directory& directory,
            History& history)
        : m_options(options), m_templates(templates), m_directory(directory), m_history(history),
          m_chance(options.seed), m_album(options.seed, history.photos),
          m_world{directory, options.nowMs, history.photos,
                  [this](const QString& kind, bool night) {
                      return kind == "unfit"_L1 ? -1 : m_album.after(night);
                  }}
    {
    }

    void build()
    {
        const int waiting = std::min(m_options.waiting, m_options.reports);
        for (int i = 0; i < waiting; ++i)
            waitingReport(i);
        int made = waiting;
        for (int i = 0; i < kComeBack && made < m_options.reports; ++i, ++made)
            comingBack(i);
        while (made < m_options.reports)
            made += happening(m_options.reports - made);
    }

private:
    // One happening: mostly one report, now and then several that are merged into the first.
    int happening(int room)
    {
        const qint64 at = momentIn(m_options, m_chance);
        const Kind& kind = pickKind(m_templates, m_chance);
        const Spot spot = pickSpot(m_chance, m_directory, localDate(at));
        const bool burst = kind.name != "unfit"_L1 && kind.name != "complaint"_L1 && m_chance.hit(0.05);
        const int count = std::min(room, burst ? m_chance.between(2, 5) : 1);
        Uuid master;
        for (int i = 0; i < count; ++i) {
            const qint64 when = i == 0 ? at : at + m_chance.between64(3, 100) * 60'000;
            if (when >= m_options.nowMs)
                return std::max(1, i);
            const Draft draft = draftReport(kind, i == 0 ? spot : nearby(spot, m_chance, 120), when, m_chance);
            live(draft, count > 1, master);
            if (i == 0)
                master = draft.report.caseId;
        }
        return count;
    }

    // What the shift finds when it opens the console.
    void waitingReport(int index)
    {
        // Within the time the screening has (half an hour, ten minutes where it is urgent); every
        // eighth has been overtaken by the others.
        const bool late = index % 8 == 7;
        const qint64 at = m_options.nowMs
            - (late ? m_chance.between64(32, 55) : m_chance.between64(1, 7) + (index % 3) * 8) * 60'000;
        const Kind& kind = pickKind(m_templates, m_chance);
        Draft draft = draftReport(kind, pickSpot(m_chance, m_directory, localDate(at)), at, m_chance);
        addPhoto(draft);
        Life life(m_world, m_chance, draft);
        life.stopAfterClaim(index % 5 == 4);
        put(draft, life);
    }

    // Cases of last week that are with the centre again since some minutes: returned by the agency,
    // or the citizen asks to open them again.
    void comingBack(int index)
    {
        const qint64 at = m_options.nowMs - m_chance.between64(6 * 24, 12 * 24) * kHour;
        const Kind* kind = &pickKind(m_templates, m_chance);
        while (kind->name == "unfit"_L1 || kind->name == "complaint"_L1)
            kind = &pickKind(m_templates, m_chance);
        Draft draft = draftReport(*kind, pickSpot(m_chance, m_directory, localDate(at)), at, m_chance);
        addPhoto(draft);
        Life life(m_world, m_chance, draft);
        life.comesBack(index % 2 == 0 ? Life::Return::ByAgency : Life::Return::ByCitizen);
        put(draft, life);
    }

    void addPhoto(Draft& draft)
    {
        if (draft.kind != "unfit"_L1 && m_chance.hit(0.62))
            draft.report.attachments.append(
                m_history.photos[m_album.before(draft.kind, draft.night, m_chance)].attachment);
    }

    void put(const Draft& draft, Life& life)
    {
        m_history.steps.push_back({draft.report.receivedMs, Report{draft.report, draft.name, draft.phone}});
        for (const Operation& op : life.run())
            m_history.steps.push_back({op.atMs, op});
    }

    void live(Draft draft, bool burst, const Uuid& master)
    {
        addPhoto(draft);
        Life life(m_world, m_chance, draft);
        if (!master.isNull())
            life.mergeInto(master);
        else if (burst)
            life.keepOpen();
        put(draft, life);
    }

    const HistoryOptions& m_options;
    const Templates& m_templates;
    const Directory& m_directory;
    History& m_history;
    Chance m_chance;
    Album m_album;
    Life::World m_world;
};

}  // namespace

History makeHistory(const HistoryOptions& options, const Templates& templates,
                    const Directory& directory)
{
    History history;
    addPeople(history, directory, localDate(options.nowMs));
    Builder(options, templates, directory, history).build();
    std::stable_sort(history.steps.begin(), history.steps.end(),
                     [](const Step& a, const Step& b) { return a.atMs < b.atMs; });
    return history;
}

}  // namespace kydai::city
