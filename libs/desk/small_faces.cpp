// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/small_faces.h"

#include <cmath>

#include <QCoreApplication>
#include <QDir>
#include <QPointer>

#include "core/vietnamese.h"
#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSkewMs = 2000;
constexpr int kTypeAhead = 12;

QVariantMap option(const QString& code, const QString& label, const QString& detail = {})
{
    return {{u"code"_s, code}, {u"label"_s, label}, {u"detail"_s, detail}};
}

template <typename T, typename From> QString labelOfCode(const QString& code, From from)
{
    const std::optional<T> value = from(code);
    return value ? words::label(*value) : code;
}

}  // namespace

DeskClock::DeskClock(Services& services, QObject* parent) : QObject(parent), m_services(services)
{
    arm();
}

DeskClock::~DeskClock()
{
    m_services.scheduler.cancel(m_ticket);
}

void DeskClock::arm()
{
    const qint64 now = m_services.core.nowMs();
    m_ticket = m_services.scheduler.postAfter(1000 - now % 1000, [this] {
        arm();
        Q_EMIT ticked();
        const qint64 minuteNumber = m_services.core.nowMs() / kMinuteMs;
        if (minuteNumber != m_lastMinute) {
            m_lastMinute = minuteNumber;
            Q_EMIT minute();
        }
    });
}

QString DeskClock::timeText() const { return words::timeSecondsText(m_services.core.nowMs()); }
QString DeskClock::dateText() const { return words::dateText(m_services.core.nowMs()); }
QString DeskClock::weekdayText() const { return words::weekdayText(m_services.core.nowMs()); }

QString DeskClock::shiftText() const
{
    const int hour = localMinuteOfDay(m_services.core.nowMs()) / 60;
    return hour >= 6 && hour < 18 ? translate("Desk", "Day shift 06:00–18:00")
                                  : translate("Desk", "Night shift 18:00–06:00");
}

qint64 DeskClock::shiftEndMs(qint64 nowMs)
{
    const QDate day = localDate(nowMs);
    const int hour = localMinuteOfDay(nowMs) / 60;
    if (hour < 6)
        return utcMsOf(day, 6 * 60);
    return hour < 18 ? utcMsOf(day, 18 * 60) : utcMsOf(day.addDays(1), 6 * 60);
}

void DeskClock::setOffset(qint64 ms, bool known)
{
    m_offsetMs = ms;
    m_known = known;
    Q_EMIT ticked();
}

QString DeskClock::skewWarning() const
{
    if (!m_known || std::abs(m_offsetMs) <= kSkewMs)
        return {};
    const QString by = words::durationText(std::abs(m_offsetMs));
    return m_offsetMs > 0
               ? translate("Desk", "This desk's clock is %1 slow; the server's time is shown.")
                     .arg(by)
               : translate("Desk", "This desk's clock is %1 fast; the server's time is shown.")
                     .arg(by);
}

DirectoryFace::DirectoryFace(Services& services, QObject* parent)
    : QObject(parent), m_services(services)
{
    connect(&services.core, &DeskCore::directoryChanged, this, &DirectoryFace::changed);
}

QString DirectoryFace::version() const
{
    return QString::fromLatin1(m_services.core.directory().version());
}

QVariantList DirectoryFace::categories() const
{
    const Directory& d = m_services.core.directory();
    QVariantList list;
    for (const Category& one : d.categories()) {
        list.append(option(one.code, categoryLabel(d, one.code),
                           isVietnamese() || one.groupEn.isEmpty() ? one.group : one.groupEn));
    }
    return list;
}

QVariantList DirectoryFace::agencies() const
{
    QVariantList list;
    const QDate today = localDate(m_services.core.nowMs());
    for (const Agency* one : m_services.core.directory().agenciesAt(today))
        list.append(option(one->code, one->name, one->shortName));
    return list;
}

QVariantList DirectoryFace::areas() const
{
    QVariantList list;
    const QDate today = localDate(m_services.core.nowMs());
    for (const Area* one : m_services.core.directory().areasAt(today))
        list.append(option(one->code, one->fullName.isEmpty() ? one->name : one->fullName));
    return list;
}

QString DirectoryFace::agency(const QString& code) const
{
    return agencyLabel(m_services.core.directory(), code);
}

QString DirectoryFace::agencyShort(const QString& code) const
{
    return desk::agencyShort(m_services.core.directory(), code);
}

QString DirectoryFace::area(const QString& code) const
{
    return areaLabel(m_services.core.directory(), code);
}

QString DirectoryFace::category(const QString& code) const
{
    return categoryLabel(m_services.core.directory(), code);
}

QString DirectoryFace::user(const QString& code) const
{
    return m_services.core.directory().userName(code);
}

bool DirectoryFace::matches(const QString& query, const QString& text) const
{
    return matchesTypeahead(query, text) || foldedContains(fold(text), fold(query));
}

