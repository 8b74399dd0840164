<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Action</name>
    <message>
        <source>Take</source>
        <translation>Nhận</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Trả lại hàng chờ</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Nhận thay</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Chuyển xử lý</translation>
    </message>
    <message>
        <source>Ask the citizen</source>
        <translation>Yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>Do not accept</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>Refer to another body</source>
        <translation>Chuyển cơ quan khác</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Rút phản ánh</translation>
    </message>
    <message>
        <source>Enter the citizen&apos;s answer</source>
        <translation>Nhập bổ sung của người dân</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Hết hạn bổ sung</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Nhận việc</translation>
    </message>
    <message>
        <source>Return to the Centre</source>
        <translation>Chuyển trả Trung tâm</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Thu hồi</translation>
    </message>
    <message>
        <source>Assign again</source>
        <translation>Chuyển lại</translation>
    </message>
    <message>
        <source>Submit the result</source>
        <translation>Trình lãnh đạo duyệt</translation>
    </message>
    <message>
        <source>Ask to pause the clock</source>
        <translation>Đề nghị tạm dừng</translation>
    </message>
    <message>
        <source>Pause the clock</source>
        <translation>Tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>Decline the pause</source>
        <translation>Không đồng ý tạm dừng</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Tiếp tục tính hạn</translation>
    </message>
    <message>
        <source>Ask for an extension</source>
        <translation>Đề nghị gia hạn</translation>
    </message>
    <message>
        <source>Grant the extension</source>
        <translation>Đồng ý gia hạn</translation>
    </message>
    <message>
        <source>Decline the extension</source>
        <translation>Không đồng ý gia hạn</translation>
    </message>
    <message>
        <source>Report the joint part done</source>
        <translation>Báo hoàn thành phần phối hợp</translation>
    </message>
    <message>
        <source>Go on without a joint agency</source>
        <translation>Không chờ đơn vị phối hợp</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Duyệt, gửi Trung tâm</translation>
    </message>
    <message>
        <source>Send back to the officer</source>
        <translation>Gửi lại cán bộ</translation>
    </message>
    <message>
        <source>Approve the result</source>
        <translation>Duyệt kết quả</translation>
    </message>
    <message>
        <source>Ask for rework</source>
        <translation>Yêu cầu xử lý lại</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Công khai</translation>
    </message>
    <message>
        <source>Take off the public page</source>
        <translation>Gỡ công khai</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng phản ánh</translation>
    </message>
    <message>
        <source>Ask to reopen</source>
        <translation>Yêu cầu mở lại</translation>
    </message>
    <message>
        <source>Reopen as asked</source>
        <translation>Đồng ý mở lại</translation>
    </message>
    <message>
        <source>Decline reopening</source>
        <translation>Không mở lại</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Đánh giá</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Write to the citizen</source>
        <translation>Nhắn người dân</translation>
    </message>
    <message>
        <source>Record a call</source>
        <translation>Ghi cuộc gọi</translation>
    </message>
    <message>
        <source>Chase</source>
        <translation>Đôn đốc</translation>
    </message>
    <message>
        <source>Give an instruction</source>
        <translation>Chỉ đạo</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Tick information</source>
        <translation>Đánh dấu thông tin</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Thêm tệp</translation>
    </message>
    <message>
        <source>Add a joint agency</source>
        <translation>Thêm đơn vị phối hợp</translation>
    </message>
    <message>
        <source>Hand over urgently</source>
        <translation>Chuyển khẩn</translation>
    </message>
    <message>
        <source>Remove personal data</source>
        <translation>Xóa dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Add merged reports</source>
        <translation>Thêm phản ánh được gộp</translation>
    </message>
    <message>
        <source>Take out merged reports</source>
        <translation>Tách phản ánh đã gộp</translation>
    </message>
    <message>
        <source>Enter a report</source>
        <translation>Nhập phản ánh</translation>
    </message>
    <message>
        <source>Taken over from another system</source>
        <translation>Chuyển từ hệ thống khác</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Nothing for you to do on this case now.</source>
        <translation>Hiện bạn không có việc phải làm với phản ánh này.</translation>
    </message>
</context>
<context>
    <name>AgenciesCard</name>
    <message>
        <source>Agencies</source>
        <translation>Đơn vị tham gia</translation>
    </message>
</context>
<context>
    <name>AgencyRequest</name>
    <message>
        <source>Request of the Centre</source>
        <translation>Yêu cầu của Trung tâm</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
</context>
<context>
    <name>AttentionRow</name>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ thao tác</translation>
    </message>
    <message>
        <source>Compare both</source>
        <translation>So hai bên</translation>
    </message>
</context>
<context>
    <name>CameraTile</name>
    <message>
        <source>Empty tile</source>
        <translation>Ô trống</translation>
    </message>
</context>
<context>
    <name>CaseState</name>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Being classified</source>
        <translation>Đang phân loại</translation>
    </message>
    <message>
        <source>Waiting for citizen</source>
        <translation>Chờ người dân bổ sung</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Đã gộp</translation>
    </message>
    <message>
        <source>Referred elsewhere</source>
        <translation>Đã chuyển cơ quan khác</translation>
    </message>
    <message>
        <source>Sent to agency</source>
        <translation>Đã chuyển xử lý</translation>
    </message>
    <message>
        <source>Returned by agency</source>
        <translation>Đơn vị chuyển trả</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Clock paused</source>
        <translation>Tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>Agency sign-off</source>
        <translation>Chờ lãnh đạo đơn vị duyệt</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Chờ Trung tâm duyệt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Reopen requested</source>
        <translation>Yêu cầu mở lại</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Người dân rút</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>No case selected</source>
        <translation>Chưa chọn phản ánh nào</translation>
    </message>
    <message>
        <source>Choose a row, or press Space to take the next report.</source>
        <translation>Chọn một dòng, hoặc bấm Space để nhận phản ánh kế.</translation>
    </message>
    <message>
        <source>Loading the case…</source>
        <translation>Đang tải phản ánh…</translation>
    </message>
    <message>
        <source>This case is no longer on your desk</source>
        <translation>Phản ánh này không còn ở chỗ bạn</translation>
    </message>
    <message>
        <source>It was moved out of what your account may see.</source>
        <translation>Phản ánh đã chuyển ra ngoài phạm vi tài khoản của bạn được xem.</translation>
    </message>
</context>
<context>
    <name>Channel</name>
    <message>
        <source>Mobile app</source>
        <translation>Ứng dụng</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Cổng web</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Tổng đài</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Thư, công văn</translation>
    </message>
    <message>
        <source>Facebook</source>
        <translation>Facebook</translation>
    </message>
    <message>
        <source>Zalo</source>
        <translation>Zalo</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>Báo chí</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Lãnh đạo</translation>
    </message>
    <message>
        <source>Other system</source>
        <translation>Hệ thống khác</translation>
    </message>
