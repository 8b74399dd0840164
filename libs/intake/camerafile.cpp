// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/camerafile.h"

#include <QRegularExpression>
#include <QSet>

#include "intake/csvread.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

// One row by its columns; the first value that cannot be read is remembered.
class Row
{
public:
    Row(const QHash<QString, int>& columns, const QStringList& fields)
        : m_columns(columns), m_fields(fields)
    {
    }
    QString text(const QString& column) const
    {
        return m_fields.value(m_columns.value(column, -1));
    }
    bool has(const QString& column) const { return !text(column).isEmpty(); }
    double number(const QString& column, double usual)
    {
        if (!has(column))
            return usual;
        bool ok = false;
        const double value = text(column).toDouble(&ok);
        return ok ? value : (refuse(column), usual);
    }
    int whole(const QString& column, int usual)
    {
        if (!has(column))
            return usual;
        bool ok = false;
        const int value = text(column).toInt(&ok);
        return ok ? value : (refuse(column), usual);
    }
    QDate day(const QString& column)
    {
        const QDate value = QDate::fromString(text(column), Qt::ISODate);
        if (has(column) && !value.isValid())
            refuse(column);
        return value;
    }
    bool yes(const QString& column)
    {
        const QString value = text(column).toLower();
        if (value == u"yes" || value == u"true" || value == u"1")
            return true;
        if (!value.isEmpty() && value != u"no" && value != u"false" && value != u"0")
            refuse(column);
        return false;
    }
    void refuse(const QString& why)
    {
        if (m_wrong.isEmpty())
            m_wrong = why;
    }
    const QString& wrong() const { return m_wrong; }

private:
    const QHash<QString, int>& m_columns;
    const QStringList& m_fields;
    QString m_wrong;
};

CameraProfile profileOf(Row& row, const QString& prefix)
{
    CameraProfile p;
    p.url = row.text(prefix + u"_url"_s);
    p.codec = row.text(prefix + u"_codec"_s).toLower();
    p.width = row.whole(prefix + u"_width"_s, 0);
    p.height = row.whole(prefix + u"_height"_s, 0);
    p.fps = row.number(prefix + u"_fps"_s, 0);
    return p;
}

Camera cameraOf(Row& row)
{
    Camera c;
    c.code = row.text(u"code"_s);
    c.name = row.text(u"name"_s);
    c.group = row.text(u"group"_s);
    c.area = row.text(u"area"_s);
    c.owner = row.text(u"owner"_s);
    c.hasPosition = row.has(u"lat"_s) || row.has(u"lon"_s);
    if (row.has(u"lat"_s) != row.has(u"lon"_s))
        row.refuse(u"position: lat and lon come together"_s);
    c.lat = row.number(u"lat"_s, 0);
    c.lon = row.number(u"lon"_s, 0);
    c.direction = row.number(u"direction"_s, -1);
    c.fov = row.number(u"fov"_s, 0);
    c.reach = row.number(u"reach"_s, 0);
    c.main = profileOf(row, u"main"_s);
    c.sub = profileOf(row, u"sub"_s);
    c.snapshot = row.text(u"snapshot_url"_s);
    c.sessionLimit = row.whole(u"sessions"_s, 2);
    c.keep = row.yes(u"keep"_s);
    c.valid = {row.day(u"valid_from"_s), row.day(u"valid_to"_s)};
    return c;
}

QString reasonOf(const Error& error)
{
    QString reason = error.params.value(1, error.params.value(0));
    if (!error.detail.isEmpty())
        reason += u": "_s + error.detail;
    return reason;
}

// Whoever reads the rejects learns which row it was, and no way into a camera.
QStringList withoutSecrets(QStringList fields, const QHash<QString, int>& columns)
{
    static const QRegularExpression userInfo(u"//[^/@\\s]*@"_s);
    static const QRegularExpression query(u"\\?.*"_s);
    for (const QString& column : {u"user"_s, u"password"_s}) {
        const int at = columns.value(column, -1);
        if (at >= 0 && at < fields.size() && !fields[at].isEmpty())
            fields[at] = u"***"_s;
    }
    for (QString& field : fields) {
        if (field.contains(u"://")) {
            field.replace(userInfo, u"//***@"_s);
            field.replace(query, u"?***"_s);
        }
    }
    return fields;
}

// What the row says against the directory; empty = it may be kept.
QString whyNot(const Camera& c, Row& row, const Directory& directory)
{
    if (!row.wrong().isEmpty())
        return row.wrong();
    if (const auto checked = checkCamera(c); !checked)
        return reasonOf(checked.error());
    if (!c.area.isEmpty() && !directory.area(c.area))
        return u"area: no such code"_s;
    if (!c.owner.isEmpty() && !directory.agency(c.owner))
        return u"owner: no such agency"_s;
    if (row.text(u"user"_s).size() > kMaxCameraCredential
        || row.text(u"password"_s).size() > kMaxCameraCredential)
        return u"user: too long"_s;
    return {};
}

Result<QHash<QString, int>> columnsOf(CsvReader& reader)
{
    QStringList head;
    QHash<QString, int> columns;
    if (reader.next(&head) && reader.error().isEmpty()) {
        for (int i = 0; i < head.size(); ++i)
            columns.insert(head.at(i).toLower(), i);
    }
    if (!columns.contains(u"code"_s) || !columns.contains(u"name"_s))
        return fail(ErrorCode::BadInput, {u"columns"_s},
                    u"the first line names no columns \"code\" and \"name\""_s);
    return columns;
}

}  // namespace

Result<CameraTable> readCameraTable(const QByteArray& csv, const Directory& directory,
                                    const QList<Camera>& stored,
                                    const QHash<QString, CameraCredential>& credentials)
{
    if (csv.size() > kMaxCameraFile)
        return fail(ErrorCode::TooLarge, {u"file"_s, QString::number(kMaxCameraFile)});
    CsvReader reader(csv);
    const auto columns = columnsOf(reader);
    if (!columns)
        return tl::unexpected(columns.error());
    CameraTable out;
    out.cameras = stored;
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < stored.size(); ++i)
        index.insert(stored.at(i).code, i);
    QSet<QString> seen;
    QStringList fields;
    while (reader.next(&fields)) {
        Row row(*columns, fields);
        if (!reader.error().isEmpty())
            row.refuse(reader.error());
        const Camera camera = cameraOf(row);
        QString why = whyNot(camera, row, directory);
        if (why.isEmpty() && seen.contains(camera.code))
            why = u"code: twice in the file"_s;
        if (why.isEmpty() && !index.contains(camera.code) && out.cameras.size() >= kMaxCameras)
            why = u"code: more than %1 cameras"_s.arg(kMaxCameras);
        if (!why.isEmpty()) {
            out.rejected.append({reader.line(), why, withoutSecrets(fields, *columns)});
            continue;
        }
        seen.insert(camera.code);
        // Without these columns a file leaves the credentials as they are.
        const CameraCredential known = credentials.value(camera.code);
        const bool says = columns->contains(u"user"_s) || columns->contains(u"password"_s);
        const CameraCredential given =
            says ? CameraCredential{row.text(u"user"_s), row.text(u"password"_s)} : known;
        const auto at = index.constFind(camera.code);
        const bool same = at != index.constEnd() && out.cameras.at(*at) == camera;
        if (given != known)
            out.changed.insert(camera.code, given);
        ++(same && given == known ? out.unchanged : out.imported);
        if (at != index.constEnd()) {
            out.cameras[*at] = camera;
        } else {
            index.insert(camera.code, out.cameras.size());
            out.cameras.append(camera);
        }
    }
    return out;
}

}  // namespace kydai::intake
