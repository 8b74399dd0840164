// SPDX-License-Identifier: GPL-3.0-or-later
// POST of an Open311 GeoReport v2 service request: the fields -> a report. Pure; any thread.
#pragma once

#include "core/reducer.h"
#include "intake/forms.h"
#include "intake/markup.h"

namespace kydai {
class Directory;
}

namespace kydai::intake {

struct PostedContact {    // stored apart, never read back
    QString name, phone, email, device, account;
    bool isEmpty() const { return name.isEmpty() && phone.isEmpty() && email.isEmpty(); }
    bool operator==(const PostedContact&) const = default;
};

struct PostedReport {
    NewReport report;     // without ids, code, attachments and time: those are the server's
    PostedContact contact;
};

// All that is wrong, not only the first. `photos` = files that came along: a report needs a text or
// a photo. The text is kept as it was sent (normalised line ends); media_url is a line below it.
tl::expected<PostedReport, ServiceErrors> readPost(const Form& form, int photos,
                                                   const Directory& directory, qint64 nowMs);

}  // namespace kydai::intake