</context>
<context>
    <name>ChecklistCard</name>
    <message>
        <source>Information needed</source>
        <translation>Thông tin cần có</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Mobile app</source>
        <translation>Ứng dụng</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Cổng web</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Tổng đài</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Thư, công văn</translation>
    </message>
    <message>
        <source>Facebook</source>
        <translation>Facebook</translation>
    </message>
    <message>
        <source>Zalo</source>
        <translation>Zalo</translation>
    </message>
    <message>
        <source>Other system</source>
        <translation>Hệ thống khác</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Bình thường</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Khẩn cấp</translation>
    </message>
    <message>
        <source>Complex</source>
        <translation>Phức tạp</translation>
    </message>
    <message>
        <source>Timed</source>
        <translation>Có thời gian</translation>
    </message>
    <message>
        <source>Immediate</source>
        <translation>Tức thời</translation>
    </message>
    <message>
        <source>Concerns a whole area</source>
        <translation>Liên quan cả một khu vực</translation>
    </message>
    <message>
        <source>Not about a place</source>
        <translation>Không gắn với địa điểm</translation>
    </message>
    <message>
        <source>Moving (vehicle, vessel)</source>
        <translation>Đang di chuyển (xe, tàu thuyền)</translation>
    </message>
    <message>
        <source>The citizen could not say</source>
        <translation>Người dân không nói được vị trí</translation>
    </message>
    <message>
        <source>Out of scope</source>
        <translation>Ngoài phạm vi</translation>
    </message>
    <message>
        <source>Not enough information</source>
        <translation>Thiếu thông tin</translation>
    </message>
    <message>
        <source>Unsuitable content</source>
        <translation>Nội dung không phù hợp</translation>
    </message>
    <message>
        <source>Complaint or denunciation</source>
        <translation>Khiếu nại, tố cáo</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Trùng</translation>
    </message>
    <message>
        <source>112 Search and rescue</source>
        <translation>112 tìm kiếm, cứu nạn</translation>
    </message>
    <message>
        <source>113 Police</source>
        <translation>113 công an</translation>
    </message>
    <message>
        <source>114 Fire and rescue police</source>
        <translation>114 chữa cháy, cứu nạn, cứu hộ</translation>
    </message>
    <message>
        <source>115 Ambulance</source>
        <translation>115 cấp cứu</translation>
    </message>
    <message>
        <source>Citizens&apos; reception board</source>
        <translation>Ban Tiếp công dân</translation>
    </message>
    <message>
        <source>Another province</source>
        <translation>Tỉnh, thành phố khác</translation>
    </message>
    <message>
        <source>Another body</source>
        <translation>Cơ quan khác</translation>
    </message>
    <message>
        <source>Power company</source>
        <translation>Điện lực</translation>
    </message>
    <message>
        <source>Water company</source>
        <translation>Đơn vị cấp nước</translation>
    </message>
    <message>
        <source>Ward police</source>
        <translation>Công an phường, xã</translation>
    </message>
    <message>
        <source>Ward military command</source>
        <translation>Ban Chỉ huy Quân sự phường, xã</translation>
    </message>
    <message>
        <source>Civil defence command</source>
        <translation>Ban Chỉ huy Phòng thủ dân sự</translation>
    </message>
    <message>
        <source>Told, not yet confirmed</source>
        <translation>Đã báo, chờ xác nhận</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Lực lượng đang đến</translation>
    </message>
    <message>
        <source>Taken over on the scene</source>
        <translation>Đã tiếp nhận tại hiện trường</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Đã an toàn</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Không nghe máy</translation>
    </message>
    <message>
        <source>Not our field</source>
        <translation>Không thuộc lĩnh vực của đơn vị</translation>
    </message>
    <message>
        <source>Not our area</source>
        <translation>Không thuộc địa bàn của đơn vị</translation>
    </message>
    <message>
        <source>Another agency must lead</source>
        <translation>Đơn vị khác phải chủ trì</translation>
    </message>
    <message>
        <source>Wrong place</source>
        <translation>Sai địa điểm</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>Lý do khác</translation>
    </message>
    <message>
        <source>Storm or flood</source>
        <translation>Mưa bão, lũ lụt</translation>
    </message>
    <message>
        <source>Waiting for material</source>
        <translation>Chờ vật tư</translation>
    </message>
    <message>
        <source>Waiting for funds</source>
        <translation>Chờ kinh phí</translation>
    </message>
    <message>
        <source>Waiting for another agency</source>
        <translation>Chờ đơn vị khác</translation>
    </message>
    <message>
        <source>Legal procedure</source>
        <translation>Thủ tục theo luật định</translation>
    </message>
    <message>
        <source>Complex matter</source>
        <translation>Việc phức tạp</translation>
    </message>
    <message>
        <source>Several agencies involved</source>
        <translation>Liên quan nhiều đơn vị</translation>
    </message>
    <message>
        <source>Needs an inspection on the spot</source>
        <translation>Cần kiểm tra hiện trường</translation>
    </message>
    <message>
        <source>Citizen</source>
        <translation>Người dân</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Người khác</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Gọi đi</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Gọi đến</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Nghe máy</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Máy bận</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Nhầm số</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Không liên lạc được</translation>
    </message>
    <message>
        <source>Asked to call back later</source>
        <translation>Hẹn gọi lại sau</translation>
    </message>
    <message>
        <source>Did not want to talk</source>
        <translation>Không muốn trao đổi</translation>
    </message>
    <message>
        <source>Level 1: reminder to the officer</source>
        <translation>Mức 1: nhắc cán bộ xử lý</translation>
    </message>
    <message>
        <source>Level 2: to the agency&apos;s leader</source>
        <translation>Mức 2: gửi lãnh đạo đơn vị</translation>
    </message>
    <message>
        <source>Level 3: reported to the city&apos;s leadership</source>
        <translation>Mức 3: báo cáo lãnh đạo thành phố</translation>
    </message>
    <message>
        <source>Very satisfied</source>
        <translation>Rất hài lòng</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>Hài lòng</translation>
    </message>
    <message>
        <source>Acceptable</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Not satisfied</source>
        <translation>Không hài lòng</translation>
    </message>
    <message>
        <source>Photo afterwards shows the right place and time</source>
        <translation>Ảnh sau đúng chỗ, đúng lúc</translation>
    </message>
    <message>
        <source>Faces and number plates are covered</source>
        <translation>Đã che mặt, biển số</translation>
    </message>
    <message>
        <source>No name or telephone number is given away</source>
        <translation>Không lộ tên, số điện thoại</translation>
    </message>
    <message>
        <source>Letter has number and date</source>
        <translation>Có số, ngày công văn</translation>
    </message>
    <message>
        <source>Joint agencies have confirmed</source>
        <translation>Đơn vị phối hợp đã xác nhận</translation>
    </message>
    <message>
        <source>Photo afterwards</source>
        <translation>Ảnh sau xử lý</translation>
    </message>
    <message>
        <source>Photo before</source>
        <translation>Ảnh trước xử lý</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>City leader</source>
        <translation>Lãnh đạo thành phố</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Phản ánh hiện trường</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Lời khen</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Góp ý, kiến nghị</translation>
    </message>
    <message>
        <source>Rescue</source>
        <translation>Cứu nạn, cứu hộ</translation>
    </message>
</context>
<context>
    <name>ComboField</name>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>How to compare</source>
        <translation>Cách so sánh</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Trượt</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Cạnh nhau</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Nhấp nháy</translation>
    </message>
    <message>
        <source>Space shows the other picture.</source>
        <translation>Phím Space hiện ảnh kia.</translation>
    </message>
    <message>
        <source>Before %1</source>
        <translation>Trước %1</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>Sau %1</translation>
    </message>
    <message>
        <source>Originals unchanged · hash %1 and %2</source>
        <translation>Ảnh gốc còn nguyên · mã băm %1 và %2</translation>
    </message>
</context>
<context>
    <name>ComparePicture</name>
    <message>
        <source>needs the network</source>
        <translation>cần có mạng</translation>
    </message>
    <message>
        <source>This file could not be opened</source>
        <translation>Không mở được tệp này</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>đang tải…</translation>
    </message>
</context>
<context>
    <name>CompareStage</name>
    <message>
        <source>Comparison: %1 and %2</source>
        <translation>So sánh: %1 và %2</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
</context>
<context>
    <name>ConflictRow</name>
    <message>
        <source>before: %1</source>
        <translation>trước đó: %1</translation>
    </message>
    <message>
        <source>yours: %1</source>
        <translation>của bạn: %1</translation>
    </message>
    <message>
        <source>theirs: %1</source>
        <translation>của người kia: %1</translation>
    </message>
</context>
<context>
    <name>ConflictSheet</name>
    <message>
        <source>Keep all of mine</source>
        <translation>Giữ toàn bộ của tôi</translation>
    </message>
    <message>
        <source>Keep all of theirs</source>
        <translation>Giữ toàn bộ của người kia</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
</context>
<context>
    <name>ConflictTable</name>
    <message>
        <source>Field</source>
        <translation>Trường thông tin</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Bạn</translation>
    </message>
    <message>
        <source>Keep theirs, or do one of these instead; your words stay in the list.</source>
        <translation>Giữ giá trị của người kia, hoặc làm một trong các việc sau; nội dung bạn đã nhập vẫn còn trong danh sách.</translation>
    </message>
    <message>
        <source>What will be saved</source>
        <translation>Kết quả sẽ lưu</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Reporter</source>
        <translation>Người gửi</translation>
    </message>
    <message>
        <source>No contact was left.</source>
        <translation>Người dân không để lại liên hệ.</translation>
    </message>
    <message>
        <source>Show (recorded)</source>
        <translation>Hiện số (ghi nhật ký)</translation>
    </message>
    <message>
        <source>Hide · %1 s</source>
        <translation>Ẩn · %1 giây</translation>
    </message>
</context>
<context>
    <name>DeadlineCard</name>
    <message>
        <source>Why this deadline?</source>
        <translation>Vì sao hạn này?</translation>
    </message>
    <message>
        <source>Hide the days</source>
        <translation>Ẩn các ngày</translation>
    </message>
    <message>
        <source>Show every day</source>
        <translation>Xem từng ngày</translation>
    </message>
