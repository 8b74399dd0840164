// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_layouts.h"

#include <algorithm>

#include "core/camera.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

qsizetype cellsOf(const QString& kind) { return layoutKind(kind).cells.size(); }

// The same cameras on as many pages as they need; empty cells at the end go.
QList<QStringList> pagesOf(QStringList cameras, qsizetype cells)
{
    while (!cameras.isEmpty() && cameras.last().isEmpty())
        cameras.removeLast();
    QList<QStringList> pages;
    do {
        QStringList page = cameras.mid(pages.size() * cells, cells);
        while (page.size() < cells)
            page.append(QString());
        pages.append(page);
    } while (pages.size() * cells < cameras.size() && pages.size() < kMaxLayoutPages);
    return pages;
}

}  // namespace

CameraLayouts::CameraLayouts(Save save, QObject* parent)
    : RecordModel({"id", "name", "kind", "cells", "pages", "locked", "screen", "turning", "dwell"},
                  parent),
      m_save(std::move(save))
{
}

void CameraLayouts::load(const QByteArray& kept)
{
    m_walls = wallsFromJson(kept, &m_current);
    m_loaded = true;
    m_lastId = 0;
    for (const CameraWall& wall : std::as_const(m_walls))
        m_lastId = std::max(m_lastId, wall.id);
    if (!find(m_current))
        m_current = m_walls.isEmpty() ? 0 : m_walls.first().id;
    show();
    Q_EMIT currentChanged();
    for (const CameraWall& wall : std::as_const(m_walls))
        Q_EMIT cellsChanged(wall.id, -1);
}

void CameraLayouts::clear()
{
    m_walls.clear();
    m_current = 0;
    m_loaded = false;
    show();
    Q_EMIT currentChanged();
}

void CameraLayouts::makeFirst(const QStringList& cameras)
{
    if (m_loaded && m_walls.isEmpty())
        addOf(translate("Desk", "Camera wall %1").arg(1), u"9"_s, cameras);
}

void CameraLayouts::setCurrent(int id)
{
    if (id == m_current || !find(id))
        return;
    m_current = id;
    keep();
    Q_EMIT currentChanged();
}

CameraWall* CameraLayouts::find(int id)
{
    const auto at = std::find_if(m_walls.begin(), m_walls.end(),
                                 [id](const CameraWall& wall) { return wall.id == id; });
    return at == m_walls.end() ? nullptr : &*at;
}

const CameraWall* CameraLayouts::find(int id) const
{
    return const_cast<CameraLayouts*>(this)->find(id);
}

CameraWall* CameraLayouts::unlocked(int id)
{
    CameraWall* wall = find(id);
    return wall && !wall->locked ? wall : nullptr;
}

void CameraLayouts::keep()
{
    show();
    if (m_loaded)
        m_save(wallsToJson(m_walls, m_current));
}

void CameraLayouts::show()
{
    QList<QVariantList> records;
    for (const CameraWall& wall : std::as_const(m_walls)) {
        records.append({wall.id, wall.name, wall.kind, static_cast<int>(cellsOf(wall.kind)),
                        static_cast<int>(wall.pages.size()), wall.locked, wall.screen,
                        wall.turning, wall.dwell});
    }
    setRecords(records);
}

