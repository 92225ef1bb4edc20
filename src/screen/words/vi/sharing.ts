import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
  notice: {
    expiring: {
      title: 'Chứng nhận điện tử của thẻ sắp hết hạn',
      lead: (until) =>
        until
          ? `Dùng được đến ngày ${writtenDay(until)}. Xin sớm gia hạn tại văn phòng hành chính nơi bạn sống.`
          : 'Xin sớm gia hạn tại văn phòng hành chính nơi bạn sống.',
    },
    grace: {
      title: 'Chứng nhận điện tử của thẻ đã hết hạn',
      lead: () =>
        'Vẫn xác nhận được bảo hiểm, nhưng không cung cấp được thông tin về thuốc và khám chữa bệnh. Xin gia hạn tại văn phòng hành chính nơi bạn sống.',
    },
    reimbursed: {
      title: 'Trợ cấp chi phí y tế sẽ được hoàn lại sau',
      lead: () =>
        'Hôm nay xin thanh toán tại quầy. Sau đó, bạn làm đơn tại văn phòng hành chính nơi bạn sống để được hoàn lại tiền.',
    },
    next: 'Tiếp theo',
  },

  consent: {
    title:
      'Bạn có đồng ý cung cấp thông tin khám bệnh, thuốc, khám sức khỏe trước đây cho cơ sở y tế này để khám chữa bệnh không?',
    items: {
      surgery: { name: 'Phẫu thuật', what: 'Các ca phẫu thuật bạn đã trải qua' },
      medication: { name: 'Thuốc', what: 'Các thuốc bạn đã được kê đơn' },
      diagnosis: { name: 'Khám chữa bệnh', what: 'Nơi bạn đã khám và nội dung khám' },
      checkup: { name: 'Khám sức khỏe đặc định', what: 'Kết quả khám sức khỏe từ 40 tuổi' },
      prescriptions: { name: 'Đơn thuốc', what: 'Đơn thuốc và thuốc nhận gần đây' },
    },
    wide: {
      surgery: { name: 'Phẫu thuật, tên bệnh, truyền nhiễm', what: 'Phẫu thuật, tên bệnh, bệnh truyền nhiễm' },
      medication: { name: 'Thuốc, đơn thuốc', what: 'Các thuốc bạn đã được kê đơn' },
      diagnosis: { name: 'Khám bệnh, dị ứng, xét nghiệm', what: 'Nội dung khám, dị ứng thuốc, kết quả xét nghiệm' },
    },
    itemsLabel: 'Thông tin sẽ cung cấp',
    reassurance: 'Chọn thế nào bạn vẫn được khám. Sự đồng ý chỉ có hiệu lực 24 giờ, chỉ tại cơ sở y tế này.',
    all: 'Đồng ý tất cả',
    choose: 'Chọn từng mục',
    none: 'Không đồng ý',
  },

  consentItems: {
    title: 'Xin chọn có đồng ý hay không cho từng mục',
    yes: 'Đồng ý',
    no: 'Không đồng ý',
  },
  oneByOne: { submit: 'Xong', remaining: (n) => `Còn ${n} mục chưa chọn` },

  prescription: {
    title: 'Xin chọn loại đơn thuốc',
    electronic: 'Điện tử',
    electronicHint: 'Ở nhà thuốc bạn dùng thẻ này hoặc mã số đổi thuốc',
    paper: 'Trên giấy',
    paperHint: 'Bạn mang giấy đến nhà thuốc như trước đây',
  },

  subsidy: {
    verbs: {
      use: {
        title: 'Bạn có dùng giấy chứng nhận trợ cấp chi phí y tế không?',
        titleEach: 'Xin chọn có dùng hay không cho từng giấy',
        yes: 'Dùng',
        no: 'Không dùng',
        all: 'Dùng tất cả',
        reassurance: 'Không dùng, bạn vẫn được khám.',
      },
      provide: {
        title: 'Bạn có cung cấp giấy chứng nhận trợ cấp chi phí y tế không?',
        titleEach: 'Xin chọn có cung cấp hay không cho từng giấy',
        yes: 'Cung cấp',
        no: 'Không cung cấp',
        all: 'Cung cấp tất cả',
        reassurance: 'Không cung cấp, bạn vẫn được khám.',
      },
    },
    itemsLabel: 'Giấy chứng nhận',
    choose: 'Chọn từng giấy',
    unnamed: 'Giấy chứng nhận trợ cấp chi phí y tế',
    reimbursed: 'Thanh toán ở quầy, được hoàn lại sau',
  },
};