</context>
<context>
    <name>DeadlineReason</name>
    <message>
        <source>day %1 of %2</source>
        <translation>ngày thứ %1 trong %2 ngày</translation>
    </message>
    <message>
        <source>day of receipt, not counted</source>
        <translation>ngày nhận, không tính vào hạn</translation>
    </message>
    <message>
        <source>received on a day off</source>
        <translation>nhận vào ngày nghỉ</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>đã tính %1</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>ngày nghỉ</translation>
    </message>
    <message>
        <source>holiday: %1</source>
        <translation>nghỉ lễ: %1</translation>
    </message>
    <message>
        <source>day off in lieu: %1</source>
        <translation>nghỉ bù: %1</translation>
    </message>
    <message>
        <source>made-up working day: %1</source>
        <translation>làm bù: %1</translation>
    </message>
    <message>
        <source>outside working hours</source>
        <translation>ngoài giờ làm việc</translation>
    </message>
    <message>
        <source>clock paused</source>
        <translation>tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>no calendar for this year</source>
        <translation>chưa có lịch làm việc của năm này</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Saved as you type; it goes out when there is a connection.</source>
        <translation>Tự lưu khi gõ; sẽ gửi khi có mạng.</translation>
    </message>
    <message>
        <source>Works only while connected to the server.</source>
        <translation>Chỉ làm được khi đang kết nối máy chủ.</translation>
    </message>
    <message>
        <source>Goes out 10 seconds after you confirm; until then it can be undone.</source>
        <translation>Gửi đi sau khi bạn xác nhận 10 giây; trước đó còn hoàn tác được.</translation>
    </message>
    <message>
        <source>Can be undone for 8 seconds.</source>
        <translation>Hoàn tác được trong 8 giây.</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>tự lưu %1</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Tệp rỗng, hãy chọn tệp khác.</translation>
    </message>
    <message>
        <source>Goes out when the connection is back.</source>
        <translation>Sẽ gửi khi có mạng trở lại.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>new report</source>
        <translation>phản ánh mới</translation>
    </message>
    <message>
        <source>This is no longer possible for the case as it is now.</source>
        <translation>Phản ánh đã thay đổi nên không làm việc này được nữa, hãy xem lại phản ánh.</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Hoàn tác: %1</translation>
    </message>
    <message>
        <source>Your account does not see telephone numbers.</source>
        <translation>Tài khoản của bạn không được xem số điện thoại.</translation>
    </message>
    <message>
        <source>The citizen left no contact.</source>
        <translation>Người dân không để lại liên hệ.</translation>
    </message>
    <message>
        <source>Letter %1 of %2</source>
        <translation>Công văn %1 ngày %2</translation>
    </message>
    <message>
        <source>Letter %1</source>
        <translation>Công văn %1</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>Công khai %1</translation>
    </message>
    <message>
        <source>Approved %1</source>
        <translation>Trung tâm duyệt %1</translation>
    </message>
    <message>
        <source>Signed %1</source>
        <translation>Lãnh đạo đơn vị duyệt %1</translation>
    </message>
    <message>
        <source>Submitted %1</source>
        <translation>Báo cáo %1</translation>
    </message>
    <message>
        <source>%1 asks to pause the clock until %2: %3</source>
        <translation>%1 đề nghị tạm dừng tính hạn đến %2: %3</translation>
    </message>
    <message>
        <source>%1 asks for more time until %2: %3</source>
        <translation>%1 đề nghị gia hạn đến %2: %3</translation>
    </message>
    <message>
        <source>You are working on it until %1</source>
        <translation>Bạn đang giữ đến %1</translation>
    </message>
    <message>
        <source>%1 is working on it until %2</source>
        <translation>%1 đang giữ đến %2</translation>
    </message>
    <message>
        <source>%1 is on a call</source>
        <translation>%1 đang gọi</translation>
    </message>
    <message>
        <source>%1 is editing</source>
        <translation>%1 đang sửa</translation>
    </message>
    <message>
        <source>%1 is looking at it</source>
        <translation>%1 đang xem</translation>
    </message>
    <message>
        <source>Not sent yet: %1</source>
        <translation>Chưa gửi: %1</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>lúc %1</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>Phân loại</translation>
    </message>
    <message>
        <source>Accepted by the agency</source>
        <translation>Đơn vị nhận việc</translation>
    </message>
    <message>
        <source>Result submitted</source>
        <translation>Báo cáo kết quả</translation>
    </message>
    <message>
        <source>Signed by the agency&apos;s leader</source>
        <translation>Lãnh đạo đơn vị duyệt</translation>
    </message>
    <message>
        <source>Approved by the Centre</source>
        <translation>Trung tâm duyệt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Công khai</translation>
    </message>
    <message>
        <source>a step of its own</source>
        <translation>bước riêng</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Đánh giá</translation>
    </message>
    <message>
        <source>%1 working days from %2</source>
        <translation>%1 ngày làm việc, tính từ %2</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1, tính từ %2</translation>
    </message>
    <message>
        <source>Without a deadline</source>
        <translation>Không đặt hạn</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Còn hạn</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Sắp đến hạn</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Clock paused</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Only the newest 2,000 hits on this desk are shown</source>
        <translation>Chỉ hiện 2.000 kết quả mới nhất có trên máy này</translation>
    </message>
    <message>
        <source>Searched in the reports kept on this desk</source>
        <translation>Tìm trong phản ánh có trên máy này</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Phường, xã</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Từ khóa</translation>
    </message>
    <message>
        <source>The citizen sees it</source>
        <translation>Người dân thấy</translation>
    </message>
    <message>
        <source>The agency sees it</source>
        <translation>Đơn vị thấy</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Nội bộ</translation>
    </message>
    <message>
        <source>(done at %1)</source>
        <translation>(làm lúc %1)</translation>
    </message>
    <message>
        <source>Lead agency</source>
        <translation>Chủ trì</translation>
    </message>
    <message>
        <source>has finished its part</source>
        <translation>Đã hoàn thành phần phối hợp</translation>
    </message>
    <message>
        <source>waived with a reason</source>
        <translation>Không chờ, có ghi lý do</translation>
    </message>
    <message>
        <source>not finished yet</source>
        <translation>Chưa hoàn thành</translation>
    </message>
    <message>
        <source>Joint agency</source>
        <translation>Phối hợp</translation>
    </message>
    <message>
        <source>From the citizen</source>
        <translation>Người dân gửi</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>The disk is encrypted</source>
        <translation>Ổ đĩa đã mã hóa</translation>
    </message>
    <message>
        <source>The disk is encrypted (%1)</source>
        <translation>Ổ đĩa đã mã hóa (%1)</translation>
    </message>
    <message>
        <source>The disk is not encrypted</source>
        <translation>Ổ đĩa chưa mã hóa</translation>
    </message>
    <message>
        <source>Whether the disk is encrypted cannot be seen</source>
        <translation>Không xem được ổ đĩa đã mã hóa hay chưa</translation>
    </message>
    <message>
        <source>checked at every start</source>
        <translation>kiểm lại mỗi lần khởi động</translation>
    </message>
    <message>
        <source>Whoever takes the disk can read what is kept here. Ask for encryption.</source>
        <translation>Ai lấy được ổ đĩa thì đọc được dữ liệu trên máy này. Hãy đề nghị mã hóa ổ đĩa.</translation>
    </message>
    <message>
        <source>The system does not say. Ask whoever set up this machine.</source>
        <translation>Hệ điều hành không cho biết. Hãy hỏi người đã cài đặt máy này.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>không rõ</translation>
    </message>
    <message>
        <source>Clock not compared with the server yet</source>
        <translation>Chưa so đồng hồ với máy chủ</translation>
    </message>
    <message>
        <source>Clock differs by %1 s</source>
        <translation>Đồng hồ lệch %1 giây</translation>
    </message>
    <message>
        <source>The server&apos;s time is shown, whatever this clock says</source>
        <translation>Màn hình luôn hiện giờ của máy chủ, dù đồng hồ máy này lệch</translation>
    </message>
    <message>
        <source>%1 free on the disk</source>
        <translation>Ổ đĩa còn %1</translation>
    </message>
    <message>
        <source>enough for the data of this desk</source>
        <translation>đủ cho dữ liệu của máy này</translation>
    </message>
    <message>
        <source>too little: make room before the shift</source>
        <translation>còn quá ít: hãy dọn bớt ổ đĩa trước ca trực</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Danh mục</translation>
    </message>
    <message>
        <source>%1 agencies, %2 wards, %3 fields</source>
        <translation>%1 đơn vị, %2 phường, xã, %3 lĩnh vực</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>đủ</translation>
    </message>
    <message>
        <source>in turn</source>
        <translation>đến lượt</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Phản ánh</translation>
    </message>
    <message>
        <source>%1 on this desk</source>
        <translation>%1 trên máy này</translation>
    </message>
    <message>
        <source>New urgent report</source>
        <translation>Phản ánh khẩn cấp mới</translation>
    </message>
    <message>
        <source>A deadline of yours has passed</source>
        <translation>Một việc của bạn đã quá hạn</translation>
    </message>
    <message>
        <source>No connection for more than a minute</source>
        <translation>Mất kết nối hơn một phút</translation>
    </message>
    <message>
        <source>Test of the alarm</source>
        <translation>Nghe thử âm báo</translation>
    </message>
    <message>
        <source>You go on working; everything is kept on this desk.</source>
        <translation>Bạn vẫn làm việc được; mọi thao tác được giữ trên máy này.</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 chờ</translation>
    </message>
    <message>
        <source>%1 in the last hour</source>
        <translation>%1 trong 1 giờ</translation>
    </message>
    <message>
        <source>1 new report</source>
        <translation>1 phản ánh mới</translation>
    </message>
    <message>
        <source>%1 new reports</source>
        <translation>%1 phản ánh mới</translation>
    </message>
    <message>
        <source>List of %1</source>
        <translation>Danh sách lúc %1</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Chờ</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Của tôi</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>To approve</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>To publish</source>
        <translation>Chờ công khai</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Đề nghị</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>By deadline</source>
        <translation>Theo hạn</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>Chờ nhận việc</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Waiting for a decision</source>
        <translation>Đang chờ duyệt</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Đã hoàn thành</translation>
    </message>
    <message>
        <source>To sign</source>
        <translation>Chờ ký</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Vận hành</translation>
    </message>
    <message>
        <source>Reports to classify</source>
        <translation>Phản ánh chờ phân loại</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>Việc của tôi</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Đã báo cáo</translation>
    </message>
    <message>
        <source>Reported results</source>
        <translation>Đã báo cáo kết quả</translation>
    </message>
    <message>
        <source>Results to sign</source>
        <translation>Kết quả chờ ký</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Ngày mai</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Tuần này</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Sau tuần này</translation>
    </message>
    <message>
        <source>Without a running clock</source>
        <translation>Không tính hạn</translation>
    </message>
    <message>
        <source>en</source>
        <comment>code of the language</comment>
        <translation>vi</translation>
    </message>
    <message>
        <source>not taken for %1</source>
        <translation>chưa ai nhận %1</translation>
    </message>
    <message>
        <source>handed over to %1</source>
        <translation>đã chuyển cho %1</translation>
    </message>
    <message>
        <source>No server is set</source>
        <translation>Chưa đặt địa chỉ máy chủ</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>Máy chủ không trả lời</translation>
    </message>
    <message>
        <source>Server ready · %1 ms</source>
        <translation>Máy chủ sẵn sàng · %1 ms</translation>
    </message>
    <message>
        <source>Proposed by the field and the ward</source>
        <translation>Gợi ý theo lĩnh vực và phường, xã</translation>
    </message>
    <message>
        <source>No proposal: choose the agency</source>
        <translation>Không có gợi ý: hãy chọn đơn vị</translation>
    </message>
    <message>
        <source>day/month/year hour:minute</source>
        <translation>ngày/tháng/năm giờ:phút</translation>
    </message>
    <message>
        <source>latitude, longitude</source>
        <translation>vĩ độ, kinh độ</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Câu mẫu</translation>
    </message>
    <message>
        <source>Day shift 06:00–18:00</source>
        <translation>Ca ngày 06:00–18:00</translation>
    </message>
    <message>
        <source>Night shift 18:00–06:00</source>
        <translation>Ca đêm 18:00–06:00</translation>
    </message>
    <message>
        <source>This desk&apos;s clock is %1 slow; the server&apos;s time is shown.</source>
        <translation>Đồng hồ máy này chậm %1; đang hiện giờ của máy chủ.</translation>
    </message>
    <message>
        <source>This desk&apos;s clock is %1 fast; the server&apos;s time is shown.</source>
        <translation>Đồng hồ máy này nhanh %1; đang hiện giờ của máy chủ.</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>đến %1</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>chưa đến ngày hiệu lực</translation>
    </message>
    <message>
        <source>not numbered yet</source>
        <translation>chưa có mã</translation>
    </message>
    <message>
        <source>accepted, waiting for the row</source>
        <translation>máy chủ đã nhận, chờ cập nhật</translation>
    </message>
    <message>
        <source>waits for the connection</source>
        <translation>chờ mạng</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>waits its turn</source>
        <translation>chờ đến lượt</translation>
    </message>
    <message>
        <source>Online · %1 refused</source>
        <translation>Trực tuyến · %1 cần xem lại</translation>
    </message>
    <message>
        <source>Online · %1 being sent</source>
        <translation>Trực tuyến · %1 đang gửi</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Trực tuyến</translation>
    </message>
    <message>
        <source>Catching up %1 %</source>
        <translation>Đang bắt kịp %1%</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Đang kết nối</translation>
    </message>
    <message>
        <source>Offline · %1 waiting</source>
        <translation>Ngoại tuyến · %1 chờ gửi</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Ngoại tuyến</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>Latency %1 ms</source>
        <translation>Độ trễ %1 ms</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Đã kết nối</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>Chưa kết nối</translation>
    </message>
    <message>
        <source>Offline for %1</source>
        <translation>Ngoại tuyến %1</translation>
    </message>
    <message>
        <source>Connection to the server lost at %1</source>
        <translation>Mất kết nối máy chủ từ %1</translation>
    </message>
    <message>
        <source>What is on the screen was kept. Make room on the disk.</source>
        <translation>Nội dung đang hiện vẫn được giữ. Hãy dọn bớt ổ đĩa.</translation>
    </message>
    <message>
        <source>You go on classifying, writing notes and entering calls. Seeing telephone numbers, approving and publishing need the connection.</source>
        <translation>Bạn vẫn phân loại, ghi chú và nhập cuộc gọi đến được. Xem số điện thoại, duyệt và công khai cần có mạng.</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Khẩn cấp</translation>
    </message>
    <message>
        <source>always on top, shown as soon as it arrives</source>
        <translation>luôn ở trên, hiện ngay khi đến</translation>
    </message>
    <message>
        <source>Nothing is waiting to be taken.</source>
        <translation>Không còn phản ánh nào chờ nhận.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Không đọc được tệp này.</translation>
    </message>
    <message>
        <source>The file is damaged: the server cannot read it.</source>
        <translation>Tệp bị hỏng: máy chủ không đọc được.</translation>
    </message>
    <message>
        <source>The copy of the file on this machine is damaged: choose it again.</source>
        <translation>Bản sao của tệp trên máy này bị hỏng: hãy chọn lại tệp.</translation>
    </message>
    <message>
        <source>Too many files wait on this machine to be sent.</source>
        <translation>Trên máy này có quá nhiều tệp đang chờ gửi.</translation>
    </message>
    <message>
        <source>The file is too large (at most %1).</source>
        <translation>Tệp quá lớn (tối đa %1).</translation>
    </message>
    <message>
        <source>At most %1 files.</source>
        <translation>Tối đa %1 tệp.</translation>
    </message>
    <message>
        <source>A file cannot be sent: remove it or choose another.</source>
        <translation>Có tệp không gửi được: hãy bỏ tệp đó hoặc chọn tệp khác.</translation>
    </message>
    <message>
        <source>A file is still being copied.</source>
        <translation>Có tệp đang được sao chép.</translation>
    </message>
    <message>
        <source>%1, offline</source>
        <translation>%1, ngoại tuyến</translation>
    </message>
    <message>
        <source>%1, online</source>
        <translation>%1, trực tuyến</translation>
    </message>
    <message>
        <source>Two people changed %1</source>
        <translation>Hai người cùng sửa %1</translation>
    </message>
    <message>
        <source>the same case</source>
        <translation>cùng một phản ánh</translation>
    </message>
    <message>
        <source>Your “%1” was decided on an older state of the case. Choose what is kept for each field; what is not chosen stays in the history.</source>
        <translation>Thao tác “%1” của bạn dựa trên trạng thái cũ của phản ánh. Chọn giá trị giữ lại cho từng trường; giá trị không chọn vẫn còn trong nhật ký.</translation>
    </message>
    <message>
        <source>1 field differs</source>
        <translation>1 trường khác nhau</translation>
    </message>
    <message>
        <source>%1 fields differ</source>
        <translation>%1 trường khác nhau</translation>
    </message>
    <message>
        <source>1 goes together by itself</source>
        <translation>1 trường tự gộp</translation>
    </message>
    <message>
        <source>%1 go together by themselves</source>
        <translation>%1 trường tự gộp</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Trên máy chủ</translation>
    </message>
    <message>
        <source>Choose a value for each field first.</source>
        <translation>Chọn giá trị cho từng trường trước.</translation>
    </message>
    <message>
        <source>The case stays as it is</source>
        <translation>Phản ánh giữ nguyên</translation>
    </message>
    <message>
        <source>lead agency %1</source>
        <translation>chủ trì %1</translation>
    </message>
    <message>
        <source>%1, computed by the system</source>
        <translation>%1 do hệ thống tính</translation>
    </message>
    <message>
        <source>all notes are kept</source>
        <translation>giữ đủ các ghi chú</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>không lưu được: %1</translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation>Giữ như hiện có</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu kết quả</translation>
    </message>
    <message>
        <source>none</source>
        <translation>chưa có</translation>
    </message>
    <message>
        <source>Answer to the citizen</source>
        <translation>Trả lời người dân</translation>
    </message>
    <message>
        <source>only you changed it</source>
        <translation>chỉ bạn sửa</translation>
    </message>
    <message>
        <source>only they changed it</source>
        <translation>chỉ người kia sửa</translation>
    </message>
    <message>
        <source>the same from both</source>
        <translation>hai bên giống nhau</translation>
    </message>
    <message>
        <source>the state on the server counts</source>
        <translation>lấy trạng thái trên máy chủ</translation>
    </message>
    <message>
        <source>Notes and messages</source>
        <translation>Ghi chú và tin nhắn</translation>
    </message>
    <message>
        <source>all are kept</source>
        <translation>giữ cả hai</translation>
    </message>
    <message>
        <source>follows from the choice, it is never chosen</source>
        <translation>hệ thống tính theo giá trị được chọn, không chọn tay</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>chưa có: %1</translation>
    </message>
    <message>
        <source>no second user signs at this agency</source>
        <translation>đơn vị không có người duyệt thứ hai</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>từ %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>trống</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>%1 m apart</source>
        <translation>lệch %1 m</translation>
    </message>
    <message>
        <source>%1 km apart</source>
        <translation>lệch %1 km</translation>
    </message>
    <message>
        <source>from the archive, read at %1</source>
        <translation>từ kho lưu trữ, đọc lúc %1</translation>
    </message>
    <message>
        <source>Enter a call</source>
        <translation>Nhập cuộc gọi</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Lọc danh sách</translation>
    </message>
    <message>
        <source>What is not sent yet</source>
        <translation>Việc chờ gửi</translation>
    </message>
    <message>
        <source>Street packs of the map</source>
        <translation>Gói bản đồ đường phố</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Acknowledge all notices</source>
        <translation>Đã nghe mọi thông báo</translation>
    </message>
    <message>
        <source>Light or dark theme</source>
        <translation>Giao diện sáng hoặc tối</translation>
    </message>
    <message>
        <source>Tiếng Việt or English</source>
        <translation>Tiếng Việt hoặc English</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Danh sách phím</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>Mở: %1</translation>
    </message>
    <message>
        <source>On this desk</source>
        <translation>Trên máy này</translation>
    </message>
    <message>
        <source>No report of this desk has these words.</source>
        <translation>Trên máy này không có phản ánh nào có các từ này.</translation>
    </message>
    <message>
        <source>No command is called so.</source>
        <translation>Không có lệnh nào tên như vậy.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Archive (server)</source>
        <translation>Kho lưu trữ (máy chủ)</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>Without the network only the %1 reports kept on this desk were searched.</source>
        <translation>Đang mất mạng: mới tìm trong %1 phản ánh lưu trên máy này.</translation>
    </message>
    <message>
        <source>The archive was not searched. %1</source>
        <translation>Chưa tìm được trong kho lưu trữ. %1</translation>
    </message>
    <message>
        <source>The archive has more: add a word.</source>
        <translation>Kho lưu trữ còn nữa: hãy gõ thêm từ.</translation>
    </message>
    <message>
        <source>The archive has nothing more.</source>
        <translation>Kho lưu trữ không còn phản ánh nào khác.</translation>
    </message>
    <message>
        <source>%1 reports on this desk</source>
        <translation>%1 phản ánh trên máy này</translation>
    </message>
    <message>
        <source>A report takes photos: a document may name who wrote it.</source>
        <translation>Phản ánh chỉ nhận ảnh: văn bản có thể lộ tên người viết.</translation>
    </message>
    <message>
        <source>the rest is being read from the server</source>
        <translation>phần còn lại đang được đọc từ máy chủ</translation>
    </message>
    <message>
        <source>outline only: the rest is read once the line is back</source>
        <translation>chỉ có phần tóm lược: phần còn lại được đọc khi có mạng lại</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>in the drawn area</source>
        <translation>trong vùng đã vẽ</translation>
    </message>
    <message>
        <source>%1 · %2 · picture of %3 %4 · taken by %5</source>
        <translation>%1 · %2 · hình lúc %3 ngày %4 · người lấy: %5</translation>
    </message>
    <message>
        <source>Camera wall %1</source>
        <translation>Lưới camera %1</translation>
    </message>
    <message>
        <source>Picture reduced</source>
        <translation>Hình giảm chất lượng</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Đang kết nối lại</translation>
    </message>
    <message>
        <source>Signal lost</source>
        <translation>Mất tín hiệu</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Nơi khác</translation>
    </message>
    <message>
        <source>Only JPEG, PNG, WebP, PDF and MP4 can be attached.</source>
        <translation>Chỉ đính kèm được JPEG, PNG, WebP, PDF và MP4.</translation>
    </message>
    <message>
        <source>Only the Centre attaches videos, to a report that is there.</source>
        <translation>Chỉ Trung tâm được đính kèm video, vào phản ánh đã có.</translation>
    </message>