// Every holder of a name with its era; what is valid today first.
QVariantList DirectoryFace::typeAhead(const QString& kind, const QString& query) const
{
    const Directory& d = m_services.core.directory();
    const QDate today = localDate(m_services.core.nowMs());
    QVariantList list, past;
    const auto add = [&](const QString& code, const QString& label, const QString& detail,
                         const Validity& valid) {
        if (!matches(query, label + u' ' + detail))
            return;
        if (valid.contains(today))
            list.append(option(code, label, detail));
        else
            past.append(
                option(code, label,
                       valid.to.isValid()
                           ? translate("Desk", "until %1").arg(valid.to.toString(u"dd/MM/yyyy"_s))
                           : translate("Desk", "not yet")));
    };
    if (kind == u"category"_s) {
        for (const Category& one : d.categories())
            add(one.code, categoryLabel(d, one.code), one.group, {});
    } else if (kind == u"agency"_s) {
        for (const Agency& one : d.agencies())
            add(one.code, one.name, one.shortName, one.valid);
    } else if (kind == u"area"_s) {
        for (const Area& one : d.areas())
            add(one.code, areaLabel(d, one.code), {}, one.valid);
    }
    list += past;
    return list.mid(0, kTypeAhead);
}

QString Texts::state(const QString& c) const { return labelOfCode<CaseState>(c, caseStateFrom); }
QString Texts::priority(const QString& c) const { return labelOfCode<Priority>(c, priorityFrom); }
QString Texts::channel(const QString& c) const { return labelOfCode<Channel>(c, channelFrom); }
QString Texts::type(const QString& c) const { return labelOfCode<ReportType>(c, reportTypeFrom); }
QString Texts::rating(const QString& c) const { return labelOfCode<Rating>(c, ratingFrom); }
QString Texts::role(const QString& c) const { return labelOfCode<Role>(c, roleFrom); }
QString Texts::action(const QString& code) const { return words::actionLabel(code); }
QString Texts::field(const QString& code) const { return words::fieldLabel(code); }
QString Texts::choice(const QString& code) const { return words::choiceLabel(code); }

QString Texts::error(int code, const QStringList& params) const
{
    return words::sentence({static_cast<ErrorCode>(code), params, {}});
}

QString Texts::duration(double ms) const { return words::durationText(static_cast<qint64>(ms)); }

QString Texts::dateTime(double ms) const
{
    return words::whenText(static_cast<qint64>(ms), m_services.core.nowMs());
}

QString Texts::time(double ms) const { return words::timeText(static_cast<qint64>(ms)); }
QString Texts::date(double ms) const { return words::dateText(static_cast<qint64>(ms)); }
QString Texts::count(int n) const { return words::countText(n); }

DeskSettings::DeskSettings(const QString& profileDir, QObject* parent)
    : QObject(parent), m_file(QDir(profileDir).filePath(u"settings.ini"_s), QSettings::IniFormat)
{
    setLanguage(value(u"language", u"vi"));
}

DeskSettings::~DeskSettings()
{
    QCoreApplication::removeTranslator(&m_translator);
}

QString DeskSettings::value(QStringView key, QStringView fallback) const
{
    return m_file.value(key.toString(), fallback.toString()).toString();
}

void DeskSettings::put(QStringView key, const QString& text)
{
    if (m_file.value(key.toString()).toString() == text)
        return;
    m_file.setValue(key.toString(), text);
    Q_EMIT changed();
}

void DeskSettings::setLanguage(const QString& code)
{
    if (m_language == code || (code != u"vi"_s && code != u"en"_s))
        return;
    m_language = code;
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(u":/i18n/kydai_"_s + code + u".qm"_s))
        QCoreApplication::installTranslator(&m_translator);
    put(u"language", code);
    Q_EMIT languageChanged();
}

// Changes with every pan: nobody is told, only the file is.
QString DeskSettings::mapView(const QString& workspace) const
{
    return m_file.value(u"map/"_s + workspace).toString();
}

void DeskSettings::setMapView(const QString& workspace, const QString& view)
{
    m_file.setValue(u"map/"_s + workspace, view);
}

void DeskSettings::setStreetPacks(const QStringList& files)
{
    if (files == streetPacks())
        return;
    m_file.setValue(u"streetPacks"_s, files);
    Q_EMIT packsChanged();
}

void DeskSettings::setTheme(const QString& theme)
{
    if (theme == u"dark"_s || theme == u"light"_s)
        put(u"theme", theme);
}

void DeskSettings::setDensity(const QString& density)
{
    if (density == u"day"_s || density == u"vua"_s || density == u"thoang"_s)
        put(u"density", density);
}

double DeskSettings::scale() const
{
    const double scale = value(u"scale", u"1").toDouble();
    return scale >= 1.0 && scale <= 1.5 ? scale : 1.0;
}

void DeskSettings::setScale(double scale)
{
    if (scale >= 1.0 && scale <= 1.5)
        put(u"scale", QString::number(scale));
}

void DeskSettings::setSound(bool on) { put(u"sound", on ? u"true"_s : u"false"_s); }

double DeskSettings::volume() const
{
    return std::clamp(value(u"volume", u"0.8").toDouble(), 0.0, 1.0);
}

void DeskSettings::setVolume(double volume)
{
    if (std::isfinite(volume))
        put(u"volume", QString::number(std::clamp(volume, 0.0, 1.0)));
}

void DeskSettings::setReducedMotion(bool on)
{
    put(u"reducedMotion", on ? u"true"_s : u"false"_s);
}

void DeskSettings::setFirstRunDone(bool done)
{
    put(u"firstRunDone", done ? u"true"_s : u"false"_s);
}

}  // namespace kydai::desk
