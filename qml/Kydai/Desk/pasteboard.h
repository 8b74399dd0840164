// SPDX-License-Identifier: GPL-3.0-or-later
// What the system's clipboard holds that can be attached: files, or a picture. GUI thread.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QVariantList>
#include <QtQml/qqml.h>

class Pasteboard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    Q_INVOKABLE bool hasFiles() const;
    Q_INVOKABLE QVariantList urls() const;  // of files on this machine
    Q_INVOKABLE bool hasPicture() const;
    Q_INVOKABLE QByteArray picture() const; // as PNG; empty = none
};
