/**
 * Forms of one character of which Unicode's data says nothing, each word one group: the printed forms of the 康熙字典 that
 * 常用漢字表 (notice of the Cabinet) sets beside its own and no child may be named with, and forms that family registers
 * hold and other systems replace. What Unicode does say is never said again here: a test holds that.
 */
export const registerForms = `
斎齋斉齊 辺邊邉 沢澤 浜濱濵 島嶌 国圀 学斈 鉄鐡 桑桒 柳桺 鶴靏靍鸖 亀龜 淵渕渊 薮籔 鴎鷗 鴬鶯 涛濤 弁辨辧 聡聰 総總
青靑 清淸 朗朖 麦麥 囲圍 壱壹 隠隱 営營 艶艷 穏穩 絵繪 覚覺 岳嶽 歓歡 観觀 挙擧 郷鄊 区區 駆驅 渓溪 経經 蛍螢 軽輕
継繼 剣劔剱釼 鉱鑛 済濟 参參 桟棧 糸絲 釈釋 粛肅 称稱 縄繩 図圖 数數 浅淺 銭錢 体躰 当當 党黨 読讀 弐貳 発發 豊豐
満滿 予豫 余餘 誉譽 霊靈 齢齡 楼樓 湾灣 虎乕 籠篭 諌諫 顔顏 鯵鰺 泰𣳾 橋𣘺槗 丈𠀋 土圡𡈽 鹿𢈘 脇𦚰 今𫝆 船舩 宜冝
熙煕凞𤋮 曹曺 町甼 磯礒 秋穐 旗籏 婿聟 舎舍 善譱 刀釖 間閒 勢𫝑 祇祗 侯矦 杉杦 冴冱 鼎鼑 弘𢎞 産產 内內 彦彥 尚尙
姫姬 彝彜 悩惱 既旣 瓶甁 翠翆 長镸 飲飮 麺麵
`;
