/**
 * How far an issuer's signature reaches. The key comes from the card; `verified` says that it is among those that the
 * configuration names, `unanchored` that nobody but the card vouches for it: the root keys are not published.
 */
export const issuerTrusts = ['verified', 'unanchored'] as const;
export type IssuerTrust = (typeof issuerTrusts)[number];
