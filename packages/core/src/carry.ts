import type { Receiver, Send, WireRequest } from './adapter.ts';

/** Sends a request, and tells `receiver` all that comes of it; also what `send` throws instead of rejecting with it. */
export function carry(send: Send, request: WireRequest, receiver: Receiver): void {
  const fail = (error: unknown): void => {
    receiver.fail(error);
  };
  try {
    send(request, {
      head: head => receiver.head(head),
      chunk: bytes => {
        receiver.chunk(bytes);
      },
      onCancel: cancel => {
        receiver.onCancel(cancel);
      },
    }).then(measured => {
      receiver.end(measured);
    }, fail);
  } catch (error) {
    fail(error);
  }
}
