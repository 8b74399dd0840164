// SPDX-License-Identifier: GPL-3.0-or-later
// The selected case for the panel: facts in words, running clocks, lists, offers, the masked
// contact and its audited reveal. GUI thread. Follows one case at a time; setting the id asks for
// it.
#pragma once

#include "desk/attachments_model.h"
#include "desk/case_facts.h"
#include "desk/commands.h"
#include "desk/photo_place.h"
#include "desk/record_model.h"

namespace kydai::desk {

inline constexpr qint64 kRevealMs = 30'000;
inline constexpr qint64 kWordsDelayMs = 1500;  // a draft is on the disk within 2 s

class TimelineModel : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(QStringList kinds READ kinds WRITE setKinds NOTIFY kindsChanged)

public:
    explicit TimelineModel(QObject* parent = nullptr);
    QStringList kinds() const { return m_kinds; }
    void setKinds(const QStringList& kinds);

Q_SIGNALS:
    void kindsChanged();

private:
    QStringList m_kinds;  // empty = all
};

class OffersModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    explicit OffersModel(QObject* parent = nullptr);
    // The action a key means here, empty = none.
    Q_INVOKABLE QString forKey(const QString& key) const;
};

class CaseModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString caseId READ caseId NOTIFY changed)
    Q_PROPERTY(QString status READ status NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString stateLabel READ stateLabel NOTIFY changed)
    Q_PROPERTY(QString priority READ priority NOTIFY changed)
    Q_PROPERTY(QString priorityLabel READ priorityLabel NOTIFY changed)
    Q_PROPERTY(QString channel READ channel NOTIFY changed)
    Q_PROPERTY(QString channelIcon READ channelIcon NOTIFY changed)
    Q_PROPERTY(QString channelLabel READ channelLabel NOTIFY changed)
    Q_PROPERTY(QString type READ type NOTIFY changed)
    Q_PROPERTY(QString typeLabel READ typeLabel NOTIFY changed)
    Q_PROPERTY(QString category READ category NOTIFY changed)
    Q_PROPERTY(QString categoryLabel READ categoryLabel NOTIFY changed)
    Q_PROPERTY(QString area READ area NOTIFY changed)
    Q_PROPERTY(QString areaLabel READ areaLabel NOTIFY changed)
    Q_PROPERTY(QString address READ address NOTIFY changed)
    Q_PROPERTY(QString agency READ agency NOTIFY changed)
    Q_PROPERTY(QString agencyLabel READ agencyLabel NOTIFY changed)
    Q_PROPERTY(QString request READ request NOTIFY changed)
    Q_PROPERTY(QString createdText READ createdText NOTIFY changed)
    Q_PROPERTY(QString receivedText READ receivedText NOTIFY changed)
    Q_PROPERTY(QString assignedText READ assignedText NOTIFY changed)
    Q_PROPERTY(QString positionText READ positionText NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString reporterName READ reporterName NOTIFY changed)
    Q_PROPERTY(QString reporterMasked READ reporterMasked NOTIFY changed)
    Q_PROPERTY(QString revealRefusal READ revealRefusal NOTIFY changed)
    Q_PROPERTY(QString checklistText READ checklistText NOTIFY changed)
    Q_PROPERTY(QString resultText READ resultText NOTIFY changed)
    Q_PROPERTY(QString resultPublicText READ resultPublicText NOTIFY changed)
    Q_PROPERTY(QString letterNumber READ letterNumber NOTIFY changed)
    Q_PROPERTY(QString letterDate READ letterDate NOTIFY changed)
    Q_PROPERTY(QString signatory READ signatory NOTIFY changed)
    Q_PROPERTY(QString letterText READ letterText NOTIFY changed)
    Q_PROPERTY(QString resultAuthor READ resultAuthor NOTIFY changed)
    Q_PROPERTY(QString resultDoneText READ resultDoneText NOTIFY changed)
    Q_PROPERTY(QString waiver READ waiver NOTIFY changed)
    Q_PROPERTY(QString resultStamp READ resultStamp NOTIFY changed)
    Q_PROPERTY(QString publicPreview READ publicPreview NOTIFY changed)
    Q_PROPERTY(QString publicMessage READ publicMessage NOTIFY changed)
    Q_PROPERTY(QString reasonLabel READ reasonLabel NOTIFY changed)
    Q_PROPERTY(QString masterCode READ masterCode NOTIFY changed)
    Q_PROPERTY(QString ratingLabel READ ratingLabel NOTIFY changed)
    Q_PROPERTY(QString ratingText READ ratingText NOTIFY changed)
    Q_PROPERTY(QString askText READ askText NOTIFY changed)
    Q_PROPERTY(QString claimedBy READ claimedBy NOTIFY changed)
    Q_PROPERTY(QString claimText READ claimText NOTIFY changed)
    Q_PROPERTY(QString pendingText READ pendingText NOTIFY changed)
    Q_PROPERTY(QString stale READ stale NOTIFY changed)
    Q_PROPERTY(QString deadlineSummary READ deadlineSummary NOTIFY changed)
    Q_PROPERTY(QString copyText READ copyText NOTIFY changed)
    Q_PROPERTY(bool hasPosition READ hasPosition NOTIFY changed)
    Q_PROPERTY(bool hasContact READ hasContact NOTIFY changed)
    Q_PROPERTY(bool canReveal READ canReveal NOTIFY changed)
    Q_PROPERTY(bool published READ published NOTIFY changed)
    Q_PROPERTY(bool hasAsk READ hasAsk NOTIFY changed)
    Q_PROPERTY(bool claimMine READ claimMine NOTIFY changed)
    Q_PROPERTY(bool pending READ pending NOTIFY changed)
    Q_PROPERTY(bool refused READ refused NOTIFY changed)
    Q_PROPERTY(int version READ version NOTIFY changed)
    Q_PROPERTY(double lat READ lat NOTIFY changed)
    Q_PROPERTY(double lon READ lon NOTIFY changed)
    Q_PROPERTY(QVariantList documents READ documents NOTIFY changed)
    Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)
    Q_PROPERTY(QVariantList flags READ flags NOTIFY changed)
    Q_PROPERTY(QVariantList viewers READ viewers NOTIFY changed)
    Q_PROPERTY(QVariantMap primary READ primary NOTIFY changed)
    Q_PROPERTY(QString slaKind READ slaKind NOTIFY clockChanged)
    Q_PROPERTY(QString clockText READ clockText NOTIFY clockChanged)
    Q_PROPERTY(QString clockCaption READ clockCaption NOTIFY clockChanged)
    Q_PROPERTY(QString dueText READ dueText NOTIFY clockChanged)
    Q_PROPERTY(QString clockTone READ clockTone NOTIFY clockChanged)
    Q_PROPERTY(QString resolveText READ resolveText NOTIFY clockChanged)
    Q_PROPERTY(QString resolveDueText READ resolveDueText NOTIFY clockChanged)
    Q_PROPERTY(double slaFraction READ slaFraction NOTIFY clockChanged)
    Q_PROPERTY(bool revealed READ revealed NOTIFY revealChanged)
    Q_PROPERTY(bool revealing READ revealing NOTIFY revealChanged)
    Q_PROPERTY(QString revealedName READ revealedName NOTIFY revealChanged)
    Q_PROPERTY(QString revealedPhone READ revealedPhone NOTIFY revealChanged)
    Q_PROPERTY(QString revealedEmail READ revealedEmail NOTIFY revealChanged)
    Q_PROPERTY(QString revealError READ revealError NOTIFY revealChanged)
    Q_PROPERTY(int revealSecondsLeft READ revealSecondsLeft NOTIFY revealChanged)
    Q_PROPERTY(kydai::desk::TimelineModel* timeline READ timeline CONSTANT)
    Q_PROPERTY(kydai::desk::RecordModel* reports READ reports CONSTANT)
    Q_PROPERTY(kydai::desk::AttachmentsModel* attachments READ attachments CONSTANT)
    Q_PROPERTY(kydai::desk::AttachmentsModel* before READ before CONSTANT)
    Q_PROPERTY(kydai::desk::AttachmentsModel* after READ after CONSTANT)
    Q_PROPERTY(kydai::desk::RecordModel* checklist READ checklist CONSTANT)
    Q_PROPERTY(kydai::desk::RecordModel* joint READ joint CONSTANT)
    Q_PROPERTY(kydai::desk::RecordModel* deadline READ deadline CONSTANT)
    Q_PROPERTY(kydai::desk::RecordModel* nearby READ nearby CONSTANT)
    Q_PROPERTY(kydai::desk::OffersModel* offers READ offers CONSTANT)

