import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: 'Tiếp nhận',
  language: 'Ngôn ngữ',
  progress: 'Các bước thủ tục',
  steps: { card: 'Thẻ', identity: 'Danh tính', consent: 'Đồng ý', check: 'Bảo hiểm', done: 'Xong' },
  cancel: 'Dừng thủ tục',
  help: 'Gọi nhân viên',
  helpCalled: 'Đã gọi nhân viên. Xin vui lòng chờ',
  oral: 'Nhân viên đang nhập câu trả lời bạn nói',

  countdown: {
    title: (seconds) => `Sẽ kết thúc sau ${seconds} giây`,
    seconds: 'giây',
    lead: 'Bạn có muốn tiếp tục không?',
    more: 'Tiếp tục',
    end: 'Dừng thủ tục',
  },
  practice: {
    mark: 'Luyện tập',
    lead: 'Bạn không được tiếp nhận thật',
    start: 'Làm thử',
    place: 'Coi như đã đặt thẻ',
    hold: 'Coi như đã đưa lại gần',
    take: 'Coi như đã lấy thẻ',
    end: 'Kết thúc luyện tập',
    spoken: 'Đây là luyện tập.',
    pin: 'Đừng nhập mã PIN của bạn. Số nào cũng được',
  },
  starting: { title: 'Đang chuẩn bị', lead: 'Xin vui lòng chờ một chút' },
  taken: { title: 'Màn hình này đang được mở ở nơi khác', lead: 'Xin vui lòng hỏi nhân viên ở quầy tiếp nhận' },
};
