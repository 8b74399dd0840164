// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/case_filter.h"

#include <QPointer>

#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr const char* kLateness[] = {"none", "in_time", "due_soon", "overdue", "paused"};

QString latenessLabel(int i)
{
    static const char* const kLabels[] = {
        QT_TRANSLATE_NOOP("Desk", "Without a deadline"), QT_TRANSLATE_NOOP("Desk", "In time"),
        QT_TRANSLATE_NOOP("Desk", "Due soon"), QT_TRANSLATE_NOOP("Desk", "Overdue"),
        QT_TRANSLATE_NOOP("Desk", "Clock paused")};
    return translate("Desk", kLabels[i]);
}

template <typename From> quint32 bitsOf(const QStringList& codes, From from)
{
    quint32 bits = 0;
    for (const QString& code : codes) {
        if (const auto value = from(code))
            bits |= 1u << static_cast<unsigned>(*value);
    }
    return bits;
}

template <typename Enum> QStringList codesOf(quint32 bits, int count)
{
    QStringList codes;
    for (int i = 0; i < count; ++i) {
        if (bits & (1u << i))
            codes.append(codeOf(static_cast<Enum>(i)));
    }
    return codes;
}

template <typename Enum> QVariantList options(int count)
{
    QVariantList list;
    for (int i = 0; i < count; ++i) {
        const auto value = static_cast<Enum>(i);
        list.append(QVariantMap{{u"code"_s, codeOf(value)}, {u"label"_s, words::label(value)}});
    }
    return list;
}

template <typename Enum> QString labels(quint32 bits, int count)
{
    QStringList list;
    for (int i = 0; i < count; ++i) {
        if (bits & (1u << i))
            list.append(words::label(static_cast<Enum>(i)));
    }
    return list.join(u", "_s);
}

QVariantMap chip(const QString& code, const char* label, const QString& value)
{
    return {{u"code"_s, code}, {u"label"_s, translate("Desk", label)}, {u"value"_s, value}};
}

}  // namespace

CaseFilter::CaseFilter(Services& services, QObject* parent) : QObject(parent), m_services(services)
{
    connect(&services.core, &DeskCore::directoryChanged, this, &CaseFilter::retranslate);
}

void CaseFilter::setText(const QString& text)
{
    if (m_spec.text == text)
        return;
    m_spec.text = text;
    m_answered = false;
    if (text.trimmed().isEmpty()) {
        ++m_number;
        m_searching = false;
        apply();
        return;
    }
    searchSoon();
}

void CaseFilter::searchSoon()
{
    m_searching = true;
    const quint64 number = ++m_number;
    m_services.scheduler.postAfter(kSearchDelayMs, [guard = QPointer<CaseFilter>(this), number] {
        if (guard && guard->m_number == number)
            guard->searchNow();
    });
    Q_EMIT changed();
}

void CaseFilter::searchNow()
{
    const quint64 number = m_number;
    m_services.engine.search(
        Engine::SearchLane::Filter,
        m_spec.text, [guard = QPointer<CaseFilter>(this), number](const Result<QList<Uuid>>& hits) {
            if (!guard || guard->m_number != number)
                return;
            guard->m_searching = false;
            guard->m_answered = true;
            guard->m_hits.clear();
            if (hits)
                guard->m_hits = QSet<Uuid>(hits->cbegin(), hits->cend());
            guard->m_limited = hits && hits->size() >= 2000;
            guard->apply();
        });
}

RowFilter CaseFilter::rowFilter() const
{
    RowFilter filter(m_spec, m_services.core.index());
    if (m_answered && !m_spec.text.trimmed().isEmpty())
        filter.setTextHits(m_hits);
    filter.setArea(DrawnArea::fromDegrees(m_area));
    return filter;
}

QVariantList CaseFilter::drawnArea() const
{
    QVariantList list;
    for (const QPointF& corner : m_area)
        list.append(corner);
    return list;
}

void CaseFilter::setDrawnArea(const QVariantList& corners)
{
    QList<QPointF> area;
    for (const QVariant& corner : corners)
        area.append(corner.toPointF());
    if (DrawnArea::fromDegrees(area).isEmpty())
        area.clear();
    if (area == m_area)
        return;
    m_area = area;
    apply();
}

void CaseFilter::apply()
{
    Q_EMIT changed();
    Q_EMIT applied();
}

void CaseFilter::setBits(quint32& field, quint32 bits)
{
    if (field == bits)
        return;
    field = bits;
    apply();
}

QStringList CaseFilter::states() const
{
    return codesOf<CaseState>(m_spec.states, kCaseStateCount);
}
QStringList CaseFilter::priorities() const { return codesOf<Priority>(m_spec.priorities, 3); }
QStringList CaseFilter::channels() const { return codesOf<Channel>(m_spec.channels, 11); }

QStringList CaseFilter::lateness() const
{
    QStringList codes;
    for (int i = 0; i < 5; ++i) {
        if (m_spec.lateness & (1u << i))
            codes.append(QString::fromLatin1(kLateness[i]));
    }
    return codes;
}

void CaseFilter::setStates(const QStringList& codes)
{
    setBits(m_spec.states, bitsOf(codes, caseStateFrom));
}

void CaseFilter::setPriorities(const QStringList& codes)
{
    setBits(m_spec.priorities, bitsOf(codes, priorityFrom));
}

void CaseFilter::setChannels(const QStringList& codes)
{
    setBits(m_spec.channels, bitsOf(codes, channelFrom));
}

void CaseFilter::setLateness(const QStringList& codes)
{
    quint32 bits = 0;
    for (int i = 0; i < 5; ++i) {
        if (codes.contains(QLatin1StringView(kLateness[i])))
            bits |= 1u << i;
    }
    setBits(m_spec.lateness, bits);
}

