import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { createRequest } from '@wxreq/node';
import type { NodeRequest } from '@wxreq/node';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { startServer } from './support/server.ts';
import type { Echo, Server } from './support/server.ts';

const test = suite("clients: OpenTelemetry's undici instrumentation");

const spans = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const manager = new AsyncLocalStorageContextManager().enable();
const instrumentation = new UndiciInstrumentation({
  // It sees our requests, and may change them.
  requestHook: (_span, request) => request.addHeader('x-token', 'from the hook'),
});

let server: Server;
let request: NodeRequest;

test.before(async () => {
  context.setGlobalContextManager(manager);
  instrumentation.setTracerProvider(provider);
  instrumentation.enable();
  server = await startServer();
  request = createRequest({ baseUrl: server.origin });
});
test.before.each(() => {
  spans.reset();
});
test.after(async () => {
  instrumentation.disable();
  context.disable();
  await request.close();
  await server.close();
});

/** One request; resolves in the trace that its callback ran in. */
function ask(path: string): Promise<{ data: unknown; traceId: string | undefined }> {
  return new Promise((resolve, reject) =>
    request({
      url: path,
      success: ({ data }) => {
        resolve({ data, traceId: trace.getActiveSpan()?.spanContext().traceId });
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg));
      },
    }),
  );
}

test('a request is a span, and its hook changes what is sent', async () => {
  const { data } = await ask('/echo?a=1');
  assert.is((data as Echo).token, 'from the hook');
  const [span, ...others] = spans.getFinishedSpans();
  assert.equal(others, []);
  assert.is(span?.attributes['http.request.method'], 'GET');
  assert.is(span?.attributes['url.full'], `${server.origin}/echo?a=1`);
  assert.is(span?.attributes['http.response.status_code'], 200);
});

test("each user's request hangs on that user's trace, on a shared connection, and so does what the callback does", async () => {
  const tracer = provider.getTracer('test');
  await Promise.all(
    ['Ada', 'Grace', 'Lin'].map(name =>
      tracer.startActiveSpan(name, async user => {
        const { traceId } = await ask(`/echo?${name}`);
        assert.is(traceId, user.spanContext().traceId);
        user.end();
      }),
    ),
  );
  const finished = spans.getFinishedSpans();
  assert.is(finished.length, 6);
  for (const { name, attributes, parentSpanContext } of finished) {
    if (name !== 'GET') continue;
    const user = finished.find(other => String(attributes['url.full']).endsWith(`?${other.name}`));
    assert.is(parentSpanContext?.spanId, user?.spanContext().spanId);
  }
});

test('a failure is an error of its span', async () => {
  const gone = await startServer();
  await gone.close();
  const failed = await ask(gone.origin).catch((error: unknown) => error);
  assert.is(String(failed), 'Error: request:fail -102:net::ERR_CONNECTION_REFUSED');
  assert.equal(
    spans.getFinishedSpans().map(({ status }) => status.code),
    [SpanStatusCode.ERROR],
  );
});

test.run();
