// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/sight.h"

#include <algorithm>

#include <QCryptographicHash>

#include "authority/syncsession.h"
#include "core/permissions.h"
#include "core/reducer.h"

namespace kydai {

Sight sightOf(const Actor& actor)
{
    if (scopesFor(actor.roles, actor.agency).isEmpty())
        return Sight::None;
    if (actor.roles.isAgency())
        return Sight::Agency;
    return may(actor.roles, Capability::ReadContactMasked) ? Sight::Whole : Sight::NoContact;
}

bool inSight(const Actor& actor, const Case& c)
{
    const QStringList own = scopesFor(actor.roles, actor.agency);
    const QStringList scopes = scopesOf(c);
    return std::any_of(own.begin(), own.end(),
                       [&](const QString& scope) { return scopes.contains(scope); });
}

Case viewFor(const Actor& actor, const Case& c)
{
    switch (sightOf(actor)) {
    case Sight::Whole: return c;
    case Sight::Agency: return agencyView(c, actor.agency);
    case Sight::NoContact: {
        Case view = c;
        for (ReportRef& report : view.reports) {
            report.reporterName.clear();
            report.reporterMasked.clear();
            report.hasContact = false;
        }
        return view;
    }
    case Sight::None: break;
    }
    return {};
}

QByteArray scopeHashOf(const Actor& actor)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(int(sightOf(actor))));
    for (const QString& scope : scopesFor(actor.roles, actor.agency))
        hash.addData(scope.toUtf8() + '\n');
    return hash.result().first(16);
}

}  // namespace kydai
