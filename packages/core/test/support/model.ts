/** What an adapter can do with one exchange. `redirect`: to a good place; `nowhere`: to one that is none. */
export type AdapterEvent = 'head' | 'redirect' | 'nowhere' | 'chunk' | 'empty' | 'end' | 'error' | 'hook';

/**
 * What a developer should be told of one request, said in another way than core does it: told of each event as it happens,
 * it writes down what must be heard. An exchange ends by a promise, so its end counts from the next turn only.
 */
export class Model {
  state: 'queued' | 'sent' | 'receiving' | 'over' = 'queued';
  /** The exchange that counts; those before it were redirected. */
  hop = 0;
  readonly told: string[] = [];
  /** The endings that are right; more than one where a promise and a callback race. */
  endings: readonly string[] = [];
  private promised: 'end' | 'error' | undefined;

  /** Whether it holds a slot for sure. */
  get holdsSlot(): boolean {
    return (this.state === 'sent' || this.state === 'receiving') && this.promised === undefined;
  }

  sent(): void {
    if (this.state !== 'queued') throw new Error(`sent when ${this.state}`);
    this.state = 'sent';
  }

  event(event: AdapterEvent, hop: number): void {
    if (hop !== this.hop) return;
    if (event === 'end' || event === 'error') this.promised ??= event;
    else if (event === 'chunk') this.chunk();
    else if (this.state === 'sent') this.head(event);
  }

  /** Abort and interrupt; and `send` that throws. */
  stop(word: string): void {
    if (this.state !== 'over') this.over(this.promised ? [this.promisedEnding(), word] : [word]);
  }

  /** A turn has passed: promises have been heard. */
  turn(): void {
    if (this.promised && this.state !== 'over') this.over([this.promisedEnding()]);
  }

  private head(event: AdapterEvent): void {
    if (event === 'head') {
      this.state = 'receiving';
      this.told.push('head');
    } else if (event === 'redirect' && this.hop === 15) {
      this.over(['reach the max redirect count 15']);
    } else if (event === 'redirect') {
      this.hop += 1;
      this.promised = undefined;
    } else if (event === 'nowhere') {
      this.over(['invalid url "nowhere://"']);
    }
  }

  private chunk(): void {
    if (this.state === 'receiving') this.told.push('chunk');
  }

  private promisedEnding(): string {
    if (this.promised === 'error') return '-101:net::ERR_CONNECTION_RESET';
    return this.state === 'receiving' ? 'ok' : '-320:net::ERR_INVALID_RESPONSE';
  }

  private over(endings: readonly string[]): void {
    this.state = 'over';
    this.endings = endings;
  }
}
