// Deadlines as the shell counts them.
import type { Deadline } from '../api/types';

/** What cannot wait: late, or due today. */
export const pressing = (deadlines: readonly Deadline[]) =>
  deadlines.filter((one) => one.days <= 0).length;
