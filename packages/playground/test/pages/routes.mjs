/** The reference server behind the test page's own origin, so that the playground finds what it finds in the demo. */
import http from 'node:http';
import { serve } from '@wxreq/conformance/server';
import { stepsFor } from '../../server/routes.mjs';

const { address } = await serve({ https: false, steps: stepsFor });

export function routes(request, response) {
  const { method, headers, url } = request;
  // A connection of its own: the server may break it off.
  const asked = http.request(new URL(url, address.http), { method, headers, agent: false }, answer => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.on('error', () => response.destroy()).pipe(response);
  });
  asked.on('error', () => response.destroy());
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}
