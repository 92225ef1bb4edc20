/** Names and addresses compared without any tolerance but for what a keyboard does: widths, blanks, dashes. */

const invisible = /[\s\p{Default_Ignorable_Code_Point}]/gu;
const dashes = /[‐‑‒–—―−ー]/g;

/** Whether two names are the same, every character known. */
export function sameNameToTheLetter(one: string, other: string): boolean {
  const [left, right] = [plain(one), plain(other)];
  return left === right && left !== '' && !/[●■□〓?\ufffd\p{Co}]/u.test(left);
}

/** Whether two addresses name one house: 1丁目2番3号 and １－２－３ are the same. One without a number names none. */
export function sameAddress(one: string, other: string): boolean {
  const [left, right] = [house(one), house(other)];
  return left === right && /\d/.test(left);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').toUpperCase();
}

function house(address: string): string {
  // A blank between two numbers keeps them apart: 1-2 101 is not 1-21 01.
  return plain(address.normalize('NFKC').replaceAll(/(?<=[\d号])\s+(?=\d)/g, '-'))
    .replace(dashes, '-')
    .replace(/(?<=\d)(?:丁目|番地の|番地|番|号)(?=\d)/g, '-')
    .replace(/(?<=\d)(?:丁目|番地|番|号)/g, '')
    .replace(/-$/, '');
}
