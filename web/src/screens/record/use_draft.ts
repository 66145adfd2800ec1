// Keeps what is typed on the server while it is typed: a moment after the last key, when the page is
// left, and again as soon as the server is back. Never in the browser's storage.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError, fresh_key } from '../../api/client';
import * as drafts from '../../api/drafts';
import { useServer } from '../../state/server_state';

const kRestMs = 1200;
/** Characters: browsers let 64 KiB outlive their page, and one of ours may take three bytes. */
const kOutlivesThePage = 20_000;

export interface DraftKeeper {
  saved_at: string | null;
  fault: ApiError | null;
  /** The name of this form: a record that is open twice has two. */
  form: string;
  /** Another form keeps its draft of this record: this one takes its place. */
  take_over: () => void;
  /** Waits for what is on its way, then keeps still: the form is being sent or given up. */
  pause: () => Promise<void>;
  go_on: () => void;
  /** The form was saved: what was kept is not needed any more. */
  sent: () => void;
  /** Nothing is kept any more, neither here nor there. */
  discard: () => Promise<void>;
}

/** `body` is null as long as nothing was typed; `resumed`: it goes on with a draft that was found. */
export function useDraft(
  register: string,
  record: string | null,
  body: drafts.DraftBody | null,
  resumed: boolean,
): DraftKeeper {
  const { epoch, reachable } = useServer();
  const [saved_at, set_saved_at] = useState<string | null>(null);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const text = body === null ? '' : JSON.stringify(body);
  const latest = useRef({ body, text });
  latest.current = { body, text };
  const kept = useRef('');
  const [form] = useState(fresh_key);
  const takes_over = useRef(resumed);
  const still = useRef(false);
  const under_way = useRef<Promise<void>>(Promise.resolve());

  const send = useCallback(
    async (keepalive: boolean) => {
      const now = latest.current;
      if (still.current || now.body === null || now.text === kept.current) return;
      try {
        const of = { form, take_over: takes_over.current };
        const answer = await drafts.keep_draft(register, record, now.body, of, keepalive);
        takes_over.current = false;
        kept.current = now.text;
        set_saved_at(answer.saved_at);
        set_fault(null);
      } catch (error) {
        set_fault(error instanceof ApiError ? error : new ApiError(500, []));
      }
    },
    [register, record, form],
  );
  const keep = useCallback(() => {
    under_way.current = under_way.current.then(() => send(false));
    return under_way.current;
  }, [send]);

  useEffect(() => {
    if (text === '') return;
    // A draft that is gone on with becomes this form's at once: what ends it names the form.
    const timer = window.setTimeout(() => void keep(), takes_over.current ? 0 : kRestMs);
    return () => window.clearTimeout(timer);
  }, [text, epoch, keep]);
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') void send(true);
    };
    const left = () => void send(true);
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', left);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', left);
      // Another screen was opened, and maybe the tab is closed right behind it: what is small enough
      // for the browser goes on by itself then.
      void send(latest.current.text.length < kOutlivesThePage);
    };
  }, [send]);
  // Without a server a closed tab would take with it what was typed meanwhile.
  useEffect(() => {
    if (reachable) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!still.current && latest.current.text !== kept.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [reachable]);

  return useMemo(() => {
    const pause = async () => {
      still.current = true;
      await under_way.current;
    };
    return {
      saved_at,
      fault,
      form,
      take_over: () => {
        takes_over.current = true;
        void keep();
      },
      pause,
      go_on: () => {
        still.current = false;
      },
      // The server has dropped it with the change, but not where an answer was given a second time.
      sent: () => {
        if (kept.current !== '') drafts.drop_draft(register, record, form).catch(() => undefined);
      },
      discard: async () => {
        await pause();
        await drafts.drop_draft(register, record, form);
        kept.current = '';
      },
    };
  }, [saved_at, fault, register, record, form, keep]);
}
