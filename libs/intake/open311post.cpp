// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/open311post.h"

#include <cmath>

#include <QDateTime>
#include <QUrl>

#include "core/directory.h"
#include "core/vietnamese.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

class PostReader
{
public:
    PostReader(const Form& form, const Directory& directory, qint64 nowMs)
        : m_form(form), m_directory(directory), m_nowMs(nowMs)
    {
    }

    void readService()
    {
        const QString code = m_form.value(u"service_code");
        if (code.isEmpty())
            complain(u"service_code is required"_s);
        else if (!m_directory.category(code))
            complain(u"service_code is not in the list of services"_s);
        out.report.category = code;
        const QString type = m_form.value(u"report_type");
        if (type.isEmpty())
            return;
        if (const auto known = reportTypeFrom(type))
            out.report.type = *known;
        else
            complain(u"report_type is not known"_s);
    }

    void readPlace()
    {
        const QString lat = m_form.value(u"lat");
        const QString lon = m_form.value(u"long");
        if (lat.isEmpty() != lon.isEmpty()) {
            complain(u"lat and long come together"_s);
        } else if (!lat.isEmpty()) {
            bool latOk = false, lonOk = false;
            const double y = lat.toDouble(&latOk), x = lon.toDouble(&lonOk);
            if (!latOk || !lonOk || !std::isfinite(y) || !std::isfinite(x) || std::abs(y) > 90
                || std::abs(x) > 180) {
                complain(u"lat must be within -90..90 and long within -180..180, in degrees"_s);
            } else {
                out.report.hasPosition = true;
                out.report.lat = y;
                out.report.lon = x;
            }
        }
        out.report.address = line(u"address_string", kMaxLine);
        const QString area = m_form.value(u"address_id");
        const QDate today =
            QDateTime::fromMSecsSinceEpoch(m_nowMs, Qt::OffsetFromUTC, 7 * 3600).date();
        if (!area.isEmpty() && !m_directory.areaAt(area, today))
            complain(u"address_id is not the code of a ward that is valid today"_s);
        out.report.area = area;
        if (lat.isEmpty() && lon.isEmpty() && out.report.address.isEmpty() && area.isEmpty())
            complain(u"lat and long, address_string or address_id is required"_s);
    }

    void readText(int photos)
    {
        QString text = m_form.value(u"description");
        text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
        if (text.isEmpty() && photos == 0)
            complain(u"description is required when no photo is sent"_s);
        if (text.size() > kMaxText)
            complain(u"description is longer than %1 characters"_s.arg(kMaxText));
        const QString url = line(u"media_url", 1000);
        if (!url.isEmpty()) {
            const QUrl parsed(url, QUrl::StrictMode);
            if (!parsed.isValid() || (parsed.scheme() != u"http" && parsed.scheme() != u"https"))
                complain(u"media_url must be an http or https address"_s);
            else if (text.size() + 1 + url.size() <= kMaxText)
                text += (text.isEmpty() ? QString() : u"\n"_s) + url;
        }
        out.report.text = text;
    }

    void readContact()
    {
        PostedContact& contact = out.contact;
        const QString last = line(u"last_name", 100);
        const QString first = line(u"first_name", 100);
        contact.name = QString(last + u' ' + first).trimmed(); // family name first, as people write
        contact.email = line(u"email", 254);
        const qsizetype at = contact.email.indexOf(u'@');
        if (!contact.email.isEmpty() && (at < 1 || at + 1 >= contact.email.size()))
            complain(u"email is not an address"_s);
        contact.phone = line(u"phone", 40);
        const auto digits = std::count_if(contact.phone.cbegin(), contact.phone.cend(),
                                          [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (!contact.phone.isEmpty() && (digits < 6 || digits > 15))
            complain(u"phone must have 6 to 15 digits"_s);
        contact.device = line(u"device_id", 128);
        contact.account = line(u"account_id", 128);
        out.report.reporterName = contact.name;
        out.report.reporterMasked = maskedPhone(contact.phone);
        out.report.hasContact = !contact.isEmpty();
    }

    PostedReport out;
    ServiceErrors errors;

private:
    void complain(const QString& what) { errors.append({400, what}); }

    QString line(QStringView name, int bound)
    {
        QString value = m_form.value(name);
        if (value.size() > bound) {
            complain(u"%1 is longer than %2 characters"_s.arg(name.toString()).arg(bound));
            return {};
        }
        value.replace(u'\n', u' ').replace(u'\r', u' ');
        return value;
    }

    const Form& m_form;
    const Directory& m_directory;
    qint64 m_nowMs;
};

}  // namespace

tl::expected<PostedReport, ServiceErrors> readPost(const Form& form, int photos,
                                                   const Directory& directory, qint64 nowMs)
{
    PostReader reader(form, directory, nowMs);
    reader.readService();
    reader.readPlace();
    reader.readText(photos);
    reader.readContact();
    if (!reader.errors.isEmpty())
        return tl::unexpected(reader.errors);
    return reader.out;
}

}  // namespace kydai::intake