</context>
<context>
    <name>DeviceScreen</name>
    <message>
        <source>Data on this device</source>
        <translation>Dữ liệu trên máy này</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Bản nháp trên máy này</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Xóa bản nháp</translation>
    </message>
    <message>
        <source>No draft is open</source>
        <translation>Không có bản nháp nào</translation>
    </message>
    <message>
        <source>What you type is kept here until you send it.</source>
        <translation>Những gì bạn gõ được giữ ở đây cho đến khi bạn gửi.</translation>
    </message>
    <message>
        <source>Checks and settings</source>
        <translation>Kiểm tra máy và thiết lập</translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation>Nghe thử âm báo</translation>
    </message>
    <message>
        <source>Sound for urgent reports and passed deadlines</source>
        <translation>Âm báo khi có phản ánh khẩn cấp và việc quá hạn</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Giảm chuyển động</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>A condition is not met (%1).</source>
        <translation>Chưa đủ điều kiện để thực hiện (%1). Hãy xem lại phản ánh.</translation>
    </message>
    <message>
        <source>“%1” is not possible in the state “%2”.</source>
        <translation>Không thực hiện được “%1” khi phản ánh ở trạng thái “%2”. Hãy xem lại phản ánh.</translation>
    </message>
    <message>
        <source>Your account may not do this.</source>
        <translation>Tài khoản của bạn không có quyền làm việc này. Hãy báo trưởng ca hoặc quản trị viên.</translation>
    </message>
    <message>
        <source>This case is not with you.</source>
        <translation>Phản ánh này không thuộc phạm vi của bạn.</translation>
    </message>
    <message>
        <source>Somebody else changed the same thing first: look at it again.</source>
        <translation>Người khác đã sửa cùng nội dung trước bạn: hãy xem lại rồi làm tiếp.</translation>
    </message>
    <message>
        <source>Works only while connected to the server.</source>
        <translation>Chỉ làm được khi đang kết nối máy chủ.</translation>
    </message>
    <message>
        <source>What you did before it on this case was refused.</source>
        <translation>Thao tác trước đó của bạn với phản ánh này không được chấp nhận, hãy xem lại thao tác đó trước.</translation>
    </message>
    <message>
        <source>Too late to undo.</source>
        <translation>Đã quá thời gian hoàn tác.</translation>
    </message>
    <message>
        <source>%1 is working on it.</source>
        <translation>%1 đang giữ phản ánh này. Hãy chờ, hoặc nhận thay và ghi lý do.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Chưa đăng nhập. Hãy đăng nhập rồi làm tiếp.</translation>
    </message>
    <message>
        <source>Account or password is wrong.</source>
        <translation>Sai tài khoản hoặc mật khẩu. Hãy nhập lại.</translation>
    </message>
    <message>
        <source>Too many tries. Wait %1 seconds.</source>
        <translation>Đã nhập sai quá nhiều lần. Hãy chờ %1 giây rồi thử lại.</translation>
    </message>
    <message>
        <source>The session has ended: sign in again.</source>
        <translation>Phiên làm việc đã hết: hãy đăng nhập lại.</translation>
    </message>
    <message>
        <source>The server is busy; it is tried again.</source>
        <translation>Máy chủ đang bận; phần mềm sẽ tự thử lại.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Không kết nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.</translation>
    </message>
    <message>
        <source>This device could not read or write a file.</source>
        <translation>Máy này không đọc hoặc ghi được tệp. Hãy thử lại, nếu vẫn lỗi thì báo quản trị viên.</translation>
    </message>
    <message>
        <source>The disk is full: only reading is possible until there is room.</source>
        <translation>Ổ đĩa đã đầy: chỉ xem được cho đến khi dọn bớt ổ đĩa.</translation>
    </message>
    <message>
        <source>A file on this device is damaged.</source>
        <translation>Một tệp trên máy này bị hỏng. Hãy báo quản trị viên.</translation>
    </message>
    <message>
        <source>The folder of this desk cannot be written.</source>
        <translation>Không ghi được vào thư mục dữ liệu của máy này. Hãy báo quản trị viên.</translation>
    </message>
    <message>
        <source>Busy; try again.</source>
        <translation>Đang bận, hãy thử lại.</translation>
    </message>
    <message>
        <source>Something failed inside the program (%1).</source>
        <translation>Phần mềm gặp lỗi bên trong (%1). Hãy thử lại, nếu vẫn lỗi thì báo quản trị viên kèm mã này.</translation>
    </message>
    <message>
        <source>%1: this value cannot be used.</source>
        <translation>%1: giá trị này không dùng được, hãy nhập lại.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>Chưa có “%1”, hãy nhập rồi thực hiện lại.</translation>
    </message>
    <message>
        <source>%1 is too large (at most %2).</source>
        <translation>“%1” quá lớn (tối đa %2). Hãy rút gọn rồi thử lại.</translation>
    </message>
    <message>
        <source>Not found: %1.</source>
        <translation>Không tìm thấy: %1. Hãy kiểm tra lại.</translation>
    </message>
    <message>
        <source>The server and this program do not understand each other: an update is needed.</source>
        <translation>Máy chủ và phần mềm khác phiên bản nên không hiểu nhau: hãy cập nhật phần mềm.</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Evidence</source>
        <translation>Hình ảnh, tệp</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>không có tệp</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>The reporter sent no photo.</source>
        <translation>Người dân không gửi ảnh.</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Trước và sau</translation>
    </message>