void CaseFilter::setCategories(const QStringList& codes)
{
    if (m_spec.categories == codes)
        return;
    m_spec.categories = codes;
    apply();
}

void CaseFilter::setAgencies(const QStringList& codes)
{
    if (m_spec.agencies == codes)
        return;
    m_spec.agencies = codes;
    apply();
}

void CaseFilter::setAreas(const QStringList& codes)
{
    if (m_spec.areas == codes)
        return;
    m_spec.areas = codes;
    apply();
}

void CaseFilter::setFromMs(double ms)
{
    if (m_spec.fromMs == static_cast<qint64>(ms))
        return;
    m_spec.fromMs = static_cast<qint64>(ms);
    apply();
}

void CaseFilter::setToMs(double ms)
{
    if (m_spec.toMs == static_cast<qint64>(ms))
        return;
    m_spec.toMs = static_cast<qint64>(ms);
    apply();
}

QString CaseFilter::searchNote() const
{
    if (m_spec.text.trimmed().isEmpty())
        return {};
    if (m_searching)
        return translate("Desk", "Searching…");
    return m_limited ? translate("Desk", "Only the newest 2,000 hits on this desk are shown")
                     : translate("Desk", "Searched in the reports kept on this desk");
}

QVariantList CaseFilter::chips() const
{
    const Directory& d = m_services.core.directory();
    QVariantList list;
    const auto names = [&d](const QStringList& codes, auto label) {
        QStringList texts;
        for (const QString& code : codes)
            texts.append(label(d, code));
        return texts.join(u", "_s);
    };
    if (m_spec.states)
        list.append(chip(u"states"_s, QT_TRANSLATE_NOOP("Desk", "State"),
                         labels<CaseState>(m_spec.states, kCaseStateCount)));
    if (m_spec.priorities)
        list.append(chip(u"priorities"_s, QT_TRANSLATE_NOOP("Desk", "Priority"),
                         labels<Priority>(m_spec.priorities, 3)));
    if (m_spec.channels)
        list.append(chip(u"channels"_s, QT_TRANSLATE_NOOP("Desk", "Channel"),
                         labels<Channel>(m_spec.channels, 11)));
    if (m_spec.lateness) {
        QStringList texts;
        for (int i = 0; i < 5; ++i) {
            if (m_spec.lateness & (1u << i))
                texts.append(latenessLabel(i));
        }
        list.append(
            chip(u"lateness"_s, QT_TRANSLATE_NOOP("Desk", "Deadline"), texts.join(u", "_s)));
    }
    if (!m_spec.categories.isEmpty())
        list.append(chip(u"categories"_s, QT_TRANSLATE_NOOP("Desk", "Field"),
                         names(m_spec.categories, categoryLabel)));
    if (!m_spec.agencies.isEmpty())
        list.append(chip(u"agencies"_s, QT_TRANSLATE_NOOP("Desk", "Agency"),
                         names(m_spec.agencies, agencyShort)));
    if (!m_spec.areas.isEmpty())
        list.append(
            chip(u"areas"_s, QT_TRANSLATE_NOOP("Desk", "Ward"), names(m_spec.areas, areaLabel)));
    if (m_spec.fromMs || m_spec.toMs)
        list.append(chip(u"time"_s, QT_TRANSLATE_NOOP("Desk", "Time"),
                         words::dateText(m_spec.fromMs) + u'–' + words::dateText(m_spec.toMs)));
    if (!m_spec.text.trimmed().isEmpty())
        list.append(chip(u"text"_s, QT_TRANSLATE_NOOP("Desk", "Words"), m_spec.text));
    if (!m_area.isEmpty())
        list.append(chip(u"area"_s, QT_TRANSLATE_NOOP("Desk", "Map"), translate("Desk", "in the drawn area")));
    return list;
}

QVariantList CaseFilter::stateOptions() const { return options<CaseState>(kCaseStateCount); }
QVariantList CaseFilter::priorityOptions() const { return options<Priority>(3); }
QVariantList CaseFilter::channelOptions() const { return options<Channel>(11); }

QVariantList CaseFilter::latenessOptions() const
{
    QVariantList list;
    for (int i = 1; i < 5; ++i) {
        list.append(QVariantMap{{u"code"_s, QString::fromLatin1(kLateness[i])},
                                {u"label"_s, latenessLabel(i)}});
    }
    return list;
}

void CaseFilter::clear()
{
    if (!active())
        return;
    m_spec = {};
    m_area.clear();
    ++m_number;
    m_searching = m_answered = false;
    apply();
}

void CaseFilter::removeChip(const QString& code)
{
    if (code == u"text"_s) {
        setText({});
        return;
    }
    if (code == u"states"_s)
        m_spec.states = 0;
    else if (code == u"priorities"_s)
        m_spec.priorities = 0;
    else if (code == u"channels"_s)
        m_spec.channels = 0;
    else if (code == u"lateness"_s)
        m_spec.lateness = 0;
    else if (code == u"categories"_s)
        m_spec.categories.clear();
    else if (code == u"agencies"_s)
        m_spec.agencies.clear();
    else if (code == u"areas"_s)
        m_spec.areas.clear();
    else if (code == u"area"_s)
        m_area.clear();
    else if (code == u"time"_s)
        m_spec.fromMs = m_spec.toMs = 0;
    else
        return;
    apply();
}

void CaseFilter::broaden()
{
    const QVariantList list = chips();
    if (!list.isEmpty())
        removeChip(list.last().toMap().value(u"code"_s).toString());
}

void CaseFilter::retranslate()
{
    Q_EMIT changed();
    Q_EMIT optionsChanged();
}

}  // namespace kydai::desk
