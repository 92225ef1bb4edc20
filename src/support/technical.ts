import { constants } from 'node:os';

/** Names of what the system, the network and the libraries refuse with; a word in capitals is not enough to be one. */
const systemCodes: ReadonlySet<string> = new Set([
  ...Object.keys(constants.errno),
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * What of a text may go on. Each form is closed: nothing that a person is called, and no number of a person, has it.
 * A number only counts with its unit behind it.
 */
const forms = new RegExp(
  [
    /\bU-[1-9]\d{2}\b/,
    /\bHTTP [1-5]\d{2}\b/,
    /\bSQLITE_[A-Z_]{2,24}\b/,
    /\bERR_[A-Z_]{3,48}\b/,
    /\bE[A-Z_]{3,16}\b|\b[A-Z]+(?:_[A-Z]+){2,6}\b/,
    /\bSIG(?:TERM|KILL|INT|HUP|ABRT|SEGV|BUS|ILL|PIPE)\b/,
    /\b(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error\b/,
    // Where in the program, or in a package of it: the frames of a stack.
    /\b(?:src|node_modules)\/[\w@./-]{1,120}\.[cm]?[jt]s:\d{1,6}(?::\d{1,6})?\b/,
    /(?<![\w.+-])-?\d{1,7}(?:\.\d{1,3})? ?(?:ms|[KMG]iB|bytes|px|%)(?!\w)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/**
 * The technical parts of a text that others wrote: an error, a header, an answer. Anybody's name or number may stand
 * in it, so it is not searched for what must go; what may stay is taken out of it, and `…` stands for the rest.
 */
export function technicalParts(text: string): string {
  const found = [...text.matchAll(forms)].map(([part]) => part).filter(isKnown);
  if (found.length === 0) return text === '' ? '' : '…';
  const isAll = found.join(' ') === text.trim();
  return isAll ? text.trim() : `${found.slice(0, mostParts).join(' … ')} …`;
}

/** A stack has some ten frames. */
const mostParts = 16;

function isKnown(part: string): boolean {
  const isName = /^[A-Z]+(_[A-Z]+)*$/.test(part) && !/^(ERR|SQLITE)_/.test(part) && !part.startsWith('SIG');
  return !isName || systemCodes.has(part);
}
