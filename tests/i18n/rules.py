# SPDX-License-Identifier: GPL-3.0-or-later
"""What every translation must keep, and what Vietnamese text of this house never says."""
import re
import unicodedata

PLACEHOLDER = re.compile(r"%(?:L?[1-9][0-9]?|L?n)")

# First what must not stand in a text (regular expression, any case), then what the house says.
FORBIDDEN = [
    # units and identifiers are written out
    (r"\bph\b", "phút"),
    (r"\bg\b", "giờ"),
    (r"(?:\d|%\d+) ?h\b", "giờ"),
    (r"(?:\d|%\d+) ?s\b", "giây"),
    (r"\bmin\b", "phút"),
    (r"điểm %", "điểm phần trăm"),
    # the steps of the work
    (r"sàng lọc", "phân loại"),
    (r"từ chối", "không tiếp nhận"),
    (r"bác bỏ", "báo sai"),
    (r"mới tiếp nhận", "mới"),
    (r"đã tiếp nhận(?! tại hiện trường)", "nhận, đang phân loại"),
    (r"đã phân phối", "đã chuyển xử lý"),
    (r"gộp trùng", "gộp phản ánh trùng"),
    (r"ghép \d* ?phản ánh", "tìm thấy phản ánh tương tự"),
    (r"hỏi thêm đơn vị", "yêu cầu đơn vị bổ sung hồ sơ"),
    (r"trả lại đơn vị", "yêu cầu xử lý lại"),
    (r"trả lại kèm lý do", "chuyển trả Trung tâm"),
    (r"đơn vị trả lại", "đơn vị chuyển trả"),
    (r"^duyệt và công khai", "duyệt kết quả, rồi công khai"),
    (r"gửi ra ngoài", "gửi người dân"),
    (r"\b(?:đã )?nộp\b", "báo cáo kết quả"),
    (r"đã làm gì", "nội dung trả lời người dân"),
    (r"xử lý một phần", "báo cáo tiến độ"),
    (r"xong phần việc", "đã hoàn thành phần phối hợp"),
    (r"xin gia hạn", "đề nghị gia hạn"),
    (r"in phiếu(?! chuyển)", "in phiếu chuyển"),
    (r"trình duyệt", "trình phê duyệt (it also means a web browser)"),
    (r"soạn thảo", "dự thảo"),
    # people and places
    (r"trung tâm ioc", "Trung tâm"),
    (r"sàng lọc viên", "cán bộ tiếp nhận"),
    (r"tổ trưởng", "trưởng ca"),
    (r"bàn trực|\bbàn \d", "vị trí trực"),
    (r"lời dặn", "nội dung bàn giao"),
    (r"đã soát", "đã rà soát"),
    (r"thừa thiên|toàn tỉnh|\bhuyện\b|\bthị xã\b", "thành phố Huế; phường, xã"),
    (r"sở giao thông|sở tài nguyên", "Sở Xây dựng; Sở Nông nghiệp và Môi trường"),
    # citizens judge, machines advise
    (r"chấm mức|lượt chấm|để người dân chấm", "đánh giá mức độ hài lòng"),
    (r"gợi ý của máy|máy gợi ý", "gợi ý tự động"),
    # the machine
    (r"tường camera", "lưới camera"),
    (r"che riêng tư", "vùng che"),
    (r"\bô dữ liệu|\b(?:2|hai) ô\b", "trường thông tin"),
    (r"bước sau thắng", "lấy trạng thái sau"),
    (r"\bcsdl\b|cơ sở dữ liệu cục bộ", "dữ liệu trên máy"),
    (r"\btrễ \d", "độ trễ"),
    (r"bay tới", "xem trên bản đồ"),
    (r"mở ô lớn", "phóng to"),
    (r"\b(?:online|offline|click|file|server|email|desk|report)\b", "a Vietnamese word"),
]

# Words that are the same in both languages.
SAME = {"Facebook", "Zalo", "Camera", "Kỳ Đài", "English", "Tiếng Việt", "Hue-S"}

# Tone marks stand as in "hóa", "thủy": on the first vowel of oa, oe, uy at the end of a word.
OLD_TONES = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)

ENDS = ".?!:…"


def finished(m):
    if m.kind:
        yield f"is {m.kind}"
    if not m.forms or any(not form.strip() for form in m.forms):
        yield "has no translation"


def placeholders(m):
    wanted = sorted(PLACEHOLDER.findall(m.source))
    for form in m.forms:
        if form and sorted(PLACEHOLDER.findall(form)) != wanted:
            yield f"{form!r} lacks or adds a placeholder"


def shape(m):
    for form in m.forms:
        if form != form.strip() or "  " in form:
            yield f"{form!r} has a blank too many"
        if form != unicodedata.normalize("NFC", form):
            yield f"{form!r} is not in composed form (NFC)"
        if "..." in form:
            yield f"{form!r} has three dots instead of …"
        if not m.comment and len(m.source) > 1 and form \
                and (m.source[-1] in ENDS or form[-1] in ENDS) and m.source[-1] != form[-1]:
            yield f"{form!r} ends in another mark than its source"


def words(m):
    for form in m.forms:
        for pattern, instead in FORBIDDEN:
            found = re.search(pattern, form, re.IGNORECASE)
            if found and form not in SAME:
                yield f"{form!r} says {found.group(0)!r}; write: {instead}"
        if OLD_TONES.search(form):
            yield f"{form!r} places a tone as in 'hoá'; write as in 'hóa'"


def translated(m):
    text = re.sub(PLACEHOLDER, "", m.source)
    if m.forms and m.forms[0] == m.source and re.search(r"[^\W\d_]{2}", text) \
            and m.source not in SAME:
        yield "is the same as its source"


EVERY = (finished, placeholders)  # for any language
VIETNAMESE = EVERY + (shape, words, translated)


def complaints(messages, rules):
    for m in messages:
        for rule in rules:
            for complaint in rule(m):
                yield f"{m} {complaint}"
