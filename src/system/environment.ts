/** Folders in which programs are looked for, as this process was given them. */
export function programFolders(): string {
  return process.env.PATH ?? '';
}

/** Through which addresses the web is reached, and for which hosts directly. */
export interface Proxies {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** As everybody's programs read it: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in small letters first, `http://` if need be. */
export function proxies(): Proxies {
  const named = (name: string): string | undefined => process.env[name.toLowerCase()] || process.env[name] || undefined;
  const address = (name: string): string | undefined => named(name)?.replace(/^(?!\w+:\/\/)/, 'http://');
  const [httpProxy, httpsProxy, noProxy] = [address('HTTP_PROXY'), address('HTTPS_PROXY'), named('NO_PROXY')];
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}
