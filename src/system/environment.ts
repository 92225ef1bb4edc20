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

/** Everything but this machine is reached through that address from now on; directly where it is empty. */
export function useProxy(address: string): void {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) delete process.env[name];
  if (address === '') return;
  Object.assign(process.env, { HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: '127.0.0.1,localhost' });
}

/** As everybody's programs read it: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in small letters first, `http://` if need be. */
export function proxies(): Proxies {
  const named = (name: string): string | undefined => process.env[name.toLowerCase()] || process.env[name] || undefined;
  const address = (name: string): string | undefined => named(name)?.replace(/^(?!\w+:\/\/)/, 'http://');
  const [httpProxy, httpsProxy, noProxy] = [address('HTTP_PROXY'), address('HTTPS_PROXY'), named('NO_PROXY')];
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}
