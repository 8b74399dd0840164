// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/samples.h"

namespace kydai::test {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

QByteArray randomBytes(SeededRandom& random, int max)
{
    QByteArray bytes(random.range(0, max), Qt::Uninitialized);
    for (char& c : bytes)
        c = char(random.next());
    return bytes;
}

QStringList randomCodes(SeededRandom& random, int max)
{
    QStringList codes;
    for (int i = random.range(0, max); i > 0; --i)
        codes.append(u"code-%1"_s.arg(random.below(1000)));
    return codes;
}

qint64 randomTime(SeededRandom& random)
{
    return random.chance(20) ? 0 : qint64(1'700'000'000'000 + random.below(200'000'000'000));
}

template <typename Enum> Enum anyOf(SeededRandom& random, Enum last)
{
    return static_cast<Enum>(random.below(quint64(last) + 1));
}

Error randomError(SeededRandom& random)
{
    return {ErrorCode::Guard, randomCodes(random, 3), randomText(random, 40)};
}

Row randomRow(SeededRandom& random)
{
    const Case c = randomCase(random);
    return {c.id, c.seq, encodeCase(c)};
}

TimelineEntry randomEntry(SeededRandom& random)
{
    TimelineEntry e;
    e.seq = qint64(random.below(1'000'000));
    e.atMs = randomTime(random);
    e.clientAtMs = randomTime(random);
    e.actor = u"user%1"_s.arg(random.below(50));
    e.role = anyOf(random, Role::System);
    e.agency = random.chance(50) ? u"H57.12"_s : QString();
    e.action = u"claim"_s;
    e.to = anyOf(random, CaseState::Cancelled);
    e.visibility = anyOf(random, Visibility::Citizen);
    e.text = randomText(random, 200);
    e.param = randomText(random, 20);
    e.mid = randomUuid(random);
    return e;
}

void fillParts(SeededRandom& random, Case& c)
{
    for (int i = random.range(0, 3); i > 0; --i)
        c.joint.append({u"H%1"_s.arg(i), random.chance(50), random.chance(50), randomTime(random)});
    for (int i = random.range(0, 4); i > 0; --i)
        c.deadline.segments.append({anyOf(random, SegmentKind::Stop), anyOf(random, Stage::Publish),
                                    randomTime(random), randomTime(random), randomTime(random),
                                    {anyOf(random, SlaUnit::WorkingDays), random.range(0, 500)},
                                    u"p"_s, u"storm"_s, u"12/QĐ"_s, u"lead"_s, {}});
    for (int i = random.range(0, 3); i > 0; --i)
        c.reports.append({u"PA-%1"_s.arg(random.below(999999)), anyOf(random, Channel::Other),
                          anyOf(random, ReportType::Rescue), randomText(random, 300),
                          u"Công dân 012"_s, u"•••012"_s, random.chance(50), QString(),
                          randomTime(random)});
    for (int i = random.range(0, 3); i > 0; --i)
        c.attachments.append({QString(64, u'a'), u"image/jpeg"_s, qint64(random.below(1 << 24)),
                              random.range(0, 4000), random.range(0, 4000),
                              anyOf(random, AttachmentKind::Document), u"ảnh.jpg"_s, QString(),
                              randomTime(random)});
    for (int i = random.range(0, 12); i > 0; --i)
        c.timeline.append(randomEntry(random));
    for (int i = random.range(0, 16); i > 0; --i)
        c.recentMids.append(randomUuid(random));
    c.result = {randomText(random, 200), {u"2290/UBND"_s, u"2025-09-22"_s, u"Chủ tịch"_s},
                randomTime(random), randomCodes(random, 3), randomText(random, 20), u"a"_s, u"b"_s,
                u"c"_s, u"d"_s, randomTime(random), randomTime(random), randomTime(random),
                randomTime(random), randomText(random, 200)};
}

void fillWords(SeededRandom& random, Case& c)
{
    c.title = randomText(random, 100);
    c.category = u"ve-sinh"_s;
    c.area = u"19753"_s;
    c.address = randomText(random, 60);
    c.noPosition = random.chance(20) ? u"unknown"_s : QString();
    c.agency = random.chance(50) ? u"H57.12"_s : QString();
    c.request = randomText(random, 100);
    c.ratingText = randomText(random, 50);
    c.master = random.chance(10) ? u"PA-1"_s : QString();
    c.masterId = random.chance(10) ? randomUuid(random) : Uuid();
    c.reasonCode = u"out_of_scope"_s;
    c.publicMessage = randomText(random, 200);
    c.ticks = randomCodes(random, 4);
    c.claim = random.chance(50) ? Claim{u"operator"_s, randomTime(random)} : Claim{};
    c.ask = random.chance(30)
        ? PendingAsk{u"pause"_s, u"officer"_s, randomText(random, 50), randomTime(random), 1}
        : PendingAsk{};
}

}  // namespace

Uuid randomUuid(SeededRandom& random)
{
    return makeUuid7(1'700'000'000'000 + qint64(random.below(1'000'000'000)), random);
}

QString randomText(SeededRandom& random, int maxUnits)
{
    static const QStringList words{u"kiệt"_s, u"Thạch Hãn"_s, u"đèn"_s, u"ngập"_s, u"rác"_s,
                                   u"\U0001F6A7"_s, u"a"_s, u"\n"_s, u"<b>"_s, u"Huế"_s};
    QString text;
    const int wanted = random.range(0, maxUnits);
    while (text.size() < wanted)
        text += words.at(qsizetype(random.below(quint64(words.size())))) + u' ';
    text.truncate(maxUnits);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

Case randomCase(SeededRandom& random)
{
    Case c;
    c.id = randomUuid(random);
    c.code = u"PA-%1"_s.arg(200000 + random.below(99999));
    c.seq = qint64(random.below(1'000'000'000));
    c.version = random.range(0, 300);
    for (const QString& group : {u"category"_s, u"place"_s, u"agency"_s})
        c.fieldVersions.insert(group, random.range(0, 40));
    c.state = anyOf(random, CaseState::Cancelled);
    c.priority = anyOf(random, Priority::Complex);
    c.track = anyOf(random, Track::Immediate);
    c.channel = anyOf(random, Channel::Other);
    c.type = anyOf(random, ReportType::Rescue);
    fillWords(random, c);
    c.hasPosition = random.chance(70);
    if (c.hasPosition) {
        c.lat = 16.4 + double(random.below(1000)) / 7000.0;
        c.lon = 107.5 + double(random.below(1000)) / 7000.0;
    }
    for (qint64* time : {&c.createdMs, &c.receivedMs, &c.assignedMs, &c.acceptedMs, &c.resolvedMs,
                         &c.closedMs, &c.stateSinceMs, &c.dueMs, &c.dueSoonMs, &c.resolveDueMs})
        *time = randomTime(random);
    for (int* count : {&c.returns, &c.reworks, &c.reopens, &c.chases})
        *count = random.range(0, 5);
    c.published = random.chance(50);
    c.rating = anyOf(random, Rating::VerySatisfied);
    c.lastMid = randomUuid(random);
    c.purged = random.chance(5);
    fillParts(random, c);
    return c;
}

QVariantMap randomArgs(SeededRandom& random)
{
    QVariantMap args{{u"text"_s, randomText(random, 200)}, {u"flag"_s, random.chance(50)},
                     {u"until"_s, randomTime(random)},     {u"position"_s, u"16.46,107.59"_s},
                     {u"files"_s, randomCodes(random, 4)}, {u"mid"_s, QVariant(randomUuid(random))}};
    if (random.chance(50))
        args.insert(u"nested"_s, QVariantMap{{u"list"_s, QVariantList{1, 2.5, u"x"_s}}});
    return args;
}

static Message randomSessionMessage(SeededRandom& random, int index)
{
    switch (index) {
    case 0: return Hello{1, random.range(1, 3), u"kydai 0.1"_s, randomUuid(random), u"vi"_s};
    case 1: return ServerHello{1, u"kydai-server"_s, randomUuid(random), randomTime(random), 3};
    case 2: return Auth{QString(43, u't'), randomBytes(random, 16)};
    case 3: return AuthOk{u"lead"_s, u"Trưởng ca"_s, QString(), quint32(random.below(8192)),
                          randomBytes(random, 16), randomTime(random)};
    case 4: return AuthError{randomError(random)};
    case 5: return DirectoryData{randomBytes(random, 16), randomBytes(random, 3000)};
    case 15: return Presence{randomUuid(random), u"lead"_s, quint8(random.below(4))};
    case 16: return Ping{qint64(random.below(1 << 30))};
    case 17: return Pong{qint64(random.below(1 << 30)), randomTime(random), 12};
    case 18: return ErrorMessage{randomError(random), random.chance(50)};
    case 19: return Goaway{u"deploy"_s, random.range(0, 60000)};
    case 20: return Query{quint32(random.next()), u"timeline"_s, encodeArgs(randomArgs(random))};
    case 21: return Answer{quint32(random.next()), 7, encodeArgs(randomArgs(random)),
                           random.chance(50) ? randomError(random)
                                             : Error{ErrorCode::None, {}, {}}};
    default: return Cancel{quint32(random.next())};
    }
}

Message randomMessage(SeededRandom& random, int index)
{
    switch (index) {
    case 6: return Subscribe{{randomUuid(random), random.range(-1, 500), randomBytes(random, 16)},
                             {random.range(-1, 500), randomBytes(random, 16)}};
    case 7: return SubOk{random.chance(50) ? SubMode::Resume : SubMode::Snapshot, 99, 100000,
                         u"trimmed"_s};
    case 8: {
        Page page{random.range(0, 9), randomBytes(random, 16), {}, random.chance(50)};
        for (int i = random.range(0, 8); i > 0; --i)
            page.rows.append(randomRow(random));
        return page;
    }
    case 9: return PageAck{random.range(0, 9)};
    case 10: {
        Delta delta{5, 5 + random.range(0, 100), {}, {}};
        for (int i = random.range(0, 4); i > 0; --i) {
            delta.puts.append(randomRow(random));
            delta.leaves.append({randomUuid(random), random.range(1, 99)});
        }
        return delta;
    }
    case 11: return Ack{random.range(0, 99999)};
    case 12: return Mutate{randomUuid(random), randomUuid(random),
                           random.chance(50) ? randomUuid(random) : Uuid(), u"assign"_s,
                           encodeArgs(randomArgs(random)), random.range(0, 9), randomTime(random)};
    case 13: return MutateResult{randomUuid(random), anyOf(random, ResultStatus::Later),
                                 random.range(0, 99), randomError(random), u"PA-200001"_s};
    case 14: {
        DoneThrough done;
        for (int i = random.range(0, 20); i > 0; --i)
            done.mids.append(randomUuid(random));
        return done;
    }
    default: return randomSessionMessage(random, index);
    }
}

}  // namespace kydai::test
