// SPDX-License-Identifier: GPL-3.0-or-later
#include "Kydai/Desk/pasteboard.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QUrl>

bool Pasteboard::hasFiles() const { return !urls().isEmpty(); }

QVariantList Pasteboard::urls() const
{
    QVariantList files;
    if (const QMimeData* data = QGuiApplication::clipboard()->mimeData()) {
        const QList<QUrl> all = data->urls();
        for (const QUrl& url : all) {
            if (url.isLocalFile())
                files.append(url);
        }
    }
    return files;
}

bool Pasteboard::hasPicture() const
{
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    return data && data->hasImage();
}

QByteArray Pasteboard::picture() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QImage image = QGuiApplication::clipboard()->image();
    if (image.isNull() || !buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return {};
    return bytes;
}
