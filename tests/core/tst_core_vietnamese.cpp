// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/seeded.h"
#include "core/vietnamese.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

// Any UTF-16 at all, rich in what hurts: marks, tones, controls, digits, lone surrogates.
QString anyText(SeededRandom& random, int length)
{
    static const QString rich = u"aăâeêioôơuưyđĐHÓAóaỏa ÝýQuỷ 0912345678+-.()75A/\n\t\u00a0"
                                "\u0300\u0301\u0303\u0309\u0323\u0306\u200b\u200d\u202e\ufeff"_s;
    QString text;
    for (int i = 0; i < length; ++i) {
        if (random.oneIn(4))
            text.append(QChar(static_cast<char16_t>(random.below(0x10000))));
        else
            text.append(rich[random.upTo(static_cast<int>(rich.size()))]);
    }
    return text;
}

int digitsIn(const QString& text)
{
    int n = 0;
    for (QChar c : text)
        n += c.isDigit() ? 1 : 0;
    return n;
}

}  // namespace

class TestVietnamese : public QObject
{
    Q_OBJECT

private slots:
    void folds_data();
    void folds();
    void foldProperties();
    void normalisesTones_data();
    void normalisesTones();
    void typeahead_data();
    void typeahead();
    void masks_data();
    void masks();
    void leavesAlone_data();
    void leavesAlone();
    void masksAnyPhone();
    void maskedPhones();
    void showsControls_data();
    void showsControls();
    void capsMarksAndLines();
    void showProperties();
};

void TestVietnamese::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("d stroke") << u"Đường Đặng Văn Hoà"_s << u"duong dang van hoa"_s;
    QTest::newRow("space") << u"  Kiệt \u00a0 43/2\n Thạch\tHãn "_s << u"kiet 43/2 thach han"_s;
    QTest::newRow("horn and breve") << u"ƯỚT ẴM"_s << u"uot am"_s;
    QTest::newRow("zero width") << u"Hu\u200bế"_s << u"hue"_s;
    QTest::newRow("homonym") << u"Thuận Hòa"_s << fold(u"Thuận Hóa");
    QTest::newRow("empty") << u" \u0301 "_s << u""_s;
}

void TestVietnamese::folds()
{
    QFETCH(QString, text);
    QFETCH(QString, folded);
    QCOMPARE(fold(text), folded);
    QCOMPARE(fold(text.normalized(QString::NormalizationForm_D)), folded);
    QCOMPARE(fold(text.normalized(QString::NormalizationForm_C)), folded);
}

void TestVietnamese::foldProperties()
{
    SeededRandom random("fold");
    for (int i = 0; i < 4000; ++i) {
        const QString text = anyText(random, random.upTo(40));
        const QString folded = fold(text);
        QCOMPARE(fold(folded), folded);
        QCOMPARE(fold(text.normalized(QString::NormalizationForm_D)), folded);
        QCOMPARE(fold(text.normalized(QString::NormalizationForm_C)), folded);
        QCOMPARE(fold(normalise(text)), folded);
        const QString once = normalise(text);
        QCOMPARE(normalise(once), once);
        QVERIFY(foldedContains(text, text));
        QVERIFY(foldedContains(text, {}));
        QVERIFY(matchesTypeahead(text, text));
    }
}

void TestVietnamese::normalisesTones_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("oa") << u"Thuận Hóa"_s << u"Thuận Hoá"_s;
    QTest::newRow("capitals") << u"HÒA, KHỎE"_s << u"HOÀ, KHOẺ"_s;
    QTest::newRow("uy") << u"Thủy Xuân"_s << u"Thuỷ Xuân"_s;
    QTest::newRow("already") << u"Thuỷ Xuân"_s << u"Thuỷ Xuân"_s;
    QTest::newRow("closed stays") << u"Hoàng, Huỳnh, tóan, hoài"_s << u"Hoàng, Huỳnh, tóan, hoài"_s;
    QTest::newRow("u-a stays") << u"của, múa, quý"_s << u"của, múa, quý"_s;
    QTest::newRow("e hat stays") << u"Huế, thuở"_s << u"Huế, thuở"_s;
    QTest::newRow("space") << u"  Phường  Hóa\u00a0Châu "_s << u"Phường Hoá Châu"_s;
}

void TestVietnamese::normalisesTones()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(normalise(text), expected);
    QCOMPARE(normalise(text.normalized(QString::NormalizationForm_D)), expected);
    QVERIFY(sameName(text, expected.toUpper()));
    QVERIFY(!sameName(u"Thuận Hòa", u"Thuận Hóa"));  // two places
}