</context>
<context>
    <name>EvidenceThumb</name>
    <message>
        <source>This file could not be opened</source>
        <translation>Không mở được tệp này</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>Tải lại</translation>
    </message>
    <message>
        <source>needs the network</source>
        <translation>cần có mạng</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>đang tải…</translation>
    </message>
    <message>
        <source>open</source>
        <translation>mở</translation>
    </message>
</context>
<context>
    <name>EvidenceViewer</name>
    <message>
        <source>Evidence</source>
        <translation>Hình ảnh, tệp</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Kế</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Who handles it</source>
        <translation>Người xử lý</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Diễn giải</translation>
    </message>
    <message>
        <source>Agency you propose</source>
        <translation>Đơn vị đề xuất</translation>
    </message>
    <message>
        <source>Lead agency</source>
        <translation>Đơn vị chủ trì</translation>
    </message>
    <message>
        <source>Joint agencies</source>
        <translation>Đơn vị phối hợp</translation>
    </message>
    <message>
        <source>Field and type</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Request to the agency</source>
        <translation>Yêu cầu đối với đơn vị</translation>
    </message>
    <message>
        <source>Answer to the citizen</source>
        <translation>Nội dung trả lời người dân</translation>
    </message>
    <message>
        <source>Photos afterwards</source>
        <translation>Ảnh sau xử lý</translation>
    </message>
    <message>
        <source>Finished at</source>
        <translation>Hoàn thành lúc</translation>
    </message>
    <message>
        <source>Letter number</source>
        <translation>Số công văn</translation>
    </message>
    <message>
        <source>Letter date</source>
        <translation>Ngày công văn</translation>
    </message>
    <message>
        <source>Signatory</source>
        <translation>Người ký</translation>
    </message>
    <message>
        <source>Required documents</source>
        <translation>Hồ sơ bắt buộc</translation>
    </message>
    <message>
        <source>Reason why documents are missing</source>
        <translation>Lý do thiếu hồ sơ</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Đến lúc</translation>
    </message>
    <message>
        <source>Decision number</source>
        <translation>Số quyết định</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>New deadline asked for</source>
        <translation>Hạn mới đề nghị</translation>
    </message>
    <message>
        <source>New deadline</source>
        <translation>Hạn mới</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Nội dung đã thực hiện</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Joint agency</source>
        <translation>Đơn vị phối hợp</translation>
    </message>
    <message>
        <source>The agency may read it</source>
        <translation>Cho đơn vị xem</translation>
    </message>
    <message>
        <source>Message to the citizen</source>
        <translation>Nội dung gửi người dân</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>Spoke to</source>
        <translation>Trao đổi với</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Chiều gọi</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Kết quả cuộc gọi</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Nội dung trao đổi</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Mức đôn đốc</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Nội dung chỉ đạo</translation>
    </message>
    <message>
        <source>To be done by</source>
        <translation>Hạn thực hiện</translation>
    </message>
    <message>
        <source>Directed to</source>
        <translation>Đơn vị thực hiện</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Hình thức xử lý</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Phường, xã</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Vị trí (tọa độ)</translation>
    </message>
    <message>
        <source>No position because</source>
        <translation>Lý do không có vị trí</translation>
    </message>
    <message>
        <source>Information that is there</source>
        <translation>Thông tin đã có</translation>
    </message>
    <message>
        <source>Information that is not there</source>
        <translation>Thông tin chưa có</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại tệp</translation>
    </message>
    <message>
        <source>What they are asked to do</source>
        <translation>Nội dung đề nghị phối hợp</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Nơi nhận</translation>
    </message>
    <message>
        <source>Name of the person told</source>
        <translation>Tên người nhận</translation>
    </message>
    <message>
        <source>Told at</source>
        <translation>Giờ nhận</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Text handed over</source>
        <translation>Nội dung chuyển</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Căn cứ</translation>
    </message>
    <message>
        <source>What is undone</source>
        <translation>Thao tác được hoàn tác</translation>
    </message>
    <message>
        <source>Merged case</source>
        <translation>Phản ánh được gộp</translation>
    </message>
    <message>
        <source>Checks before approval</source>
        <translation>Kiểm tra khi duyệt</translation>
    </message>
    <message>
        <source>Reason why a check is not ticked</source>
        <translation>Lý do còn mục chưa đạt</translation>
    </message>
    <message>
        <source>What must be done again</source>
        <translation>Nội dung cần xử lý lại</translation>
    </message>
    <message>
        <source>Missing documents</source>
        <translation>Hồ sơ còn thiếu</translation>
    </message>
    <message>
        <source>Text to publish</source>
        <translation>Nội dung công khai</translation>
    </message>
    <message>
        <source>Redaction check</source>
        <translation>Kiểm tra che thông tin riêng tư</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Mức độ hài lòng</translation>
    </message>
    <message>
        <source>In the citizen&apos;s words</source>
        <translation>Ý kiến của người dân</translation>
    </message>
    <message>
        <source>Why it should be reopened</source>
        <translation>Lý do yêu cầu mở lại</translation>
    </message>
    <message>
        <source>Question to the citizen</source>
        <translation>Nội dung cần người dân bổ sung</translation>
    </message>
    <message>
        <source>Case to keep</source>
        <translation>Phản ánh giữ lại</translation>
    </message>
    <message>
        <source>Id of the case to keep</source>
        <translation>Mã định danh phản ánh giữ lại</translation>
    </message>
    <message>
        <source>Reference (letter, name)</source>
        <translation>Căn cứ (số công văn, người nhận)</translation>
    </message>
    <message>
        <source>The citizen&apos;s answer</source>
        <translation>Nội dung người dân bổ sung</translation>
    </message>
    <message>
        <source>Place (street, kiệt, landmark)</source>
        <translation>Ở đâu (đường, kiệt, địa danh)</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc gì</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>Loại phản ánh</translation>
    </message>
    <message>
        <source>Citizen&apos;s name</source>
        <translation>Họ tên người dân</translation>
    </message>
    <message>
        <source>Citizen&apos;s telephone</source>
        <translation>Số điện thoại người dân</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Số điện thoại</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Photos and documents</source>
        <translation>Ảnh và văn bản</translation>
    </message>
