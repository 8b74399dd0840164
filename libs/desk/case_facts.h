// SPDX-License-Identifier: GPL-3.0-or-later
// What the case panel says about a case, in words: made anew as a whole when the case, the
// language, the directory or the people at it change. Values; GUI thread.
#pragma once

#include <QVariant>

#include "desk/desk_core.h"

namespace kydai::desk {

struct CaseFacts {
    QString status;
    QString code;
    QString title;
    QString state;
    QString stateLabel;
    QString priority;
    QString priorityLabel;
    QString channel;
    QString channelIcon;
    QString channelLabel;
    QString type;
    QString typeLabel;
    QString category;
    QString categoryLabel;
    QString area;
    QString areaLabel;
    QString address;
    QString agency;
    QString agencyLabel;
    QString request;
    QString createdText;
    QString receivedText;
    QString assignedText;
    QString positionText;
    QString text;
    QString reporterName;
    QString reporterMasked;
    QString revealRefusal;
    QString checklistText;
    QString resultText;
    QString resultPublicText;
    QString letterNumber;
    QString letterDate;
    QString signatory;
    QString letterText;
    QString resultAuthor;
    QString resultDoneText;
    QString waiver;
    QString resultStamp;
    QString publicPreview;
    QString publicMessage;
    QString reasonLabel;
    QString masterCode;
    QString ratingLabel;
    QString ratingText;
    QString askText;
    QString claimedBy;
    QString claimText;
    QString pendingText;
    QString stale;
    QString deadlineSummary;
    QString copyText;
    bool hasPosition = false;
    bool hasContact = false;
    bool canReveal = false;
    bool published = false;
    bool hasAsk = false;
    bool claimMine = false;
    bool pending = false;
    bool refused = false;
    int version = 0;
    double lat = 0;
    double lon = 0;
    QVariantList documents;
    QVariantList steps;
    QVariantList flags;
    QVariantList viewers;
    QVariantMap primary;
    bool operator==(const CaseFacts&) const = default;
};

// The clocks, which run: asked for every second while a case is on screen.
struct CaseClock {
    QString slaKind;
    QString clockText;
    QString clockCaption;
    QString dueText;
    QString clockTone;
    QString resolveText;
    QString resolveDueText;
    double slaFraction = 0;
    bool operator==(const CaseClock&) const = default;
};

CaseFacts caseFacts(DeskCore& core, const Case& c);
CaseClock caseClock(const DeskCore& core, const Case& c);
// The step whose clock is running: the reader's own. None for states without one.
std::optional<Stage> stageOfState(CaseState state);

// Records of the panel's lists, in the roles of their models (case_lists.cpp).
QList<QVariantList> timelineRecords(const DeskCore& core, const Case& c, const QStringList& kinds);
QList<QVariantList> reportRecords(const DeskCore& core, const Case& c);
QList<QVariantList> checklistRecords(const DeskCore& core, const Case& c);
QList<QVariantList> jointRecords(const DeskCore& core, const Case& c);
QList<QVariantList> deadlineRecords(const DeskCore& core, const Case& c);
// Candidates for merging: open, of the same field (or of none yet), within 250 m and a week of it;
// the nearest first, at most five.
QList<QVariantList> nearbyRecords(DeskCore& core, const Case& c);

}  // namespace kydai::desk
