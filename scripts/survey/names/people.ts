import type { Random } from '../../../src/kernel/seededRandom.ts';

/*
 * Invented people with names as common as they come. Nothing here is taken from the comparison it measures.
 */

/** One family, in the ways that registers, cards and insurers write it. The first is how the card has it. */
export const families = [
  ['髙橋', '高橋'],
  ['渡邉', '渡辺', '渡邊'],
  ['渡邊', '渡辺'],
  ['齋藤', '斎藤'],
  ['齊藤', '斉藤'],
  ['山﨑', '山崎'],
  ['﨑山', '崎山'],
  ['𠮷田', '吉田'],
  ['𠮷野', '吉野'],
  ['濵田', '浜田', '濱田'],
  ['濱口', '浜口'],
  ['廣瀨', '広瀬', '廣瀬'],
  ['嶋田', '島田'],
  ['小嶌', '小島'],
  ['國分', '国分'],
  ['澤田', '沢田'],
  ['櫻井', '桜井'],
  ['眞田', '真田'],
  ['德永', '徳永'],
  ['會田', '会田'],
  ['黑田', '黒田'],
  ['冨田', '富田'],
  ['圡屋', '土屋'],
  ['栁田', '柳田'],
  ['桒原', '桑原'],
  ['舘野', '館野'],
  ['曾根', '曽根'],
  ['藪内', '薮内'],
  ['籔田', '薮田'],
  ['瀧本', '滝本'],
  ['龍野', '竜野'],
  ['關口', '関口'],
  ['條野', '条野'],
  ['萬田', '万田'],
  ['鐵本', '鉄本'],
  ['莊司', '荘司'],
  ['惠藤', '恵藤'],
  ['淺野', '浅野'],
  ['鹽田', '塩田'],
  ['寶田', '宝田'],
  ['壽山', '寿山'],
  ['凉野', '涼野'],
  ['槇田', '槙田'],
  ['中邨', '中村'],
  ['𣘺本', '橋本'],
  ['秋𠮷', '秋吉'],
] as const;

/** Families that every system writes in the same way. */
export const plainFamilies =
  '佐藤 鈴木 田中 伊藤 山本 中村 小林 加藤 山田 佐々木 山口 松本 井上 木村 林 清水 池田 橋本 阿部 石川 前田 小川 藤田 岡田 後藤 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 松田 岡本 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 谷口 大谷 長野 西川 青山 金井 小山 高木 竹田 三田 木下 代々木 奈々瀬'.split(
    ' ',
  );

/** Given names with an old form that registers keep. The first is how the card has it. */
export const oldGiven = [
  ['眞一', '真一'],
  ['惠子', '恵子'],
  ['榮子', '栄子'],
  ['壽夫', '寿夫'],
  ['澤子', '沢子'],
  ['德男', '徳男'],
  ['廣子', '広子'],
  ['實', '実'],
  ['學', '学'],
  ['國男', '国男'],
  ['龍一', '竜一'],
  ['靜江', '静江'],
  ['淸', '清'],
  ['彌生', '弥生'],
  ['禮子', '礼子'],
  ['豐', '豊'],
  ['勳', '勲'],
  ['巖', '巌'],
  ['萬里子', '万里子'],
  ['櫻子', '桜子'],
] as const;

/** What a child may be named with today, each a name of one or of the first of two characters. */
export const givenKanji = Array.from(
  '愛葵蒼碧杏一結衣陽菜美咲莉子花音心優奈凛芽依紬詩乃琴羽彩華千夏秋冬春樹翔太大輔健直樹拓也誠司修平和洋介祐佑佳奈由紀美穂香里沙織麻友真希裕優悠斗蓮湊律颯樹海空陸朝暉智恵理久子文雄正義武史隆博幸倖昭夫敏勇進茂清弘洋子節千代房江',
);

/** One reading, several names: 優子, 裕子, 祐子 are three people. */
export const sameReading = [
  ['優子', '裕子', '祐子', '佑子', '由子', '侑子', '有子'],
  ['浩', '博', '弘', '洋', '寛', '宏'],
  ['誠', '真', '実', '信', '允'],
  ['直樹', '直紀', '尚樹', '直希'],
  ['美咲', '美紗希', '実咲', '美沙紀'],
  ['大輔', '大介', '大助'],
  ['健太', '賢太', '謙太', '研太'],
  ['恵', '愛', '萌', '芽久美'],
  ['和子', '加寿子', '一子', '佳寿子'],
  ['隆', '孝', '崇', '貴', '敬', '尚'],
  ['薫', '香', '馨'],
  ['聡', '智', '哲', '敏', '悟'],
] as const;

