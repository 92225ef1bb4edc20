import { Agent, type Dispatcher, fetch, type RequestInit, type Response } from 'undici';
import { strongTls, type TlsIdentity } from './tls.ts';
import { unpausedAnswers } from './unpausedAnswers.ts';

export type HttpRequest = RequestInit;
export type HttpResponse = Response;

/** Sends one request and resolves with the head of its answer. Rejects where nobody answers, or not the right one. */
export type HttpClient = (url: URL, request: HttpRequest) => Promise<HttpResponse>;

/** For the requests to one system, on connections of their own. @param identity for https; nothing to plain http */
export function httpClient(identity: TlsIdentity = {}): HttpClient {
  return clientOver(agentFor(identity));
}

/**
 * The head of one answer, on a connection of its own that is closed with it. Whoever gives up leaves none either: an
 * agent that nobody asks any more goes on connecting, and keeps what it gets. Rejects as an {@link HttpClient} does.
 */
export async function headOf(url: URL, request: HttpRequest, identity: TlsIdentity = {}): Promise<Response['headers']> {
  const agent = agentFor(identity);
  try {
    return (await clientOver(agent)(url, request)).headers;
  } finally {
    await agent.destroy();
  }
}

function agentFor(identity: TlsIdentity): Dispatcher {
  return new Agent({ connect: { ...strongTls, ...identity } }).compose(unpausedAnswers);
}

/** A patient's data goes where the configuration says and nowhere else. */
function clientOver(dispatcher: Dispatcher): HttpClient {
  return (url, request) => fetch(url, { ...request, redirect: 'manual', dispatcher });
}
