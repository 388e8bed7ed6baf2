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

/** What is wrong with the module itself: its message is all that its author needs. */
export class Unfit extends Error {}

async function load(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new Unfit(`${file} does not load: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  }
}

/** Throws where an export is not what its name says. */
function check(file: string, subject: Subject): void {
  for (const name of ['request', 'createRequest']) {
    const value: unknown = Reflect.get(subject, name);
    if (value !== undefined && typeof value !== 'function')
      throw new Unfit(`${file} exports ${name}, which is no function`);
  }
  const { adapter } = subject;
  if (adapter === undefined) return;
  const supports: unknown = adapter.supports;
  if (typeof supports !== 'object' || supports === null)
    throw new Unfit(`${file} exports an adapter without supports`);
  if (typeof Reflect.get(adapter, 'send') !== 'function')
    throw new Unfit(`${file} exports an adapter without send()`);
}

/** Loads the module that is to be judged. Throws an {@link Unfit}. */
export async function loadSubject(file: string, given: Given): Promise<Subject> {
  const exports = await load(file);
  if (!isExports(exports)) throw new Unfit(`${file} is no module`);
  const found = exports.subject === undefined ? exports : await exports.subject(given);
  if (found.request === undefined && found.createRequest === undefined && found.adapter === undefined) {
    throw new Unfit(`${file} exports none of adapter, createRequest, request and subject`);
  }
  check(file, found);
  return { asyncContext: nodeContext(), ...(await onCore({ ...found })) };
}
