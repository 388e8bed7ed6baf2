/** Scenes about what leaves: query, form, JSON. */
import { ok, seen } from '../expect.mjs';

/** @type {import('../story.mjs').Scene[]} */
export const sending = [
  {
    title: 'Page two of the menu',
    tale: 'Data of a GET joins the query: old keys in place, new ones at the end.',
    clauses: 'url/get-merge',
    code({ request, https }) {
      request({
        url: `${https}/menu?page=1&by=price`,
        data: { page: 2, kind: ['green'] },
      });
    },
    expect: ({ calls }) => ({
      saw: [seen('GET https /menu?page=2&by=price&kind=%5B%22green%22%5D')],
      calls: [{ result: ok({ page: 2, teas: ['Longjing', 'Biluochun'] }) }],
      also: [['profile: its times stand in their order', profileOrder(calls[0]), true]],
    }),
  },
  {
    title: 'An order, on a form',
    tale: 'The content-type decides how data is written.',
    clauses: 'body/form',
    code({ request, https }) {
      request({
        url: `${https}/order`,
        method: 'POST',
        header: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data: { tea: 'Longjing & jasmine', cups: 2 },
      });
    },
    expect: () => ({
      saw: [
        seen('POST https /order', {
          body: 'tea=Longjing%20%26%20jasmine&cups=2',
          header: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ],
      calls: [{ result: ok({ order: 7, tea: 'Longjing & jasmine' }, { statusCode: 201 }) }],
    }),
  },
  {
    title: 'One cup more, in JSON',
    tale: 'Objects go out as JSON, and come back as objects.',
    clauses: 'body/json, response/json',
    code({ request, https, say }) {
      request({
        url: `${https}/order/7`,
        method: 'PUT',
        data: { cups: 3, to: { table: 5 } },
        success: ({ data }) => say(`${data.cups} cups, at once!`),
      });
    },
    expect: () => ({
      saw: [seen('PUT https /order/7', { body: '{"cups":3,"to":{"table":5}}' })],
      calls: [{ result: ok({ order: 7, cups: 3, ready: false }) }],
    }),
  },
];

/** SPEC response/profile. */
function profileOrder(call) {
  const { profile } = call.events.find(({ name }) => name === 'success')?.result ?? {};
  const times = [
    ...['invokeStart', 'queueStart', 'queueEnd', 'fetchStart', 'domainLookUpStart', 'domainLookUpEnd'],
    ...['connectStart', 'connectEnd', 'requestStart', 'requestEnd', 'responseStart', 'responseEnd'],
  ].map(name => profile?.[name]);
  return times.every((time, index) => index === 0 || time >= times[index - 1]);
}
