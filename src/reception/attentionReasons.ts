/**
 * Why somebody of the staff has to see to an arrival (要対応). Said as broadly as that: the trail and the desk's store name
 * a reception by its id and one of these, and nothing of the answer behind it.
 */
export const attentionReasons = ['mismatch', 'insurance', 'provisional', 'subsidy', 'numbers', 'delivery'] as const;
export type AttentionReason = (typeof attentionReasons)[number];