public:
    CaseModel(Services& services, Commands& commands, QObject* parent = nullptr);
    ~CaseModel() override;

    QString caseId() const
    {
        return m_id.isNull() ? QString() : m_id.toString(QUuid::WithoutBraces);
    }
    void setCase(const Uuid& id);
    Uuid id() const { return m_id; }
    QString status() const { return m_facts.status; }
    QString code() const { return m_facts.code; }
    QString title() const { return m_facts.title; }
    QString state() const { return m_facts.state; }
    QString stateLabel() const { return m_facts.stateLabel; }
    QString priority() const { return m_facts.priority; }
    QString priorityLabel() const { return m_facts.priorityLabel; }
    QString channel() const { return m_facts.channel; }
    QString channelIcon() const { return m_facts.channelIcon; }
    QString channelLabel() const { return m_facts.channelLabel; }
    QString type() const { return m_facts.type; }
    QString typeLabel() const { return m_facts.typeLabel; }
    QString category() const { return m_facts.category; }
    QString categoryLabel() const { return m_facts.categoryLabel; }
    QString area() const { return m_facts.area; }
    QString areaLabel() const { return m_facts.areaLabel; }
    QString address() const { return m_facts.address; }
    QString agency() const { return m_facts.agency; }
    QString agencyLabel() const { return m_facts.agencyLabel; }
    QString request() const { return m_facts.request; }
    QString createdText() const { return m_facts.createdText; }
    QString receivedText() const { return m_facts.receivedText; }
    QString assignedText() const { return m_facts.assignedText; }
    QString positionText() const { return m_facts.positionText; }
    QString text() const { return m_facts.text; }
    QString reporterName() const { return m_facts.reporterName; }
    QString reporterMasked() const { return m_facts.reporterMasked; }
    QString revealRefusal() const { return m_facts.revealRefusal; }
    QString checklistText() const { return m_facts.checklistText; }
    QString resultText() const { return m_facts.resultText; }
    QString resultPublicText() const { return m_facts.resultPublicText; }
    QString letterNumber() const { return m_facts.letterNumber; }
    QString letterDate() const { return m_facts.letterDate; }
    QString signatory() const { return m_facts.signatory; }
    QString letterText() const { return m_facts.letterText; }
    QString resultAuthor() const { return m_facts.resultAuthor; }
    QString resultDoneText() const { return m_facts.resultDoneText; }
    QString waiver() const { return m_facts.waiver; }
    QString resultStamp() const { return m_facts.resultStamp; }
    QString publicPreview() const { return m_facts.publicPreview; }
    QString publicMessage() const { return m_facts.publicMessage; }
    QString reasonLabel() const { return m_facts.reasonLabel; }
    QString masterCode() const { return m_facts.masterCode; }
    QString ratingLabel() const { return m_facts.ratingLabel; }
    QString ratingText() const { return m_facts.ratingText; }
    QString askText() const { return m_facts.askText; }
    QString claimedBy() const { return m_facts.claimedBy; }
    QString claimText() const { return m_facts.claimText; }
    QString pendingText() const { return m_facts.pendingText; }
    QString stale() const { return m_facts.stale; }
    QString deadlineSummary() const { return m_facts.deadlineSummary; }
    QString copyText() const { return m_facts.copyText; }
    bool hasPosition() const { return m_facts.hasPosition; }
    bool hasContact() const { return m_facts.hasContact; }
    bool canReveal() const { return m_facts.canReveal; }
    bool published() const { return m_facts.published; }
    bool hasAsk() const { return m_facts.hasAsk; }
    bool claimMine() const { return m_facts.claimMine; }
    bool pending() const { return m_facts.pending; }
    bool refused() const { return m_facts.refused; }
    int version() const { return m_facts.version; }
    double lat() const { return m_facts.lat; }
    double lon() const { return m_facts.lon; }
    QVariantList documents() const { return m_facts.documents; }
    QVariantList steps() const { return m_facts.steps; }
    QVariantList flags() const { return m_facts.flags; }
    QVariantList viewers() const { return m_facts.viewers; }
    QVariantMap primary() const { return m_facts.primary; }
    QString slaKind() const { return m_clock.slaKind; }
    QString clockText() const { return m_clock.clockText; }
    QString clockCaption() const { return m_clock.clockCaption; }
    QString dueText() const { return m_clock.dueText; }
    QString clockTone() const { return m_clock.clockTone; }
    QString resolveText() const { return m_clock.resolveText; }
    QString resolveDueText() const { return m_clock.resolveDueText; }
    double slaFraction() const { return m_clock.slaFraction; }

    bool revealed() const { return m_contact.has_value(); }
    bool revealing() const { return m_revealing; }
    QString revealedName() const { return m_contact ? m_contact->name : QString(); }
    QString revealedPhone() const { return m_contact ? m_contact->phone : QString(); }
    QString revealedEmail() const { return m_contact ? m_contact->email : QString(); }
    QString revealError() const { return m_revealError; }
    int revealSecondsLeft() const;

    TimelineModel* timeline() { return &m_timeline; }
    RecordModel* reports() { return &m_reports; }
    AttachmentsModel* attachments() { return &m_attachments; }
    AttachmentsModel* before() { return &m_before; }
    AttachmentsModel* after() { return &m_after; }
    RecordModel* checklist() { return &m_checklist; }
    RecordModel* joint() { return &m_joint; }
    RecordModel* deadline() { return &m_deadline; }
    RecordModel* nearby() { return &m_nearby; }
    OffersModel* offers() { return &m_offers; }

    Q_INVOKABLE void reveal(const QString& reason);
    Q_INVOKABLE void hideContact();
    Q_INVOKABLE void tick(const QString& code, bool done);
    Q_INVOKABLE void setEditing(bool editing);
    Q_INVOKABLE void note(const QString& text);
    Q_INVOKABLE void message(const QString& text);
    // What is being written and not sent, a text a kind ("note", "message"): kept on the disk within
    // 2 s, by case, and given back after draftsRead(); sending it ends it.
    Q_INVOKABLE QString draftOf(const QString& kind) const { return m_words.value(kind); }
    // How far from each other two photographs were taken ("6 m apart"); "" when one of them does
    // not say or is not on this desk.
    Q_INVOKABLE QString distanceText(const QString& before, const QString& after);
    Q_INVOKABLE void keepDraft(const QString& kind, const QString& text);
    Q_INVOKABLE QString offerForKey(const QString& key) const { return m_offers.forKey(key); }

    void retranslate() { refresh(); }
    void second();        // once a second while on screen

