// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing.h"

#include <cstdio>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "commands.h"
#include "intake/csvtext.h"
#include "storage/files.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

Result<QByteArray> readWhole(const QString& path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, {path}, file.errorString());
    if (file.size() > most)
        return fail(ErrorCode::TooLarge, {path, QString::number(most)});
    return file.readAll();
}

Rejects::Rejects(const QString& dir, const QString& input, const Clock& clock)
{
    const QString time =
        QDateTime::fromMSecsSinceEpoch(clock.nowMs(), Qt::UTC).toString(u"yyyyMMdd-HHmmss"_s);
    m_path = u"%1/rejects/%2-%3.csv"_s.arg(dir, QFileInfo(input).completeBaseName(), time);
}

void Rejects::keep(const QByteArray& row)
{
    if (!m_file) {
        // Rows as they came in may name people: for the owner of the store alone.
        m_failed = !makePrivateFolder(QFileInfo(m_path).path());
        m_file = std::make_unique<QSaveFile>(m_path);
        m_failed = !m_file->open(QIODevice::WriteOnly) || m_failed;
        m_file->write(intake::csvRow({u"line"_s, u"reason"_s, u"raw"_s}));
    }
    m_failed = m_file->write(row) != row.size() || m_failed;
}

void Rejects::add(qint64 line, const QString& reason, const QString& raw)
{
    ++m_count;
    keep(intake::csvRow({QString::number(line), reason, raw}));
}

int Rejects::finish(qint64 imported, qint64 unchanged)
{
    if (m_file && (m_failed || !m_file->commit()))
        return failed(u"the rejects cannot be written to %1"_s.arg(m_path),
                      Error{ErrorCode::Io, {}, m_file->errorString()});
    std::fprintf(stdout, "imported %lld unchanged %lld rejected %lld rejects %s\n",
                 static_cast<long long>(imported), static_cast<long long>(unchanged),
                 static_cast<long long>(m_count),
                 m_count > 0 ? m_path.toUtf8().constData() : "none");
    return 0;
}

}  // namespace kydai::server