void TestVietnamese::typeahead_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("candidate");
    QTest::addColumn<bool>("matches");
    QTest::newRow("prefixes") << u"th ho"_s << u"Thuận Hóa"_s << true;
    QTest::newRow("any order") << u"hóa thuan"_s << u"Thuận Hóa"_s << true;
    QTest::newRow("inside a word") << u"uan"_s << u"Thuận Hóa"_s << false;
    QTest::newRow("two words needed") << u"h h"_s << u"Hóa"_s << false;
    QTest::newRow("the longer word first") << u"h hoa"_s << u"Hoà Huế"_s << true;
    QTest::newRow("d stroke") << u"dien"_s << u"Điện lực"_s << true;
    QTest::newRow("dash") << u"lang co"_s << u"Chân Mây - Lăng Cô"_s << true;
    QTest::newRow("empty") << u" "_s << u"Huế"_s << true;
    QTest::newRow("not there") << u"hue x"_s << u"Huế"_s << false;
}

void TestVietnamese::typeahead()
{
    QFETCH(QString, query);
    QFETCH(QString, candidate);
    QFETCH(bool, matches);
    QCOMPARE(matchesTypeahead(query, candidate), matches);
}

void TestVietnamese::masks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    QTest::newRow("plain") << u"Gọi 0900000575 nhé"_s << u"Gọi •••575 nhé"_s;
    QTest::newRow("spaces") << u"0900 000 575"_s << u"•••575"_s;
    QTest::newRow("dots") << u"ĐT: 0900.000.575."_s << u"ĐT: •••575."_s;
    QTest::newRow("dashes") << u"0900-000-575"_s << u"•••575"_s;
    QTest::newRow("wide dashes") << u"0900 - 000 - 575"_s << u"•••575"_s;
    QTest::newRow("+84") << u"+84 900 000 575"_s << u"+•••575"_s;
    QTest::newRow("(+84)") << u"(+84)900000575"_s << u"(+•••575"_s;
    QTest::newRow("84") << u"84900000575"_s << u"•••575"_s;
    QTest::newRow("landline") << u"0234 3822 888"_s << u"•••888"_s;
    QTest::newRow("landline ()") << u"(0234) 3 822 888"_s << u"(•••888"_s;
    QTest::newRow("without 0") << u"gọi 900 000 575"_s << u"gọi •••575"_s;
    QTest::newRow("two") << u"0900000575-0900000576"_s << u"•••575-•••576"_s;
    QTest::newRow("glued") << u"sdt0900000575gap"_s << u"sdt•••575gap"_s;
    QTest::newRow("digit by digit") << u"0 9 0 0 0 0 0 5 7 5"_s << u"•••575"_s;
    QTest::newRow("full width") << u"０９００００００５７５"_s << u"•••575"_s;
    QTest::newRow("after a date") << u"20.10.2026 0900 000 575"_s << u"20.10.2026 •••575"_s;
    QTest::newRow("before a number") << u"0900000575 12 Lê Lợi"_s << u"•••575 12 Lê Lợi"_s;
    QTest::newRow("spaced, before a number") << u"0900 000 575 12 Lê Lợi"_s
                                              << u"•••575 12 Lê Lợi"_s;
    QTest::newRow("identity 12") << u"CCCD 046085001234"_s << u"CCCD •••234"_s;
    QTest::newRow("identity 12 spaced") << u"046 085 001 234"_s << u"•••234"_s;
    QTest::newRow("identity 9") << u"CMND 191234567"_s << u"CMND •••567"_s;
    QTest::newRow("plate") << u"xe 75A-123.45 đỗ"_s << u"xe ••• đỗ"_s;
    QTest::newRow("plate plain") << u"75A12345"_s << u"•••"_s;
    QTest::newRow("motorbike") << u"75F1-678.90, 75-B1 123.45"_s << u"•••, •••"_s;
    QTest::newRow("lower case") << u"biển 75a 123.45"_s << u"biển •••"_s;
    QTest::newRow("old plate") << u"75H-1234"_s << u"•••"_s;
    QTest::newRow("French") << u"+33 6 12 34 56 78"_s << u"+•••678"_s;
}

void TestVietnamese::masks()
{
    QFETCH(QString, text);
    QFETCH(QString, masked);
    QCOMPARE(maskPhones(text), masked);
}

void TestVietnamese::leavesAlone_data()
{
    QTest::addColumn<QString>("text");
    for (const char16_t* text : {
             u"ngày 20/10/2026 lúc 07:30", u"20.10.2026 21.10.2026", u"2026-10-20 07:30",
             u"05-10-2025 08-10-2025", u"kiệt 43/2 Thạch Hãn", u"số 120 - 122 Lê Lợi",
             u"PA-216935, PA-216936", u"Công văn số 2290/UBND-PAHT, ngày 22/9/2025",
             u"150.000 đồng", u"từ 350.000 - 500.000 đ", u"1.500.000.000 đồng", u"905.123.456 đ",
             u"tọa độ 16.463713, 107.590866", u"16.4637131, 107.5908662", u"gọi 113, 114 hoặc 115",
             u"từ 17 giờ 10 đến 21 giờ 40", u"mưa 820 m³/s", u"Thanh toán 84.000.000.000 đ",
             u"1900 1075", u"từ 15h đến 17h30", u"phường 12, quận 3, tổ 45",
             u"01 10 2026 02 10 2026", u"",
         })
        QTest::newRow(qPrintable(QString::fromUtf16(text).left(30))) << QString::fromUtf16(text);
}

