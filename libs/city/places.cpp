// SPDX-License-Identifier: GPL-3.0-or-later
#include "city/places.h"

#include <algorithm>
#include <cmath>

#include "city/street_lines.h"
#include "core/vietnamese.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

namespace {

constexpr Street kStreets[] = {
    {"Hùng Vương", 16.4632, 107.5953, "Thuận Hóa"},
    {"Bà Triệu", 16.4662, 107.6008, "Thuận Hóa"},
    {"Nguyễn Công Trứ", 16.4697, 107.5992, "Thuận Hóa"},
    {"Lê Lợi", 16.4672, 107.5898, "Thuận Hóa"},
    {"Nguyễn Huệ", 16.4618, 107.5912, "Thuận Hóa"},
    {"Hà Nội", 16.4655, 107.5925, "Thuận Hóa"},
    {"Nguyễn Thái Học", 16.4680, 107.5971, "Thuận Hóa"},
    {"Võ Thị Sáu", 16.4706, 107.5964, "Thuận Hóa"},
    {"Chu Văn An", 16.4709, 107.5943, "Thuận Hóa"},
    {"Phan Bội Châu", 16.4531, 107.5853, "Thuận Hóa"},
    {"Điện Biên Phủ", 16.4527, 107.5797, "Thuận Hóa"},
    {"Bến Nghé", 16.4660, 107.5969, "Thuận Hóa"},
    {"Ngô Quyền", 16.4634, 107.5878, "Thuận Hóa"},
    {"Trần Phú", 16.4546, 107.5882, "Thuận Hóa"},
    {"Bùi Thị Xuân", 16.4562, 107.5719, "Thuận Hóa"},
    {"Trần Hưng Đạo", 16.4700, 107.5861, "Phú Xuân"},
    {"Mai Thúc Loan", 16.4757, 107.5832, "Phú Xuân"},
    {"Đinh Tiên Hoàng", 16.4748, 107.5788, "Phú Xuân"},
    {"Nguyễn Trãi", 16.4699, 107.5695, "Phú Xuân"},
    {"Thạch Hãn", 16.4722, 107.5693, "Phú Xuân"},
    {"Lê Duẩn", 16.4643, 107.5778, "Phú Xuân"},
    {"Đặng Thái Thân", 16.4725, 107.5748, "Phú Xuân"},
    {"Chi Lăng", 16.4791, 107.5894, "Phú Xuân"},
    {"Bạch Đằng", 16.4820, 107.5843, "Phú Xuân"},
    {"Tăng Bạt Hổ", 16.4830, 107.5657, "Phú Xuân"},
    {"Nguyễn Chí Thanh", 16.4861, 107.5879, "Phú Xuân"},
    {"Nguyễn Gia Thiều", 16.4886, 107.5861, "Phú Xuân"},
    {"La Sơn Phu Tử", 16.4741, 107.5721, "Phú Xuân"},
    {"Nguyễn Sinh Cung", 16.4803, 107.6047, "Vỹ Dạ"},
    {"Phạm Văn Đồng", 16.4764, 107.6128, "Vỹ Dạ"},
    {"Tố Hữu", 16.4683, 107.6117, "Vỹ Dạ"},
    {"Xuân Thủy", 16.4742, 107.6098, "Vỹ Dạ"},
    {"Lâm Hoằng", 16.4779, 107.6076, "Vỹ Dạ"},
    {"Nguyễn Lộ Trạch", 16.4671, 107.6069, "Vỹ Dạ"},
    {"An Dương Vương", 16.4486, 107.6079, "An Cựu"},
    {"Hoàng Quốc Việt", 16.4571, 107.6111, "An Cựu"},
    {"Ngự Bình", 16.4441, 107.5968, "An Cựu"},
    {"Duy Tân", 16.4521, 107.5987, "An Cựu"},
    {"Kim Long", 16.4603, 107.5634, "Kim Long"},
    {"Nguyễn Phúc Nguyên", 16.4546, 107.5521, "Kim Long"},
    {"Vạn Xuân", 16.4648, 107.5654, "Kim Long"},
    {"Minh Mạng", 16.4302, 107.5767, "Thủy Xuân"},
    {"Lê Ngô Cát", 16.4388, 107.5703, "Thủy Xuân"},
    {"Huyền Trân Công Chúa", 16.4429, 107.5566, "Thủy Xuân"},
    {"Lý Thái Tổ", 16.4871, 107.5562, "Hương An"},
    {"Nguyễn Văn Linh", 16.4926, 107.5731, "Hương An"},
    {"Nguyễn Tất Thành", 16.4329, 107.6411, "Thanh Thủy"},
    {"Sóng Hồng", 16.4041, 107.6789, "Phú Bài"},
    {"Thân Nhân Trung", 16.5331, 107.4741, "Hương Trà"},
    {"Kinh Dương Vương", 16.5401, 107.6297, "Thuận An"},
};

constexpr const char* kBridges[] = {"cầu Trường Tiền", "cầu Phú Xuân", "cầu Đập Đá", "cầu Gia Hội",
    "cầu Bạch Hổ", "cầu Dã Viên", "cầu Đông Ba", "cầu An Cựu", "cầu Vỹ Dạ", "cầu Bến Ngự"};
constexpr const char* kMarkets[] = {"chợ Đông Ba", "chợ An Cựu", "chợ Bến Ngự", "chợ Tây Lộc",
    "chợ Vỹ Dạ", "chợ Kim Long", "chợ Xép", "chợ An Hòa", "chợ Phú Bài"};
constexpr const char* kSchools[] = {"trường tiểu học Trần Quốc Toản", "trường tiểu học Vĩnh Ninh",
    "trường THCS Nguyễn Tri Phương", "trường THPT Hai Bà Trưng", "trường tiểu học Lê Lợi",
    "trường THCS Trần Cao Vân", "trường mầm non Hoa Mai", "trường tiểu học Vỹ Dạ"};
constexpr const char* kPlaces[] = {"công viên Tứ Tượng", "công viên Thương Bạc", "Đại Nội",
    "cửa Ngọ Môn", "hồ Tịnh Tâm", "phố đi bộ Nguyễn Đình Chiểu", "bến xe phía Nam", "chùa Thiên Mụ",
    "công viên 3 tháng 2", "sân vận động Tự Do", "ga Huế", "cửa Thượng Tứ", "đàn Nam Giao"};

template <size_t N> QString pick(Chance& chance, const char* const (&list)[N])
{
    return QString::fromUtf8(list[chance.below(N)]);
}

const Area* wardNamed(const Directory& directory, const char* name, QDate day)
{
    const QString plain = QString::fromUtf8(name);
    const QList<const Area*> areas = directory.areasAt(day);
    for (const Area* area : areas) {
        if (area->name == plain)
            return area;
    }
    const QString wanted = normalise(plain);  // another spelling of the tones
    for (const Area* area : areas) {
        if (normalise(area->name) == wanted)
            return area;
    }
    return nullptr;
}

void nameThings(Spot& spot, Chance& chance)
{
    spot.house = QString::number(chance.between(2, 240));
    spot.kiet = u"kiệt %1/%2 %3"_s.arg(chance.between(2, 180)).arg(chance.between(1, 30)).arg(spot.street);
    spot.bridge = pick(chance, kBridges);
    spot.market = pick(chance, kMarkets);
    spot.school = pick(chance, kSchools);
    spot.place = pick(chance, kPlaces);
    spot.street2 = QString::fromUtf8(kStreets[chance.below(std::size(kStreets))].name);
}

// Along the street, up to kBesideM beside its middle.
void placeAlong(Spot& spot, size_t street, Chance& chance)
{
    static_assert(kLineStarts.size() == std::size(kStreets) + 1, "run make_street_lines.py");
    constexpr double kBesideM = 20, kMetresPerDegree = 110600;
    const size_t first = kLineStarts[street], last = kLineStarts[street + 1] - size_t(1);
    const double along = chance.unit() * static_cast<double>(last - first);
    const size_t from = std::min(last, first + static_cast<size_t>(along));
    const LinePoint a = kLinePoints[from], b = kLinePoints[std::min(last, from + 1)];
    const double t = along - static_cast<double>(from - first);
    const double lat = (a.latE5 + (b.latE5 - a.latE5) * t) * 1e-5;
    const double lon = (a.lonE5 + (b.lonE5 - a.lonE5) * t) * 1e-5;
    const double beside = (chance.unit() - 0.5) * 2 * kBesideM / kMetresPerDegree;
    const double north = b.latE5 - a.latE5, east = b.lonE5 - a.lonE5;
    const double length = std::hypot(north, east);
    spot.lat = lat + (length > 0 ? beside * east / length : 0);
    spot.lon = lon - (length > 0 ? beside * north / length : 0);
}

}  // namespace

