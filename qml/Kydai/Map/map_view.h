// SPDX-License-Identifier: GPL-3.0-or-later
// The map on the screen. Holds the camera, asks the pool for tiles and the worker for what lies over
// them, and puts both up as image nodes. It draws when something changed and only then: no timer, no
// frame while nothing moves. Until a fresh overlay comes the old one is moved and scaled along.
//
// GUI thread; updatePaintNode on the render thread while the GUI thread waits. Coordinates of
// signals and functions are item px or degrees (WGS 84), as their names say.
#pragma once

#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

#include "base_map.h"
#include "case_feed.h"
#include "map_motion.h"
#include "map_nodes.h"
#include "maprender/point_raster.h"
#include "overlay_worker.h"
#include "ward_layer.h"

namespace kydai::mapqml {

// Zooms and ground that can be reached: Việt Nam with its seas.
inline constexpr double kFarZoom = 4;
inline constexpr double kNearZoom = 19;

class MapView : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::mapqml::CaseFeed* feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(kydai::mapqml::WardLayer* wards READ wards WRITE setWards NOTIFY lookChanged)
    Q_PROPERTY(QPointF wardSpot READ wardSpot NOTIFY wardSpotChanged)
    Q_PROPERTY(QString selection READ selection WRITE setSelection NOTIFY selectionChanged)
    Q_PROPERTY(QString mode READ mode WRITE setMode NOTIFY lookChanged)
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY lookChanged)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY lookChanged)
    Q_PROPERTY(QStringList packs READ packs WRITE setPacks NOTIFY lookChanged)
    Q_PROPERTY(bool showReports READ showReports WRITE setShowReports NOTIFY lookChanged)
    Q_PROPERTY(bool showRescues READ showRescues WRITE setShowRescues NOTIFY lookChanged)
    Q_PROPERTY(bool showAgencies READ showAgencies WRITE setShowAgencies NOTIFY lookChanged)
    Q_PROPERTY(bool still READ still WRITE setStill NOTIFY lookChanged)
    Q_PROPERTY(double circleMetres READ circleMetres WRITE setCircleMetres NOTIFY lookChanged)
    Q_PROPERTY(QString tool READ tool WRITE setTool NOTIFY toolChanged)
    Q_PROPERTY(bool pinMovable READ pinMovable WRITE setPinMovable NOTIFY toolChanged)
    Q_PROPERTY(bool pinInHand READ pinInHand NOTIFY pinInHandChanged)
    Q_PROPERTY(QVariantList area READ area WRITE setArea NOTIFY lookChanged)
    Q_PROPERTY(bool centred READ centred WRITE setCentred NOTIFY lookChanged)
    Q_PROPERTY(QString viewState READ viewState WRITE setViewState NOTIFY viewSettled)
    Q_PROPERTY(double zoom READ zoom NOTIFY viewChanged)
    Q_PROPERTY(double scalePixels READ scalePixels NOTIFY viewChanged)
    Q_PROPERTY(QString scaleText READ scaleText NOTIFY viewChanged)
    Q_PROPERTY(QStringList credits READ credits NOTIFY creditsChanged)
    Q_PROPERTY(bool schematic READ schematic NOTIFY creditsChanged)
    Q_PROPERTY(int agencies READ agencies NOTIFY agenciesChanged)
    Q_PROPERTY(QList<int> hovered READ hovered NOTIFY hoveredChanged)
    Q_PROPERTY(QPointF hoveredAt READ hoveredAt NOTIFY hoveredChanged)
    // Slots of one spot that are drawn apart, at fanOffsets px around fanAt.
    Q_PROPERTY(QList<int> fan READ fan WRITE setFan NOTIFY fanChanged)
    Q_PROPERTY(int fanCurrent READ fanCurrent WRITE setFanCurrent NOTIFY fanChanged)
    Q_PROPERTY(QList<QPointF> fanOffsets READ fanOffsets NOTIFY fanChanged)
    Q_PROPERTY(QPointF fanAt READ fanAt NOTIFY fanMoved)
    Q_PROPERTY(bool ready READ ready NOTIFY readyChanged)

