import { expect, test } from 'vitest';
import { isOlder } from '../../src/update/version.ts';

// The order of the examples in Semantic Versioning 2.0.0, section 11, and around them.
const inOrder = [
  ...['0.9.10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'],
  ...['1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'],
];

test('every version is older than those after it, and than none before it or itself', () => {
  for (const [place, version] of inOrder.entries()) {
    for (const [otherPlace, other] of inOrder.entries()) {
      expect([version, other, isOlder(version, other)]).toEqual([version, other, place < otherPlace]);
    }
  }
});

test('what was built when does not make it older', () => {
  expect(isOlder('1.0.0+20260101', '1.0.0+20270101')).toBe(false);
});

test('what is no version is not compared', () => {
  for (const text of ['', '1', '1.0', 'v1.0.0', '1.0.0-', '1.0.x']) {
    expect([text, isOlder(text, '1.0.0'), isOlder('1.0.0', text)]).toEqual([text, undefined, undefined]);
  }
});