void TestVietnamese::leavesAlone()
{
    QFETCH(QString, text);
    QCOMPARE(maskPhones(text), text);
}

// Whatever the separators and whatever stands around it, a telephone number does not get through.
void TestVietnamese::masksAnyPhone()
{
    SeededRandom random("phones");
    static const QStringList separators = {u""_s, u" "_s, u"."_s, u"-"_s, u" - "_s, u"\u00a0"_s};
    static const QStringList before = {u""_s, u"Gọi "_s, u"sđt:"_s, u"số 12 Lê Lợi, "_s,
                                       u"20/10/2026 "_s, u"(nhà) "_s};
    static const QStringList after = {u""_s, u" nhé"_s, u"."_s, u", cảm ơn"_s, u"(Zalo)"_s};
    for (int i = 0; i < 4000; ++i) {
        QString number = u"0"_s + u"35789"_s[random.upTo(5)];
        while (number.size() < 10)
            number.append(QChar(u'0' + random.upTo(10)));
        const QString separator = separators[random.upTo(static_cast<int>(separators.size()))];
        const QString spaced = number.left(4) + separator + number.mid(4, 3) + separator
                               + number.mid(7);
        const QString head = before[random.upTo(static_cast<int>(before.size()))];
        const QString tail = after[random.upTo(static_cast<int>(after.size()))];
        QCOMPARE(maskPhones(head + spaced + tail), head + u"•••"_s + number.right(3) + tail);
    }
    for (int i = 0; i < 2000; ++i) {
        const QString text = anyText(random, random.upTo(60));
        QVERIFY(digitsIn(maskPhones(text)) <= digitsIn(text));
    }
}

void TestVietnamese::maskedPhones()
{
    QCOMPARE(maskedPhone(u"0900 000 575"), u"•••575"_s);
    QCOMPARE(maskedPhone(u"113"), u""_s);
    QCOMPARE(maskedPhone(u"không có"), u""_s);
}

void TestVietnamese::showsControls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Đường Lê Lợi\nkiệt 4\tsố 2"_s << u"Đường Lê Lợi\nkiệt 4\tsố 2"_s;
    QTest::newRow("override") << u"a\u202eb"_s << u"a⟨U+202E⟩b"_s;
    QTest::newRow("zero width") << u"a\u200bb\ufeff"_s << u"a⟨U+200B⟩b⟨U+FEFF⟩"_s;
    QTest::newRow("C0") << u"a\u0007\u001b[0m"_s << u"a⟨U+0007⟩⟨U+001B⟩[0m"_s;
    QTest::newRow("C1") << u"\u009b"_s << u"⟨U+009B⟩"_s;
    QTest::newRow("form's line end") << u"a\r\nb\rc"_s << u"a\nb⟨U+000D⟩c"_s;
    QTest::newRow("family") << u"👨\u200d👩\u200d👧"_s << u"👨\u200d👩\u200d👧"_s;
    QTest::newRow("joiner in text") << u"a\u200db"_s << u"a⟨U+200D⟩b"_s;
    QTest::newRow("tag") << QString::fromUcs4(U"x\U000E0041") << u"x⟨U+E0041⟩"_s;
    QTest::newRow("NFD stays") << u"Đường"_s.normalized(QString::NormalizationForm_D)
                               << u"Đường"_s.normalized(QString::NormalizationForm_D);
}

void TestVietnamese::showsControls()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleControls(text), shown);
}

void TestVietnamese::capsMarksAndLines()
{
    const QString zalgo = u"e"_s + QString(500, QChar(0x0301)) + u"x"_s;
    QCOMPARE(visibleControls(zalgo), u"e"_s + QString(kMaxMarksPerBase, QChar(0x0301)) + u"x"_s);
    const QString line(3 * kMaxVisibleLine + 5, u'x');
    const QStringList lines = visibleControls(line).split(u'\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.join(QString()), line);
}

void TestVietnamese::showProperties()
{
    SeededRandom random("visible");
    for (int i = 0; i < 3000; ++i) {
        const QString shown = visibleControls(anyText(random, random.upTo(80)));
        QVERIFY(shown.isValidUtf16());
        QCOMPARE(visibleControls(shown), shown);
        for (QChar c : shown) {
            QVERIFY(!(c.unicode() >= 0x202A && c.unicode() <= 0x202E));
            QVERIFY(!(c.unicode() >= 0x2066 && c.unicode() <= 0x2069));
            QVERIFY(c.unicode() >= 0x20 || c == u'\n' || c == u'\t');
        }
    }
}

QTEST_APPLESS_MAIN(TestVietnamese)
#include "tst_core_vietnamese.moc"
