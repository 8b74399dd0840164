// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr DocumentKind kKinds[] = {
    {"areas", true},     // boundaries of wards and communes, GeoJSON
    {"cameras", false},  // places and names of cameras
};

}  // namespace

std::span<const DocumentKind> documentKinds() { return kKinds; }

const DocumentKind* documentKind(const QString& name)
{
    for (const DocumentKind& kind : kKinds) {
        if (name == QLatin1StringView(kind.name))
            return &kind;
    }
    return nullptr;
}

Roles readersOf(const DocumentKind& kind)
{
    Roles readers;
    for (int i = 0; i < static_cast<int>(Role::Citizen); ++i) {
        const Role role = static_cast<Role>(i);
        if (kind.agencies || !Roles{role}.isAgency())
            readers.add(role);
    }
    return readers;
}

bool mayRead(Roles roles, Roles readers)
{
    return readers.hasAny(roles.isAgency()
                              ? roles & Roles{Role::AgencyOfficer, Role::AgencyLead}
                              : roles);
}

QString documentSetting(const QString& name) { return u"document."_s + name; }

}  // namespace kydai
