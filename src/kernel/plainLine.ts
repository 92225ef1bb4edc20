/** Control characters, line and paragraph separators, what turns the direction of what follows (Trojan Source), halves. */
const hidden = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}';

/**
 * One line of text that shows what it holds: the rule for what a person types, who can be told to type it again. The
 * signs that choose the form of a name's character (IVS) are none of these.
 */
export const plainLine = new RegExp(`^[^${hidden}]*$`, 'u');

const breaks = /[\t\n\r\v\f\u0085\p{Zl}\p{Zp}]+/gu;
const hiddenAnywhere = new RegExp(`[${hidden}]`, 'gu');

/**
 * The same for what a card or another machine says, which nobody can be asked to say again: a break becomes a space,
 * everything else that is hidden is left out.
 */
export function asPlainLine(text: string): string {
  return text.replace(breaks, ' ').replace(hiddenAnywhere, '');
}