public:
    explicit MapView(QQuickItem* parent = nullptr);
    ~MapView() override;

    CaseFeed* feed() const { return m_feed; }
    void setFeed(CaseFeed* feed);
    WardLayer* wards() const { return m_wards; }
    void setWards(WardLayer* wards);
    QPointF wardSpot() const { return m_wardSpot; }  // px, where a card about wards->ward() belongs
    QString selection() const { return m_selection; }
    void setSelection(const QString& caseId);
    QString mode() const { return m_mode; }
    void setMode(const QString& mode);            // "clusters" | "points" | "heat"
    QString theme() const { return m_wish.theme; }
    void setTheme(const QString& theme);
    QString language() const { return m_wish.language; }
    void setLanguage(const QString& code);
    QStringList packs() const { return m_wish.packs; }
    void setPacks(const QStringList& paths);
    bool showReports() const { return m_showReports; }
    void setShowReports(bool on);
    bool showRescues() const { return m_showRescues; }
    void setShowRescues(bool on);
    bool showAgencies() const { return m_showAgencies; }
    void setShowAgencies(bool on);
    bool still() const { return m_motion.still; }  // nothing glides or fades
    void setStill(bool on);
    double circleMetres() const { return m_circleMetres; }
    void setCircleMetres(double metres);           // around the selection; 0 = none
    QString tool() const { return m_tool; }
    void setTool(const QString& tool);             // "" pans | "box" | "lasso" | "radius"
    bool pinMovable() const { return m_pinMovable; }
    void setPinMovable(bool on);
    bool pinInHand() const { return m_dragged.has_value(); }

    // The drawn area of the filter, {x: lon, y: lat}: outlined until it is taken away.
    QVariantList area() const { return m_areaCorners; }
    void setArea(const QVariantList& corners);
    // The selection always stands in the middle: a small map beside a case.
    bool centred() const { return m_centred; }
    void setCentred(bool on);

    // "lon lat zoom", to be kept over a restart. Nothing but numbers in range is taken.
    QString viewState() const;
    void setViewState(const QString& text);
    double zoom() const { return m_camera.zoom(); }
    double scalePixels() const;
    QString scaleText() const;
    QStringList credits() const { return m_credits.sources; }
    bool schematic() const { return m_credits.schematic; }
    int agencies() const { return static_cast<int>(m_agencies.size()); }
    QList<int> hovered() const { return m_hovered; }   // slots under the pointer, at most kHoverMost
    QPointF hoveredAt() const { return m_hoveredAt; }
    // Base map is loaded, no tile is missing, the overlay shows what is known.
    bool ready() const { return m_ready && !m_overlayDirty && !m_tilesDirty && m_baseAsked; }

    Q_INVOKABLE void zoomBy(double steps);
    Q_INVOKABLE void home();                 // the whole city
    Q_INVOKABLE void showSelection();        // at its streets
    Q_INVOKABLE void dropPin();              // a pin in hand goes back to its place
    Q_INVOKABLE void fitAll();               // everything the feed has
    Q_INVOKABLE void expand(const QList<int>& cases);  // until they are no longer one cluster
    Q_INVOKABLE QPointF placeOnScreen(const QString& caseId) const;  // px; far outside = not here
    Q_INVOKABLE QList<int> casesAt(QPointF at) const;  // px; of a cluster at most kListMost

    QList<int> fan() const { return m_fan; }
    void setFan(const QList<int>& cases);            // at most maprender::kFanMost; fewer than 2 = none
    int fanCurrent() const { return m_fanCurrent; }
    void setFanCurrent(int at);
    QList<QPointF> fanOffsets() const { return maprender::fanOffsets(static_cast<int>(m_fan.size())); }
    QPointF fanAt() const;

    const maprender::MapCamera& camera() const { return m_camera; }
    const std::vector<geo::Cluster>& shown() const { return m_shown; }
    quint64 frames() const { return m_frames; }        // times the scene graph was brought up to date
    quint64 overlays() const { return m_overlaysMade; }
    bool rastered() const { return m_rastered; }       // points are dots in pictures
    quint64 dotPictures() const { return m_raster ? m_raster->painted() : 0; }

    static constexpr int kHoverMost = 4;
    static constexpr int kListMost = 500;
    static constexpr qsizetype kMostCorners = 2000;

Q_SIGNALS:
    void feedChanged();
    void selectionChanged();
    void lookChanged();
    void toolChanged();
    void viewChanged();
    void viewSettled();          // the camera came to rest
    void creditsChanged();
    void agenciesChanged();
    void hoveredChanged();
    void fanChanged();
    void fanMoved();
    void pinInHandChanged();
    void readyChanged();
    void casePressed(const QString& caseId);
    void clusterPressed(const QList<int>& cases, int total, QPointF at, bool sameSpot);
    void groundPressed();
    void wardPressed(const QString& code);
    void wardSpotChanged();
    void shapeDrawn(const QVariantList& corners);        // of {x: lon, y: lat}
    void pinMoved(double lat, double lon);

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData*) override;
    void updatePolish() override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void touchEvent(QTouchEvent* event) override;

