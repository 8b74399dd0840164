// SPDX-License-Identifier: GPL-3.0-or-later
// The street packs of this desk: looked at on a pool thread when they are added or first listed, taken
// or refused with the reason. The list of files is kept by whoever owns the settings. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include "geo/pack_check.h"

namespace kydai::mapqml {

class PackList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList files READ files WRITE setFiles NOTIFY filesChanged)
    Q_PROPERTY(int count READ count NOTIFY filesChanged)
    Q_PROPERTY(int checking READ checking NOTIFY checkingChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, DetailRole, CreditRole, ProblemRole };
    static constexpr int kMostPacks = 20;

    explicit PackList(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    QStringList files() const;
    void setFiles(const QStringList& files);
    int count() const { return static_cast<int>(m_packs.size()); }
    int checking() const { return m_checking; }
    // Each is checked; what is good is appended (filesChanged), what is not is told by refused().
    Q_INVOKABLE void add(const QList<QUrl>& urls);
    Q_INVOKABLE void remove(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static QString sentenceOf(geo::PackRefusal refusal);

Q_SIGNALS:
    void filesChanged();
    void checkingChanged();
    void refused(const QString& name, const QString& sentence);

private:
    struct Pack {
        QString file;
        geo::PackReport report;
        QString problem;
        bool checked = false;
    };
    void check(const QString& file, bool isNew);
    void checkedOne(const QString& file, bool isNew, const Result<geo::PackReport>& result);
    QString detailOf(const Pack& pack) const;

    QList<Pack> m_packs;
    int m_checking = 0;
};

}  // namespace kydai::mapqml