Q_SIGNALS:
    void changed();
    void clockChanged();
    void revealChanged();
    void draftsRead();    // draftOf() holds what was kept for this case

private:
    void readDrafts();
    void saveDrafts();
    void dropDraft(const QString& kind);
    void refresh();
    void refreshOffers(const Case& c);
    void refreshAttachments(const Case& c);
    std::optional<LatLon> placeOf(const QString& sha256);
    void onChanged(const ChangeSet& change);

    Services& m_services;
    Commands& m_commands;
    Uuid m_id;
    CaseFacts m_facts;
    CaseClock m_clock;
    bool m_editing = false;
    std::optional<ContactAnswer> m_contact;
    qint64 m_contactUntilMs = 0;  // monotonic
    bool m_revealing = false;
    QString m_revealError;
    QHash<QString, std::optional<LatLon>> m_places;  // by sha256, of this case
    QHash<QString, QString> m_words;       // kind -> text, of this case
    QSet<QString> m_unsaved;               // kinds
    Scheduler::Ticket m_saveTicket = 0;
    TimelineModel m_timeline;
    RecordModel m_reports, m_checklist, m_joint, m_deadline, m_nearby;
    AttachmentsModel m_attachments, m_before, m_after;
    OffersModel m_offers;
};

}  // namespace kydai::desk
