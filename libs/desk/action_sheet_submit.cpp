// SPDX-License-Identifier: GPL-3.0-or-later
// ActionSheet: files and the way out.
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QPointer>

#include "core/rules_args.h"
#include "desk/action_sheet.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxUpload = 20LL * 1024 * 1024;

}  // namespace

void ActionSheet::addFiles(const QString& code, const QList<QUrl>& urls)
{
    Input* in = input(code);
    if (!in || in->field->kind != FieldKind::Files)
        return;
    for (const QUrl& url : urls) {
        if (in->files.size() >= kMaxSheetFiles)
            break;
        const QString path = url.toLocalFile();
        File file;
        file.source = url;
        file.name = QFileInfo(path).fileName().left(kMaxLine);
        file.mime = QMimeDatabase().mimeTypeForFile(path).name();
        const qint64 size = QFileInfo(path).size();
        if (!QFileInfo(path).isReadable())
            file.error = words::sentence({ErrorCode::Io, {}, {}});
        else if (size > kMaxUpload)
            file.error = words::sentence({ErrorCode::TooLarge, {file.name, u"20 MB"_s}, {}});
        else if (size == 0)
            file.error = translate("Desk", "The file is empty.");
        in->files.append(file);
        if (file.error.isEmpty())
            startUpload(code, in->files.size() - 1);
    }
    refresh();
}

void ActionSheet::startUpload(const QString& fieldCode, qsizetype fileIndex)
{
    const File file = input(fieldCode)->files.at(fileIndex);
    auto device = std::make_shared<QFile>(file.source.toLocalFile());
    if (!device->open(QIODevice::ReadOnly)) {
        input(fieldCode)->files[fileIndex].error = words::sentence({ErrorCode::Io, {}, {}});
        return;
    }
    // Found again by its source: others may be taken away meanwhile.
    const auto update = [guard = QPointer<ActionSheet>(this), fieldCode,
                         source = file.source](const std::function<void(File&)>& change) {
        if (!guard)
            return;
        for (File& one : guard->input(fieldCode)->files) {
            if (one.source == source)
                change(one);
        }
        guard->refresh();
    };
    m_services.api.upload(
        device, file.mime, m_case ? caseId() : QString(),
        [update](double share) { update([share](File& one) { one.progress = share; }); },
        [update](const Result<UploadAnswer>& answer) {
            update([&answer](File& one) {
                if (!answer) {
                    one.error = words::sentence(answer.error());
                    return;
                }
                one.done = true;
                one.progress = 1;
                one.sha256 = answer->sha256;
                Attachment attachment;
                attachment.sha256 = answer->sha256;
                attachment.mime = answer->mime;
                attachment.bytes = answer->bytes;
                attachment.width = answer->width;
                attachment.height = answer->height;
                attachment.name = one.name;
                one.argument = fileArg(attachment);
            });
        });
}

void ActionSheet::removeFile(const QString& code, const QString& sha256)
{
    if (Input* in = input(code)) {
        in->files.removeIf([&sha256](const File& file) {
            return file.sha256 == sha256 || file.source.toString() == sha256;
        });
        refresh();
    }
}

bool ActionSheet::uploadsReady(QString* why)
{
    for (const Input& in : std::as_const(m_inputs)) {
        for (const File& file : in.files) {
            if (!file.error.isEmpty()) {
                *why = translate("Desk", "A file could not be sent: remove it or try again.");
                return false;
            }
            if (!file.done) {
                *why = translate("Desk", "A file is still being sent.");
                return false;
            }
        }
    }
    return true;
}

Result<QVariantMap> ActionSheet::arguments()
{
    QVariantMap map;
    Error first{ErrorCode::None, {}, {}};
    for (Input& in : m_inputs) {
        in.error = {ErrorCode::None, {}, {}};
        const QString code = QString::fromLatin1(in.field->code);
        QVariant entered = in.value;
        if (in.field->kind == FieldKind::Files) {
            QVariantList files;
            for (const File& file : std::as_const(in.files))
                files.append(file.argument);
            entered = files;
        }
        if (!isVisible(in))
            continue;
        const auto argument = argumentOf(*in.field, entered);
        if (!argument)
            in.error = {ErrorCode::BadInput, {code}, {}};
        else if (argument->isValid())
            map.insert(code, *argument);
        else if (in.field->required)
            in.error = {ErrorCode::Missing, {code}, {}};
        if (first.code == ErrorCode::None && in.error.code != ErrorCode::None)
            first = in.error;
    }
    if (first.code != ErrorCode::None)
        return tl::unexpected(first);
    return map;
}

// An error that names a field stands at the field.
void ActionSheet::showError(const Error& error)
{
    const bool ofField = error.code == ErrorCode::Missing || error.code == ErrorCode::BadInput
        || error.code == ErrorCode::TooLarge;
    Input* in = ofField ? input(error.params.value(0)) : nullptr;
    if (error.code == ErrorCode::Unknown)
        in = input(u"master"_s);
    m_error = {ErrorCode::None, {}, {}};
    if (in && isVisible(*in))
        in->error = error;
    else
        m_error = error;
    refresh();
    for (int row = 0; row < m_inputs.size(); ++row) {
        if (m_inputs.at(row).error.code != ErrorCode::None) {
            Q_EMIT firstErrorAt(row);
            break;
        }
    }
    Q_EMIT stateChanged();
}

bool ActionSheet::submit()
{
    if (m_busy || m_closed)
        return false;
    m_why.clear();
    if (!uploadsReady(&m_why)) {
        Q_EMIT stateChanged();
        return false;
    }
    const Result<QVariantMap> map = arguments();
    if (!map) {
        showError(map.error());
        return false;
    }
    if (m_row && m_row->action != Action::Merge) {
        // As the case is now, not as it was when the sheet was opened.
        const CasePtr now = m_services.core.wholeCase(m_caseId);
        const auto row = m_commands.check(now ? *now : *m_case, m_row->action, *map, true);
        if (!row) {
            showError(row.error());
            return false;
        }
    }
    m_busy = true;
    Q_EMIT stateChanged();
    m_commands.run(m_caseId, action(), *map,
                   [guard = QPointer<ActionSheet>(this)](const Result<Uuid>& mid) {
                       if (!guard)
                           return;
                       guard->m_busy = false;
                       if (!mid) {
                           guard->showError(mid.error());
                           return;
                       }
                       guard->m_dirty = false;
                       guard->m_services.engine.removeDraft(guard->draftKey());
                       Q_EMIT guard->draftSaved();
                       Q_EMIT guard->submitted();
                       guard->close();
                   });
    return true;
}

}  // namespace kydai::desk
