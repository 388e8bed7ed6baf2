import type { ServerAddress } from '../address.ts';
import type { AsyncContext, RequestFunction, Statement, Subject } from '../subject.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a module's `subject` function is told. */
export interface Given {
  readonly address: ServerAddress;
  /** PEM of the authority to trust; also in NODE_EXTRA_CA_CERTS. */
  readonly authority: string;
}

type Exports = Subject & { readonly subject?: (given: Given) => Subject | Promise<Subject> };

/** core's, as far as it is used here; from a method's signature, because an adapter is more than its statement. */
type CreateRequest = { make(adapter: Statement, host: object): RequestFunction }['make'];

function isExports(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null;
}

function nodeContext(): AsyncContext {
  const storage = new AsyncLocalStorage<string>();
  return { run: (value, callback) => storage.run(value, callback), getStore: () => storage.getStore() };
}

/** `createRequest` for a bare adapter comes from `@wxreq/core`, which judges nothing and is loaded only then. */
async function onCore(subject: Subject): Promise<Subject> {
  const { adapter } = subject;
  if (adapter === undefined || subject.createRequest !== undefined) return subject;
  const { createRequest }: { createRequest: CreateRequest } = await import('@wxreq/core');
  return { ...subject, createRequest: host => createRequest(adapter, host) };
}

/** Loads the module that is to be judged. */
export async function loadSubject(file: string, given: Given): Promise<Subject> {
  const exports: unknown = await import(pathToFileURL(resolve(file)).href);
  if (!isExports(exports)) throw new TypeError(`${file} is no module`);
  const found = exports.subject === undefined ? exports : await exports.subject(given);
  if (found.request === undefined && found.createRequest === undefined && found.adapter === undefined) {
    throw new TypeError(`${file} exports none of adapter, createRequest, request and subject`);
  }
  return { asyncContext: nodeContext(), ...(await onCore({ ...found })) };
}
