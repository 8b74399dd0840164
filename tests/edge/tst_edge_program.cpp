// SPDX-License-Identifier: GPL-3.0-or-later
// The program's contract: options, exit codes, the one line it prints, its sub-commands, its
// libraries.
#include <QElapsedTimer>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include "edge/serverprocess.h"

using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestProgram : public QObject
{
    Q_OBJECT
private slots:
    void wrongOptions_data();
    void wrongOptions();
    void helpAndVersion();
    void failures();
    void users();
    void oneLineAndEnd();
    void oneServerAStore();
    void namesNoGui();
    void speaksTls();
};

void TestProgram::wrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* tag, const QString& words, const char* named) {
        QTest::newRow(tag) << words.split(u' ') << QByteArray(named);
    };
    row("unknown option", u"--data d --nonsense"_s, "nonsense");
    row("no data", u"--port 0"_s, "--data");
    row("port", u"--data d --port 70000"_s, "--port");
    row("port words", u"--data d --port http"_s, "--port");
    row("seed", u"--data d --seed x"_s, "--seed");
    row("unknown command", u"--data d dance"_s, "dance");
    row("user without name", u"--data d user add"_s, "user add");
    row("role", u"--data d user add x --role king"_s, "king");
    row("no role", u"--data d user add x"_s, "--role");
    row("beyond loopback", u"--data d --listen 0.0.0.0"_s, "--tls-cert");
    row("demo beyond loopback", u"--data d --demo --listen 0.0.0.0 --behind-proxy"_s, "--demo");
    row("key alone", u"--data d --tls-key f"_s, "--tls-cert");
    row("no settings file", u"--data d --config /nonexistent.ini"_s, "/nonexistent.ini");
}

void TestProgram::wrongOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const Ran ran = runServer(arguments);
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(ran.out, QByteArray());
    QCOMPARE(ran.err.count('\n'), 1);
    QVERIFY2(ran.err.contains(named), ran.err.constData());
}

void TestProgram::helpAndVersion()
{
    const Ran help = runServer({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char* word :
         {"--data", "--listen", "--port", "--demo", "--seed", "user add", "user list", "check"})
        QVERIFY2(help.out.contains(word), word);
    const Ran version = runServer({u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith("kydai-server "));
}

void TestProgram::failures()
{
    QTemporaryDir dir;
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const Ran port =
        runServer({u"--data"_s, dir.path(), u"--port"_s, QString::number(taken.serverPort())});
    QCOMPARE(port.exitCode, 1);
    QVERIFY(port.err.contains(QByteArray::number(taken.serverPort())));
    QCOMPARE(runServer({u"--data"_s, u"/proc/nowhere"_s}).exitCode, 1);
    QCOMPARE(runServer({u"--data"_s, dir.filePath(u"empty"_s), u"check"_s}).exitCode, 1);
    const Ran tls = runServer({u"--data"_s, dir.path(), u"--tls-cert"_s, u"/nonexistent.pem"_s,
                               u"--tls-key"_s, u"/nonexistent.key"_s});
    QCOMPARE(tls.exitCode, 1);
    QVERIFY(tls.err.contains("/nonexistent.pem"));
}

void TestProgram::users()
{
    QTemporaryDir dir;
    const QStringList store{u"--data"_s, dir.filePath(u"store"_s)};
    const auto add = [&](const QStringList& more, const QByteArray& password) {
        return runServer(store + QStringList{u"user"_s, u"add"_s} + more, password).exitCode;
    };
    QCOMPARE(add({u"an"_s, u"--role"_s, u"operator,dispatcher"_s}, "p\n"), 0);
    QCOMPARE(add({u"an"_s, u"--role"_s, u"operator"_s}, ""), 1);          // no password
    QCOMPARE(add({u"An Nam"_s, u"--role"_s, u"operator"_s}, "p\n"), 1);   // not a name
    QCOMPARE(add({u"binh"_s, u"--role"_s, u"agency_officer"_s}, "p\n"), 1);   // no agency
    QCOMPARE(add({u"binh"_s, u"--role"_s, u"agency_officer"_s, u"--agency"_s, u"none"_s}, "p\n"),
             1);
    const Ran list = runServer(store + QStringList{u"user"_s, u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.out.startsWith("an\toperator,dispatcher\t"), list.out.constData());
    QVERIFY(!list.out.contains("argon2"));
}

void TestProgram::oneLineAndEnd()
{
    ServerProcess server;
    QVERIFY(server.start());
    static const QRegularExpression pattern(
        u"^ready ws=ws://127\\.0\\.0\\.1:(\\d+)/sync http=http://127\\.0\\.0\\.1:\\1\\n$"_s);
    QVERIFY2(pattern.match(QString::fromUtf8(server.readyLine())).hasMatch(),
             server.readyLine().constData());
    QCOMPARE(server.get(u"/healthz"_s).status, 200);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(server.terminate());
    QVERIFY(timer.elapsed() < 5000);
}

void TestProgram::oneServerAStore()
{
    ServerProcess server;
    QVERIFY(server.start());
    const Ran second = runServer(server.arguments());
    QCOMPARE(second.exitCode, 1);
    QVERIFY(second.err.contains("another process"));
    QVERIFY(server.terminate());
    QVERIFY(server.start());   // the lock went with it
}

void TestProgram::namesNoGui()
{
    QProcess ldd;
    ldd.start(u"ldd"_s, {QString::fromUtf8(KYDAI_SERVER)});
    if (!ldd.waitForStarted())
        QSKIP("there is no ldd here");
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libQt6Core"));
    for (const char* banned : {"libQt6Gui", "libQt6Qml", "libQt6Quick", "libQt6Widgets"})
        QVERIFY(!libraries.contains(banned));
}

void TestProgram::speaksTls()
{
    QTemporaryDir dir;
    const QString cert = dir.filePath(u"cert.pem"_s), key = dir.filePath(u"key.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s,
                   u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
                   u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, cert});
    if (!openssl.waitForStarted())
        QSKIP("there is no openssl here to make a certificate");
    QVERIFY(openssl.waitForFinished(30'000));
    ServerProcess server("[server]\ntls-cert=" + cert.toUtf8() + "\ntls-key=" + key.toUtf8() +
                         '\n');
    QVERIFY(server.start());
    QVERIFY(server.ws().startsWith(u"wss://") && server.http().startsWith(u"https://"));
    QCOMPARE(server.get(u"/healthz"_s).status, 0);   // not trusted: refused by the client
    server.trust(cert);
    QCOMPARE(server.get(u"/healthz"_s).status, 200);
    QVERIFY(server.get(u"/open311/v2/services.json"_s).body.size() > 1000);
    const QByteArray plain = server.raw("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(!plain.contains("200 OK"));
    QVERIFY(server.terminate());
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_edge_program.moc"
