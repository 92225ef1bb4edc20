import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
  checking: {
    title: 'Đang xác nhận bảo hiểm',
    lead: 'Xin để yên thẻ tại chỗ',
  },

  done: {
    title: 'Đã tiếp nhận xong',
    ok: 'Tôi hiểu rồi',
    provisional: 'Bảo hiểm sẽ được xác nhận sau. Bạn cứ ngồi chờ khám.',
    takeCard: 'Xin lấy lại thẻ',
    keep: 'Tiếp tục hiển thị',
    reminders: {
      again: 'Hôm nay bạn đã làm thủ tục một lần. Quầy tiếp nhận đã biết',
      card: (until) => `Thẻ dùng được đến ${writtenDay(until)}. Gia hạn tại văn phòng hành chính nơi bạn sống`,
      certificate: (until) => `Gia hạn chứng nhận điện tử tại văn phòng hành chính trước ${writtenDay(until)}`,
      grace: (until) => `Gia hạn chứng nhận điện tử tại văn phòng hành chính trước ${writtenDay(until)}`,
      reimbursed: 'Trợ cấp y tế: trả tiền trước, rồi làm đơn tại văn phòng hành chính',
      'own-data': 'Bạn có thể xem thông tin thuốc và khám sức khỏe của mình trên Mynaportal',
    },
  },

  takeCard: {
    title: 'Xin lấy lại thẻ',
    lead: {
      done: 'Đã tiếp nhận xong. Xin đừng quên đồ của bạn',
      cancelled: 'Chưa ghi nhận gì. Đặt thẻ lại để làm từ đầu',
      problem: 'Xin đừng quên đồ của bạn',
      again: 'Xin lấy thẻ ra rồi đặt lại để làm từ đầu',
    },
    cancelled: 'Chưa tiếp nhận xong',
    noCard: 'Chưa ghi nhận gì. Đặt thẻ để làm từ đầu',
    forgotten: 'Thẻ của bạn vẫn còn ở đây',
  },
  problem: {
    close: { again: 'Làm lại từ đầu', 'take-card': 'Lấy thẻ và kết thúc', close: 'Đóng' },
    number: 'Số',
  },
};
