/**
 * Whether a setting that names a PEM file holds the PEM itself. What is public (certificates, public keys) may travel
 * within a configuration; a private key never counts: it lies in a file that only its owner may read.
 */
export function isPemText(setting: string): boolean {
  return /^\s*-----BEGIN [A-Z0-9 ]+-----/.test(setting) && !setting.includes('PRIVATE KEY');
}

/** The name of such a file, or what to call what stands in its place. */
export function pemName(setting: string): string {
  return isPemText(setting) ? 'the PEM text that stands there' : setting;
}

/** Every block of a PEM text, in its order, each with a line break at its end. */
export function pemBlocks(text: string): readonly string[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\sA-Za-z0-9+/=]+-----END \1-----/g);
  return [...blocks].map(([block]) => `${block.replaceAll('\r', '')}\n`);
}
