// SPDX-License-Identifier: GPL-3.0-or-later
// A reporter's name leaves every text an agency sees, however it is spelled.
#include <QtTest>

#include "core/reducer.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TstCoreRedaction : public QObject
{
    Q_OBJECT

private slots:
    void nameInAnySpelling_data()
    {
        QTest::addColumn<QString>("written");
        const QString name = u"Trần Thị Hòa"_s;
        QTest::newRow("as it is") << name;
        QTest::newRow("decomposed") << name.normalized(QString::NormalizationForm_D);
        QTest::newRow("other vowel") << u"Trần Thị Hoà"_s;
        QTest::newRow("capitals") << name.toUpper();
        QTest::newRow("spaces") << u"Trần  Thị\u00a0Hòa"_s;
    }

    void nameInAnySpelling()
    {
        QFETCH(QString, written);
        Case c;
        c.agency = u"SXD"_s;
        c.state = CaseState::Assigned;
        ReportRef report;
        report.reporterName = u"Trần Thị Hòa"_s;
        report.text = u"Tôi là %1, đường trước nhà hỏng."_s.arg(written);
        c.reports.append(report);
        c.title = report.text;
        const Case view = agencyView(c, u"SXD"_s);
        for (const QString& text : {view.title, view.reports.constFirst().text}) {
            const QString plain = text.normalized(QString::NormalizationForm_C).toLower();
            QVERIFY2(!plain.contains(u"trần"), qPrintable(text));
            QVERIFY2(plain.contains(u"hỏng"), qPrintable(text));  // the rest stays
        }
        QVERIFY(view.reports.constFirst().reporterName.isEmpty());
    }

    void videosStayAtTheCentre()
    {
        Case c;
        c.agency = u"SXD"_s;
        for (const QString& mime : {u"image/jpeg"_s, u"video/mp4"_s, u"application/pdf"_s}) {
            Attachment file;
            file.mime = mime;
            file.sha256 = mime;
            file.kind = AttachmentKind::Document;
            c.attachments.append(file);
        }
        const Case view = agencyView(c, u"SXD"_s);
        QCOMPARE(view.attachments.size(), 2);
        for (const Attachment& file : view.attachments)
            QVERIFY(!file.mime.startsWith(u"video/"_s));
    }
};

QTEST_GUILESS_MAIN(TstCoreRedaction)
#include "tst_core_redaction.moc"
