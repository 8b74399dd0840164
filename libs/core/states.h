// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary of the house as enumerations. Codes (stable, lower case) travel on the wire and lie
// in the databases; the English source text of a label is translated in the UI (context = type name).
#pragma once

#include <initializer_list>
#include <optional>

#include <QString>

namespace kydai {

enum class CaseState : quint8 {
    Received, Screening, NeedsInfo, NotAccepted, Merged, Referred, Assigned, Returned, InProgress,
    Paused, AgencyReview, AwaitingApproval, Resolved, ReopenRequested, Closed, Cancelled,
};
inline constexpr int kCaseStateCount = 16;

enum class Priority : quint8 { Normal, Urgent, Complex };
enum class Track : quint8 { Timed, Immediate };
enum class Channel : quint8 {
    App, Web, Phone, Counter, Letter, Facebook, Zalo, Camera, Press, Leader, Other,
};
enum class ReportType : quint8 { Incident, Praise, Proposal, Complaint, Rescue };
enum class Rating : quint8 { None, NotSatisfied, Acceptable, Satisfied, VerySatisfied };

// citizen and system act only inside the server.
enum class Role : quint8 {
    Operator, Dispatcher, Approver, Publisher, CameraOperator, ShiftLead, AgencyOfficer, AgencyLead,
    Executive, Admin, Auditor, Citizen, System,
};
inline constexpr int kRoleCount = 13;

// A small set of roles.
class Roles
{
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles)
    {
        for (Role role : roles)
            m_bits |= bit(role);
    }
    static constexpr Roles fromBits(quint32 bits)
    {
        Roles r;
        r.m_bits = bits & ((1u << kRoleCount) - 1);
        return r;
    }
    constexpr quint32 bits() const { return m_bits; }
    constexpr bool has(Role role) const { return m_bits & bit(role); }
    constexpr bool hasAny(Roles other) const { return m_bits & other.m_bits; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr void add(Role role) { m_bits |= bit(role); }
    constexpr Roles operator&(Roles o) const { return fromBits(m_bits & o.m_bits); }
    constexpr Roles operator|(Roles o) const { return fromBits(m_bits | o.m_bits); }
    constexpr bool operator==(const Roles&) const = default;
    constexpr bool isAgency() const { return has(Role::AgencyOfficer) || has(Role::AgencyLead); }
    constexpr bool isCentre() const  // reads the centre's cases
    {
        return hasAny({Role::Operator, Role::Dispatcher, Role::Approver, Role::Publisher,
                       Role::CameraOperator, Role::ShiftLead, Role::Executive, Role::Auditor});
    }

private:
    static constexpr quint32 bit(Role role) { return 1u << static_cast<unsigned>(role); }
    quint32 m_bits = 0;
};

// code <-> value; the enumeration's order is the table's order. labelOf gives the English source
// text, marked for translation under the context of the type's name.
QString codeOf(CaseState);
QString codeOf(Priority);
QString codeOf(Track);
QString codeOf(Channel);
QString codeOf(ReportType);
QString codeOf(Rating);
QString codeOf(Role);
std::optional<CaseState> caseStateFrom(QStringView code);
std::optional<Priority> priorityFrom(QStringView code);
std::optional<Track> trackFrom(QStringView code);
std::optional<Channel> channelFrom(QStringView code);
std::optional<ReportType> reportTypeFrom(QStringView code);
std::optional<Rating> ratingFrom(QStringView code);
std::optional<Role> roleFrom(QStringView code);
const char* labelOf(CaseState);
const char* labelOf(Priority);
const char* labelOf(Track);
const char* labelOf(Channel);
const char* labelOf(ReportType);
const char* labelOf(Rating);
const char* labelOf(Role);

bool isFinal(CaseState);       // not_accepted, merged, referred, closed, cancelled
bool isOpen(CaseState);        // somebody still has to do something
bool isClockPaused(CaseState); // needs_info, paused

}  // namespace kydai
