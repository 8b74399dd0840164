// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts of the desk's face: clock, directory, texts, keys, settings. GUI thread.
#pragma once

#include <QObject>
#include <QSettings>
#include <QTranslator>
#include <QVariant>

#include "desk/record_model.h"
#include "desk/services.h"

namespace kydai::desk {

// Server time, once a second; the one timer of the screens.
class DeskClock : public QObject
{
    Q_OBJECT
    Q_PROPERTY(double nowMs READ nowMs NOTIFY ticked)
    Q_PROPERTY(QString timeText READ timeText NOTIFY ticked)
    Q_PROPERTY(QString dateText READ dateText NOTIFY ticked)
    Q_PROPERTY(QString weekdayText READ weekdayText NOTIFY ticked)
    Q_PROPERTY(QString shiftText READ shiftText NOTIFY ticked)
    Q_PROPERTY(double offsetMs READ offsetMs NOTIFY ticked)
    Q_PROPERTY(QString skewWarning READ skewWarning NOTIFY ticked)

public:
    explicit DeskClock(Services& services, QObject* parent = nullptr);
    ~DeskClock() override;

    double nowMs() const { return static_cast<double>(m_services.core.nowMs()); }
    QString timeText() const;
    QString dateText() const;
    QString weekdayText() const;
    QString shiftText() const;
    double offsetMs() const { return static_cast<double>(m_offsetMs); }
    QString skewWarning() const;
    void setOffset(qint64 ms, bool known);
    void retranslate() { Q_EMIT ticked(); }

    // The shift a moment lies in: day 06:00-18:00, night 18:00-06:00.
    static qint64 shiftEndMs(qint64 nowMs);

Q_SIGNALS:
    void ticked();
    void minute();

private:
    void arm();

    Services& m_services;
    Scheduler::Ticket m_ticket = 0;
    qint64 m_offsetMs = 0;
    bool m_known = false;
    qint64 m_lastMinute = 0;
};

class DirectoryFace : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString version READ version NOTIFY changed)
    Q_PROPERTY(QVariantList categories READ categories NOTIFY changed)
    Q_PROPERTY(QVariantList agencies READ agencies NOTIFY changed)
    Q_PROPERTY(QVariantList areas READ areas NOTIFY changed)

public:
    explicit DirectoryFace(Services& services, QObject* parent = nullptr);

    bool ready() const { return m_services.core.hasDirectory(); }
    QString version() const;
    QVariantList categories() const;
    QVariantList agencies() const;
    QVariantList areas() const;
    Q_INVOKABLE QString agency(const QString& code) const;
    Q_INVOKABLE QString agencyShort(const QString& code) const;
    Q_INVOKABLE QString area(const QString& code) const;
    Q_INVOKABLE QString category(const QString& code) const;
    Q_INVOKABLE QString user(const QString& code) const;
    Q_INVOKABLE bool matches(const QString& query, const QString& text) const;
    Q_INVOKABLE QVariantList typeAhead(const QString& kind, const QString& query) const;

    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();

private:
    Services& m_services;
};

class KeysModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    explicit KeysModel(QObject* parent = nullptr);
    Q_INVOKABLE QVariantList hints(const QString& workspace) const;
    void retranslate();
};

class Texts : public QObject
{
    Q_OBJECT
    Q_PROPERTY(kydai::desk::KeysModel* keys READ keys CONSTANT)

public:
    explicit Texts(Services& services, QObject* parent = nullptr)
        : QObject(parent), m_services(services)
    {}
    KeysModel* keys() { return &m_keys; }
    void retranslate() { m_keys.retranslate(); }
    Q_INVOKABLE QString state(const QString& code) const;
    Q_INVOKABLE QString priority(const QString& code) const;
    Q_INVOKABLE QString channel(const QString& code) const;
    Q_INVOKABLE QString type(const QString& code) const;
    Q_INVOKABLE QString rating(const QString& code) const;
    Q_INVOKABLE QString role(const QString& code) const;
    Q_INVOKABLE QString action(const QString& code) const;
    Q_INVOKABLE QString field(const QString& code) const;
    Q_INVOKABLE QString choice(const QString& code) const;
    Q_INVOKABLE QString error(int code, const QStringList& params) const;
    Q_INVOKABLE QString duration(double ms) const;
    Q_INVOKABLE QString dateTime(double ms) const;
    Q_INVOKABLE QString time(double ms) const;
    Q_INVOKABLE QString date(double ms) const;
    Q_INVOKABLE QString count(int n) const;

private:
    Services& m_services;
    KeysModel m_keys;
};

// Kept in the profile's settings.ini; what the command line says wins for this run.
class DeskSettings : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    Q_PROPERTY(QString density READ density WRITE setDensity NOTIFY changed)
    Q_PROPERTY(double scale READ scale WRITE setScale NOTIFY changed)
    Q_PROPERTY(bool sound READ sound WRITE setSound NOTIFY changed)
    Q_PROPERTY(double volume READ volume WRITE setVolume NOTIFY changed)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed)
    Q_PROPERTY(QStringList streetPacks READ streetPacks WRITE setStreetPacks NOTIFY packsChanged)
    Q_PROPERTY(bool firstRunDone READ firstRunDone WRITE setFirstRunDone NOTIFY changed)

public:
    explicit DeskSettings(const QString& profileDir, QObject* parent = nullptr);
    ~DeskSettings() override;

    QString language() const { return m_language; }
    void setLanguage(const QString& code);  // "vi" or "en", others are ignored
    QString theme() const { return value(u"theme", u"dark"); }
    void setTheme(const QString& theme);
    QString density() const { return value(u"density", u"vua"); }
    void setDensity(const QString& density);
    double scale() const;
    void setScale(double scale);
    bool sound() const { return value(u"sound", u"true") == QStringView(u"true"); }
    void setSound(bool on);
    double volume() const;
    void setVolume(double volume);
    bool reducedMotion() const { return value(u"reducedMotion", u"false") == QStringView(u"true"); }
    void setReducedMotion(bool on);
    bool firstRunDone() const { return value(u"firstRunDone", u"false") == QStringView(u"true"); }
    void setFirstRunDone(bool done);

    // Where the map of a workspace looked last, and the street packs that lie on every map.
    Q_INVOKABLE QString mapView(const QString& workspace) const;
    Q_INVOKABLE void setMapView(const QString& workspace, const QString& view);
    QStringList streetPacks() const { return m_file.value(QStringLiteral("streetPacks")).toStringList(); }
    void setStreetPacks(const QStringList& files);

    QString lastUser() const { return value(u"lastUser", u""); }
    void setLastUser(const QString& user) { put(u"lastUser", user); }
    QString lastServer() const { return value(u"lastServer", u""); }
    void setLastServer(const QString& url) { put(u"lastServer", url); }

Q_SIGNALS:
    void changed();
    void languageChanged();
    void packsChanged();

private:
    QString value(QStringView key, QStringView fallback) const;
    void put(QStringView key, const QString& value);

    QSettings m_file;
    QString m_language;
    QTranslator m_translator;
};

}  // namespace kydai::desk
