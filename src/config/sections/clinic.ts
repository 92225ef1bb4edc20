import { z } from 'zod';
import { key, section } from '../key.ts';
import { ownSentence } from '../ownSentence.ts';

export const clinic = section(
  {
    name: key(
      z.string().min(1).max(60),
      '受付デモクリニック',
      'Name of the clinic.',
      'Patients see it on every screen.',
    ),
    institutionCode: key(
      z.string().regex(/^\d{2}[1346]\d{7}$/, 'must be 10 digits: prefecture 2, table 1 (1, 3, 4 or 6), institution 7'),
      '1310000001',
      '医療機関コード, 10 digits: prefecture 2, table 1, institution 7.',
      'The eligibility system and the clinic’s systems tell institutions apart by it.',
    ),
    afterCheckIn: key(
      ownSentence,
      {
        ja: 'お名前をお呼びするまで、待合室でお待ちください。',
        'ja-easy': '名前《なまえ》を呼《よ》びます。待合室《まちあいしつ》で待《ま》ってください。',
        en: 'Please wait in the waiting room until your name is called.',
        zh: '请在候诊室等候，直到叫到您的名字。',
        ko: '성함을 부를 때까지 대기실에서 기다려 주십시오.',
        vi: 'Xin chờ ở phòng chờ cho đến khi được gọi tên.',
        pt: 'Aguarde na sala de espera até chamarem o seu nome.',
      },
      'What the patient does next, shown with 受付完了.',
      'People think the reader has done everything: say what happens next in this clinic.',
    ),
    afterFirstVisit: key(
      ownSentence,
      {
        ja: '診察券をお作りします。受付窓口にお越しください。',
        'ja-easy': '診察券《しんさつけん》を作《つく》ります。受付《うけつけ》に来《き》てください。',
        en: 'Please come to the reception desk: we will make your patient card.',
        zh: '将为您制作就诊卡（诊察券）。请到前台。',
        ko: '진찰권을 만들어 드립니다. 접수 창구로 와 주십시오.',
        vi: 'Chúng tôi sẽ làm thẻ khám bệnh cho bạn. Xin đến quầy tiếp nhận.',
        pt: 'Vamos fazer o seu cartão da clínica. Por favor, vá à recepção.',
      },
      'The same for somebody whose patient number (診察券) the eligibility system does not know yet.',
      'First visits usually go to the desk; leave the ordinary words here where yours do not.',
    ),
  },
  'The clinic this kiosk stands in.',
);
