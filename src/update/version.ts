/**
 * Whether one version of the program is older than another, as Semantic Versioning 2.0.0 orders them: by numbers, and
 * what comes before a release (`1.2.0-rc.1`) is older than it. Undefined where either is no version.
 */
export function isOlder(version: string, than: string): boolean | undefined {
  const [left, right] = [parsed(version), parsed(than)];
  return left && right && compare(left, right) < 0;
}

interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release. */
  readonly before: readonly string[];
}

const form = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function parsed(text: string): Version | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  const [, major, minor, patch, before = ''] = found;
  return { numbers: [major, minor, patch].map(Number), before: before === '' ? [] : before.split('.') };
}

function compare(left: Version, right: Version): number {
  for (const [place, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[place] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.before.length === 0 || right.before.length === 0) return right.before.length - left.before.length;
  for (const [place, part] of left.before.entries()) {
    const other = right.before[place];
    if (other === undefined) return 1;
    const difference = compareParts(part, other);
    if (difference !== 0) return difference;
  }
  return left.before.length - right.before.length;
}

/** Numbers by their value and before words; words letter by letter. */
function compareParts(left: string, right: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (isNumber && isOtherNumber) return Number(left) - Number(right);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}