QString CameraLayouts::freeName(const QString& wanted, int except) const
{
    const QString name = wanted.simplified().left(kMaxLayoutName);
    const bool taken =
        std::any_of(m_walls.cbegin(), m_walls.cend(), [&](const CameraWall& wall) {
            return wall.id != except && wall.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    return taken ? QString() : name;
}

int CameraLayouts::add(const QString& name, const QString& kind)
{
    return addOf(name, kind, {});
}

int CameraLayouts::addOf(const QString& name, const QString& kind, const QStringList& cameras)
{
    const QString free = freeName(name, 0);
    if (!m_loaded || free.isEmpty() || m_walls.size() >= kMaxLayouts)
        return 0;
    CameraWall wall;
    wall.id = ++m_lastId;
    wall.name = free;
    wall.kind = QString::fromLatin1(layoutKind(kind).code);
    wall.pages = pagesOf(cameras, cellsOf(wall.kind));
    m_walls.append(wall);
    m_current = wall.id;
    keep();
    Q_EMIT currentChanged();
    return wall.id;
}

int CameraLayouts::duplicate(int id, const QString& name)
{
    const CameraWall* from = find(id);
    if (!from)
        return 0;
    const CameraWall copy = *from;
    const int made = addOf(name, copy.kind, {});
    if (CameraWall* wall = find(made)) {
        wall->pages = copy.pages;
        wall->turning = copy.turning;
        wall->dwell = copy.dwell;
        keep();
        Q_EMIT cellsChanged(made, -1);
    }
    return made;
}

bool CameraLayouts::remove(int id)
{
    if (!unlocked(id))
        return false;
    m_walls.removeIf([id](const CameraWall& wall) { return wall.id == id; });
    if (m_current == id) {
        m_current = m_walls.isEmpty() ? 0 : m_walls.first().id;
        Q_EMIT currentChanged();
    }
    keep();
    return true;
}

bool CameraLayouts::rename(int id, const QString& name)
{
    CameraWall* wall = unlocked(id);
    const QString free = freeName(name, id);
    if (!wall || free.isEmpty())
        return false;
    wall->name = free;
    keep();
    return true;
}

bool CameraLayouts::setKind(int id, const QString& kind)
{
    CameraWall* wall = unlocked(id);
    if (!wall)
        return false;
    QStringList cameras;
    for (const QStringList& page : std::as_const(wall->pages))
        cameras.append(page);
    cameras.removeAll(QString());
    wall->kind = QString::fromLatin1(layoutKind(kind).code);
    wall->pages = pagesOf(cameras, cellsOf(wall->kind));
    keep();
    Q_EMIT cellsChanged(id, -1);
    return true;
}

bool CameraLayouts::setLocked(int id, bool locked)
{
    CameraWall* wall = find(id);
    if (!wall)
        return false;
    wall->locked = locked;
    keep();
    return true;
}

bool CameraLayouts::setScreen(int id, const QString& screen)
{
    CameraWall* wall = unlocked(id);
    if (!wall)
        return false;
    wall->screen = screen.left(kMaxLayoutName);
    keep();
    return true;
}

bool CameraLayouts::setTurning(int id, bool turning)
{
    CameraWall* wall = find(id);  // stopping the pages is no change of the wall
    if (!wall)
        return false;
    wall->turning = turning;
    keep();
    return true;
}

bool CameraLayouts::setDwell(int id, int seconds)
{
    CameraWall* wall = unlocked(id);
    if (!wall || seconds < kMinDwell || seconds > kMaxDwell)
        return false;
    wall->dwell = seconds;
    keep();
    return true;
}

bool CameraLayouts::addPage(int id)
{
    CameraWall* wall = unlocked(id);
    if (!wall || wall->pages.size() >= kMaxLayoutPages)
        return false;
    wall->pages.append(QStringList(cellsOf(wall->kind), QString()));
    keep();
    return true;
}

bool CameraLayouts::removePage(int id, int page)
{
    CameraWall* wall = unlocked(id);
    if (!wall || page < 0 || page >= wall->pages.size() || wall->pages.size() == 1)
        return false;
    wall->pages.removeAt(page);
    keep();
    Q_EMIT cellsChanged(id, -1);
    return true;
}

bool CameraLayouts::setCamera(int id, int page, int cell, const QString& camera)
{
    CameraWall* wall = unlocked(id);
    if (!wall || page < 0 || page >= wall->pages.size() || cell < 0
        || cell >= cellsOf(wall->kind) || camera.size() > kMaxCameraCode)
        return false;
    wall->pages[page][cell] = camera;
    keep();
    Q_EMIT cellsChanged(id, page);
    return true;
}

bool CameraLayouts::swapCells(int id, int page, int a, int b)
{
    CameraWall* wall = unlocked(id);
    const auto fits = [&](int cell) { return cell >= 0 && cell < cellsOf(wall->kind); };
    if (!wall || page < 0 || page >= wall->pages.size() || !fits(a) || !fits(b))
        return false;
    wall->pages[page].swapItemsAt(a, b);
    keep();
    Q_EMIT cellsChanged(id, page);
    return true;
}

}  // namespace kydai::desk
