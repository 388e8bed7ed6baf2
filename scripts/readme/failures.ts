import { createRequest, TransportError } from '../../packages/core/src/index.ts';
import type { Adapter, FailResult, FailureKind, RequestOptions } from '../../packages/core/src/index.ts';

/** What each kind of failure means, in English and Chinese, in the order of the READMEs' table. */
const meanings: Readonly<Record<FailureKind, readonly [en: string, zh: string]>> = {
  abort: ['you called `abort()`', '你调用了 `abort()`'],
  timeout: ['not whole within `timeout`', '在 `timeout` 内没有收完'],
  unsupported: ['this runtime cannot', '当前运行时做不到'],
  options: ['`options`, or the type of `url`', '参数不是对象，或 `url` 不是字符串'],
  unknown: ['the runtime hides why (pages: CORS too)', '运行时不透露原因（网页里跨域被拒也是它）'],
  dns: ['there is no such host', '域名解析失败'],
  refused: ['nobody listens there', '对方拒绝连接'],
  reset: ['the connection ended, or the body was cut short', '连接被断开，或响应体不完整'],
  unreachable: ['no way leads there', '网络不可达'],
  'connect-timeout': ['no connection within `connectTimeout`', '在 `connectTimeout` 内没有连上'],
  proxy: ['the proxy cannot be reached', '连不上代理'],
  tunnel: ['the proxy refuses the tunnel', '代理拒绝建立隧道'],
  'cert-name': ['the certificate is for another name', '证书与域名不符'],
  'cert-date': ['the certificate has expired, or is not valid yet', '证书已过期或尚未生效'],
  'cert-authority': ['nobody trusted has signed the certificate', '证书不是由受信任的机构签发'],
  cert: ['another flaw of the certificate', '证书的其他问题'],
  tls: ['the TLS handshake fails', 'TLS 握手失败'],
  pin: ['the server shows none of the pinned keys', '服务器的公钥与 `certs` 都不匹配'],
  protocol: ['this is not HTTP', '响应不符合 HTTP 协议'],
  'head-size': ['a head of more than 256 KiB', '响应头超过 256 KiB'],
  encoding: ['a broken gzip, deflate, br or zstd body', '响应体解压失败（gzip、deflate、br、zstd）'],
  domain: ['not in the host’s `domains`', '不在 `domains` 域名白名单内（域名校验）'],
  'redirect-domain': ['redirected out of `domains`', '重定向到了白名单以外的域名'],
  interrupted: ['`request.interrupt()`', '被 `request.interrupt()` 中断'],
  method: ['no method of HTTP', '请求方法不合法'],
  header: ['HTTP cannot carry it', '请求头的名字或值不合法'],
  certs: ['not `sha256/` and 44 characters', 'pin 不是 `sha256/` 加 44 个字符'],
  redirects: ['more than `maxRedirects`', '重定向次数超过 `maxRedirects`'],
  url: ['no address of http: or https:', '不是合法的 http(s) 地址'],
  stringify: ['`data` has no JSON: a cycle, a BigInt', '`data` 无法序列化（循环引用、BigInt 等）'],
  'data-type': ['a FormData, Blob, Map … as `data`', '`data` 是 FormData、Blob、Map 等'],
  size: ['more than `maxResponseBytes`', '响应体超过 `maxResponseBytes`'],
};

const heads = [
  ['`errMsg`', '`errno`', 'Why'],
  ['`errMsg`', '`errno`', '原因'],
] as const;

/** The table of failures: what core really says of each kind. */
export async function failureRows(language: 0 | 1): Promise<string[][]> {
  const rows = Object.entries(meanings).map(async ([kind, meaning]) => {
    const { errMsg, errno } = await failureOf(kind);
    return [`\`${errMsg}\``, String(errno ?? '–'), meaning[language]];
  });
  return [[...heads[language]], ...(await Promise.all(rows))];
}

/** Has a request fail in this way, with `…` for a detail. */
function failureOf(kind: string): Promise<FailResult> {
  return new Promise(fail => {
    const options: RequestOptions = { url: 'http://a.example/', fail };
    const failing = createRequest(failingAdapter(kind));
    if (kind === 'timeout') failing({ ...options, timeout: 1 });
    else if (kind === 'abort') failing(options).abort();
    else {
      failing(options);
      if (kind === 'interrupted') failing.interrupt();
    }
  });
}

const isOwn = (kind: string): boolean => ['abort', 'timeout', 'interrupted'].includes(kind);

/** Fails in this way; where that is core's to do, it never ends. */
function failingAdapter(kind: string): Adapter {
  return {
    name: 'failing',
    supports: {
      ...{ methods: ['GET'], unsendableHeaders: [], defaultHeaders: [], failureKinds: [] },
      ...{ chunks: true, setCookie: true, queue: true, profile: false, http2: false, cache: false },
      ...{ hops: undefined, pins: undefined },
    },
    send: () => (isOwn(kind) ? new Promise(() => {}) : Promise.reject(failure(kind))),
  };
}

function failure(kind: string): Error {
  return Reflect.construct(TransportError, [kind, undefined, '…']);
}
