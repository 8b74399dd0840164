// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/document_keeper.h"

#include <QCryptographicHash>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSaveFile>
#include <QUrl>

#include "core/documents.h"
#include "core/rules_args.h"
#include "sync/qt/http_blob_sender.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStillMs = 60'000;  // nothing came for so long

QString shaOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

std::unique_ptr<QNetworkAccessManager> makeNetwork()
{
    auto net = std::make_unique<QNetworkAccessManager>();
    net->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);  // the token stays here
    return net;
}

QString shaIn(const QString& fileName) { return fileName.section(u'-', -1); }

}  // namespace

DocumentKeeper::DocumentKeeper(const QString& folder, Tell tell, qint64 maxBytes)
    : m_dir(folder), m_tell(std::move(tell)), m_maxBytes(maxBytes),
      m_net(makeNetwork())
{}

DocumentKeeper::~DocumentKeeper() = default;

QString DocumentKeeper::fileOf(const QString& name, const QString& sha256) const
{
    KYDAI_ASSERT(documentKind(name) && args::isSha256(sha256));  // it becomes a file name
    return m_dir.filePath(name + u'-' + sha256);
}

QStringList DocumentKeeper::filesOf(const QString& name) const
{
    return m_dir.entryList({name + u"-*"_s}, QDir::Files, QDir::Time);
}

void DocumentKeeper::want(const DocumentsWanted& wanted)
{
    m_wanted = wanted;
    m_wanted.versions.removeIf([](const std::pair<const QString&, QString&>& entry) {
        return !documentKind(entry.first) || !args::isSha256(entry.second);
    });
    const auto& versions = m_wanted.versions;
    m_told.removeIf([&](const std::pair<const QString&, QString&>& entry) {
        return !versions.contains(entry.first);
    });
    for (auto it = versions.cbegin(); it != versions.cend(); ++it) {
        const QString& name = it.key();
        if (m_told.value(name) == it.value() || load(name, name + u'-' + it.value()))
            continue;
        const QStringList older = m_told.contains(name) ? QStringList() : filesOf(name);
        for (const QString& file : older) {
            if (load(name, file))
                break;
        }
        if (!m_wanted.token.isEmpty() && m_loading.value(name) != it.value())
            fetch(name);
    }
    sweep();
}

// What is not what its name says is removed: it was cut off, or the disk is bad.
bool DocumentKeeper::load(const QString& name, const QString& fileName)
{
    QFile file(m_dir.filePath(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray bytes =
        file.size() <= kMaxDocumentBytes ? file.readAll() : QByteArray();
    if (bytes.size() != file.size() || shaOf(bytes) != shaIn(fileName)) {
        file.remove();
        return false;
    }
    m_told.insert(name, shaIn(fileName));
    m_tell({name, shaIn(fileName), bytes, {ErrorCode::None, {}, {}}});
    return true;
}

void DocumentKeeper::fetch(const QString& name)
{
    const QString sha256 = m_wanted.versions.value(name);
    m_loading.insert(name, sha256);
    QNetworkRequest request(QUrl(m_wanted.httpBase + u"/api/documents/"_s + name));
    request.setTransferTimeout(kStillMs);
    request.setRawHeader("Authorization", "Bearer " + m_wanted.token.toLatin1());
    QNetworkReply* reply = m_net->get(request);
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply,
                     [reply](qint64 received, qint64 total) {
                         if (received > kMaxDocumentBytes || total > kMaxDocumentBytes)
                             reply->abort();
                     });
    QObject::connect(reply, &QNetworkReply::finished, m_net.get(), [this, reply, name, sha256] {
        reply->deleteLater();
        onReply(*reply, name, sha256);
    });
}

void DocumentKeeper::onReply(QNetworkReply& reply, const QString& name, const QString& sha256)
{
    // A newer version was announced meanwhile and is on its way.
    if (m_loading.value(name) != sha256)
        return;
    m_loading.remove(name);
    if (m_wanted.versions.value(name) != sha256)
        return;
    const QByteArray body = reply.readAll();
    const Result<void> kept = reply.error() == QNetworkReply::NoError
                                  ? keep(name, sha256, body)
                                  : tl::unexpected(httpError(reply, body));
    if (!kept) {
        m_tell({name, sha256, {}, kept.error()});
        return;
    }
    m_told.insert(name, sha256);
    m_tell({name, sha256, body, {ErrorCode::None, {}, {}}});
    sweep();
}

Result<void> DocumentKeeper::keep(const QString& name, const QString& sha256,
                                  const QByteArray& bytes)
{
    // Changed at the server between its announcing and our asking: the next announcement follows.
    if (shaOf(bytes) != sha256)
        return fail(ErrorCode::Later, {}, u"another version"_s);
    qint64 others = 0;
    const QFileInfoList files = m_dir.entryInfoList(QDir::Files);
    for (const QFileInfo& file : files) {
        if (!file.fileName().startsWith(name + u'-'))
            others += file.size();
    }
    if (others + bytes.size() > m_maxBytes)
        return fail(ErrorCode::TooLarge, {name, QString::number(m_maxBytes)});
    m_dir.mkpath(u"."_s);
    QSaveFile file(fileOf(name, sha256));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, {name}, file.errorString());
    return {};
}

void DocumentKeeper::sweep()
{
    const QStringList files = m_dir.entryList(QDir::Files);
    for (const QString& file : files) {
        const QString name = file.section(u'-', 0, -2);
        const QString told = m_told.value(name);
        if (!m_wanted.versions.contains(name) || (!told.isEmpty() && told != shaIn(file)))
            m_dir.remove(file);
    }
}

void DocumentKeeper::wipe()
{
    m_wanted = {};
    m_told.clear();
    m_loading.clear();
    m_net = makeNetwork();  // what is on its way ends here
    sweep();
}

}  // namespace kydai::desk