</context>
<context>
    <name>FilesField</name>
    <message>
        <source>%1 % sent</source>
        <translation>đã tải %1%</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Bỏ %1</translation>
    </message>
    <message>
        <source>choose files</source>
        <translation>chọn từ máy</translation>
    </message>
    <message>
        <source>Photos and documents</source>
        <translation>Ảnh và văn bản</translation>
    </message>
    <message>
        <source>being copied</source>
        <translation>đang sao chép</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>đã có trên máy chủ</translation>
    </message>
    <message>
        <source>kept on this machine</source>
        <translation>đã giữ trên máy này</translation>
    </message>
    <message>
        <source>Drop or paste files here, or</source>
        <translation>Thả hoặc dán tệp vào đây, hoặc</translation>
    </message>
    <message>
        <source>Photos and PDF (*.jpg *.jpeg *.png *.webp *.pdf)</source>
        <translation>Ảnh và PDF (*.jpg *.jpeg *.png *.webp *.pdf)</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Code, street, words of the report</source>
        <translation>Tìm theo mã, tên đường, nội dung</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Thêm bộ lọc</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Field</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Phường, xã</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Loading the working data onto this device</source>
        <translation>Tải dữ liệu làm việc về máy này</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Đã tải</translation>
    </message>
    <message>
        <source>Go on, load the rest in the background</source>
        <translation>Tiếp tục, tải nền phần còn lại</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Vào làm việc</translation>
    </message>
    <message>
        <source>The device keeps a copy, so that search is instant and work goes on without the network. The Centre keeps 90 days, an agency its own open work.</source>
        <translation>Máy giữ một bản sao để tìm tức thì và làm việc khi mất mạng. Trung tâm giữ 90 ngày, đơn vị chỉ giữ việc đang mở của mình.</translation>
    </message>
</context>
<context>
    <name>FirstRunChecks</name>
    <message>
        <source>Check of the device</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Dark, control room</source>
        <translation>Tối, phòng điều hành</translation>
    </message>
    <message>
        <source>Light, office</source>
        <translation>Sáng, văn phòng</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Mật độ</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dày</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vừa</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Thoáng</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>Required documents are missing: attach them or say why not.</source>
        <translation>Còn thiếu hồ sơ bắt buộc: hãy đính kèm hoặc ghi lý do thiếu.</translation>
    </message>
    <message>
        <source>A joint agency has not finished: wait or go on with a reason.</source>
        <translation>Còn đơn vị phối hợp chưa hoàn thành: hãy chờ, hoặc không chờ và ghi lý do.</translation>
    </message>
    <message>
        <source>The case to keep is not there, is this very case, or was merged itself.</source>
        <translation>Phản ánh giữ lại không có, là chính phản ánh này, hoặc đã bị gộp: hãy chọn phản ánh khác.</translation>
    </message>
    <message>
        <source>The other person is still working on it: take over with a reason.</source>
        <translation>Người kia vẫn đang làm: muốn nhận thay phải ghi lý do.</translation>
    </message>
    <message>
        <source>Somebody else is working on it: wait, or take over with a reason.</source>
        <translation>Người khác đang giữ phản ánh này. Hãy chờ, hoặc nhận thay và ghi lý do.</translation>
    </message>
    <message>
        <source>It is with another agency: write to the Centre if it should come to you.</source>
        <translation>Phản ánh đang ở đơn vị khác: nếu phải thuộc đơn vị mình, hãy báo Trung tâm.</translation>
    </message>
    <message>
        <source>Your agency is not a joint one here: ask the Centre to add it.</source>
        <translation>Đơn vị của bạn không phối hợp phản ánh này: hãy đề nghị Trung tâm thêm vào.</translation>
    </message>
    <message>
        <source>You wrote this result: leave it to another person to decide.</source>
        <translation>Bạn là người lập kết quả này: hãy để người khác duyệt.</translation>
    </message>
    <message>
        <source>You approved this result: leave it to another person to publish.</source>
        <translation>Bạn là người duyệt kết quả này: hãy để người khác công khai.</translation>
    </message>
    <message>
        <source>This agency does not exist any more: choose another.</source>
        <translation>Đơn vị này không còn hoạt động: hãy chọn đơn vị khác.</translation>
    </message>
    <message>
        <source>Returned more than once: ask the shift lead to decide.</source>
        <translation>Đã bị chuyển trả hơn một lần: hãy báo trưởng ca quyết định.</translation>
    </message>
    <message>
        <source>The deadline has passed: report the result, or tell the Centre why it is late.</source>
        <translation>Đã quá hạn nên không đề nghị được nữa: hãy báo cáo kết quả, hoặc báo Trung tâm lý do trễ.</translation>
    </message>
    <message>
        <source>Nothing was asked for, so there is nothing to decide.</source>
        <translation>Không có đề nghị nào để giải quyết.</translation>
    </message>
    <message>
        <source>More than 14 days have passed: enter a new report instead.</source>
        <translation>Đã quá 14 ngày: hãy nhập phản ánh mới.</translation>
    </message>
    <message>
        <source>It is published already: take it off the public page first.</source>
        <translation>Kết quả đã công khai rồi: muốn sửa, hãy gỡ công khai trước.</translation>
    </message>
    <message>
        <source>It is not published: publish it first.</source>
        <translation>Kết quả chưa công khai: hãy công khai trước.</translation>
    </message>
    <message>
        <source>It cannot be rated yet, or was rated already: only a published result is rated, once.</source>
        <translation>Phản ánh chưa đánh giá được, hoặc đã được đánh giá: chỉ đánh giá một lần, sau khi công khai kết quả.</translation>
    </message>
    <message>
        <source>An earlier request is not decided yet: decide it first.</source>
        <translation>Còn một đề nghị trước chưa được giải quyết: hãy giải quyết đề nghị đó trước.</translation>
    </message>
    <message>
        <source>The time to answer is not over: wait for the citizen until then.</source>
        <translation>Chưa hết thời gian để người dân bổ sung: hãy chờ đến hạn.</translation>
    </message>
    <message>
        <source>It cannot be closed yet: it closes when the time to reopen has passed.</source>
        <translation>Chưa đóng được phản ánh này: hãy chờ hết thời gian người dân có thể đề nghị mở lại.</translation>
    </message>
    <message>
        <source>Too late to undo, or something came after it: decide anew.</source>
        <translation>Không hoàn tác được vì đã quá thời gian hoặc đã có thao tác khác sau đó: hãy xử lý lại từ đầu.</translation>
    </message>
    <message>
        <source>No agency has the case: assign it first.</source>
        <translation>Phản ánh chưa chuyển cho đơn vị nào: hãy chuyển xử lý trước.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>On a report</source>
        <translation>Làm việc với một mục</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Ở mọi nơi</translation>
    </message>
    <message>
        <source>take the next one</source>
        <translation>nhận phản ánh kế</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>sửa</translation>
    </message>
    <message>
        <source>classify</source>
        <translation>phân loại</translation>
    </message>
    <message>
        <source>assign</source>
        <translation>chuyển xử lý</translation>
    </message>
    <message>
        <source>ask or write to the citizen</source>
        <translation>yêu cầu bổ sung, nhắn người dân</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>gộp</translation>
    </message>
    <message>
        <source>hand over urgently</source>
        <translation>chuyển khẩn</translation>
    </message>
    <message>
        <source>enter a call</source>
        <translation>nhập cuộc gọi</translation>
    </message>
    <message>
        <source>do not accept; return; ask for rework</source>
        <translation>không tiếp nhận; chuyển trả; yêu cầu xử lý lại</translation>
    </message>
    <message>
        <source>note</source>
        <translation>ghi chú</translation>
    </message>
    <message>
        <source>carry out</source>
        <translation>thực hiện</translation>
    </message>
    <message>
        <source>undo (8 seconds)</source>
        <translation>hoàn tác (8 giây)</translation>
    </message>
    <message>
        <source>chase</source>
        <translation>đôn đốc</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>gia hạn</translation>
    </message>
    <message>
        <source>add files</source>
        <translation>thêm tệp</translation>
    </message>
    <message>
        <source>to the top, load new reports</source>
        <translation>về đầu, nạp phản ánh mới</translation>
    </message>
    <message>
        <source>previous one</source>
        <translation>mục trước</translation>
    </message>
    <message>
        <source>next one</source>
        <translation>mục kế</translation>
    </message>
    <message>
        <source>open, confirm</source>
        <translation>mở, xác nhận</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>lọc</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>mọi phím</translation>
    </message>
    <message>
        <source>next area of the window</source>
        <translation>vùng kế</translation>
    </message>
    <message>
        <source>enlarge</source>
        <translation>phóng to</translation>
    </message>
    <message>
        <source>heard, silence</source>
        <translation>đã nghe, tắt tiếng</translation>
    </message>
    <message>
        <source>leave, nothing is lost</source>
        <translation>thoát, không mất gì</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>khu vực làm việc</translation>
    </message>
    <message>
        <source>what is not sent yet</source>
        <translation>thao tác chờ gửi</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>thử lại</translation>
    </message>
    <message>
        <source>previous, next row</source>
        <translation>dòng trước, dòng kế</translation>
    </message>
    <message>
        <source>fold the group, unfold all</source>
        <translation>gập nhóm, mở mọi nhóm</translation>
    </message>
    <message>
        <source>to the end of the list</source>
        <translation>về cuối danh sách</translation>
    </message>
    <message>
        <source>area of the window before</source>
        <translation>vùng trước</translation>
    </message>
    <message>
        <source>find a report or a command</source>
        <translation>tìm phản ánh, lệnh</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>Danh sách phím</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>LegendEntry</name>
    <message>
        <source>Hide on the map</source>
        <translation>Ẩn trên bản đồ</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Hiện trên bản đồ</translation>
    </message>
