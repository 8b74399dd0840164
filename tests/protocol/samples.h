// SPDX-License-Identifier: GPL-3.0-or-later
// Random but sound values of every kind that travels.
#pragma once

#include "core/ids.h"
#include "protocol/casecodec.h"
#include "protocol/messages.h"
#include "protocol/testrandom.h"

namespace kydai::test {

Uuid randomUuid(SeededRandom& random);
QString randomText(SeededRandom& random, int maxUnits);  // Vietnamese, also outside the BMP
Case randomCase(SeededRandom& random);
QVariantMap randomArgs(SeededRandom& random);
// index: place in the variant, 0..22.
protocol::Message randomMessage(SeededRandom& random, int index);

}  // namespace kydai::test
