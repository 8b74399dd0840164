// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the geo room share: a printed seed, and the maps that lie beside the checkout.
#pragma once

#include <random>

#include <QFileInfo>
#include <QTest>

namespace kydai::geo::testing {

// KYDAI_SEED repeats a run; else always the same.
inline quint64 seed()
{
    bool ok = false;
    const quint64 given = qEnvironmentVariable("KYDAI_SEED").toULongLong(&ok);
    const quint64 value = ok ? given : 20251122;
    qInfo("seed %llu", static_cast<unsigned long long>(value));
    return value;
}

class Dice
{
public:
    explicit Dice(quint64 start) : m_engine(start) {}
    double real(double low, double high)
    {
        return low + (high - low) * (double(m_engine() >> 11) / 9007199254740992.0);
    }
    int whole(int low, int high) { return low + int(m_engine() % (quint64(high - low) + 1)); }
    quint64 bits() { return m_engine(); }

private:
    std::mt19937_64 m_engine;
};

// A file of the maps given for tests: under KYDAI_SHARED, else in ../shared of the checkout.
// Empty when it is not there; then the test skips.
inline QString sharedMap(const char* name)
{
    QString root = qEnvironmentVariable("KYDAI_SHARED");
    if (root.isEmpty())
        root = QStringLiteral(KYDAI_SOURCE_DIR "/../shared");
    const QString path = root + QStringLiteral("/data/maps/") + QLatin1String(name);
    return QFileInfo(path).isFile() ? path : QString();
}

#define KYDAI_NEED_MAP(variable, name) \
    const QString variable = kydai::geo::testing::sharedMap(name); \
    if (variable.isEmpty()) \
        QSKIP("no " name " under KYDAI_SHARED/data/maps")

}  // namespace kydai::geo::testing
