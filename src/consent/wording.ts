/**
 * Version of every sentence a patient is asked for consent in. It is recorded with each answer, so that years later
 * it can be said what was on the screen: docs/consent-wordings keeps each version word for word, its translations beside
 * it. A test holds it against the sentences: whoever changes one, in whatever language, gives them a new version.
 */
export const consentWordingVersion = '2026-11b';
