import { expect, test } from 'vitest';
import { Listeners } from '../../src/kernel/listeners.ts';

test('everybody who asked is told, once, in their order, until they no longer want to be', () => {
  const listeners = new Listeners<[word: string]>();
  const heard: string[] = [];
  const one = (word: string) => void heard.push(`one ${word}`);
  const stopOne = listeners.add(one);
  listeners.add(one);
  listeners.add((word) => heard.push(`two ${word}`));
  expect(listeners.size).toBe(2);

  listeners.tell('a');
  stopOne();
  stopOne();
  listeners.tell('b');
  listeners.clear();
  listeners.tell('c');

  expect(heard).toEqual(['one a', 'two a', 'two b']);
  expect(listeners.size).toBe(0);
});

test('who stops listening while being told is not told again, and costs nobody their turn', () => {
  const listeners = new Listeners();
  const heard: string[] = [];
  const stop = listeners.add(() => {
    heard.push('one');
    stop();
  });
  listeners.add(() => heard.push('two'));
  listeners.tell();
  listeners.tell();
  expect(heard).toEqual(['one', 'two', 'two']);
});
