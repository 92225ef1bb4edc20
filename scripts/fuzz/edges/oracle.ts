import { catalogue } from '../../../src/problem/catalogue.ts';
import type { Result } from '../../../src/problem/result.ts';
import { plain } from './people.ts';

/** What was told where, by the name of who is told. */
export type Told = Readonly<Record<string, string>>;

/** Throws where one of the marks is told to anybody. */
export function expectUntold(marks: readonly string[], told: Told, whose: string): void {
  for (const [to, text] of Object.entries(told)) {
    const looked = plain(text);
    const found = marks.find((mark) => looked.includes(mark));
    if (found !== undefined) throw new Error(`${whose} told to ${to}: ${found}`);
  }
}

/** Throws unless `result` is a value or a problem with a number, whose detail says nothing of anybody. */
export function expectNumbered(result: Result<unknown>, marks: readonly string[]): void {
  if (result.ok) return;
  const { code, detail = '' } = result.problem;
  if (!(code in catalogue)) throw new Error(`a problem without a number: ${code}`);
  expectUntold(marks, { 'the log': detail }, 'a person is');
}
