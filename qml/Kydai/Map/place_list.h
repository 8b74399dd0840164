// SPDX-License-Identifier: GPL-3.0-or-later
// Some cases of the index as a list, with the roles of the queue: what the map's cards and popovers
// show. Follows the desk: a case that leaves goes out, words and clocks are refreshed. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include "case_feed.h"

namespace kydai::mapqml {

class PlaceList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::mapqml::CaseFeed* feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(QList<int> cases READ cases WRITE setCases NOTIFY casesChanged)
    Q_PROPERTY(int count READ count NOTIFY casesChanged)

public:
    explicit PlaceList(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    CaseFeed* feed() const { return m_feed; }
    void setFeed(CaseFeed* feed);
    QList<int> cases() const { return m_cases; }  // slots
    void setCases(const QList<int>& cases);
    int count() const { return static_cast<int>(m_cases.size()); }
    Q_INVOKABLE QString idAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void feedChanged();
    void casesChanged();

private:
    void follow();
    void onChanged(const desk::ChangeSet& change);

    QPointer<CaseFeed> m_feed;
    QPointer<desk::DeskCore> m_core;
    QList<int> m_cases;
};

}  // namespace kydai::mapqml
