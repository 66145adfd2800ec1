// Something a person asked the server to do: busy while it lasts, and why it failed, if it did.
import { useCallback, useState } from 'react';
import { ApiError } from '../api/client';

export interface Action {
  busy: boolean;
  fault: ApiError | null;
  /** Forgets the last fault, does the work; true when it succeeded. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

export function useAction(): Action {
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    set_busy(true);
    set_fault(null);
    try {
      await work();
      return true;
    } catch (error) {
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
      return false;
    } finally {
      set_busy(false);
    }
  }, []);
  const clear = useCallback(() => set_fault(null), []);
  return { busy, fault, run, clear };
}
