// SPDX-License-Identifier: GPL-3.0-or-later
// The walls of one account: named layouts with pages of cameras, lockable, each for a screen; which
// may turn their pages by themselves. Kept as one small document in work.db, so that they survive a
// restart and a day without the server. GUI thread; pure but for the saver it is given.
#pragma once

#include <functional>

#include <QJsonObject>
#include <QVariantList>

#include "desk/record_model.h"

namespace kydai::desk {

inline constexpr int kMaxLayouts = 40;
inline constexpr int kMaxLayoutPages = 20;
inline constexpr int kMaxLayoutName = 60;
inline constexpr int kMinDwell = 5, kMaxDwell = 600, kUsualDwell = 20;  // seconds a page stays

// Where the cells of a kind lie, in units of a grid.
struct LayoutCell {
    int column = 0, row = 0, columns = 1, rows = 1;
    bool spot = false;  // the large one: a click elsewhere shows its camera here
};
struct LayoutKind {
    const char* code;  // "1", "4", "9", "16", "25", "1+5", "mixed"
    int columns = 0, rows = 0;
    QList<LayoutCell> cells;
};
const QList<LayoutKind>& layoutKinds();
const LayoutKind& layoutKind(const QString& code);  // an unknown code is "9"

struct CameraWall {
    int id = 0;
    QString name, kind;
    QString screen;      // name of the screen it opens on; empty = the console's own
    bool locked = false, turning = false;
    int dwell = kUsualDwell;
    QList<QStringList> pages;  // at least one; as many codes as the kind has cells, "" = empty
    bool operator==(const CameraWall&) const = default;
};

// Roles: id, name, kind, cells, pages, locked, screen, turning, dwell.
class CameraLayouts : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(QVariantList kinds READ kinds CONSTANT)

public:
    using Save = std::function<void(const QByteArray&)>;
    explicit CameraLayouts(Save save, QObject* parent = nullptr);

    // What was kept; broken or strange content gives the layouts that can be read.
    void load(const QByteArray& kept);
    void clear();  // nobody is signed in; saves nothing
    bool isLoaded() const { return m_loaded; }
    // The first wall of somebody who has none: these cameras, nine to the page.
    void makeFirst(const QStringList& cameras);

    int current() const { return m_current; }  // id; 0 = there is none
    void setCurrent(int id);
    QVariantList kinds() const;  // [{code, columns, rows, cells: [{column, row, columns, rows, spot}]}]

    // Ids come back, 0 or false = it cannot be (bound, locked, no such layout or page).
    Q_INVOKABLE int add(const QString& name, const QString& kind);
    Q_INVOKABLE int addOf(const QString& name, const QString& kind, const QStringList& cameras);
    Q_INVOKABLE int duplicate(int id, const QString& name);
    Q_INVOKABLE bool remove(int id);
    Q_INVOKABLE bool rename(int id, const QString& name);
    Q_INVOKABLE bool setKind(int id, const QString& kind);
    Q_INVOKABLE bool setLocked(int id, bool locked);
    Q_INVOKABLE bool setScreen(int id, const QString& screen);
    Q_INVOKABLE bool setTurning(int id, bool turning);
    Q_INVOKABLE bool setDwell(int id, int seconds);
    Q_INVOKABLE bool addPage(int id);
    Q_INVOKABLE bool removePage(int id, int page);
    Q_INVOKABLE bool setCamera(int id, int page, int cell, const QString& camera);
    Q_INVOKABLE bool swapCells(int id, int page, int a, int b);
    Q_INVOKABLE QStringList cells(int id, int page) const;   // one code a cell, "" = empty
    Q_INVOKABLE QVariantMap layoutOf(int id) const;          // the roles, empty = no such layout
    // Layouts that open on this screen, in order.
    Q_INVOKABLE QVariantList onScreen(const QString& screen) const;

Q_SIGNALS:
    void currentChanged();
    void cellsChanged(int id, int page);  // page -1 = all

private:
    CameraWall* find(int id);
    const CameraWall* find(int id) const;
    CameraWall* unlocked(int id);
    void keep();
    void show();
    QString freeName(const QString& wanted, int except) const;

    Save m_save;
    QList<CameraWall> m_walls;
    int m_current = 0, m_lastId = 0;
    bool m_loaded = false;
};

QByteArray wallsToJson(const QList<CameraWall>& walls, int current);
QList<CameraWall> wallsFromJson(const QByteArray& json, int* current);

}  // namespace kydai::desk
