import { compatibilityIdeographs } from './compatibilityIdeographs.ts';

/**
 * Characters that stand for each other in people's names, each word one group. Our own list: new and old forms of the
 * 常用漢字 and 人名用漢字 tables, and the forms that systems of municipalities and insurers are known to swap because
 * one of them lacks a character. No official list of what may be swapped in an eligibility check is public. What is
 * missing here can be added in the configuration; a name too many only costs a question at the desk.
 */
const groups = `
高髙 崎﨑嵜碕𥔎 吉𠮷 斎齋斉齊 辺邊邉 沢澤 浜濱濵 島嶋嶌 広廣 国國圀 桜櫻 滝瀧 竜龍 恵惠 寿壽 真眞 実實 栄榮 学學斈 来來
万萬 与與 円圓 宝寶寳 関關 県縣 鉄鐵鐡銕 応應 条條 徳德 緑綠 穂穗 黒黑 黄黃 会會 仏佛 楽樂 薬藥 桧檜 桑桒 曽曾 柳栁桺
富冨 峰峯 巌巖 館舘 鶴靏靍鸖 亀龜 奥奧 児兒 瀬瀨 頼賴 増增 蔵藏 礼禮 弥彌 淵渕渊 薮藪籔 蒋蔣 壮壯 荘莊 芦蘆 鴎鷗 鴬鶯
涛濤 槙槇 遥遙 尭堯 瑶瑤 亘亙 晋晉 晃晄 凛凜 弁辨辧 聡聰 総總 両兩 帯帶 戸戶 青靑 清淸 静靜 郎郞 朗朖 鶏鷄 麦麥 慎愼
衛衞 悦悅 鋭銳 巻卷 圏圈 勲勳 薫薰 気氣 亜亞 囲圍 為爲 壱壹 隠隱 営營 塩鹽 縁緣 艶艷 横橫 温溫 穏穩 価價 画畫 絵繪
懐懷 覚覺 岳嶽 歓歡 観觀 旧舊 挙擧 峡峽 狭狹 郷鄕鄊 暁曉 区區 駆驅 径徑 茎莖 渓溪 経經 蛍螢 軽輕 継繼 芸藝 剣劍劔剱釼
顕顯 厳嚴 効效 鉱鑛 号號 済濟 参參 桟棧 賛贊 糸絲 辞辭 湿濕 写寫 釈釋 収收 従從 渋澁 縦縱 粛肅 処處 叙敍 将將 焼燒
称稱 証證 乗乘 浄淨 畳疊 縄繩 嬢孃 譲讓 尽盡 図圖 粋粹 数數 声聲 専專 浅淺 銭錢 禅禪 双雙 体體躰 台臺 弾彈 昼晝 庁廳
鎮鎭 点點 転轉 伝傳 灯燈 当當 党黨 稲稻 独獨 読讀 弐貳 覇霸 拝拜 売賣 発發 秘祕 並竝 変變 豊豐 翻飜 毎每 満滿 黙默
予豫 余餘 誉譽 揺搖 様樣 謡謠 塁壘 霊靈 齢齡 恋戀 炉爐 楼樓 湾灣 録錄 歴歷 暦曆 虎乕 籠篭 諌諫 顔顏 穣穰 鯵鰺 蛎蠣
砺礪 泰𣳾 橋𣘺槗 丈𠀋 土圡𡈽 鹿𢈘 脇𦚰 叱𠮟 今𫝆 船舩 涼凉 宜冝 熙煕熈凞𤋮 昂昻 曹曺 珍珎 町甼 留畄畱 略畧 磯礒 秋穐龝
旗籏 糾糺 綿緜 婿聟壻 舎舍 花芲 兎兔 蕊蕋 園薗 善譱 村邨 刀釖 間閒 穎頴 雁鴈 勢𫝑 祇祗 莱萊 侯矦 峨峩 群羣 裏裡 雑襍
杉杦 淳湻 冴冱 鼎鼑 弘𢎞 杯盃 回囘 教敎 産產 内內 呉吳 彦彥 歩步 研硏 告吿 尚尙 俞兪 姫姬 寛寬 強强 彝彜 徴徵 悩惱
既旣 毘毗 瓶甁 状狀 禄祿 税稅 絶絕 緒緖 翠翆 虚虛 蝉蟬 説說 長镸 飲飮 麺麵 鼓皷 噌噲
`;

/** For each character, the one that stands for its whole group. */
export type KanjiVariants = ReadonlyMap<string, string>;

/** The built-in table together with the groups of the configuration, each a word such as `高髙`. */
export function kanjiVariants(more: readonly string[] = []): KanjiVariants {
  const table = new Map(compatibilityIdeographs);
  for (const group of [...groups.trim().split(/\s+/), ...more]) join(table, Array.from(group));
  return table;
}

/** Makes one group of all groups that these characters are in. */
function join(table: Map<string, string>, characters: readonly string[]): void {
  const heads = new Set(characters.map((each) => table.get(each) ?? each));
  const [head] = heads;
  if (head === undefined) return;
  for (const [character, other] of table) if (heads.has(other)) table.set(character, head);
  for (const each of [...characters, ...heads]) table.set(each, head);
}
