import http from 'node:http';
import { createRequest } from '@wxreq/node';
import axios from 'axios';
import got from 'got';
import * as undici from 'undici';

/**
 * @typedef {object} Client
 * @property {string} name
 * @property {(url: string) => Promise<unknown>} json  the parsed body
 * @property {(url: string) => Promise<{ byteLength: number }>} bytes  the whole body
 */

/** What `wx.request` has to send (SPEC header/defaults, header/content-type): everyone sends it, so that all do the same job. */
const headers = {
  accept: '*/*',
  'user-agent': 'bench',
  'accept-encoding': 'gzip, deflate, br',
  'content-type': 'application/json',
};
const headerList = Object.entries(headers).flat();

const httpAgent = new http.Agent({ keepAlive: true });
const agent = new undici.Agent();
const viaAxios = axios.create({ httpAgent, headers });
const viaGot = got.extend({ agent: { http: httpAgent }, headers, retry: { limit: 0 } });
const request = createRequest();

/** Every client keeps its connections; each does the same job: one GET, status checked, body parsed or kept whole. */
export const clients = [
  {
    name: 'undici dispatch (floor)',
    json: async url => JSON.parse(joined(await dispatch(url)).toString()),
    bytes: async url => joined(await dispatch(url)),
  },
  wxreq('@wxreq/node', {}),
  wxreq('@wxreq/node, no profile', { enableProfile: false }),
  {
    name: 'undici request',
    json: async url => (await checked(undici.request(url, { dispatcher: agent, headers }))).body.json(),
    bytes: async url =>
      (await checked(undici.request(url, { dispatcher: agent, headers }))).body.arrayBuffer(),
  },
  {
    name: 'node:http keep-alive',
    json: async url => JSON.parse((await overHttp(url)).toString()),
    bytes: overHttp,
  },
  {
    name: 'global fetch',
    json: async url => (await checked(fetch(url, { headers }))).json(),
    bytes: async url => (await checked(fetch(url, { headers }))).arrayBuffer(),
  },
  {
    name: 'axios',
    json: async url => (await viaAxios.get(url)).data,
    bytes: async url => (await viaAxios.get(url, { responseType: 'arraybuffer' })).data,
  },
  {
    name: 'got',
    json: url => viaGot(url).json(),
    bytes: url => viaGot(url).buffer(),
  },
];

/** The same client without pins and with them, on connections that stand however long the other's turn takes. */
export function pinClients({ cert, pin }) {
  const request = createRequest({ ca: cert, keepAliveTimeout: 60_000 });
  return [
    wxreq('@wxreq/node over TLS', {}, request),
    wxreq('@wxreq/node over TLS, pinned', { certs: [pin] }, request),
  ];
}

function wxreq(name, options, send = request) {
  const ask = (url, rest) =>
    new Promise((resolve, reject) => {
      const fail = ({ errMsg }) => reject(new Error(errMsg));
      const success = res =>
        res.statusCode === 200 ? resolve(res.data) : reject(new Error(String(res.statusCode)));
      send({ url, success, fail, ...options, ...rest });
    });
  return { name, json: url => ask(url), bytes: url => ask(url, { responseType: 'arraybuffer' }) };
}

function dispatch(url) {
  const { origin, pathname: path } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks = [];
    agent.dispatch(
      { origin, path, method: 'GET', headers: headerList },
      {
        onRequestStart() {},
        onResponseStart(_controller, status) {
          if (status !== 200) throw new Error(String(status));
        },
        onResponseData: (_controller, chunk) => chunks.push(chunk),
        onResponseEnd: () => resolve(chunks),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

function overHttp(url) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent: httpAgent, headers }, response => {
        const chunks = [];
        if (response.statusCode !== 200) reject(new Error(String(response.statusCode)));
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => resolve(joined(chunks)));
        response.on('error', reject);
      })
      .on('error', reject);
  });
}

async function checked(answer) {
  const response = await answer;
  const status = response.status ?? response.statusCode;
  if (status !== 200) throw new Error(String(status));
  return response;
}

function joined(chunks) {
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}
