import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { strongTls, type TlsIdentity } from './tls.ts';

export type HttpRequest = RequestInit;
export type HttpResponse = Response;

/** Sends one request and resolves with the head of its answer. Rejects where nobody answers, or not the right one. */
export type HttpClient = (url: URL, request: HttpRequest) => Promise<HttpResponse>;

/** For the requests to one system, on connections of their own. @param identity for https; nothing to plain http */
export function httpClient(identity: TlsIdentity = {}): HttpClient {
  const dispatcher = new Agent({ connect: { ...strongTls, ...identity } });
  // A patient's data goes where the configuration says and nowhere else.
  return (url, request) => fetch(url, { ...request, redirect: 'manual', dispatcher });
}
