// SPDX-License-Identifier: GPL-3.0-or-later
// The list of cameras and what each sees: resources/city/scenes.txt.
#pragma once

#include <QList>

#include "cityvideo/encode.h"

namespace kydai::cityprogram {

struct CameraScene {
    QString code;
    cityscene::SceneSpec scene;  // without size and rate
};

// BadInput (params: "scenes", the line).
Result<QList<CameraScene>> parseScenes(const QByteArray& text);

// Small for walls, large for the spot picture; ten seconds that repeat.
cityvideo::StreamSpec subStream(const CameraScene& camera);
cityvideo::StreamSpec mainStream(const CameraScene& camera);

}  // namespace kydai::cityprogram
