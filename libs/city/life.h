// SPDX-License-Identifier: GPL-3.0-or-later
// The life of one case: from the moment it is received to the present, one operation after another,
// with delays such as people have. It stops where the present cuts it off.
#pragma once

#include <functional>

#include "city/city.h"

namespace kydai::city {

class Life
{
public:
    struct World {
        const Directory& directory;
        qint64 nowMs;
        const QList<Photo>& photos;
        // Photo index of the same scene mended, by kind and night; -1 = none.
        std::function<int(const QString& kind, bool night)> afterPhoto;
    };

    Life(const World& world, Chance& chance, const Draft& draft);

    // Fates other than the ordinary way; default is decided by the kind and chance.
    void mergeInto(const Uuid& master) { m_master = master; }
    void keepOpen() { m_keepOpen = true; }   // a master must not be rejected

    void stopAfterClaim(bool claimed) { m_waits = true; m_claimed = claimed; }  // what the shift finds
    // Comes back to the centre within the last half hour: so that the shift finds some of each.
    enum class Return { Ordinary, ByAgency, ByCitizen };
    void comesBack(Return how) { m_return = how; m_keepOpen = true; }

    QList<Operation> run();

private:
    bool act(const QString& action, const Actor& who, double meanMinutes, const QVariantMap& args);
    void screen();
    bool screenedOut(const Actor& who);
    void handle(const Actor& dispatcher);
    bool handleOnce(const Actor& officer);
    void afterwards();
    void askAgain();
    void justNow() { m_at = std::max(m_at, m_world.nowMs - m_chance.between(6, 24) * 60'000); }
    QVariantMap submitArgs(int round);
    QString agencyFor() const;
    Actor centre(const char* prefix, int count, Roles roles);
    qint64 workingDelay(double meanMinutes);

    const World& m_world;
    Chance& m_chance;
    const Draft& m_draft;
    QList<Operation> m_out;
    qint64 m_at;
    QString m_agency;
    Uuid m_master;
    Return m_return = Return::Ordinary;
    bool m_keepOpen = false, m_waits = false, m_claimed = false;
};

}  // namespace kydai::city
