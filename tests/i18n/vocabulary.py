# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels that are agreed with the people of the control room: context, source, translation."""

STATES = {
    "New": "Mới",
    "Being classified": "Đang phân loại",
    "Waiting for citizen": "Chờ người dân bổ sung",
    "Not accepted": "Không tiếp nhận",
    "Merged": "Đã gộp",
    "Referred elsewhere": "Đã chuyển cơ quan khác",
    "Sent to agency": "Đã chuyển xử lý",
    "Returned by agency": "Đơn vị chuyển trả",
    "In progress": "Đang xử lý",
    "Clock paused": "Tạm dừng tính hạn",
    "Agency sign-off": "Chờ lãnh đạo đơn vị duyệt",
    "Waiting for approval": "Chờ Trung tâm duyệt",
    "Resolved": "Đã xử lý",
    "Reopen requested": "Yêu cầu mở lại",
    "Closed": "Đã đóng",
    "Withdrawn": "Người dân rút",
}
ACTIONS = {
    "Take": "Nhận",
    "Assign": "Chuyển xử lý",
    "Ask the citizen": "Yêu cầu bổ sung",
    "Do not accept": "Không tiếp nhận",
    "Merge": "Gộp",
    "Refer to another body": "Chuyển cơ quan khác",
    "Hand over urgently": "Chuyển khẩn",
    "Accept": "Nhận việc",
    "Return to the Centre": "Chuyển trả Trung tâm",
    "Submit the result": "Trình lãnh đạo duyệt",
    "Sign": "Duyệt, gửi Trung tâm",
    "Send back to the officer": "Gửi lại cán bộ",
    "Approve the result": "Duyệt kết quả",
    "Ask for rework": "Yêu cầu xử lý lại",
    "Publish": "Công khai",
    "Ask for an extension": "Đề nghị gia hạn",
    "Chase": "Đôn đốc",
    "Undo": "Hoàn tác",
}
PRIORITIES = {"Urgent": "Khẩn cấp", "Normal": "Bình thường", "Complex": "Phức tạp"}
RATINGS = {
    "Very satisfied": "Rất hài lòng",
    "Satisfied": "Hài lòng",
    "Acceptable": "Chấp nhận",
    "Not satisfied": "Không hài lòng",
}
DESK = {
    "en": "vi",
    "Operations": "Vận hành",
    "Reports": "Phản ánh",
    "My work": "Việc của tôi",
    "Reported": "Đã báo cáo",
    "To sign": "Chờ ký",
    "Online": "Trực tuyến",
    "Offline · %1 waiting": "Ngoại tuyến · %1 chờ gửi",
}
FIXED = {
    "CaseState": STATES,
    "Action": ACTIONS,
    "Priority": PRIORITIES,
    "Rating": RATINGS,
    "Desk": DESK,
}

# Texts put together as the console does, and how they must read: a frame, what fills it, the outcome.
TIMES = [
    (("%1 left", "%1 min", "7"), "còn 7 phút"),
    (("%1 late", "%1 min", "38"), "quá 38 phút"),
    (("%1 working days left", "3"), "còn 3 ngày làm việc"),
    (("%1 left", "%1 h %2 min", "21", "18"), "còn 21 giờ 18 phút"),
    (("%1 ago", "%1 min", "9"), "9 phút trước"),
]


def _fill(text, values):
    for number, value in enumerate(values, 1):
        text = text.replace(f"%{number}", value)
    return text


def _compose(parts, times):
    if len(parts) > 1 and parts[1] in times:
        return _fill(times[parts[0]], [_fill(times[parts[1]], parts[2:])])
    return _fill(times[parts[0]], parts[1:])


def complaints(messages):
    texts = {}
    for m in messages:
        texts.setdefault(m.context, {})[m.source] = m.forms[0] if m.forms else ""
    for context, labels in FIXED.items():
        for source, wanted in labels.items():
            said = texts.get(context, {}).get(source)
            if said is None:
                yield f"{context}: {source!r} is not in the file; has the label's English changed?"
            elif said != wanted:
                yield f"{context}: {source!r} reads {said!r}, agreed is {wanted!r}"
    times = texts.get("Time", {})
    for parts, wanted in TIMES:
        absent = [p for p in parts if "%" in p and p not in times]
        if absent:
            yield f"Time: {absent} is not in the file"
        elif _compose(parts, times) != wanted:
            yield f"Time: {parts} reads {_compose(parts, times)!r}, agreed is {wanted!r}"
