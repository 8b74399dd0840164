// SPDX-License-Identifier: GPL-3.0-or-later
// Drawn photographs of street scenes: what a citizen's telephone would have taken. The same scene and
// seed give the same bytes.
#pragma once

#include <QByteArray>
#include <QString>

namespace kydai::city {

struct PhotoSpec {
    QString kind;        // section of reports.txt: flood, tree, light …
    quint64 seed = 0;
    bool night = false;
    bool after = false;  // the same place once the trouble is mended
};

inline constexpr int kPhotoWidth = 640;
inline constexpr int kPhotoHeight = 420;

QByteArray drawPhoto(const PhotoSpec& spec);  // PNG, about 20–120 KB

}  // namespace kydai::city