/** One reading, several families. */
export const familiesOfOneReading = [
  ['伊藤', '伊東'],
  ['阿部', '安部', '安倍', '阿倍'],
  ['河野', '川野', '高野'],
  ['太田', '大田'],
  ['坂本', '阪本', '坂元'],
  ['原田', '腹田'],
  ['小川', '緒川'],
  ['上田', '植田'],
  ['藤原', '藤腹'],
  ['佐野', '左野'],
] as const;

/** Two characters that look alike and are two. */
export const lookAlikes = [
  ['太', '大'],
  ['士', '土'],
  ['未', '末'],
  ['千', '干'],
  ['己', '巳'],
  ['人', '入'],
  ['祐', '佑'],
  ['菜', '莱'],
  ['紗', '沙'],
  ['琉', '瑠'],
  ['晴', '晶'],
  ['卓', '阜'],
  ['矢', '失'],
  ['日', '曰'],
  ['瑞', '端'],
  ['萩', '荻'],
] as const;

export const kanaGiven =
  'ひなた さくら みすず いすず かをり ちづる よしゑ はるか あかり ゆづき しょうこ きょうこ じゅん りょう'.split(' ');

/** Foreign residents: as the card has it, how it is said, and the name in 漢字 where there is one. */
export const foreigners = [
  ['KIM MINJUN', 'キム　ミンジュン', '金敏俊'],
  ['KIM YUNA', 'キム　ユナ', '金姸兒'],
  ['PAK SUJIN', 'パク　スジン', '朴秀珍'],
  ['HAN JIMIN', 'ハン　ジミン', '韓志旼'],
  ['LIN MEI', 'リン　メイ', '林美'],
  ['TRAN THI HOA', 'チャン　ティ　ホア', ''],
  ['NGUYEN VAN ANH', 'グエン　ヴァン　アイン', ''],
  ['MARIA SANTOS', 'マリア　サントス', ''],
  ['ROBERTO TANAKA', 'ロベルト　タナカ', ''],
  ['ANA PAULA SUZUKI', 'アナ　パウラ　スズキ', ''],
  ['PEDRO SILVA', 'ペドロ　シルバ', ''],
  ['FERNANDO OLIVEIRA', 'フェルナンド　オリベイラ', ''],
  ['JOHN SMITH', 'ジョン　スミス', ''],
  ['MARK WILSON', 'マーク　ウィルソン', ''],
  ['ANITA SHARMA', 'アニタ　シャルマ', ''],
  ['DEWI LESTARI', 'デウィ　レスタリ', ''],
  ['SITI NURHALIZA', 'シティ　ヌルハリザ', ''],
  ['IVAN PETROV', 'イワン　ペトロフ', ''],
] as const;

/** Names in letters with marks, and what a system without them writes. */
export const marked = [
  ['JOSÉ NUÑEZ', 'JOSE NUNEZ'],
  ['ĐẶNG THỊ HÀ', 'DANG THI HA'],
  ['NGUYỄN VĂN ĐỨC', 'NGUYEN VAN DUC'],
  ['FRANÇOIS LEFÈVRE', 'FRANCOIS LEFEVRE'],
  ['ŁUKASZ NOWAK', 'LUKASZ NOWAK'],
  ['SØREN ANDERSEN', 'SOREN ANDERSEN'],
  ['JOÃO ARAÚJO', 'JOAO ARAUJO'],
  ['ZOË MÜLLER', 'ZOE MULLER'],
] as const;

export const aliases = ['金田　優奈', '木村　俊', '新井　美香', '林田　太一', '松山　恵', '大山　健'] as const;

/** Fields of so many letters cut off what is longer. */
export const longNames = [
  'FERNANDEZ DE LA CRUZ ALEXANDRA MARIA DOLORES',
  'WICKRAMASINGHE ARACHCHIGE DON NUWAN PRIYANKARA',
  'RAKOTOMALALA ANDRIANJAFY HERINIAINA FANOMEZANTSOA',
  'GONCALVES DOS SANTOS PEREIRA LUIZ FELIPE AUGUSTO',
] as const;

export function oneOf<T>(random: Random, all: readonly T[]): T {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** Two different ones. */
export function twoOf<T>(random: Random, all: readonly T[]): readonly [T, T] {
  const one = oneOf(random, all);
  return [
    one,
    oneOf(
      random,
      all.filter((each) => each !== one),
    ),
  ];
}

/** Two characters, or one, of those a child may be named with. */
export function newGiven(random: Random): string {
  const [one, other] = twoOf(random, givenKanji);
  return random() < 0.8 ? one + other : one;
}
