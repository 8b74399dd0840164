// SPDX-License-Identifier: GPL-3.0-or-later
// A camera as an asset of the city: where it stands, what it looks at, where its streams are. Values;
// any thread. Addresses carry no credentials: those lie apart on the server and never in a catalogue.
#pragma once

#include <QByteArray>
#include <QList>

#include "core/directory.h"

namespace kydai {

inline constexpr const char* kCamerasDocument = "cameras";  // of core/documents.h
inline constexpr int kMaxCameras = 1200;
inline constexpr int kMaxCameraCode = 32;
inline constexpr int kMaxCameraUrl = 1000;
inline constexpr int kMaxCameraSide = 8192;     // pixels
inline constexpr double kMaxCameraReach = 5000; // metres
inline constexpr int kMaxCameraSessions = 16;
inline constexpr qint64 kMaxCamerasBytes = 4LL * 1024 * 1024;  // of a catalogue, written

struct CameraProfile {
    QString url;    // rtsp(s):// or http(s)://, without user and password; empty = there is none
    QString codec;  // "h264", "h265", "mjpeg"; empty = not known
    int width = 0, height = 0;  // 0 = not known
    double fps = 0;
    bool isEmpty() const { return url.isEmpty(); }
    bool operator==(const CameraProfile&) const = default;
};

struct Camera {
    QString code;    // "C-014": letters, digits, - _ .
    QString name;    // "Cầu Trường Tiền"
    QString group;   // how people speak of the place: "Bờ Nam sông Hương"; empty = by its area
    QString area;    // code of the directory, or empty
    QString owner;   // agency code, or empty
    bool hasPosition = false;
    double lon = 0, lat = 0;  // WGS 84
    double direction = -1;    // the middle of the picture, degrees from north by east; -1 = not known
    double fov = 0;           // field of view in degrees, 360 = all around; 0 = not known
    double reach = 0;         // metres one can tell things apart; 0 = not known
    CameraProfile main, sub;
    QString snapshot;         // http(s):// address of one picture, or empty
    int sessionLimit = 2;     // streams it serves at once
    bool keep = false;        // its last minute is kept also while no tile shows it
    Validity valid;
    bool operator==(const Camera&) const = default;

    bool hasStream() const { return !main.isEmpty() || !sub.isEmpty(); }
};

// BadInput (params: "camera", the field) or TooLarge, for a value outside its bounds.
Result<void> checkCamera(const Camera& camera);
// BadInput (params: "camera", field): no such scheme, no host, or credentials in it, also as a query.
Result<void> checkCameraUrl(const QString& url, const QString& field);

// The catalogue as a document: {"format": 1, "cameras": […]}. Reading checks everything; a code twice, too
// many or a wrong type refuse the whole. Unknown keys are ignored.
QByteArray camerasToJson(const QList<Camera>& cameras);
Result<QList<Camera>> camerasFromJson(const QByteArray& bytes);

// Ground metres between two places of a city (plane about them; right to a promille within 50 km).
double metresBetween(double lon1, double lat1, double lon2, double lat2);
// Degrees from north by east, 0 to 360, from the first to the second.
double bearingBetween(double lon1, double lat1, double lon2, double lat2);
// Within its field of view and reach; false where either is not known.
bool sees(const Camera& camera, double lon, double lat);

}  // namespace kydai
