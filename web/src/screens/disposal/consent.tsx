// Consent for a third party: asked for, given by whom and until when, with its paper. That nothing is
// handed over without it is the kernel's rule; this screen only says how it stands.
import { useState, type FormEvent } from 'react';
import { fresh_key } from '../../api/client';
import type { DisposalSheet } from '../../api/disposals';
import { add_document, bring } from '../../api/documents';
import { change } from '../../api/endpoints';
import { date_short, parse_date } from '../../lib/era_date';
import { FileChoice } from '../../parts/file_choice';
import { DateLine, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';

const kKinds = ['.pdf', '.png', '.jpg', '.jpeg'] as const;
const kMost = 20 * 1024 * 1024;
const iso = (text: string) => parse_date(text) ?? text;

export function Consent({ sheet, done }: { sheet: DisposalSheet; done: () => void }) {
  const { t, lang } = useWords();
  const today = useToday() ?? '';
  const date = (day: string) => date_short(day, lang);
  const open = sheet.state.key !== 'closed' && sheet.state.key !== 'cancelled';
  const over = sheet.consent_until !== null && sheet.consent_until < today;
  const third = sheet.third_party.key === 'yes';
  return (
    <Panel title={t('disposal.consent')}>
      <div className="pad stack" data-consent>
        <p className="sub">{t('disposal.consent_why')}</p>
        {sheet.third_party.key === 'no' ? <p>{t('disposal.consent_none')}</p> : null}
        {sheet.consent_requested_on ? (
          <p>{t('disposal.consent_asked', { date: date(sheet.consent_requested_on) })}</p>
        ) : null}
        {sheet.consent_on ? (
          <p>
            <Mark tone={over ? 'bad' : 'ok'}>
              {t('disposal.consent_given', {
                date: date(sheet.consent_on),
                no: sheet.consent_no ?? '—',
                by: sheet.consent_by ?? '—',
              })}{' '}
              {sheet.consent_until
                ? t('disposal.consent_until', { date: date(sheet.consent_until) })
                : ''}{' '}
              {over ? t('disposal.consent_over') : ''}
            </Mark>
          </p>
        ) : third ? (
          <p>
            <Mark tone="bad">{t('disposal.consent_missing')}</Mark>
          </p>
        ) : null}
        {sheet.may_add && open && (!sheet.consent_on || over) ? (
          third && (sheet.consent_requested_on || over) ? (
            <Give sheet={sheet} done={done} today={today} />
          ) : sheet.third_party.key === 'no' ? null : (
            <Ask sheet={sheet} done={done} today={today} />
          )
        ) : null}
      </div>
    </Panel>
  );
}

interface FormProps {
  sheet: DisposalSheet;
  done: () => void;
  today: string;
}

function Ask({ sheet, done, today }: FormProps) {
  const { t } = useWords();
  const [party, set_party] = useState(sheet.third_party_name ?? '');
  const [day, set_day] = useState(today);
  const action = useAction();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const sent = await action.run(() =>
      change(
        'disposal',
        sheet.id,
        {
          values: { third_party: 'yes', third_party_name: party, consent_requested_on: iso(day) },
          valid_from: today,
          base_version: sheet.version,
          reason: t('disposal.consent_ask'),
        },
        fresh_key(),
      ),
    );
    if (sent) done();
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      <Line label={t('disposal.consent_party')} value={party} set={set_party} max_length={100} />
      <DateLine label={t('disposal.consent_date')} value={day} set={set_day} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button type="submit" className="btn" disabled={action.busy || party.trim() === ''}>
          {t('disposal.consent_ask')}
        </button>
      </div>
    </form>
  );
}

function Give({ sheet, done, today }: FormProps) {
  const { t } = useWords();
  const [no, set_no] = useState('');
  const [by, set_by] = useState('');
  const [day, set_day] = useState(today);
  const [end, set_end] = useState('');
  const [file, set_file] = useState<File | null>(null);
  const action = useAction();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const reason = t('disposal.consent_give');
    const sent = await action.run(async () => {
      // The paper first: a consent without its paper is worse than a paper without its consent.
      if (file) {
        const kept = (await bring('disposal_document', 'file', file, () => {})).file;
        const values = {
          subject: sheet.disposal_no,
          kind: 'consent',
          title: no || file.name,
          dated: iso(day),
          file: kept,
        };
        await add_document(
          'disposal_document',
          { values, valid_from: today, reason, purpose: null },
          fresh_key(),
        );
      }
      await change(
        'disposal',
        sheet.id,
        {
          values: {
            consent_no: no,
            consent_by: by,
            consent_on: iso(day),
            consent_until: end === '' ? '' : iso(end),
          },
          valid_from: today,
          base_version: sheet.version,
          reason,
        },
        fresh_key(),
      );
    });
    if (sent) done();
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      <Line label={t('disposal.consent_no')} value={no} set={set_no} max_length={40} />
      <Line label={t('disposal.consent_by')} value={by} set={set_by} max_length={60} />
      <DateLine label={t('disposal.consent_day')} value={day} set={set_day} />
      <DateLine label={t('disposal.consent_end')} value={end} set={set_end} />
      <FileChoice
        label={t('disposal.consent_file')}
        file={file}
        choose={set_file}
        kinds={kKinds}
        most_bytes={kMost}
      />
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="submit"
          className="btn"
          disabled={action.busy || no.trim() === '' || by.trim() === ''}
        >
          {t('disposal.consent_give')}
        </button>
      </div>
    </form>
  );
}
