import type { EligibilityAnswer } from '../../../reception/answer.ts';

type Insurance = NonNullable<EligibilityAnswer['insurance']>;

/** An insured person's numbers in the form JP Core wants. */
export interface MemberParts {
  /** 8 digits. */
  readonly insurer: string;
  /** 記号, full-width; empty where there is none. */
  readonly symbol: string;
  /** 番号, full-width. */
  readonly number: string;
  /** 枝番, 2 half-width digits; empty where there is none. */
  readonly branch: string;
}

/** The numbers of an insurance, brought into form: full-width symbol and number without blanks, half-width branch. */
export function memberParts(insurance: Insurance): MemberParts {
  const branch = insurance.insuredBranchNumber.normalize('NFKC').trim();
  return {
    insurer: insurance.insurerNumber.trim().padStart(8, '0'),
    symbol: fullWidth(insurance.insuredCardSymbol),
    number: fullWidth(insurance.insuredIdentificationNumber),
    branch: branch === '' ? '' : branch.padStart(2, '0'),
  };
}

/** `00012345:あいう:１８７:05`; a missing part is empty. */
export function memberId({ insurer, symbol, number, branch }: MemberParts): string {
  return [insurer, symbol, number, branch].join(':');
}

/** ASCII lies exactly this far below its full-width forms; a colon too, which so cannot be taken for a separator. */
const fullWidthOffset = 0xfee0;

function fullWidth(text: string): string {
  return text
    .replaceAll(/[\s　]/g, '')
    .replaceAll(/[!-~]/g, (character) => String.fromCodePoint(character.charCodeAt(0) + fullWidthOffset));
}