std::span<const Street> streets()
{
    return kStreets;
}

Spot pickSpot(Chance& chance, const Directory& directory, QDate day)
{
    Spot spot;
    const QList<const Area*> areas = directory.areasAt(day);
    if (!areas.isEmpty() && chance.hit(0.2)) {  // the communes around
        const Area* area = chance.pick(areas);
        spot.street = chance.hit(0.5) ? u"Tỉnh lộ %1"_s.arg(chance.between(1, 25))
                                      : u"đường liên thôn số %1"_s.arg(chance.between(1, 9));
        spot.ward = area->name;
        spot.areaCode = area->code;
        spot.lat = area->lat + (chance.unit() - 0.5) * 0.012;
        spot.lon = area->lon + (chance.unit() - 0.5) * 0.012;
    } else {
        const auto number = static_cast<size_t>(chance.below(std::size(kStreets)));
        const Street& street = kStreets[number];
        spot.street = QString::fromUtf8(street.name);
        spot.ward = QString::fromUtf8(street.ward);
        if (const Area* area = wardNamed(directory, street.ward, day))
            spot.areaCode = area->code;
        placeAlong(spot, number, chance);
    }
    nameThings(spot, chance);
    return spot;
}

Spot nearby(const Spot& spot, Chance& chance, double metres)
{
    Spot other = spot;
    other.lat += (chance.unit() - 0.5) * 2 * metres / 111'320.0;
    other.lon += (chance.unit() - 0.5) * 2 * metres / 106'700.0;  // a degree of longitude at 16.5°
    other.house = QString::number(chance.between(2, 240));
    return other;
}

}  // namespace kydai::city
