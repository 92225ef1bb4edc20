import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: 'Xin đặt thẻ My Number',
    lead: 'Đặt thẻ lên máy đọc, mặt có ảnh hướng lên trên',
    phone: 'Làm thủ tục bằng điện thoại',
    steps: ['Đặt thẻ', 'Khuôn mặt hoặc mã PIN', 'Chọn đồng ý hay không, rồi xong'],
    reader: 'Máy đọc thẻ',
  },
  cleaning: {
    title: 'Đang lau màn hình',
    lead: 'Màn hình tạm thời không phản hồi khi chạm. Xin chờ một chút',
    left: (n) => `Còn ${n} giây`,
  },
  diagnostics: {
    title: 'Máy đang được bảo trì',
    lead: 'Hiện không dùng được máy này. Xin đến quầy tiếp nhận',
  },
  reading: {
    title: 'Đang đọc thẻ',
    lead: 'Xin để yên thẻ tại chỗ',
  },

  phone: {
    title: 'Bạn dùng loại điện thoại nào?',
    iphone: 'iPhone',
    iphoneHint: 'Xác nhận trên điện thoại theo hướng dẫn',
    android: 'Android',
    androidHint: 'Nhập mã PIN 4 số, rồi đưa điện thoại lại gần',
    hold: 'Xin đưa điện thoại lại gần máy đọc',
    holdLead: 'Giữ yên khoảng 2 giây cho đến khi đọc xong',
    pinLead: '4 số bạn đã đặt trên điện thoại',
  },

  register: {
    title: 'Đăng ký thẻ này làm thẻ bảo hiểm y tế?',
    lead: 'Thẻ này chưa đăng ký. Nếu không đăng ký, xin đưa Giấy xác nhận tư cách (Shikaku Kakuninsho) ở quầy.',
    yes: 'Đăng ký',
    no: 'Không đăng ký',
    working: 'Đang đăng ký',
  },
};
