// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/host_gate.h"

#include <algorithm>

namespace kydai::media {

void HostGate::request(Id id, const QString& host)
{
    const auto same = [id](const Waiting& waiting) { return waiting.id == id; };
    if (m_opening.contains(id) || std::any_of(m_line.begin(), m_line.end(), same))
        return;
    m_line.push_back({id, host});
}

void HostGate::release(Id id)
{
    std::erase_if(m_line, [id](const Waiting& waiting) { return waiting.id == id; });
    const auto opening = m_opening.find(id);
    if (opening == m_opening.end())
        return;
    if (const auto host = m_perHost.find(*opening); host != m_perHost.end() && --*host == 0)
        m_perHost.erase(host);
    m_opening.erase(opening);
}

QList<HostGate::Id> HostGate::grant()
{
    QList<Id> granted;
    for (auto it = m_line.begin(); it != m_line.end();) {
        if (m_opening.size() >= m_limits.opensAtOnce)
            break;
        // Files and synthetic streams have no host to spare.
        if (!it->host.isEmpty() && m_perHost.value(it->host) >= m_limits.opensPerHost) {
            ++it;
            continue;
        }
        if (!it->host.isEmpty())
            ++m_perHost[it->host];
        m_opening.insert(it->id, it->host);
        granted.append(it->id);
        it = m_line.erase(it);
    }
    return granted;
}

}  // namespace kydai::media
