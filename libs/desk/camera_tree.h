// SPDX-License-Identifier: GPL-3.0-or-later
// The cameras as a tree of two levels, laid out flat for a list: a heading for each place, under it
// its cameras unless it is folded. The search is folded ("tien" finds "Trường Tiền") and opens every
// heading it finds something under. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QSet>

#include "desk/camera_catalogue.h"

namespace kydai::desk {

class CameraTree : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY rowsChanged)         // rows shown, headings included
    Q_PROPERTY(int found READ found NOTIFY rowsChanged)         // cameras that match
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY searchChanged)
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int online READ online NOTIFY countsChanged)
    Q_PROPERTY(int reconnecting READ reconnecting NOTIFY countsChanged)
    Q_PROPERTY(int lost READ lost NOTIFY countsChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1,  // "group" or "camera"
        CodeRole,                     // of the camera; a heading's key
        LabelRole,
        ExpandedRole,                 // of a heading
        TotalRole, OnlineRole, ReconnectingRole, LostRole,  // of a heading: those that match
        HealthRole,                   // code of CameraHealth
        HealthTextRole,               // what to say of it
        StreamRole,                   // it has an address
    };
    explicit CameraTree(CameraCatalogue& catalogue, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_rows.size()); }
    int found() const { return m_found; }
    QString search() const { return m_search; }
    void setSearch(const QString& text);
    // "" = all; "online", "reconnecting", "lost": only those.
    QString only() const { return m_only; }
    void setOnly(const QString& health);
    int total() const { return m_counts.total; }
    int online() const { return m_counts.online; }
    int reconnecting() const { return m_counts.reconnecting; }
    int lost() const { return m_counts.lost; }

    Q_INVOKABLE void toggle(const QString& group);
    Q_INVOKABLE void setAllExpanded(bool expanded);
    Q_INVOKABLE int rowOf(const QString& camera) const;  // -1 = not shown
    // Codes of a heading's cameras that match, in order: for a wall made of a place.
    Q_INVOKABLE QStringList camerasOf(const QString& group) const;
    QStringList folded() const { return {m_folded.cbegin(), m_folded.cend()}; }
    void setFolded(const QStringList& groups);
    void retranslate();

Q_SIGNALS:
    void rowsChanged();
    void searchChanged();
    void countsChanged();
    void foldedChanged();

private:
    struct Group {
        QString key;
        CameraCounts counts;
        QList<int> cameras;  // that match
    };
    struct Row {
        int group = -1;
        int camera = -1;  // -1 = the heading
    };
    void rebuild();
    void lay();
    bool matches(int camera, const QStringList& words) const;
    void onHealth(const QString& code);
    QVariant groupData(const Group& group, int role) const;
    QVariant cameraData(int camera, int role) const;

    CameraCatalogue& m_catalogue;
    QList<Group> m_groups;
    QList<Row> m_rows;
    QSet<QString> m_folded;
    QString m_search, m_only;
    CameraCounts m_counts;
    int m_found = 0;
};

// "mất tín hiệu", "đang kết nối lại"; empty when nothing is known.
QString cameraHealthText(CameraHealth health);

}  // namespace kydai::desk
