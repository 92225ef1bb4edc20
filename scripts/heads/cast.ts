import type { Casting } from './identity.ts';

/**
 * Who plays whom: age, hair, skin and glasses decided by hand; seeds and nudges searched with both sets of networks
 * until no two people came near each other. tests/face_people.test.ts holds the margin.
 */
export const cast: Readonly<Record<string, Casting>> = {
  'yamada-hanako': { seed: 28, feminine: true, age: 41, hair: 'partedBob', skin: 'ivory' },
  'suzuki-ume': { seed: 121, feminine: true, age: 78, hair: 'shortPerm', skin: 'warm' },
  'sato-ichiro': { seed: 11, feminine: false, age: 54, hair: 'receding', skin: 'warm' },
  'tanaka-kenta': { seed: 39, feminine: false, age: 36, hair: 'tousled', skin: 'ivory' },
  'ito-misaki': { seed: 48, feminine: true, age: 27, hair: 'longFringe', skin: 'porcelain' },
  'takasaki-yoshio': { seed: 108, feminine: false, age: 70, hair: 'swept', skin: 'sand' },
  'fernandez-alexandra': { seed: 110, feminine: true, age: 38, hair: 'wavy', hairColour: 'brown', skin: 'brown' },
  'kobayashi-hina': { seed: 107, feminine: true, age: 2, hair: 'shaggy', skin: 'fair' },
  'watanabe-shizu': { seed: 201, feminine: true, age: 88, hair: 'knot', skin: 'sand' },
  'nakamura-takeshi': { seed: 202, feminine: false, age: 50, hair: 'cropped', skin: 'tan', facialHair: 'goatee' },
  'kato-yuki': { seed: 203, feminine: true, age: 45, hair: 'bob', skin: 'ivory', glasses: 'red' },
  'yoshida-minoru': { seed: 204, feminine: false, age: 63, hair: 'wreath', skin: 'ruddy' },
  'inoue-akira': { seed: 205, feminine: false, age: 33, hair: 'shortFringe', skin: 'ivory', glasses: 'square' },
  'kimura-sakura': { seed: 206, feminine: true, age: 22, hair: 'fringedKnot', skin: 'porcelain' },
  'hayashi-daisuke': { seed: 207, feminine: false, age: 40, hair: 'short', skin: 'sand', facialHair: 'shortBeard' },
  'shimizu-kaoru': { seed: 208, feminine: true, age: 58, hair: 'tiedBack', skin: 'fair' },
  'mori-yoko': { seed: 209, feminine: true, age: 66, hair: 'perm', skin: 'warm', glasses: 'tortoise' },
  'abe-naoki': { seed: 210, feminine: false, age: 47, hair: 'swept', skin: 'warm', facialHair: 'stubble' },
  'ishikawa-sota': { seed: 211, feminine: false, age: 7, hair: 'shortFringe', skin: 'fair' },
  'ogawa-emi': { seed: 212, feminine: true, age: 35, hair: 'pixie', hairColour: 'darkBrown', skin: 'ivory' },
  'maeda-kazuo': { seed: 213, feminine: false, age: 59, hair: 'short', skin: 'sand', facialHair: 'moustache' },
  'okada-tetsuya': { seed: 214, feminine: false, age: 71, hair: 'bald', skin: 'ruddy', glasses: 'narrow' },
  'fujita-mai': { seed: 215, feminine: true, age: 29, hair: 'wavy', hairColour: 'chestnut', skin: 'fair' },
  'goto-hiroshi': { seed: 216, feminine: false, age: 61, hair: 'shaggy', skin: 'tan', facialHair: 'fullBeard' },
  'sakamoto-ren': { seed: 217, feminine: false, age: 31, hair: 'shaggy', hairColour: 'brown', skin: 'fair' },
  'endo-mio': { seed: 218, feminine: true, age: 26, hair: 'long', skin: 'ivory', glasses: 'thinRound' },
};
