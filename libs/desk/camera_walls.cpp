// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of walls, walls as they are kept, and what is read of them.
#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/camera.h"
#include "desk/camera_layouts.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxKept = 2 << 20;

LayoutKind square(const char* code, int side)
{
    LayoutKind kind{code, side, side, {}};
    for (int i = 0; i < side * side; ++i)
        kind.cells.append({i % side, i / side, 1, 1, false});
    return kind;
}

// A large cell in the corner and small ones beside and under it.
LayoutKind besideSpot(const char* code, int side, int spot)
{
    LayoutKind kind{code, side, side, {{0, 0, spot, spot, true}}};
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            if (row >= spot || column >= spot)
                kind.cells.append({column, row, 1, 1, false});
        }
    }
    return kind;
}

bool isCameraCode(const QString& text) { return text.size() <= kMaxCameraCode; }

}  // namespace

const QList<LayoutKind>& layoutKinds()
{
    // "mixed" is the wall of the design: a spot of four, two beside it, six under it.
    static const QList<LayoutKind> kinds = [] {
        LayoutKind mixed{"mixed", 3, 4, {{0, 0, 2, 2, true}}};
        for (int row = 0; row < 4; ++row) {
            for (int column = row < 2 ? 2 : 0; column < 3; ++column)
                mixed.cells.append({column, row, 1, 1, false});
        }
        LayoutKind one = square("1", 1);
        one.cells.first().spot = true;
        return QList<LayoutKind>{one, square("4", 2), square("9", 3), besideSpot("1+5", 3, 2),
                                 mixed, square("16", 4), square("25", 5)};
    }();
    return kinds;
}

const LayoutKind& layoutKind(const QString& code)
{
    const QList<LayoutKind>& kinds = layoutKinds();
    const auto find = [&kinds](QStringView wanted) {
        return std::find_if(kinds.cbegin(), kinds.cend(), [wanted](const LayoutKind& kind) {
            return wanted == QLatin1StringView(kind.code);
        });
    };
    const auto at = find(code);
    return at != kinds.cend() ? *at : *find(u"9");
}

QByteArray wallsToJson(const QList<CameraWall>& walls, int current)
{
    QJsonArray list;
    for (const CameraWall& wall : walls) {
        QJsonArray pages;
        for (const QStringList& page : wall.pages)
            pages.append(QJsonArray::fromStringList(page));
        list.append(QJsonObject{{u"id"_s, wall.id},
                                {u"name"_s, wall.name},
                                {u"kind"_s, wall.kind},
                                {u"screen"_s, wall.screen},
                                {u"locked"_s, wall.locked},
                                {u"turning"_s, wall.turning},
                                {u"dwell"_s, wall.dwell},
                                {u"pages"_s, pages}});
    }
    return QJsonDocument(QJsonObject{{u"current"_s, current}, {u"walls"_s, list}})
        .toJson(QJsonDocument::Compact);
}

QList<CameraWall> wallsFromJson(const QByteArray& json, int* current)
{
    QList<CameraWall> walls;
    if (json.size() > kMaxKept)
        return walls;
    const QJsonObject map = QJsonDocument::fromJson(json).object();
    *current = map.value(u"current"_s).toInt();
    const QJsonArray list = map.value(u"walls"_s).toArray();
    for (const QJsonValue value : list) {
        CameraWall wall;
        wall.id = value[u"id"_s].toInt();
        wall.name = value[u"name"_s].toString().left(kMaxLayoutName);
        const LayoutKind& kind = layoutKind(value[u"kind"_s].toString());
        wall.kind = QString::fromLatin1(kind.code);
        wall.screen = value[u"screen"_s].toString().left(kMaxLayoutName);
        wall.locked = value[u"locked"_s].toBool();
        wall.turning = value[u"turning"_s].toBool();
        wall.dwell = std::clamp(value[u"dwell"_s].toInt(kUsualDwell), kMinDwell, kMaxDwell);
        const QJsonArray pages = value[u"pages"_s].toArray();
        for (const QJsonValue page : pages) {
            QStringList codes;
            for (qsizetype cell = 0; cell < kind.cells.size(); ++cell) {
                const QString code = page.toArray().at(cell).toString();
                codes.append(isCameraCode(code) ? code : QString());
            }
            if (wall.pages.size() < kMaxLayoutPages)
                wall.pages.append(codes);
        }
        if (wall.pages.isEmpty())
            wall.pages.append(QStringList(kind.cells.size(), QString()));
        const bool known = std::any_of(walls.cbegin(), walls.cend(),
                                       [&wall](const CameraWall& w) { return w.id == wall.id; });
        if (wall.id > 0 && wall.id < 1'000'000'000 && !known && !wall.name.isEmpty()
            && walls.size() < kMaxLayouts)
            walls.append(wall);
    }
    return walls;
}

QVariantList CameraLayouts::kinds() const
{
    QVariantList list;
    for (const LayoutKind& kind : layoutKinds()) {
        QVariantList cells;
        for (const LayoutCell& cell : kind.cells) {
            cells.append(QVariantMap{{u"column"_s, cell.column},
                                     {u"row"_s, cell.row},
                                     {u"columns"_s, cell.columns},
                                     {u"rows"_s, cell.rows},
                                     {u"spot"_s, cell.spot}});
        }
        list.append(QVariantMap{{u"code"_s, QString::fromLatin1(kind.code)},
                                {u"columns"_s, kind.columns},
                                {u"rows"_s, kind.rows},
                                {u"cells"_s, cells}});
    }
    return list;
}

QStringList CameraLayouts::cells(int id, int page) const
{
    const CameraWall* wall = find(id);
    return wall && page >= 0 && page < wall->pages.size() ? wall->pages.at(page) : QStringList();
}

QVariantMap CameraLayouts::layoutOf(int id) const
{
    const int row = rowOf(id);
    QVariantMap map;
    if (row < 0)
        return map;
    const QHash<int, QByteArray> names = roleNames();
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        map.insert(QString::fromLatin1(*it), data(index(row), it.key()));
    return map;
}

QVariantList CameraLayouts::onScreen(const QString& screen) const
{
    QVariantList list;
    for (const CameraWall& wall : m_walls) {
        if (wall.screen == screen)
            list.append(layoutOf(wall.id));
    }
    return list;
}

}  // namespace kydai::desk
