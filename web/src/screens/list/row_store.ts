// Rows of a long list, fetched in blocks around what is on screen. Rows fetched count as disclosed
// (docs/api.md), so nothing is fetched ahead, a block that is only scrolled past is never asked for,
// and what was read once is not asked for again.
import { ApiError } from '../../api/client';
import type { RecordPage, Row } from '../../api/types';

export const kBlock = 50;
const kRestMs = 90;
// After the browser has said that scrolling is over: two frames, as it says so between two moves of
// a script too.
const kSettledMs = 34;
// Blocks that come faster than this are scrolled past.
const kPaceMs = 250;
export const kMostInRange = 1000;

export type AskRows = (offset: number, limit: number, signal: AbortSignal) => Promise<RecordPage>;

export class RowStore {
  total: number | null = null;
  took_ms: number | null = null;
  error: ApiError | null = null;
  private blocks = new Map<number, Row[]>();
  private asked = new Map<number, AbortController>();
  private wanted: [number, number] = [0, 0];
  private missed = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: AskRows,
    private readonly changed: () => void,
  ) {}

  row(index: number): Row | null {
    return this.blocks.get(Math.floor(index / kBlock))?.[index % kBlock] ?? null;
  }

  /** Says which rows are on screen. Asks when they have stayed there for a moment; at once when
   *  they come at reading pace, one more block after a while in which none was wanted. */
  show(first: number, last: number): void {
    this.wanted = [Math.max(0, first), Math.max(0, first, last)];
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = Date.now();
    const paced = this.is_next() && now - this.missed > kPaceMs;
    if (!this.complete()) this.missed = now;
    if (paced) this.fetch();
    else this.rest(kRestMs);
  }

  /** Scrolling is over: what is on screen now stays there. */
  settled(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.rest(kSettledMs);
  }

  private rest(ms: number): void {
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.fetch();
    }, ms);
  }

  /** Nothing on screen is missing. */
  private complete(): boolean {
    for (let block = this.first_block(); block <= this.last_block(); block += 1)
      if (!this.blocks.has(block)) return false;
    return true;
  }
  /** What is missing lies beside what was read: somebody reads on, nobody jumps. */
  private is_next(): boolean {
    const [first, last] = [this.first_block(), this.last_block()];
    return last - first <= 1 && (this.blocks.has(first) || this.blocks.has(last));
  }
  private first_block = () => Math.floor(this.wanted[0] / kBlock);
  private last_block = () => Math.floor(this.wanted[1] / kBlock);

  /** Asks now: at the beginning, and after a failure. */
  fetch(): void {
    const first = Math.floor(this.wanted[0] / kBlock);
    const last = Math.floor(this.wanted[1] / kBlock);
    for (const [block, stop] of this.asked) {
      if (block >= first && block <= last) continue;
      stop.abort();
      this.asked.delete(block);
    }
    for (let block = first; block <= last; block += 1)
      if (!this.blocks.has(block) && !this.asked.has(block)) void this.read(block);
  }

  /** Rows of a range that was selected, those that were not read yet as well: what is selected is
   *  known by its number. At most so many at a time. */
  async rows_between(one: number, other: number): Promise<Row[]> {
    const first = Math.max(0, Math.min(one, other));
    const last = Math.min(Math.max(one, other), first + kMostInRange - 1);
    const missing: Promise<void>[] = [];
    for (let block = Math.floor(first / kBlock); block <= Math.floor(last / kBlock); block += 1)
      if (!this.blocks.has(block)) missing.push(this.read(block));
    await Promise.all(missing);
    const rows: Row[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = this.row(index);
      if (row) rows.push(row);
    }
    return rows;
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const stop of this.asked.values()) stop.abort();
    this.asked.clear();
  }

  private async read(block: number): Promise<void> {
    const stop = new AbortController();
    this.asked.set(block, stop);
    try {
      const page = await this.ask(block * kBlock, kBlock, stop.signal);
      if (stop.signal.aborted) return;
      this.blocks.set(block, page.rows);
      this.total = page.total;
      this.took_ms = page.took_ms;
      this.error = null;
    } catch (error) {
      if (stop.signal.aborted) return;
      const fault = error instanceof ApiError ? error : new ApiError(500, []);
      // An ended session or a lost server is shown over the page, not in the list.
      if (fault.status !== 401 && !fault.unreachable) this.error = fault;
    }
    this.asked.delete(block);
    this.changed();
  }
}
