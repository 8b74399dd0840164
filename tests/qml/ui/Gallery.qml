// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// Every control in one window, beside the study's component sheet. Not shipped.
Window {
    id: root

    property bool dark: true
    property string density: "vua"
    property bool sheet: false

    width: 1920
    height: 1400
    visible: true
    color: Theme.bgApp
    title: "Kydai.Ui"
    Component.onCompleted: {
        Theme.dark = root.dark
        Theme.density = root.density
        toasts.show("ok", "Đã chuyển PA-216935", "Công ty Môi trường và Công trình Đô thị", "Hoàn tác", "Ctrl Z", true)
        toasts.show("info", "Đang bắt kịp 1.204 thay đổi", "còn khoảng 6 giây", "", "", false)
        toasts.show("warn", "Người dân không nghe máy", "lần 2 trên 3, gọi lại lúc 20:05", "Đặt hẹn", "", false)
        focusedButton.forceActiveFocus(Qt.TabFocusReason)
        if (root.sheet) {
            dialog.open()
            agency.forceActiveFocus(Qt.TabFocusReason)
            agency.show("")
        }
    }

    component Heading: PanelFrame {
        width: 616
    }

    Flow {
        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space4
        flow: Flow.TopToBottom

        Heading {
            height: 216
            title: "Nút"
            subtitle: "một việc chính cho mỗi trạng thái"
            actions: [IconButton { iconName: "filter"; text: "Lọc"; compact: true }, IconButton { iconName: "more"; text: "Thêm"; compact: true }]

            Grid {
                x: Theme.space4
                y: Theme.space4
                columns: 4
                spacing: Theme.space4

                ActionButton { text: "Nhận"; kind: "primary"; keyText: "Space" }
                ActionButton { id: focusedButton; text: "Nhận"; kind: "primary"; keyText: "Space"; iconName: "check" }
                ActionButton { text: "Đang gửi…"; kind: "primary"; busy: true }
                ActionButton { text: "Chuyển"; keyText: "F4"; iconName: "route" }
                ActionButton { text: "Gộp"; keyText: "F7" }
                ActionButton { text: "Gộp"; enabledReason: "chưa có phản ánh trùng" }
                ActionButton { text: "Sửa"; kind: "quiet" }
                ActionButton { text: "Báo sai"; kind: "danger"; keyText: "Delete" }
                ActionButton { text: "Xóa vĩnh viễn"; kind: "dangerFill" }
                Row {
                    spacing: Theme.space1

                    IconButton { kind: "secondary"; iconName: "plus"; text: "Thêm" }
                    IconButton { kind: "secondary"; iconName: "layers"; text: "Lớp"; checked: true }
                    IconButton { iconName: "bell"; text: "Thông báo"; badgeText: "4" }
                }
                ActionButton { text: "Đặt hẹn"; compact: true }
            }
        }

        Heading {
            height: 400
            title: "Nhập liệu"

            Column {
                x: Theme.space4
                y: Theme.space4
                spacing: Theme.space3
                width: parent.width - 2 * x

                Row {
                    spacing: Theme.space3

                    TextEntry { width: 284; label: "Thường"; placeholder: "Tên đường, mã"; iconName: "search"; keyText: "Ctrl F" }
                    TextEntry { width: 284; label: "Có chữ"; text: "Nguyễn Sinh Cung"; required: true }
                }
                Row {
                    spacing: Theme.space3

                    TextEntry { width: 284; label: "Lỗi"; text: "19/10 25:00"; error: "Giờ từ 00 đến 23" }
                    TextEntry { width: 284; label: "Khóa"; text: "Do Trưởng ca đặt"; iconName: "lock"; locked: true }
                }
                Row {
                    spacing: Theme.space3

                    TextPane { width: 284; label: "Nội dung trả lời"; lines: 3; limit: 1000; text: "Lực lượng phường đã cắm 4 biển cảnh báo, vớt rác tại 3 miệng cống phía trường học." }
                    ComboField { width: 284; label: "Người ký"; model: [{ code: "a", label: "Phó Chủ tịch" }]; current: "a"; help: "theo phân công" }
                }
            }
        }

        Heading {
            height: 240
            title: "Chọn"

            Column {
                x: Theme.space4
                y: Theme.space4
                spacing: Theme.space3
                width: parent.width - 2 * x

                Row {
                    spacing: Theme.space4

                    CheckField { text: "Chọn"; checked: true }
                    CheckField { text: "Chưa" }
                    CheckField { text: "Một phần"; partial: true }
                    CheckField { text: "Bật"; look: "switch"; checked: true }
                    CheckField { text: "Tắt"; look: "switch" }
                }
                Row {
                    spacing: Theme.space2

                    SegmentedTabs { options: [{ code: "a", label: "Cụm" }, { code: "b", label: "Điểm" }, { code: "c", label: "Nhiệt" }]; current: "a" }
                    Chip { text: "Kênh"; value: "Zalo"; removable: true }
                    Chip { text: "Bật"; checked: true }
                    Tag { text: "nhãn" }
                    Tag { text: "Nội bộ"; tone: "outline"; iconName: "lock" }
                    Tag { text: "Công khai"; tone: "ok"; iconName: "eye" }
                }
                SegmentedTabs { look: "tabs"; options: [{ code: "a", label: "Chờ", count: 12 }, { code: "b", label: "Của tôi", count: 2 }, { code: "c", label: "Sắp hạn", count: 3 }]; current: "a" }
                RadioRow { width: parent.width; options: [{ code: "a", label: "Đã xử lý xong" }, { code: "b", label: "Báo cáo tiến độ" }]; current: "a" }
            }
        }

        Heading {
            height: 400
            title: "Trạng thái, 16 giá trị"

            Grid {
                x: Theme.space4
                y: Theme.space4
                columns: 2
                rowSpacing: Theme.space3
                columnSpacing: Theme.space6

                Repeater {
                    model: [["received", "Mới"], ["screening", "Đang phân loại"], ["needs_info", "Chờ người dân bổ sung"], ["not_accepted", "Không tiếp nhận"],
                        ["merged", "Đã gộp"], ["assigned", "Đã chuyển xử lý"], ["returned", "Đơn vị chuyển trả"], ["in_progress", "Đang xử lý"],
                        ["paused", "Tạm dừng tính hạn"], ["agency_review", "Chờ lãnh đạo đơn vị duyệt"], ["awaiting_approval", "Chờ Trung tâm duyệt"], ["resolved", "Đã xử lý"],
                        ["reopen_requested", "Yêu cầu mở lại"], ["closed", "Đã đóng"], ["cancelled", "Người dân rút"], ["referred", "Đã chuyển cơ quan khác"]]

                    StateGlyph {
                        required property var modelData

                        width: 260
                        code: modelData[0]
                        label: modelData[1]
                    }
                }
            }
        }

        Heading {
            height: 330
            title: "Vòng hạn, mức độ, đồng bộ"

            Column {
                x: Theme.space4
                y: Theme.space4
                spacing: Theme.space3

                Repeater {
                    model: [["in_time", 0.7, "Còn hạn"], ["due_soon", 0.2, "Sắp đến hạn"], ["overdue", 0, "Quá hạn"], ["paused", 1, "Tạm dừng"], ["none", 0, "Không đặt hạn"]]

                    Row {
                        required property var modelData

                        spacing: Theme.space3

                        SlaRing { kind: parent.modelData[0]; fraction: parent.modelData[1]; size: Theme.ringSmall }
                        SlaRing { kind: parent.modelData[0]; fraction: parent.modelData[1] }
                        SlaRing { kind: parent.modelData[0]; fraction: parent.modelData[1]; size: Theme.ringLarge }
                        UiText { text: parent.modelData[2]; role: "strong" }
                    }
                }
            }

            Column {
                x: 320
                y: Theme.space4
                spacing: Theme.space3

                PriorityGlyph { priority: "urgent"; label: "Khẩn cấp"; showLabel: true }
                PriorityGlyph { priority: "normal"; label: "Bình thường"; showLabel: true }
                PriorityGlyph { priority: "complex"; label: "Phức tạp"; showLabel: true }
                SyncPill { code: "online"; text: "Trực tuyến" }
                SyncPill { code: "catchup"; text: "Đang bắt kịp 1.204" }
                SyncPill { code: "offline"; text: "Ngoại tuyến · 3 chờ gửi" }
                SyncPill { code: "conflict"; text: "1 xung đột" }
            }
        }

        Heading {
            height: 330
            title: "Dòng hàng đợi"

            Column {
                width: parent.width

                Repeater {
                    model: [["Chưa đọc: nắp cống bật giữa đường", "còn 24 phút", "in_time", false, true, false], ["Đang chọn", "còn 7 phút", "due_soon", true, false, false],
                        ["Tiêu điểm bàn phím", "còn 52 phút", "in_time", false, false, true], ["Quá hạn", "quá 6 phút", "overdue", false, true, false]]

                    RowSurface {
                        id: line

                        required property var modelData

                        width: parent.width
                        height: 64
                        selected: modelData[3]
                        unread: modelData[4]
                        focused: modelData[5]

                        SlaRing { x: Theme.space5; anchors.verticalCenter: parent.verticalCenter; kind: line.modelData[2]; fraction: line.modelData[2] === "due_soon" ? 0.2 : 0.7 }
                        UiText { x: 68; y: 10; text: line.modelData[0]; role: line.modelData[4] || line.modelData[3] ? "strong" : "body" }
                        UiText { x: 68; y: 32; text: "Ngập úng · Thuận Hóa"; role: "meta"; tone: "text.muted" }
                        UiText { anchors.right: parent.right; anchors.rightMargin: Theme.space3; y: 32; role: "meta"; text: line.modelData[1]; tone: line.modelData[2] === "overdue" ? "danger" : line.modelData[2] === "due_soon" ? "warn" : "text.secondary" }
                    }
                }
            }
        }

        Heading {
            height: 340
            title: "Chữ"

            Column {
                x: Theme.space4
                y: Theme.space3
                spacing: Theme.space1

                Repeater {
                    model: [["display", "216.941"], ["kpi", "94,1% · 21 giờ 40"], ["heading", "Phường Vỹ Dạ, cầu Trường Tiền"], ["title", "Ngập sâu, xe chết máy ở ngã tư"],
                        ["bodyLarge", "Ễ Ặ Ổ Ữ Ậ: dấu không chạm dòng trên"], ["body", "Nguyễn Thượng Hiền, Đặng Tất"], ["strong", "Nắp cống bật giữa đường"], ["meta", "Ngập úng · Thuận Hóa · 19:34 → 11:11"], ["micro", "trục số, phím, chữ trên hình"]]

                    UiText {
                        required property var modelData

                        role: modelData[0]
                        text: modelData[1]
                    }
                }
            }
        }

        Heading {
            height: 400
            title: "Trống, đang tải, lỗi"

            Row {
                x: Theme.space4
                y: Theme.space3
                spacing: Theme.space3

                Card { width: 284; EmptyState { width: parent.width; title: "Không có kết quả"; iconName: "search"; detail: "Thử bỏ bộ lọc “Vỹ Dạ” hoặc tìm toàn thành phố."; actionText: "Bỏ một bộ lọc" } }
                Card { width: 284; Skeleton { width: parent.width } }
            }
            InlineError { x: Theme.space4; y: 200; width: 560; text: "Không mở được ảnh 2"; code: "E-204"; retryText: "Tải lại" }
            Banner { x: Theme.space4; y: 240; width: 580; tone: "warn"; iconName: "cloud-off"; title: "Ngoại tuyến"; detail: "Số liệu lúc 19:42:02."; actionText: "3 thao tác chờ gửi" }
            Banner { x: Theme.space4; y: 296; width: 580; iconName: "phone"; title: "Cuộc gọi đến · 0:06"; detail: "có thể ở phường Vỹ Dạ"; actionText: "Nghe"; actionKey: "F9" }
        }

        Heading {
            height: 250
            title: "Gợi ý, các bước"

            Column {
                x: Theme.space4
                y: Theme.space3
                spacing: Theme.space4
                width: parent.width - 2 * x

                Stepper { width: parent.width; steps: [{ label: "Nhận việc", detail: "14:31, bạn", state: "done" }, { label: "Kết quả", detail: "hạn 21:00", state: "now" }, { label: "Lãnh đạo", detail: "phường duyệt", state: "todo" }, { label: "Trung tâm", detail: "duyệt", state: "todo" }] }
                Card {
                    width: parent.width
                    title: "Gợi ý tự động"
                    note: "chưa áp dụng; F4 điền sẵn"
                    iconName: "suggestion"
                    dashed: true

                    ConfidenceBar { value: 0.94; label: "Lĩnh vực" }
                    ConfidenceBar { value: 0.63; label: "Phối hợp" }
                }
            }
        }
    }

    ToastStack {
        id: toasts

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space4
    }

    SheetFrame {
        id: dialog

        title: "Chuyển xử lý"
        subtitle: "PA-216935 · Ngập sâu, xe chết máy ở ngã tư Bà Triệu – Nguyễn Công Trứ"
        actions: [
            ActionButton { text: "Thôi"; kind: "quiet"; keyText: "Esc" },
            ActionButton { text: "Chuyển"; kind: "primary"; keyText: "Ctrl Enter"; iconName: "route" }
        ]

        ComboField {
            id: agency

            width: parent.width
            label: "Đơn vị chủ trì"
            required: true
            current: "b"
            model: [{ code: "a", label: "UBND phường Vỹ Dạ", detail: "phường" }, { code: "b", label: "UBND phường Thuận Hóa", detail: "phường" }, { code: "c", label: "Công ty Môi trường và Công trình Đô thị" }]
        }
        TextPane { width: parent.width; label: "Yêu cầu"; placeholder: "Việc cần làm, ảnh cần gửi"; limit: 1000 }
        RadioRow { width: parent.width; label: "Thời hạn"; options: [{ code: "t", label: "Có thời gian", detail: "7 ngày làm việc" }, { code: "k", label: "Tức thời", enabledReason: "chỉ khi khẩn cấp" }]; current: "t" }
    }
}
