// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Ui

// Every control comes to life in both themes and all densities without a word of complaint, has a
// size, a name for assistive technology where it acts, and a target of at least 28 px.
Item {
    id: scene

    width: 800
    height: 600

    readonly property var options: [{ code: "a", label: "An Cựu", detail: "phường" }, { code: "b", label: "Vỹ Dạ" }]
    property list<Component> controls: [
        Component { ActionButton { objectName: "target"; text: "Nhận"; kind: "primary"; keyText: "Ctrl Enter"; iconName: "check" } },
        Component { ActionButton { objectName: "target"; text: "Gộp"; enabledReason: "chưa có phản ánh trùng" } },
        Component { ActionButton { objectName: "target"; text: "Báo sai"; kind: "danger"; compact: true } },
        Component { IconButton { objectName: "target"; text: "Đóng"; iconName: "cross"; compact: true; badgeText: "4" } },
        Component { Chip { objectName: "target"; text: "Kênh"; value: "Zalo"; removable: true } },
        Component { CheckField { objectName: "target"; text: "Che mặt"; checked: true } },
        Component { CheckField { objectName: "target"; text: "Bật"; look: "switch" } },
        Component { RadioRow { objectName: "target"; width: 400; label: "Kết quả"; options: scene.options; current: "a" } },
        Component { SegmentedTabs { objectName: "target"; label: "Xem"; options: scene.options; current: "b" } },
        Component { SegmentedTabs { objectName: "target"; label: "Xem"; look: "tabs"; options: [{ code: "x", label: "Chờ", count: 12 }]; current: "x" } },
        Component { SyncPill { objectName: "target"; code: "offline"; text: "Ngoại tuyến · 3 chờ gửi" } },
        Component { TextEntry { label: "Số công văn"; placeholder: "2290/UBND-KT"; error: "thiếu số"; iconName: "search"; keyText: "Ctrl F" } },
        Component { TextPane { label: "Trả lời"; text: "Lực lượng phường"; limit: 1000; help: "gửi người dân" } },
        Component { ComboField { label: "Đơn vị"; model: scene.options; current: "a" } },
        Component { UiText { text: "<b>không phải thẻ</b>"; role: "title"; tone: "warn" } },
        Component { Icon { name: "camera" } },
        Component { StateGlyph { code: "in_progress"; label: "Đang xử lý" } },
        Component { PriorityGlyph { priority: "urgent"; label: "Khẩn cấp"; showLabel: true } },
        Component { SlaRing { kind: "due_soon"; fraction: 0.2; label: "còn 7 phút" } },
        Component { KeyCap { text: "Ctrl K" } },
        Component { Tag { text: "Nội bộ"; tone: "outline"; iconName: "lock" } },
        Component { Tag { text: "Mức 3"; tone: "danger" } },
        Component { Badge { text: "12" } },
        Component { Avatar { text: "03" } },
        Component { Dot {} },
        Component { BrandMark {} },
        Component { PanelFrame { width: 300; height: 200; title: "Phản ánh chờ phân loại"; subtitle: "12 chờ"; actions: [IconButton { iconName: "filter"; text: "Lọc" }] } },
        Component { Card { width: 300; title: "Gợi ý tự động"; note: "chưa áp dụng"; iconName: "suggestion"; dashed: true; UiText { text: "Ngập úng" } } },
        Component { RowSurface { width: 300; height: 64; selected: true; focused: true; unread: true } },
        Component { ScrollArea { width: 300; height: 100; UiText { text: "một" } } },
        Component { Separator { width: 100 } },
        Component { Banner { title: "Ngoại tuyến"; detail: "việc vẫn làm được"; tone: "warn"; iconName: "cloud-off"; actionText: "3 thao tác chờ gửi" } },
        Component { EmptyState { width: 300; title: "Không có kết quả"; detail: "Thử bỏ bộ lọc"; actionText: "Bỏ một bộ lọc" } },
        Component { Skeleton { width: 300 } },
        Component { InlineError { width: 300; text: "Không mở được ảnh 2"; code: "E-204"; retryText: "Tải lại" } },
        Component { Stepper { width: 500; steps: [{ label: "Nhận việc", detail: "14:31", state: "done" }, { label: "Kết quả", state: "now" }, { label: "Duyệt", state: "todo" }] } },
        Component { ConfidenceBar { value: 0.94; label: "Lĩnh vực" } },
        Component { Toast { title: "Đã chuyển PA-216935"; detail: "Công ty Môi trường"; kind: "ok"; actionText: "Hoàn tác"; actionKey: "Ctrl Z" } },
        Component { ToastStack {} },
        Component { Tooltip { text: "Lọc"; keyText: "Ctrl F" } },
        Component { SheetFrame { title: "Chuyển xử lý" } }
    ]

    TestCase {
        name: "EveryControl"
        when: windowShown

        function cleanup() {
            Theme.dark = true
            Theme.density = "vua"
            Theme.scale = 1.0
        }

        function test_instantiate_data() {
            const rows = []
            for (const dark of [true, false])
                for (const density of ["day", "vua", "thoang"])
                    rows.push({ tag: (dark ? "dark " : "light ") + density, dark: dark, density: density })
            return rows
        }

        function test_instantiate(row) {
            failOnWarning(/.?/)
            Theme.dark = row.dark
            Theme.density = row.density
            for (let at = 0; at < scene.controls.length; ++at) {
                const item = createTemporaryObject(scene.controls[at], scene)
                verify(item !== null, "control " + at)
                if (item.objectName !== "target")
                    continue
                verify(item.height >= 28, item + " is only " + item.height + " px high")
                verify(item.width >= 28, item + " is only " + item.width + " px wide")
            }
        }

        function test_themesDiffer() {
            const dark = [Theme.bgApp, Theme.textPrimary, Theme.accentFill].map(String)
            Theme.dark = false
            const light = [Theme.bgApp, Theme.textPrimary, Theme.accentFill].map(String)
            for (let at = 0; at < 3; ++at)
                verify(dark[at] !== light[at])
        }

        function test_density() {
            Theme.density = "day"
            compare(Theme.tableRow, 36)
            compare(Theme.queueRow, 64)
            Theme.density = "thoang"
            compare(Theme.queueRow, 88)
            compare(Theme.control, 44)
        }

        function test_scale() {
            Theme.scale = 1.25
            compare(Theme.space4, 20)
            compare(Theme.fontBody.pixelSize, 19)
            compare(Theme.focusWidth, 2)
        }

        function test_reducedMotion() {
            Theme.reducedMotion = true
            compare(Theme.base, 0)
            Theme.reducedMotion = false
            compare(Theme.base, 150)
        }

        function test_roles() {
            compare(String(Theme.colorOf("warn")), String(Theme.warnText))
            compare(String(Theme.colorOf("text.muted")), String(Theme.textMuted))
            compare(Theme.stateRole("returned"), "warn")
            compare(Theme.stateRole("received"), "text.primary")
        }

        function test_outsideTextIsPlain() {
            const item = createTemporaryObject(scene.controls[14], scene)
            compare(item.textFormat, Text.PlainText)
            verify(item.implicitHeight >= Theme.lineHeightTitle)
            compare(item.implicitHeight, Theme.lineHeightTitle)
        }
    }
}
