// SPDX-License-Identifier: GPL-3.0-or-later
// The palette's promises (contrast), the face (tabular digits) and the glyphs (ink, all states).
#include "Kydai/Ui/glyphprovider.h"
#include "Kydai/Ui/install.h"

#include <QDirIterator>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QJsonObject tokens()
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/resources/tokens.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QColor colour(const QJsonObject& theme, const QString& role)
{
    return QColor(theme.value(role).toObject().value("value"_L1).toString());
}

double luminance(const QColor& c)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

double ink(const QImage& image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            sum += qAlpha(image.pixel(x, y));
    }
    return sum / (255.0 * image.width() * image.height());
}

} // namespace

class TstUiTokens : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(!tokens().isEmpty());
        m_bundled = kydai::ui::registerFonts();
    }

    void contrasts_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("front");
        QTest::addColumn<QString>("back");
        QTest::addColumn<double>("least");
        const QStringList surfaces{u"bg.app"_s, u"bg.rail"_s, u"bg.panel"_s, u"bg.card"_s,
            u"bg.inset"_s, u"bg.hover"_s, u"bg.raised"_s, u"bg.popover"_s, u"bg.selected"_s};
        const QStringList texts{u"text.primary"_s, u"text.secondary"_s, u"text.muted"_s,
            u"accent.text"_s, u"info.text"_s, u"ok.text"_s, u"warn.text"_s, u"danger.text"_s};
        const QStringList grounds{u"bg.app"_s, u"bg.rail"_s, u"bg.panel"_s, u"bg.card"_s,
            u"bg.inset"_s, u"bg.popover"_s, u"bg.selected"_s};
        const auto row = [](const QString& theme, const QString& front, const QString& back, double least) {
            QTest::newRow(qPrintable(theme + u": "_s + front + u" on "_s + back))
                << theme << front << back << least;
        };
        for (const QString& theme : {u"dark"_s, u"light"_s}) {
            for (const QString& text : texts) {
                for (const QString& surface : surfaces)
                    row(theme, text, surface, 4.5);
            }
            for (const QString& kind : {u"info"_s, u"ok"_s, u"warn"_s, u"danger"_s}) {
                row(theme, kind + u".onFill"_s, kind + u".fill"_s, 4.5);
                row(theme, kind + u".text"_s, kind + u".soft"_s, 4.5);
                row(theme, u"text.primary"_s, kind + u".soft"_s, 4.5);
            }
            row(theme, u"accent.onFill"_s, u"accent.fill"_s, 4.5);
            row(theme, u"accent.onFill"_s, u"accent.hover"_s, 4.5);
            row(theme, u"accent.text"_s, u"accent.soft"_s, 4.5);
            for (const QString& ground : grounds) {
                row(theme, u"line.control"_s, ground, 3.0);
                row(theme, u"accent.focus"_s, ground, 3.0);
            }
        }
    }

    void contrasts()
    {
        QFETCH(QString, theme);
        QFETCH(QString, front);
        QFETCH(QString, back);
        QFETCH(double, least);
        const QJsonObject roles = tokens().value("color"_L1).toObject().value(theme).toObject();
        const QColor a = colour(roles, front);
        const QColor b = colour(roles, back);
        QVERIFY2(a.isValid() && b.isValid(), "a role is missing");
        const double ratio = contrast(a, b);
        QVERIFY2(ratio >= least, qPrintable(u"%1 is below %2"_s.arg(ratio).arg(least)));
    }

    void tabularDigits()
    {
        if (!m_bundled)
            QSKIP("the face was not made in this build");
        QVERIFY(QFontDatabase::families().contains(u"Kydai Sans"_s));
        for (const int weight : {400, 500, 600}) {
            QFont font(u"Kydai Sans"_s);
            font.setPixelSize(100);
            font.setWeight(QFont::Weight(weight));
            const QFontMetricsF metrics(font);
            for (const QChar digit : u"123456789"_s)
                QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
            for (const QChar letter : u"ỄẶỔỮẬđơư→"_s)
                QVERIFY2(metrics.inFont(letter), qPrintable(QString(letter)));
        }
    }

    void everyGlyphHasInk()
    {
        kydai::ui::GlyphProvider provider;
        QVERIFY(provider.names().size() > 100);
        for (const QString& name : provider.names()) {
            QSize size;
            const QImage image = provider.requestImage(name + u"/FF0000"_s, &size, QSize(32, 32));
            QCOMPARE(size, QSize(32, 32));
            const double share = ink(image);
            QVERIFY2(share > 0.005 && share < 0.9, qPrintable(u"%1: %2"_s.arg(name).arg(share)));
        }
    }

    void everyStateHasItsOwnShape()
    {
        kydai::ui::GlyphProvider provider;
        const QStringList states = tokens().value("caseState"_L1).toObject().keys();
        QCOMPARE(states.size(), 16);
        QList<QImage> seen;
        for (const QString& state : states) {
            const QImage image = provider.requestImage(u"state-"_s + state + u"/FF0000"_s, nullptr,
                QSize(32, 32));
            QVERIFY2(ink(image) > 0.02, qPrintable(state));
            QVERIFY2(!seen.contains(image), qPrintable(state));
            seen.append(image);
        }
    }

    void secondColourFillsTheMark()
    {
        kydai::ui::GlyphProvider provider;
        const QSize size(32, 32);
        const QImage holed = provider.requestImage(u"priority-urgent/C93A28"_s, nullptr, size);
        const QImage filled = provider.requestImage(u"priority-urgent/C93A28/FFFFFF"_s, nullptr, size);
        QVERIFY(qAlpha(holed.pixel(16, 12)) < 64);
        QCOMPARE(filled.pixelColor(16, 12), QColor(Qt::white));
    }

    void unknownGlyphIsEmptyAndSaid()
    {
        kydai::ui::GlyphProvider provider;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no such glyph"_s));
        QCOMPARE(ink(provider.requestImage(u"nothing/FF0000"_s, nullptr, QSize(16, 16))), 0.0);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no such glyph"_s));
        QCOMPARE(ink(provider.requestImage(u"check/red"_s, nullptr, QSize(16, 16))), 0.0);
    }

    void ringsShowTheShareLeft()
    {
        kydai::ui::SlaProvider provider;
        double before = -1;
        for (const int step : {0, 6, 12, 24}) {
            const QImage image = provider.requestImage(
                u"due_soon/%1/F2C154/2B3138"_s.arg(step), nullptr, QSize(56, 56));
            const double share = ink(image);
            QVERIFY2(share > before, qPrintable(QString::number(step)));
            before = share;
        }
        const QImage over = provider.requestImage(u"overdue/24/C93A28/FFFFFF"_s, nullptr, QSize(28, 28));
        QCOMPARE(over.pixelColor(4, 14), QColor(0xC9, 0x3A, 0x28));
        for (const QString& kind : {u"in_time"_s, u"paused"_s, u"none"_s})
            QVERIFY(ink(provider.requestImage(kind + u"/24/B1B8C2/2B3138"_s, nullptr, QSize(28, 28))) > 0.01);
    }

    void noColourAndNoRichTextOutsideTheTheme_data()
    {
        QTest::addColumn<QString>("path");
        const QString root = QStringLiteral(KYDAI_SOURCE_DIR "/qml/Kydai");
        QDirIterator files(root, {u"*.qml"_s}, QDir::Files,
            QDirIterator::Subdirectories | QDirIterator::FollowSymlinks);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(path.mid(root.size() + 1))) << path;
        }
    }

    void noColourAndNoRichTextOutsideTheTheme()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        const QRegularExpression literal(
            u"\"#[0-9A-Fa-f]{3,8}\"|[cC]olor: \"|Qt\\.(rgba|hsla|lighter|darker)"_s);
        const QRegularExpression text(u"^\\s*Text \\{|RichText|StyledText|MarkdownText|AutoText"_s);
        const bool isUiText = path.endsWith(u"/UiText.qml"_s);
        for (qsizetype at = 0; at < lines.size(); ++at) {
            const QByteArray where = QByteArray("line ") + QByteArray::number(at + 1);
            QVERIFY2(!lines.at(at).contains(literal), where + ": a colour outside the Theme");
            QVERIFY2(isUiText || !lines.at(at).contains(text), where + ": text that is not a UiText");
        }
    }

private:
    bool m_bundled = false;
};

QTEST_MAIN(TstUiTokens)
#include "tst_ui_tokens.moc"
