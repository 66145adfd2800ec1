// 草稿: what was typed and not sent is offered before anything else is typed.
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../api/drafts';
import * as drafts from '../../api/drafts';
import { japan_time, date_long, moment } from '../../lib/era_date';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';

/** `ready` once it is known whether there is one. */
export function useFoundDraft(register: string, record: string | null) {
  const query = useQuery(`draft:${register}:${record ?? 'new'}`, (signal) =>
    drafts.draft_of(register, record, signal),
  );
  const [gone, set_gone] = useState(false);
  const { data, error, reload } = query;
  return {
    ready: data !== null || error !== null,
    draft: gone ? null : (data?.draft ?? null),
    forget: () => set_gone(true),
    /** After a form was closed its draft is there again. */
    look_again: () => {
      set_gone(false);
      reload();
    },
  };
}

interface Props {
  register: string;
  record: string | null;
  draft: Draft;
  /** The record has a newer version than the one the draft began with. */
  older: boolean;
  resume: () => void;
  discarded: () => void;
}

export function DraftOffer({ register, record, draft, older, resume, discarded }: Props) {
  const { t, lang } = useWords();
  const today = useToday();
  const first = useRef<HTMLButtonElement>(null);
  const { busy, fault, run } = useAction();
  useEffect(() => {
    // A new record has nothing else to begin with; over a record the reader is left where he is.
    if (record === null) first.current?.focus();
  }, [record]);
  const until = japan_time(draft.until)?.date ?? '';
  const discard = () => void run(() => drafts.drop_draft(register, record)).then((done) => {
    if (done) discarded();
  });
  return (
    <div className="mb-2.5" data-draft>
      <Note tone="inf" role="status">
        <b>{t('draft.found', { at: moment(draft.saved_at, lang, today) })}</b>
        <p>{t('draft.found_note', { until: date_long(until, lang) })}</p>
        {older ? <p>{t('draft.older')}</p> : null}
        <p className="row mt-1">
          <button type="button" className="btn s" ref={first} onClick={resume}>
            {t('draft.resume')}
          </button>
          <button type="button" className="btn s" disabled={busy} onClick={discard}>
            {t('draft.discard')}
          </button>
        </p>
      </Note>
      <ActionTrouble fault={fault} />
    </div>
  );
}
