import fs from 'node:fs';
import { parseArgs } from 'node:util';

/** A command line that makes no sense; the message says why. */
export class Wrong extends Error {}

/** Shown by --help, and after a command line that makes no sense. */
export const usage = `npx @wxreq/node pin [--ca FILE] HOST[:PORT]   the pins of a server's certificates
npx @wxreq/node pin FILE.crt …                the pins of the certificates in files, PEM or DER

  --ca FILE   trusts the authorities in this file, instead of Node's own

Exit code 1: the server's certificate could not be verified, or there is none.`;

/** Whose pins are asked for. */
export type Asked =
  | { readonly files: readonly string[] }
  | { readonly hostname: string; readonly port: number; readonly ca: string | undefined };

/** Reads the command line after `pin`; undefined: help is wanted. Throws {@link Wrong}. */
export function readArguments(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const [first] = positionals;
  if (first === undefined) throw new Wrong('pin needs a host, or files');
  if (positionals.every(isFile)) return { files: positionals };
  const lost = positionals.find(name => !isFile(name) && (positionals.length > 1 || looksLikeFile(name)));
  if (lost !== undefined) throw new Wrong(`there is no file ${lost}`);
  return { ...readHost(first), ca: values.ca };
}

function parse(args: readonly string[]): {
  readonly values: { readonly ca?: string | undefined; readonly help?: boolean | undefined };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ca: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Wrong(error instanceof Error ? error.message : String(error));
  }
}

const isFile = (name: string): boolean => fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;

const looksLikeFile = (name: string): boolean =>
  /^[./~]|\\/.test(name) || /\.(crt|cer|cert|pem|der)$/.test(name);

function readHost(text: string): { readonly hostname: string; readonly port: number } {
  const address = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(address)) throw new Wrong(`${text} is neither a file nor a host`);
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') throw new Wrong(`${protocol} has no certificates`);
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
}
