// SPDX-License-Identifier: GPL-3.0-or-later
// ActionSheet: its files. Each is copied into the profile at once; from then on the decision can be
// made, with the line or without.
#include <QFileInfo>
#include <QPointer>

#include "core/rules_args.h"
#include "desk/action_sheet.h"
#include "desk/file_store.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

QString fileSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Io:
        return translate("Desk", "The file cannot be read.");
    case ErrorCode::Missing:
        return translate("Desk", "The file is empty.");
    case ErrorCode::Unsupported:
        return translate("Desk", "Only JPEG, PNG, WebP, PDF and MP4 can be attached.");
    case ErrorCode::BadInput:
        return translate("Desk", "The file is damaged: the server cannot read it.");
    case ErrorCode::Corrupt:
        return translate("Desk", "The copy of the file on this machine is damaged: choose it again.");
    case ErrorCode::TooLarge:
        if (error.params.value(0).startsWith(u"upload"_s))
            return translate("Desk", "Too many files wait on this machine to be sent.");
        return translate("Desk", "The file is too large (at most %1).")
            .arg(error.params.value(1, u"20 MB"_s));
    default:
        return words::sentence(error);
    }
}

}  // namespace

QVariantList ActionSheet::fileRecords(const Input& in) const
{
    const Uploads& uploads = m_services.uploads;
    QVariantList list;
    for (const File& file : in.files) {
        const Upload upload = uploads.upload(file.sha256);
        QString error = file.error;
        if (error.isEmpty() && upload.error.code != ErrorCode::None)
            error = fileSentence(upload.error);
        const bool sent = !file.sha256.isEmpty() && upload.state == Upload::State::Done;
        const QString status = !error.isEmpty()     ? u"failed"_s
            : file.sha256.isEmpty()                 ? u"loading"_s
            : sent                                  ? u"ready"_s
                                                    : u"kept"_s;
        list.append(QVariantMap{{u"sha256"_s, file.key},
                                {u"name"_s, file.name},
                                {u"url"_s, uploads.url(file.sha256)},
                                {u"progress"_s, uploads.progress(file.sha256)},
                                {u"status"_s, status},
                                {u"error"_s, error}});
    }
    return list;
}

bool ActionSheet::roomForFile(const Input& in)
{
    const int most = m_row ? kMaxSheetFiles : kMaxReportFiles;
    if (in.files.size() < most)
        return true;
    m_why = translate("Desk", "At most %1 files.").arg(most);
    Q_EMIT stateChanged();
    return false;
}

void ActionSheet::addFiles(const QString& code, const QList<QUrl>& urls)
{
    Input* in = input(code);
    if (!in || in->field->kind != FieldKind::Files)
        return;
    for (const QUrl& url : urls) {
        if (!url.isLocalFile())
            continue;  // what lies elsewhere is not fetched for anybody
        if (!roomForFile(*in))
            break;
        const QString path = url.toLocalFile();
        File file{u"#%1"_s.arg(++m_fileKeys), {}, QFileInfo(path).fileName().left(kMaxLine), {}};
        in->files.append(file);
        m_services.uploads.keepFile(
            path, m_case ? m_caseId : Uuid(),
            [guard = QPointer<ActionSheet>(this), code, key = file.key,
             uploads = QPointer<Uploads>(&m_services.uploads)](const Result<Upload>& upload) {
                if (guard)
                    guard->kept(code, key, upload);
                else if (uploads && upload)
                    uploads->release(upload->sha256);
            });
    }
    refresh();
}

void ActionSheet::addPasted(const QString& code, const QByteArray& bytes, const QString& name)
{
    Input* in = input(code);
    if (!in || in->field->kind != FieldKind::Files || bytes.isEmpty())
        return;
    if (roomForFile(*in)) {
        File file{u"#%1"_s.arg(++m_fileKeys), {}, name.left(kMaxLine), {}};
        in->files.append(file);
        m_services.uploads.keepBytes(
            bytes, name, m_case ? m_caseId : Uuid(),
            [guard = QPointer<ActionSheet>(this), code, key = file.key,
             uploads = QPointer<Uploads>(&m_services.uploads)](const Result<Upload>& upload) {
                if (guard)
                    guard->kept(code, key, upload);
                else if (uploads && upload)
                    uploads->release(upload->sha256);
            });
    }
    refresh();
}

