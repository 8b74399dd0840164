// SPDX-License-Identifier: GPL-3.0-or-later
// Files of a case with where each is: fetched when the case is opened, shown from this desk's disk.
// GUI thread.
#pragma once

#include "core/case.h"
#include "desk/blob_cache.h"
#include "desk/record_model.h"

namespace kydai::desk {

class AttachmentsModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    explicit AttachmentsModel(BlobCache& blobs, QObject* parent = nullptr);

    struct Item {
        Attachment file;
        QString kindLabel, byLabel, atText;
        bool operator==(const Item&) const = default;
    };
    void setItems(const QList<Item>& items);
    Q_INVOKABLE void retry(int row);
    // Fetches it when it is not here, then BlobCache tells where a copy of it
    // for the system's viewer lies.
    Q_INVOKABLE void openDocument(int row);

private:
    void refresh();
    void showWhenHere();

    BlobCache& m_blobs;
    QString m_opening;  // sha256 of the document somebody waits for
    QList<Item> m_items;
};

}  // namespace kydai::desk
