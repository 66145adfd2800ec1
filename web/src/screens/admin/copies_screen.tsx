// Test data without persons: asking for a copy, the second person's release, what was made.
import { useState, type FormEvent } from 'react';
import * as admin from '../../api/admin';
import type { Copies, MaskedCopy } from '../../api/admin';
import { date_long, parse_date } from '../../lib/era_date';
import { narrow_digits } from '../../lib/narrow';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Line } from '../../parts/form_line';
import { Note, StateTag, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { Commands } from './commands';
import { Decide } from './decide';

const kTones: Record<MaskedCopy['state'], Tone> = {
  proposed: 'warn',
  approved: 'inf',
  refused: 'none',
  made: 'ok',
  this: 'inf',
};

export function CopiesScreen() {
  const { t } = useWords();
  const query = useQuery('copies', admin.copies);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('copies.title') }]}
        title={t('copies.title')}
      />
      <div className="stack">
        <Await query={query} rows={8}>
          {(data) => (
            <>
              {data.sees_all ? null : <Note tone="inf">{t('admin.decides_only')}</Note>}
              <List data={data} changed={query.reload} />
              {data.may_propose ? <Ask changed={query.reload} /> : null}
              {data.sees_all ? (
                <Commands
                  why={t('copies.why_command')}
                  rows={[
                    [t('copies.make'), 'daicho copy make NUMBER --to NEW_FOLDER --by ACCOUNT'],
                    [t('copies.verify'), 'daicho copy verify --in FOLDER'],
                  ]}
                />
              ) : null}
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function List({ data, changed }: { data: Copies; changed: () => void }) {
  const { t } = useWords();
  if (data.copies.length === 0)
    return (
      <Panel title={t('copies.list')} count={0}>
        <Empty why={t('copies.none')} next={data.may_propose ? t('copies.none_next') : null} />
      </Panel>
    );
  return (
    <>
      {data.copies.map((one) => (
        <One key={one.number} one={one} may_decide={data.may_decide} changed={changed} />
      ))}
    </>
  );
}

interface Props {
  one: MaskedCopy;
  may_decide: boolean;
  changed: () => void;
}

function One({ one, may_decide, changed }: Props) {
  const { t, lang } = useWords();
  const facts: [string, string][] = [
    [t('copies.purpose'), one.purpose],
    [t('copies.recipient'), one.recipient],
    [
      t('copies.owners'),
      one.owners_asked === null ? t('copies.owners_all') : grouped(one.owners_asked),
    ],
    [t('copies.until'), one.until ? date_long(one.until, lang) : '—'],
    [t('copies.proposed_by'), one.proposed_by],
  ];
  if (one.decided_by) facts.push([t('copies.decided_by'), `${one.decided_by}　${one.reason}`]);
  if (one.made_on)
    facts.push([
      t('copies.made'),
      t('copies.made_facts', {
        at: date_long(one.made_on, lang),
        by: one.made_by,
        owners: grouped(one.owners ?? 0),
        rows: grouped(one.rows ?? 0),
        entry: grouped(one.source_entry ?? 0),
      }),
    ]);
  if (one.medium) facts.push([t('copies.medium'), one.medium]);
  return (
    <div data-copy={one.number} className="min-w-0">
      <Panel
        title={one.number}
        aside={<StateTag tone={kTones[one.state]}>{t(`copies.state.${one.state}`)}</StateTag>}
      >
        <div className="pad">
          <dl className="kv">
            {facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
        {one.state === 'proposed' && may_decide ? (
          <Decide
            number={one.number}
            proposed_by={one.proposed_by}
            decide={(what, reason) => admin.decide_copy(one.number, what, reason)}
            done={changed}
          />
        ) : null}
      </Panel>
    </div>
  );
}

function Ask({ changed }: { changed: () => void }) {
  const { t } = useWords();
  const [purpose, set_purpose] = useState('');
  const [recipient, set_recipient] = useState('');
  const [owners, set_owners] = useState('');
  const [until, set_until] = useState('');
  const [wrong, set_wrong] = useState<string | null>(null);
  const [said, set_said] = useState<string | null>(null);
  const action = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_said(null);
    const day = parse_date(until);
    const count = narrow_digits(owners).replace(/,/g, '').trim();
    const fault =
      purpose.trim() === '' || recipient.trim() === ''
        ? t('copies.missing')
        : day === null
          ? t('copies.bad_until')
          : count !== '' && !/^[1-9]\d{0,8}$/.test(count)
            ? t('copies.bad_owners')
            : null;
    set_wrong(fault);
    if (fault || day === null) return;
    const done = await action.run(async () => {
      const made = await admin.propose_copy({
        purpose: purpose.trim(),
        recipient: recipient.trim(),
        until: day,
        ...(count ? { owners: Number(count) } : {}),
      });
      set_said(t('copies.asked', { number: made.number }));
    });
    if (!done) return;
    set_purpose('');
    set_recipient('');
    set_owners('');
    set_until('');
    changed();
  };
  return (
    <Panel title={t('copies.ask')}>
      <form className="pad grid gap-3 long" onSubmit={(event) => void submit(event)} noValidate>
        <Line label={t('copies.purpose')} value={purpose} set={set_purpose} />
        <Line label={t('copies.recipient')} value={recipient} set={set_recipient} />
        <Line label={t('copies.owners_asked')} value={owners} set={set_owners} max_length={12} />
        <Line label={t('copies.until_asked')} value={until} set={set_until} max_length={20} />
        <p>
          <button type="submit" className="btn" disabled={action.busy}>
            {t('copies.ask')}
          </button>
        </p>
        <div role="alert" className="empty:hidden">
          {wrong ? <Note tone="bad">{wrong}</Note> : null}
        </div>
        <div role="status" className="empty:hidden">
          {said ? <Note tone="ok">{said}</Note> : null}
        </div>
        <ActionTrouble fault={action.fault} />
      </form>
    </Panel>
  );
}
