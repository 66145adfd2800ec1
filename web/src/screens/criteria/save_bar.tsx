// What happens to the answers of an assessment on record: kept while they are typed, saved, judged.
import { useEffect, useRef, useState } from 'react';
import * as api from '../../api/assessments';
import type { Assessment, Ground } from '../../api/assessments';
import { moment } from '../../lib/era_date';
import { Note } from '../../parts/mark';
import { Line } from '../../parts/form_line';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kKeepAfterMs = 1_500;

interface Props {
  stored: Assessment;
  record: unknown;
  grounds: Ground[];
  touched: boolean;
  saved: () => void;
}

/** Keeps what was typed a moment after the last touch. */
function useKept({ stored, record, grounds, touched }: Props) {
  const [at, set_at] = useState<string | null>(null);
  const latest = useRef({ record, grounds });
  latest.current = { record, grounds };
  const id = stored.id;
  const may = stored.may_change;
  useEffect(() => {
    if (!touched || !may) return;
    const timer = window.setTimeout(() => {
      api.keep(id, { record: latest.current.record, items: latest.current.grounds }).then(
        (kept) => set_at(kept.saved_at),
        () => set_at(null), // the band above the page says that the server is away
      );
    }, kKeepAfterMs);
    return () => window.clearTimeout(timer);
  }, [id, may, touched, record, grounds]);
  return at;
}

export function SaveBar(props: Props) {
  const { t, lang } = useWords();
  const { stored, record, grounds, saved } = props;
  const kept = useKept(props);
  const action = useAction();
  const [reason, set_reason] = useState('');
  const [told, set_told] = useState<string | null>(null);
  const again = stored.state === 'judged';
  const send = (judge: boolean) => {
    set_told(null);
    void action
      .run(async () => {
        const answer = await api.save(stored.id, {
          record,
          items: grounds,
          version: stored.version,
          judge,
          reason: reason.trim(),
        });
        set_told(
          t(answer.provisional ? 'criteria.saved_waits' : judge ? 'criteria.saved_judged' : 'criteria.saved', {
            n: answer.answers,
          }),
        );
      })
      .then((well) => {
        if (well) saved();
      });
  };
  if (!stored.may_change) return <Note tone="inf">{t('criteria.read_only')}</Note>;
  return (
    <Panel title={t('criteria.save_title', { number: stored.number })}>
      <div className="pad stack" data-save={stored.id}>
        {stored.draft ? <Note tone="inf">{t('criteria.draft_found')}</Note> : null}
        {again ? (
          <Line label={t('criteria.reason')} value={reason} set={set_reason} max_length={1000} />
        ) : null}
        <ActionTrouble fault={action.fault} />
        <div className="acts-row">
          <button type="button" className="btn" disabled={action.busy} onClick={() => send(false)}>
            {t('criteria.save')}
          </button>
          <button type="button" className="btn p" disabled={action.busy} onClick={() => send(true)}>
            {t('criteria.save_and_judge')}
          </button>
          <span role="status" className="sub">
            {told ?? (kept ? t('criteria.draft_kept', { at: moment(kept, lang) }) : '')}
          </span>
        </div>
      </div>
    </Panel>
  );
}
