// When a box that searches as one types asks: soon after a key, never twice at once, and of several
// texts typed meanwhile only the newest. So a clerk's typing is at most one question at a time, and
// an answer to what is no longer typed is never shown.
export interface Clock {
  now: () => number;
  later: (run: () => void, ms: number) => () => void;
}

export const browser_clock: Clock = {
  now: () => performance.now(),
  later: (run, ms) => {
    const timer = window.setTimeout(run, ms);
    return () => window.clearTimeout(timer);
  },
};

const kRestMs = 30;
const kRunningMs = 90;
const kLongestRestMs = 110;
const kPatienceMs = 200;

/** How long to wait for a further key. A hand that types fast is waited for a little longer than
 *  the keys lie apart; any other is asked for at once: nothing comes that would be worth it. */
export function rest_after(apart_ms: number): number {
  return apart_ms < kRunningMs ? Math.max(kRestMs, Math.min(kLongestRestMs, apart_ms * 1.25)) : kRestMs;
}

export class Asker<T> {
  private typed = '';
  private typed_at = Number.NEGATIVE_INFINITY;
  private cancel_rest: () => void = () => undefined;
  private running: { stop: AbortController; since: number } | null = null;

  constructor(
    private readonly question: (text: string, signal: AbortSignal) => Promise<T>,
    /** Null: there is no answer to be had (the server says no, or is not there). */
    private readonly answered: (text: string, answer: T | null) => void,
    private readonly clock: Clock = browser_clock,
  ) {}

  /** `whole`: a word that is complete (pasted) need not wait for a further key. */
  type(text: string, whole = false): void {
    const apart = this.clock.now() - this.typed_at;
    this.typed_at = this.clock.now();
    if (text === this.typed) return;
    this.typed = text;
    this.cancel_rest();
    if (text === '') this.drop();
    else this.rest(whole ? 0 : rest_after(apart));
  }

  stop(): void {
    this.typed = '';
    this.cancel_rest();
    this.drop();
  }

  private rest(ms: number): void {
    this.cancel_rest = this.clock.later(() => this.next(), ms);
  }

  private drop(): void {
    this.running?.stop.abort();
    this.running = null;
  }

  private next(): void {
    if (this.running) {
      // It ends soon, and asks on then. One that does not is given up.
      const left = this.running.since + kPatienceMs - this.clock.now();
      if (left > 0) {
        this.rest(left);
        return;
      }
      this.drop();
    }
    const text = this.typed;
    const mine = { stop: new AbortController(), since: this.clock.now() };
    this.running = mine;
    const done = (answer: T | null) => {
      if (this.running !== mine) return;
      this.running = null;
      if (this.typed === text) this.answered(text, answer);
      else this.ask_now();
    };
    this.question(text, mine.stop.signal).then(done, () => done(null));
  }

  /** Something else was typed while the last question ran: its pause is over or nearly so. */
  private ask_now(): void {
    this.cancel_rest();
    this.rest(0);
  }
}