// Its copy is on this disk, or not. Taken away meanwhile, or there already: let go again.
void ActionSheet::kept(const QString& fieldCode, const QString& key, const Result<Upload>& upload)
{
    Input* in = input(fieldCode);
    File* found = nullptr;
    bool twice = false;
    for (File& file : in->files) {
        if (file.key == key)
            found = &file;
        else
            twice = twice || (upload && file.sha256 == upload->sha256);
    }
    if (!found || twice || m_closed) {
        if (upload)
            m_services.uploads.release(upload->sha256);
        in->files.removeIf([&](const File& file) { return file.key == key && twice; });
    } else if (!upload) {
        found->error = fileSentence(upload.error());
    } else if (upload->mime == QLatin1String(kMp4)
               && (!m_row || m_services.core.actor().roles.isAgency())) {
        found->error = translate("Desk", "Only the Centre attaches videos, to a report that is there.");
        m_services.uploads.release(upload->sha256);
    } else if (!m_row && upload->mime == u"application/pdf"_s) {
        // Its metadata stays in it and would tell the agency who the citizen is.
        found->error = translate("Desk", "A report takes photos: a document may name who wrote it.");
        m_services.uploads.release(upload->sha256);
    } else {
        found->sha256 = found->key = upload->sha256;
        saveSoon();
    }
    refresh();
}

void ActionSheet::onUploadChanged(const QString& sha256)
{
    for (const Input& in : std::as_const(m_inputs)) {
        for (const File& file : in.files) {
            if (file.sha256 == sha256) {
                refresh();
                return;
            }
        }
    }
}

// Of a draft or of a decision that came back: those that are still on this machine.
void ActionSheet::takeFiles(Input& in, const QStringList& sha256s)
{
    for (const QString& sha256 : sha256s) {
        if (!m_services.uploads.knows(sha256))
            continue;
        in.files.append({sha256, sha256, m_services.uploads.upload(sha256).name, {}});
        m_services.uploads.hold(sha256);
    }
}

void ActionSheet::removeFile(const QString& code, const QString& key)
{
    Input* in = input(code);
    if (!in)
        return;
    QStringList gone;
    in->files.removeIf([&](const File& file) {
        if (file.key == key && !file.sha256.isEmpty())
            gone.append(file.sha256);
        return file.key == key;
    });
    in->error = {ErrorCode::None, {}, {}};
    m_why.clear();
    refresh();
    Q_EMIT stateChanged();
    if (gone.isEmpty())
        return;
    m_dirty = true;
    saveNow();  // first: the draft must not name it any more
    for (const QString& sha256 : std::as_const(gone))
        m_services.uploads.release(sha256);
}

void ActionSheet::letFilesGo()
{
    for (const Input& in : std::as_const(m_inputs)) {
        for (const File& file : in.files) {
            if (!file.sha256.isEmpty())
                m_services.uploads.release(file.sha256);
        }
    }
}

bool ActionSheet::filesReady(QString* why)
{
    for (const Input& in : std::as_const(m_inputs)) {
        const QVariantList records = fileRecords(in);
        for (const QVariant& record : records) {
            const QString status = record.toMap().value(u"status"_s).toString();
            if (status == u"failed"_s) {
                *why = translate("Desk", "A file cannot be sent: remove it or choose another.");
                return false;
            }
            if (status == u"loading"_s) {
                *why = translate("Desk", "A file is still being copied.");
                return false;
            }
        }
    }
    return true;
}

// A report names its files alone, every other decision says what is known of them.
QVariant ActionSheet::filesArgument(const Input& in) const
{
    if (!m_row) {
        QStringList names;
        for (const File& file : in.files)
            names.append(file.sha256);
        return names;
    }
    QVariantList files;
    for (const File& file : in.files) {
        const Upload upload = m_services.uploads.upload(file.sha256);
        Attachment attachment;
        attachment.sha256 = file.sha256;
        attachment.mime = upload.mime;
        attachment.bytes = upload.bytes;
        attachment.width = upload.width;
        attachment.height = upload.height;
        attachment.name = file.name;
        files.append(fileArg(attachment));
    }
    return files;
}

}  // namespace kydai::desk
