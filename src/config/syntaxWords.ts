import { type ParseErrorCode, printParseErrorCode } from 'jsonc-parser';

/** What is wrong with the writing, for whoever types JSON for the first time. */
const words: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not understood here: text stands in "quotes", and words without them are true, false and null',
  InvalidNumberFormat: 'no number as JSON writes them',
  PropertyNameExpected: 'a name in "quotes" is expected here; perhaps the comma before it is one too many',
  ValueExpected: 'a value is expected here; perhaps the comma before it is one too many',
  ColonExpected: 'a : is missing before this',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'the configuration has ended before this',
  InvalidCommentToken: 'a comment: JSON has none',
  UnexpectedEndOfComment: 'a comment: JSON has none',
  UnexpectedEndOfString: 'the " at the end is missing',
  UnexpectedEndOfNumber: 'the number has no end',
  InvalidUnicode: '\\u takes four hexadecimal digits',
  InvalidEscapeCharacter: 'a \\ is written \\\\, in paths of Windows too',
  InvalidCharacter: 'a character that cannot be typed: perhaps a line break within "quotes"',
};

/** A fault of syntax in words. */
export function syntaxWords(code: ParseErrorCode): string {
  const name = printParseErrorCode(code);
  return `not valid JSON: ${words[name] ?? name}`;
}
