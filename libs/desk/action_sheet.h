// SPDX-License-Identifier: GPL-3.0-or-later
// One sheet for every row of the workflow table: its fields are the row's demands. What is typed is
// kept as a draft within 2 s; submitting records the decision. GUI thread. Owned by DeskActions;
// close() lets it go.
#pragma once

#include <QUrl>

#include "desk/commands.h"
#include "desk/record_model.h"
#include "desk/sheet_fields.h"

namespace kydai::desk {

inline constexpr qint64 kDraftDelayMs = 1500;
inline constexpr int kMaxSheetFiles = 10;
inline constexpr int kMaxReportFiles = 5;  // the server's bound of a new report

class ActionSheet : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(QString action READ action CONSTANT)
    Q_PROPERTY(QString title READ title NOTIFY textsChanged)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY textsChanged)
    Q_PROPERTY(QString caseId READ caseId CONSTANT)
    Q_PROPERTY(QString caseCode READ caseCode NOTIFY textsChanged)
    Q_PROPERTY(QString submitLabel READ submitLabel NOTIFY textsChanged)
    Q_PROPERTY(QString submitKey READ submitKey CONSTANT)
    Q_PROPERTY(bool danger READ danger CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
    Q_PROPERTY(QString error READ error NOTIFY stateChanged)
    Q_PROPERTY(QString note READ note NOTIFY textsChanged)
    Q_PROPERTY(bool restored READ restored NOTIFY stateChanged)
    Q_PROPERTY(QString savedText READ savedText NOTIFY stateChanged)
    Q_PROPERTY(QString composed READ composed NOTIFY valuesChanged)
    Q_PROPERTY(QVariantList duplicates READ duplicates NOTIFY valuesChanged)

public:
    // row null = typing a report.
    ActionSheet(Services& services, Commands& commands, const CasePtr& c, const Transition* row,
                const Uuid& newCaseId, QObject* parent = nullptr);

    QString action() const;
    QString title() const;
    QString subtitle() const;
    QString caseId() const { return m_caseId.toString(QUuid::WithoutBraces); }
    QString caseCode() const { return m_case ? m_case->code : QString(); }
    QString submitLabel() const;
    QString submitKey() const { return QStringLiteral("Ctrl Enter"); }
    bool danger() const;
    bool busy() const { return m_busy; }
    QString error() const;
    QString note() const;
    bool restored() const { return m_restored; }
    QString savedText() const;
    QString composed() const;
    QVariantList duplicates() const;

    Q_INVOKABLE void setValue(const QString& code, const QVariant& value);
    Q_INVOKABLE QVariant valueOf(const QString& code) const;
    Q_INVOKABLE void addFiles(const QString& code, const QList<QUrl>& urls);
    Q_INVOKABLE void addPasted(const QString& code, const QByteArray& bytes, const QString& name);
    Q_INVOKABLE void removeFile(const QString& code, const QString& sha256);
    Q_INVOKABLE bool submit();
    Q_INVOKABLE void useTemplate(const QString& code, const QString& templateCode);
    Q_INVOKABLE QVariantList templates(const QString& code) const;
    Q_INVOKABLE void close();
    Q_INVOKABLE void discard();

    QString draftKey() const;
    QByteArray draftBody() const;
    void restore(const QByteArray& body);
    void fill(const QVariantMap& args);  // of a refused decision
    void retranslate();

Q_SIGNALS:
    void submitted();
    void closed();
    void firstErrorAt(int row);
    void stateChanged();
    void textsChanged();
    void valuesChanged();
    void draftSaved();

private:
    struct File {
        QString key;     // of the view: the sha256 once it is known
        QString sha256;  // empty until its copy is kept
        QString name, error;
    };
    struct Input {
        const Field* field = nullptr;
        QVariant value;
        Error error{ErrorCode::None, {}, {}};
        bool touched = false;
        QList<File> files;
    };

    SheetContext context() const;
    QString nearestCode() const;
    QString wardOfCase() const;
    Input* input(const QString& code);
    const Input* input(const QString& code) const;
    int rowOfCode(const QString& code) const;
    QString category() const;
    bool isVisible(const Input& input) const;
    QVariantList recordOf(const Input& input) const;
    QVariantList fileRecords(const Input& input) const;
    void refresh();
    void afterChange(const QString& code);
    void saveSoon();
    void saveNow();
    bool roomForFile(const Input& in);
    void kept(const QString& fieldCode, const QString& key, const Result<Upload>& upload);
    void onUploadChanged(const QString& sha256);
    void takeFiles(Input& in, const QStringList& sha256s);
    void letFilesGo();
    bool filesReady(QString* why);
    QVariant filesArgument(const Input& in) const;
    Result<QVariantMap> arguments();
    void showError(const Error& error);

    Services& m_services;
    Commands& m_commands;
    CasePtr m_case;              // as it was when the sheet was opened
    const Transition* m_row;
    Uuid m_caseId;
    QList<Input> m_inputs;
    Error m_error{ErrorCode::None, {}, {}};
    QString m_why;  // a sentence about the files, in front of m_error
    bool m_busy = false, m_restored = false, m_closed = false, m_dirty = false;
    qint64 m_savedMs = 0;
    int m_fileKeys = 0;
    Scheduler::Ticket m_saveTicket = 0;
};

}  // namespace kydai::desk