private:
    struct Press {
        QPointF at;
        QPointF last;
        bool moved = false;
        bool onPin = false;
        bool drawing = false;
    };

    // --- camera
    void setCamera(const maprender::MapCamera& camera);
    void goTo(const maprender::MapCamera& camera);      // gliding, unless still
    void rest();
    void onFrame();
    maprender::MapCamera bounded(const maprender::MapCamera& camera) const;
    double ratio() const;
    void followSelection();
    // --- picture
    void changedLook();
    void reloadBase();
    void takeBase(BaseMapPtr base);
    void wantTiles();
    void askOverlay();
    void takeOverlay(OverlayPicture picture);
    MapFrame makeFrame();
    maprender::MapCamera drawn() const;   // the camera of the next frame, on whole pixels at rest
    void ensurePool();
    void refreshReady();
    void refreshCredits();
    // --- scene
    geo::ClusterOptions clusterOptions() const;
    maprender::OverlayScene scene(const maprender::MapCamera& camera);
    void decideRaster();
    void wantDots(const maprender::MapCamera& camera);
    std::vector<maprender::RasterDot> dotsOf(geo::TileId id) const;
    void addUrgent(maprender::OverlayScene& scene, const maprender::MapCamera& camera);
    void addFan(maprender::OverlayScene& scene) const;
    void addPlaces(maprender::OverlayScene& scene, const maprender::MapCamera& camera);
    void addRescues(maprender::OverlayScene& scene, const maprender::MapCamera& camera);
    void addSelection(maprender::OverlayScene& scene) const;
    std::optional<maprender::Danger> dangerOfSlot(int slot) const;
    maprender::HeatScene heat(const maprender::MapCamera& camera) const;
    QList<QRectF> takenBy(const maprender::OverlayScene& scene,
                          const maprender::MapCamera& camera) const;
    void refreshAgencies();
    std::optional<geo::World> worldOfSlot(int slot) const;
    // --- hand
    struct Hit {
        geo::Cluster cluster;
        bool rescue = false;
        bool dot = false;
    };
    std::optional<Hit> hitAt(QPointF at) const;           // the topmost mark
    std::optional<geo::Cluster> dotAt(QPointF at) const;
    // All single reports that cannot be told apart there; whether no zoom tells them apart either.
    QList<int> pileAt(const geo::Cluster& point, bool& sameSpot) const;
    bool isOnPin(QPointF at) const;
    QList<int> casesOf(const geo::Cluster& cluster, quint32 most) const;
    void press(QPointF at);
    bool pinKey(const QKeyEvent& event);
    void movePinTo(geo::World at);
    void startMoving();
    void drawTo(QPointF at);
    void finishShape();
    void hover(QPointF at);
    void hoverWard(std::optional<QPointF> at);
    bool wardKey(int key);   // true: it was for the wards
    void zoomAt(QPointF at, double zoom, bool glide);

    QPointer<CaseFeed> m_feed;
    QPointer<WardLayer> m_wards;
    QPointF m_wardSpot;
    QString m_selection;
    QString m_mode = QStringLiteral("clusters");
    QString m_tool;
    BaseMapWish m_wish;
    bool m_showReports = true, m_showRescues = true, m_showAgencies = false;
    bool m_pinMovable = false;
    double m_circleMetres = 0;

    maprender::MapCamera m_camera;
    MapMotion m_motion;
    HandSpeed m_speed;
    QElapsedTimer m_time;
    double m_lastFrame = 0;          // seconds of m_time
    bool m_pinching = false;
    double m_pinchSpan = 0;
    QPointF m_pinchAt;
    QMetaObject::Connection m_frameLink;
    bool m_homeless = true;          // no view was chosen yet
    bool m_followLater = false;      // the selected case is not on this desk yet

    BaseMapPtr m_base;
    bool m_baseAsked = false;
    std::unique_ptr<maprender::TilePool> m_pool;
    std::unique_ptr<OverlayWorker> m_worker;
    std::unique_ptr<maprender::PointRaster> m_raster;
    bool m_rastered = false;
    std::shared_ptr<const maprender::ColourTable> m_colours;
    double m_painterRatio = 0;
    bool m_overlayDirty = true, m_tilesDirty = true, m_forgetNames = false;
    quint64 m_overlayAsked = 0;
    std::optional<OverlayPicture> m_overlay;
    std::vector<geo::Cluster> m_shown;  // in the order they are drawn
    size_t m_firstRescue = 0;           // of m_shown: from here on requests for rescue
    QList<maprender::AgencyMark> m_agencies;
    Credits m_credits;
    bool m_ready = false;
    MapFrame m_frame;
    quint64 m_frames = 0, m_overlaysMade = 0;

    std::optional<Press> m_press;
    std::optional<geo::World> m_dragged;   // where the pin in hand is
    QList<geo::World> m_shape;             // being drawn, or drawn
    bool m_shapeClosed = false;
    QVariantList m_areaCorners;
    QList<geo::World> m_area;
    bool m_centred = false;
    std::optional<geo::World> m_hover;
    maprender::OverlayScene::HoverOn m_hoverOn = maprender::OverlayScene::HoverOn::Report;
    QList<int> m_hovered;
    QList<int> m_fan;
    int m_fanCurrent = -1;
    QPointF m_hoveredAt;
};

}  // namespace kydai::mapqml
