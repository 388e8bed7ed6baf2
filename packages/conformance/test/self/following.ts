import type { Course, Head, HopSettings, Send, Traveller } from '@wxreq/core';
import { remade } from './hostile.ts';

/** What the perfect adapter's redirects are followed with. */
interface Journey {
  readonly send: Send;
  readonly traveller: Traveller;
  readonly course: Course;
  readonly settings: HopSettings;
}

/** The perfect adapter, whose redirects are followed with something else. */
export function following(change: (journey: Journey) => Partial<Journey>) {
  return remade(perfect => {
    const { hops } = perfect.supports;
    if (!hops) throw new Error('the perfect adapter can follow');
    return {
      ...perfect,
      supports: {
        ...perfect.supports,
        hops: {
          follow(send, request, traveller, course, settings) {
            const journey = { send, traveller, course, settings };
            const made = { ...journey, ...change(journey) };
            hops.follow(made.send, request, made.traveller, made.course, made.settings);
          },
        },
      },
    };
  });
}

/** A `send` that has each head seen by someone else first. */
export const watched =
  (
    send: Send,
    see: (head: Head, perfect: (head: Head) => 'discard' | undefined) => 'discard' | undefined,
  ): Send =>
  (request, sink) =>
    send(request, { ...sink, head: head => see(head, sink.head) });

/** A traveller that can be spread. */
export const bound = (traveller: Traveller): Traveller => ({
  head: head => traveller.head(head),
  chunk: bytes => {
    traveller.chunk(bytes);
  },
  onCancel: cancel => {
    traveller.onCancel(cancel);
  },
  end: measured => {
    traveller.end(measured);
  },
  fail: error => {
    traveller.fail(error);
  },
  redirect: (hop, go) => {
    traveller.redirect(hop, go);
  },
  refuse: error => {
    traveller.refuse(error);
  },
});
