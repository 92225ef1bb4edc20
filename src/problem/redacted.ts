/** What stands where a secret stood. */
const gone = '[…]';

/** Forms that secrets have in the texts of errors, addresses and settings. */
const secrets: readonly (readonly [form: RegExp, instead: string])[] = [
  // https://name:password@host, up to the last @ that may belong to it; as a path it has one slash left.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/{1,2})[^\s"'<>]*@/gi, `$1${gone}@`],
  // Authorization: Bearer …
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, `$1 ${gone}`],
  // ?token=…, password=…
  [/\b([\w-]{0,40}(?:token|secret|password|passcode|pin|key|signature|credentials?)=)[^\s&;#"'<>\\]+/gi, `$1${gone}`],
  // Keys and credentials as files hold them; where the end is missing, up to the end of what is quoted.
  [/-----BEGIN ([A-Z ]*(?:PRIVATE KEY|JWT|SEED))-----[^"]*?(?:-+END \1-+|(?="|$))/g, gone],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, gone],
  [/\bS[ACNOUX][A-Z2-7]{40,}\b/g, gone],
];

/**
 * A text without the secrets in it. What other programs say of a failure may quote an address or a header whole, so
 * every text that is kept or shown goes through here: details of problems, lines of the log, faults of the
 * configuration.
 */
export function redacted(text: string): string {
  return secrets.reduce((left, [form, instead]) => left.replaceAll(form, instead), text);
}