</context>
<context>
    <name>LoginForm</name>
    <message>
        <source>Start the shift</source>
        <translation>Vào ca trực</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Vào ca</translation>
    </message>
    <message>
        <source>Without the network: only an account that signed in on this device this shift, until its end; no approving, no publishing.</source>
        <translation>Khi mất mạng: chỉ tài khoản đã vào trên máy này trong ca, đến hết ca; không duyệt và không công khai được.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Your password opens the work kept on this device; unsent work waits for the network.</source>
        <translation>Không kết nối được máy chủ. Mật khẩu của bạn mở được dữ liệu có trên máy này; thao tác chưa gửi sẽ chờ mạng.</translation>
    </message>
    <message>
        <source>The server cannot be reached, and nobody has signed in on this device this shift.</source>
        <translation>Không kết nối được máy chủ, và chưa ai đăng nhập trên máy này trong ca. Hãy kiểm tra mạng rồi thử lại.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Tiếng Việt</source>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Phiên bản %1</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Kỳ Đài</source>
        <translation>Kỳ Đài</translation>
    </message>
    <message>
        <source>Centre for smart city monitoring and operation, Huế</source>
        <translation>Trung tâm Giám sát, điều hành đô thị thông minh thành phố Huế</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Kỳ Đài</source>
        <translation>Kỳ Đài</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>zooms %1 to %2</source>
        <translation>mức phóng %1 đến %2</translation>
    </message>
    <message>
        <source>The file is not there or cannot be read.</source>
        <translation>Không có tệp này hoặc không đọc được.</translation>
    </message>
    <message>
        <source>There is no tile in the file.</source>
        <translation>Trong tệp không có mảnh bản đồ nào.</translation>
    </message>
    <message>
        <source>This is an extract of OpenStreetMap: make a pack of it first.</source>
        <translation>Đây là bản trích OpenStreetMap: cần làm thành gói bản đồ trước.</translation>
    </message>
    <message>
        <source>This is an archive: unpack it first.</source>
        <translation>Đây là tệp nén: cần giải nén trước.</translation>
    </message>
    <message>
        <source>This is only a placeholder of the file: copy the file itself.</source>
        <translation>Đây chỉ là tệp giữ chỗ: cần chép chính tệp đó.</translation>
    </message>
    <message>
        <source>The map cannot read this kind of file. It reads MBTiles, PMTiles 3 and GeoJSON.</source>
        <translation>Bản đồ không đọc được loại tệp này. Loại đọc được: MBTiles, PMTiles 3 và GeoJSON.</translation>
    </message>
    <message>
        <source>The file is damaged: copy it again.</source>
        <translation>Tệp bị hỏng: cần chép lại.</translation>
    </message>
    <message>
        <source>Its positions are no degrees: convert it to WGS 84 first.</source>
        <translation>Tọa độ trong tệp không phải độ: cần chuyển sang WGS 84 trước.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>Tệp quá lớn.</translation>
    </message>
    <message>
        <source>The file is being written to, or its own queries do not end.</source>
        <translation>Tệp đang được ghi, hoặc truy vấn trong tệp không dừng.</translation>
    </message>
    <message>
        <source>looked at %1 of its tiles</source>
        <translation>đã kiểm tra %1 mảnh</translation>
    </message>
    <message>
        <source>%1–%2° E, %3–%4° N</source>
        <translation>%1–%2° Đông, %3–%4° Bắc</translation>
    </message>
    <message>
        <source>a part of it is damaged</source>
        <translation>một phần bị hỏng</translation>
    </message>
</context>
<context>
    <name>MapCredits</name>
    <message>
        <source>schematic, not surveyed</source>
        <translation>sơ đồ của dự án, không phải bản đo đạc</translation>
    </message>
</context>
<context>
    <name>MapFan</name>
    <message numerus="yes">
        <source>%n reports on one spot</source>
        <translation>
            <numerusform>%n phản ánh cùng một chỗ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapHistogram</name>
    <message>
        <source>Time of arrival</source>
        <translation>Thời điểm tiếp nhận</translation>
    </message>
    <message>
        <source>Reports of the last day by quarter of an hour</source>
        <translation>Phản ánh trong 24 giờ qua, theo từng 15 phút</translation>
    </message>
</context>
<context>
    <name>MapLayers</name>
    <message>
        <source>Layers</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>Street packs: %1</source>
        <translation>Gói bản đồ: %1</translation>
    </message>
    <message>
        <source>Street packs</source>
        <translation>Gói bản đồ đường phố</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Đã xử lý</translation>
    </message>
</context>
<context>
    <name>MapPacks</name>
    <message>
        <source>Street packs</source>
        <translation>Gói bản đồ đường phố</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Drop an MBTiles, PMTiles or GeoJSON file on the map. It then lies above the map that comes along.</source>
        <translation>Kéo tệp MBTiles, PMTiles hoặc GeoJSON thả vào bản đồ. Gói sẽ nằm trên bản đồ có sẵn.</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Đang kiểm tra tệp…</translation>
    </message>
    <message>
        <source>Take it off the map</source>
        <translation>Bỏ khỏi bản đồ</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Thêm tệp…</translation>
    </message>
    <message>
        <source>Maps (*.mbtiles *.pmtiles *.geojson *.json)</source>
        <translation>Bản đồ (*.mbtiles *.pmtiles *.geojson *.json)</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Map of reports</source>
        <translation>Bản đồ phản ánh</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Cách hiện trên bản đồ</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Điểm</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Nhiệt</translation>
    </message>
    <message>
        <source>In the drawn area</source>
        <translation>Trong vùng đã vẽ</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Phản ánh</translation>
    </message>
    <message>
        <source>Ward offices</source>
        <translation>UBND phường, xã</translation>
    </message>
    <message>
        <source>Wards and communes</source>
        <translation>Phường, xã</translation>
    </message>
    <message>
        <source>Rescue requests</source>
        <translation>Yêu cầu cứu hộ</translation>
    </message>
</context>
<context>
    <name>MapPinHint</name>
    <message>
        <source>Enter: put the pin here · Esc: put it back</source>
        <translation>Enter: đặt ghim tại đây · Esc: trả ghim về chỗ cũ</translation>
    </message>
</context>
<context>
    <name>MapPlaces</name>
    <message numerus="yes">
        <source>%n reports on one spot</source>
        <translation>
            <numerusform>%n phản ánh cùng một chỗ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports here</source>
        <translation>
            <numerusform>%n phản ánh tại đây</numerusform>
        </translation>
    </message>
    <message>
        <source>Zoom in to them</source>
        <translation>Phóng to đến các phản ánh này</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>MapTimeline</name>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Play the arrivals</source>
        <translation>Phát lại theo thời gian</translation>
    </message>
    <message>
        <source>Time of arrival</source>
        <translation>Thời điểm tiếp nhận</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>Ca này</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>Choose a box (Shift and drag)</source>
        <translation>Chọn theo khung (giữ Shift rồi kéo)</translation>
    </message>
    <message>
        <source>Choose with a lasso</source>
        <translation>Khoanh vùng tự do</translation>
    </message>
    <message>
        <source>Choose around a place</source>
        <translation>Chọn quanh một điểm</translation>
    </message>
</context>
<context>
    <name>MapZoom</name>
    <message>
        <source>Zoom in</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Show the selected case</source>
        <translation>Đến hồ sơ đang chọn</translation>
    </message>
    <message>
        <source>No case is selected.</source>
        <translation>Chưa chọn hồ sơ nào.</translation>
    </message>
    <message>
        <source>Show the whole city</source>
        <translation>Xem toàn thành phố</translation>
    </message>
</context>
<context>
    <name>MiniMap</name>
    <message>
        <source>Map of the place</source>
        <translation>Bản đồ vị trí</translation>
    </message>
</context>
<context>
    <name>NearbyCard</name>
    <message>
        <source>May be the same</source>
        <translation>Có thể trùng</translation>
    </message>
    <message numerus="yes">
        <source>%n within 250 m</source>
        <translation>
            <numerusform>%n trong 250 m</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteComposer</name>
    <message>
        <source>Internal note</source>
        <translation>Ghi chú nội bộ</translation>
    </message>
    <message>
        <source>Message to the citizen</source>
        <translation>Nhắn người dân</translation>
    </message>
    <message>
        <source>The citizen will read this</source>
        <translation>Người dân sẽ đọc nội dung này</translation>
    </message>
    <message>
        <source>Only colleagues read this</source>
        <translation>Chỉ đồng nghiệp đọc được</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi người dân</translation>
    </message>
    <message>
        <source>Add the note</source>
        <translation>Thêm ghi chú</translation>
    </message>
