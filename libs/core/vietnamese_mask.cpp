// SPDX-License-Identifier: GPL-3.0-or-later
// maskPhones: finds identity numbers in free text. Reads runs of digit groups and decides by shape;
// in doubt between hiding a number and showing a telephone, it hides.
#include <QRegularExpression>

#include "core/vietnamese.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxGroups = 24;  // of one run; a longer one is read in pieces

struct Group {
    qsizetype begin = 0, end = 0;
    QString digits;
    QStringView before;  // the separator in front of it, empty for the first
    qsizetype size() const { return digits.size(); }
};

bool isSeparator(QChar c)
{
    return c == u' ' || c == u'.' || c == u'-' || c == u'(' || c == u')' || c == QChar(0x00A0)
           || c == QChar(0x2013) || c == QChar(0x202F);
}

// Digit groups with at most three separator characters between them, from a digit on.
QList<Group> readRun(QStringView text, qsizetype at)
{
    QList<Group> run;
    qsizetype from = at;
    while (at < text.size() && run.size() < kMaxGroups) {
        Group group;
        group.begin = at;
        while (at < text.size() && text[at].isDigit())
            group.digits.append(QChar(u'0' + text[at++].digitValue()));
        group.end = at;
        group.before = text.mid(from, group.begin - from);
        run.append(group);
        from = at;
        while (at < text.size() && at - from < 3 && isSeparator(text[at]))
            ++at;
        if (at == from || at >= text.size() || !text[at].isDigit())
            break;
    }
    return run;
}

bool isDate(const QList<Group>& run, qsizetype g)
{
    if (g + 2 >= run.size() || run[g + 1].before.size() != 1 || run[g + 2].before.size() != 1)
        return false;
    const auto small = [](const Group& x) { return x.size() == 1 || x.size() == 2; };
    const auto fits = [](int day, int month, int year) {
        return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1900 && year <= 2100;
    };
    const Group &a = run[g], &b = run[g + 1], &c = run[g + 2];
    if (small(a) && small(b) && c.size() == 4)
        return fits(a.digits.toInt(), b.digits.toInt(), c.digits.toInt());
    return a.size() == 4 && small(b) && small(c)
           && fits(c.digits.toInt(), b.digits.toInt(), a.digits.toInt());
}

bool isMoney(QStringView text, qsizetype end)
{
    static const QRegularExpression unit(
        u"\\A\\s?(?:đ|₫|vnd|vnđ|đồng|dong|triệu|tỷ|tỉ)(?!\\p{L})"_s,
        QRegularExpression::CaseInsensitiveOption);
    return unit.match(text.mid(end, 8).toString().normalized(QString::NormalizationForm_C))
        .hasMatch();
}

// How many groups from g on make a number to hide; 0 = none.
qsizetype hiddenGroups(QStringView text, const QList<Group>& run, qsizetype g, bool plus)
{
    const Group& first = run[g];
    QList<int> wanted;
    if (plus)
        wanted = first.digits.startsWith(u"84"_s) ? QList<int>{11, 12, 13, 10}
                                                  : QList<int>{11, 12, 10, 13, 14, 9};
    else if (first.digits.startsWith(u"02"_s))
        wanted = {11, 10, 12, 9};
    else if (first.digits.startsWith(u'0'))
        wanted = {10, 11, 12, 9};
    else if (first.digits.startsWith(u"84"_s))
        wanted = {11, 12};
    for (int total : std::as_const(wanted)) {
        qsizetype sum = 0;
        for (qsizetype k = g; k < run.size() && sum < total; ++k) {
            sum += run[k].size();
            if (sum == total && (first.digits[0] == u'0' || !isMoney(text, run[k].end)))
                return k - g + 1;
        }
    }
    if (first.size() >= 9 && (first.digits[0] == u'0' || !isMoney(text, first.end)))
        return 1;
    // Nine digits to the end of the run: the leading 0 was left out.
    qsizetype sum = 0;
    for (qsizetype k = g; k < run.size(); ++k)
        sum += run[k].size();
    const bool mobile = u"35789"_s.contains(first.digits[0]) && first.size() >= 2;
    return sum == 9 && mobile && !isMoney(text, run.last().end) ? run.size() - g : 0;
}

QString lastThree(const QList<Group>& run, qsizetype g, qsizetype count)
{
    QString digits;
    for (qsizetype k = g; k < g + count; ++k)
        digits += run[k].digits;
    return u"•••"_s + digits.right(3);
}

// A number begins a run, follows white space or another number that was taken whole; what stands
// after a mere dot is the rest of a number (350.000).
bool mayStart(const Group& group, bool afterWhole)
{
    if (group.before.isEmpty() || afterWhole)
        return true;
    for (QChar c : group.before) {
        if (c.isSpace() || c == u'(' || c == u')')
            return true;
    }
    return group.size() >= 9 && group.before != u"."_s;
}

void appendRun(QString& out, QStringView text, const QList<Group>& run, bool plus)
{
    bool afterWhole = true;
    for (qsizetype g = 0; g < run.size();) {
        out.append(run[g].before);
        qsizetype count = 0;
        if (isDate(run, g)) {
            const qsizetype begin = run[g].begin, end = run[g + 2].end;
            out.append(text.mid(begin, end - begin));
            g += 3;
            afterWhole = true;
            continue;
        }
        if (mayStart(run[g], afterWhole))
            count = hiddenGroups(text, run, g, plus && g == 0);
        if (count > 0) {
            out.append(lastThree(run, g, count));
            g += count;
            afterWhole = true;
            continue;
        }
        out.append(text.mid(run[g].begin, run[g].size()));
        afterWhole = false;
        ++g;
    }
}

QString maskPlates(QStringView text)
{
    // 75A-123.45, 75F1 12345, 29-B1 678.90; the old four digits only with a dash and a capital.
    static const QRegularExpression plate(
        u"(?<![\\p{L}\\d])[1-9]\\d-?(?:[A-Za-zĐđ]{1,2}\\d?[ .-]{0,3}\\d{3}[. ]?\\d{2}"
        "|[A-ZĐ]{1,2}\\d?[ ]?-[ ]?\\d{4})(?!\\d)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QString out = text.toString();
    out.replace(plate, u"•••"_s);
    return out;
}

}  // namespace

QString maskPhones(QStringView original)
{
    const QString masked = maskPlates(original);
    const QStringView text(masked);
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        if (!text[i].isDigit()) {
            out.append(text[i++]);
            continue;
        }
        const QList<Group> run = readRun(text, i);
        const bool plus = (i > 0 && text[i - 1] == u'+') || (i > 1 && text[i - 2] == u'+');
        appendRun(out, text, run, plus);
        i = run.last().end;
    }
    return out;
}

QString maskedPhone(QStringView number)
{
    QString digits;
    for (QChar c : number) {
        if (c.isDigit())
            digits.append(QChar(u'0' + c.digitValue()));
    }
    return digits.size() < 6 ? QString() : u"•••"_s + digits.right(3);
}

}  // namespace kydai
