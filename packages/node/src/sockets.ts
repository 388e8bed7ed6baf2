/** When a connection came to stand, in ms since the epoch. Absent: not measured, or there was none. */
export interface ConnectTimes {
  readonly lookUpStart: number;
  lookUpEnd: number;
  connectStart: number;
  connectEnd: number;
  tlsStart: number;
  tlsEnd: number;
}

/** What is remembered of a connection while it lives. */
export interface SocketRecord {
  /** Absent where the connection is not ours: a foreign dispatcher's, or one through a proxy. */
  times?: ConnectTimes;
  readonly http2: boolean;
  readonly peerIP: string | undefined;
  readonly port: number | undefined;
  /** Requests that it has carried, the present one included. */
  requests: number;
  /** It has brought the head of a response. */
  answered: boolean;
}

/** As much of a socket as is looked at. */
export interface Wire {
  readonly alpnProtocol?: string | false | null;
  readonly bytesRead: number;
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

const times = new WeakMap<object, ConnectTimes>();
const records = new WeakMap<object, SocketRecord>();

/** Leaves the times for whoever asks for the socket's record. */
export function keepTimes(socket: object, measured: ConnectTimes): void {
  times.set(socket, measured);
}

/** The record of this socket, made when its first request is sent. */
export function recordOf(socket: Wire): SocketRecord {
  const known = records.get(socket);
  if (known !== undefined) return known;
  const record: SocketRecord = {
    http2: socket.alpnProtocol === 'h2',
    peerIP: socket.remoteAddress,
    port: socket.remotePort,
    requests: 0,
    answered: false,
  };
  const measured = times.get(socket);
  if (measured !== undefined) record.times = measured;
  records.set(socket, record);
  return record;
}