</context>
<context>
    <name>NoticeDrawer</name>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>Đã xem hết</translation>
    </message>
    <message>
        <source>No notice</source>
        <translation>Không có thông báo</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Normal</source>
        <translation>Bình thường</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Khẩn cấp</translation>
    </message>
    <message>
        <source>Complex</source>
        <translation>Phức tạp</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Loading the list…</source>
        <translation>Đang tải danh sách…</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Không còn phản ánh chờ</translation>
    </message>
    <message>
        <source>New reports show up here.</source>
        <translation>Phản ánh mới sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>Không có kết quả</translation>
    </message>
    <message>
        <source>Remove a filter, or search the whole city.</source>
        <translation>Thử bỏ một bộ lọc hoặc tìm toàn thành phố.</translation>
    </message>
    <message>
        <source>Remove a filter</source>
        <translation>Bỏ một bộ lọc</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Filter</source>
        <translation>Lọc</translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>asked</source>
        <translation>có đề nghị</translation>
    </message>
    <message>
        <source>to send</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>look again</source>
        <translation>cần xem lại</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>Khu vực làm việc</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
</context>
<context>
    <name>Rating</name>
    <message>
        <source>Not rated</source>
        <translation>Chưa đánh giá</translation>
    </message>
    <message>
        <source>Not satisfied</source>
        <translation>Không hài lòng</translation>
    </message>
    <message>
        <source>Acceptable</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>Hài lòng</translation>
    </message>
    <message>
        <source>Very satisfied</source>
        <translation>Rất hài lòng</translation>
    </message>
</context>
<context>
    <name>ReportType</name>
    <message>
        <source>Incident</source>
        <translation>Phản ánh hiện trường</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Lời khen</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Góp ý, kiến nghị</translation>
    </message>
    <message>
        <source>Complaint or denunciation</source>
        <translation>Khiếu nại, tố cáo</translation>
    </message>
    <message>
        <source>Rescue</source>
        <translation>Cứu nạn, cứu hộ</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Report</source>
        <translation>Nội dung phản ánh</translation>
    </message>
    <message>
        <source>typed by %1</source>
        <translation>%1 nhập</translation>
    </message>
    <message>
        <source>Told to the citizen: %1</source>
        <translation>Đã gửi người dân: %1</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Result</source>
        <translation>Kết quả xử lý</translation>
    </message>
    <message>
        <source>Without documents: %1</source>
        <translation>Thiếu hồ sơ: %1</translation>
    </message>
    <message>
        <source>The citizen reads</source>
        <translation>Người dân đọc được</translation>
    </message>
    <message>
        <source>The citizen will read</source>
        <translation>Người dân sẽ nhận</translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Reason for showing the contact</source>
        <translation>Lý do xem số điện thoại</translation>
    </message>
    <message>
        <source>Show for 30 seconds</source>
        <translation>Hiện trong 30 giây</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Hãy ghi lý do.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Intake operator</source>
        <translation>Cán bộ tiếp nhận</translation>
    </message>
    <message>
        <source>Dispatcher</source>
        <translation>Cán bộ điều phối</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>Người duyệt kết quả</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Người công khai</translation>
    </message>
    <message>
        <source>Camera operator</source>
        <translation>Cán bộ trực camera</translation>
    </message>
    <message>
        <source>Shift lead</source>
        <translation>Trưởng ca</translation>
    </message>
    <message>
        <source>Agency officer</source>
        <translation>Cán bộ xử lý</translation>
    </message>
    <message>
        <source>Agency leader</source>
        <translation>Lãnh đạo đơn vị</translation>
    </message>
    <message>
        <source>Executive</source>
        <translation>Lãnh đạo thành phố</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Quản trị viên</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Cán bộ kiểm tra</translation>
    </message>
    <message>
        <source>Citizen</source>
        <translation>Người dân</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Hệ thống</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Find a report, a street, an agency; &gt; for commands</source>
        <translation>Tìm phản ánh, tên đường, đơn vị; gõ &gt; để tìm lệnh</translation>
    </message>
</context>
<context>
    <name>SearchPopover</name>
    <message>
        <source>Search</source>
        <translation>Tìm kiếm</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>chọn</translation>
    </message>
    <message>
        <source>open</source>
        <translation>mở</translation>
    </message>
    <message>
        <source>back</source>
        <translation>quay lại</translation>
    </message>
    <message>
        <source>Reading the report from the server…</source>
        <translation>Đang đọc phản ánh từ máy chủ…</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Đóng, giữ bản nháp</translation>
    </message>
</context>
<context>
    <name>SheetField</name>
    <message>
        <source>Pasted picture</source>
        <translation>Ảnh đã dán</translation>
    </message>
</context>
<context>
    <name>SheetForm</name>
    <message>
        <source>Your draft was kept and is filled in.</source>
        <translation>Bản nháp của bạn đã được giữ và điền lại.</translation>
    </message>
    <message>
        <source>Text for the receiver</source>
        <translation>Nội dung chuyển cho nơi nhận</translation>
    </message>
    <message>
        <source>May be known already</source>
        <translation>Có thể đã có phản ánh này</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Đang tải</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Classify</source>
        <translation>Phân loại</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Nhận việc</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Lãnh đạo đơn vị duyệt</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Trung tâm duyệt</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Công khai</translation>
    </message>
</context>
<context>
    <name>SyncDrawer</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Thao tác chờ gửi</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Đã gửi hết</translation>
    </message>
</context>
<context>
    <name>TileWords</name>
    <message>
        <source>Live</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Picture stands still</source>
        <translation>Hình đứng yên</translation>
    </message>
    <message>
        <source>Pictures come late</source>
        <translation>Hình đến chậm</translation>
    </message>
    <message>
        <source>Camera refuses the password</source>
        <translation>Camera không nhận mật khẩu</translation>
    </message>
    <message>
        <source>Camera has no such stream</source>
        <translation>Camera không có luồng này</translation>
    </message>
    <message>
        <source>Picture cannot be read</source>
        <translation>Không đọc được hình</translation>
    </message>
    <message>
        <source>Camera gives no live picture</source>
        <translation>Camera không có hình trực tiếp</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Đang kết nối lại</translation>
    </message>
    <message>
        <source>Waiting for the picture</source>
        <translation>Đang chờ hình</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Đang kết nối</translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>lần %1</translation>
    </message>
    <message>
        <source>again in %1 s</source>
        <translation>thử sau %1 giây</translation>
    </message>
    <message>
        <source>last picture %1</source>
        <translation>hình cuối %1</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 hình/giây</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>trễ %1 ms</translation>
    </message>
    <message>
        <source>spares the processor</source>
        <translation>giảm tải bộ xử lý</translation>
    </message>
    <message>
        <source>slow line</source>
        <translation>đường truyền chậm</translation>
    </message>
    <message>
        <source>camera serves no more viewers</source>
        <translation>camera đã đủ số người xem</translation>
    </message>
    <message>
        <source>sharper stream failed</source>
        <translation>luồng nét hơn bị lỗi</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>,</source>
        <comment>separator of thousands</comment>
        <translation>.</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hôm nay</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>ngày mai</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hôm qua</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 giây</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 phút</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 giờ %2 phút</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 giờ</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 ngày</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 ngày</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>vừa xong</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 trước</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>1 working day late</source>
        <translation>quá hạn 1 ngày làm việc</translation>
    </message>
    <message>
        <source>%1 working days late</source>
        <translation>quá hạn %1 ngày làm việc</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>quá %1</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>hạn hôm nay</translation>
    </message>
    <message>
        <source>1 working day left</source>
        <translation>còn 1 ngày làm việc</translation>
    </message>
    <message>
        <source>%1 working days left</source>
        <translation>còn %1 ngày làm việc</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>còn %1</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>hạn %1</translation>
    </message>
    <message>
        <source>due at %1</source>
        <translation>hạn %1</translation>
    </message>
    <message>
        <source>due %1 at %2</source>
        <translation>hạn %2 ngày %1</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
</context>
<context>
    <name>TimelineRow</name>
    <message>
        <source>to send</source>
        <translation>chờ gửi</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Hide</source>
        <translation>Ẩn</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
</context>
<context>
    <name>Track</name>
    <message>
        <source>Timed</source>
        <translation>Có thời gian</translation>
    </message>
    <message>
        <source>Immediate</source>
        <translation>Tức thời</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) not sent yet</source>
        <translation>
            <numerusform>%n thao tác chưa gửi</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay sealed on this device until you sign in again.</source>
        <translation>Các thao tác được niêm phong trên máy này cho đến khi bạn đăng nhập lại.</translation>
    </message>
    <message>
        <source>Sign out all the same</source>
        <translation>Vẫn đăng xuất</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
</context>
<context>
    <name>WardCard</name>
    <message>
        <source>%1 reports</source>
        <translation>%1 phản ánh</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>%1 quá hạn</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 người</translation>
    </message>
    <message>
        <source>population not known</source>
        <translation>chưa có dân số</translation>
    </message>
</context>
<context>
    <name>WardLegend</name>
    <message>
        <source>Wards</source>
        <translation>Phường, xã</translation>
    </message>
    <message>
        <source>Wards by</source>
        <translation>Tô phường, xã theo</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Phản ánh</translation>
    </message>
    <message>
        <source>Per 1,000</source>
        <translation>Trên 1.000 dân</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Ranh giới</translation>
    </message>
    <message>
        <source>n = %1 in this filter, %2 of them without a ward</source>
        <translation>n = %1 theo bộ lọc, %2 chưa có phường, xã</translation>
    </message>
    <message>
        <source>n = %1 in this filter</source>
        <translation>n = %1 theo bộ lọc</translation>
    </message>
    <message>
        <source>schematic, no administrative boundaries</source>
        <translation>sơ đồ, không phải ranh giới hành chính</translation>
    </message>
</context>
<context>
    <name>WardLegendRow</name>
    <message>
        <source>no figure</source>
        <translation>chưa có số liệu</translation>
    </message>
    <message>
        <source>%1 wards</source>
        <translation>%1 phường, xã</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>,</source>
        <comment>separator of thousands</comment>
        <translation>.</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Try now</source>
        <translation>Thử ngay</translation>
    </message>
</context>
</TS>
