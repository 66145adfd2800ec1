// One inquiry slip: what was asked, what was done, others about the same thing, the next step.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { Inquiry } from '../../api/requests';
import { date_short, parse_date } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_inquiry, to_new_letter, to_request } from '../../state/routes';
import { useAction } from '../../state/use_action';

export function InquiryScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`inquiry ${id}`, api.inquiry(id));
  const one = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.inquiries'), to: '/inquiries' },
          { label: one?.inquiry_no ?? t('nav.inquiries') },
        ]}
        title={one?.subject ?? t('nav.inquiries')}
        tags={one ? <Mark tone={one.late ? 'bad' : 'inf'}>{d(one.state.label)}</Mark> : null}
        actions={
          one ? (
            <>
              {one.may_step ? (
                <Link className="btn s" to={`/requests?inquiry=${one.id}`}>
                  {t('inquiries.becomes')}
                </Link>
              ) : null}
              <Link className="btn s" to={to_new_letter('inquiry_answer', 'inquiry', one.id)}>
                {t('inquiries.letter')}
              </Link>
            </>
          ) : null
        }
      />
      <div className="stack">
        <Await query={query} rows={12}>
          {(data) => (
            <>
              <Facts data={data} />
              <Steps data={data} />
              {data.may_step ? <StepOf key={data.steps.length} data={data} done={query.reload} /> : null}
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Facts({ data }: { data: Inquiry }) {
  const { t, d, lang } = useWords();
  const rows: [string, string][] = [
    [t('requests.received_on'), `${date_short(data.received_on, lang)}　${d(data.channel.label)}`],
    [t('inquiries.category'), d(data.category.label)],
    [t('requests.department'), data.department?.name ?? '—'],
    [t('inquiries.asker'), data.asker ?? '—'],
    [t('inquiries.contact'), data.contact ?? '—'],
    [t('inquiries.content'), data.content ?? t('letters.withheld')],
    [t('inquiries.due'), date_short(data.due, lang)],
  ];
  if (data.escalated_to) rows.push([t('inquiries.escalated_to'), data.escalated_to]);
  if (data.answered_on)
    rows.push([
      t('inquiries.answer'),
      `${date_short(data.answered_on, lang)}　${data.answered_by ?? ''}　${data.answer ?? ''}`,
    ]);
  return (
    <Panel title={t('inquiries.slip')}>
      <dl className="kv pad" data-facts>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {data.request ? (
          <div style={{ display: 'contents' }}>
            <dt>{t('inquiries.request')}</dt>
            <dd>
              <Link to={to_request(data.request.id)}>{data.request.name}</Link>
            </dd>
          </div>
        ) : null}
      </dl>
      {data.same.length > 0 ? (
        <div className="pad" data-same>
          <p>{t('inquiries.same', { count: data.same_count })}</p>
          <ul className="plain">
            {data.same.map((one) => (
              <li key={one.id}>
                <Link to={to_inquiry(one.id)}>{one.inquiry_no}</Link>　{date_short(one.received_on, lang)}　
                {d(one.state.label)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  );
}

function Steps({ data }: { data: Inquiry }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('inquiries.steps')} count={data.steps.length}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('inquiries.steps')}>
        <table className="tight" data-steps>
          <thead>
            <tr>
              <th scope="col">{t('requests.day')}</th>
              <th scope="col">{t('requests.what')}</th>
              <th scope="col">{t('requests.by')}</th>
              <th scope="col">{t('requests.said')}</th>
            </tr>
          </thead>
          <tbody>
            {data.steps.map((step) => (
              <tr key={step.id}>
                <th scope="row" className="nw">
                  {date_short(step.on, lang)}
                </th>
                <td className="nw">{d(step.kind.label)}</td>
                <td>{step.by}</td>
                <td>{step.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function StepOf({ data, done }: { data: Inquiry; done: () => void }) {
  const { t } = useWords();
  const [kind, set_kind] = useState('answered');
  const [on, set_on] = useState('');
  const [text, set_text] = useState('');
  const [to, set_to] = useState('');
  const action = useAction();
  const day = parse_date(on);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!day) return;
    const body = { kind, on: day, text, ...(kind === 'escalated' ? { to } : {}) };
    void action.run(() => api.inquiry_step(data.id, body)).then((went) => went && done());
  };
  return (
    <Panel title={t('inquiries.step')}>
      <form className="pad stack" data-step onSubmit={send}>
        <Choice
          label={t('requests.what')}
          value={kind}
          set={set_kind}
          options={[
            ['answered', t('inquiries.step_answered')],
            ['handled', t('inquiries.step_handled')],
            ['escalated', t('inquiries.step_escalated')],
          ]}
        />
        <DateLine label={t('requests.day')} value={on} set={set_on} />
        {kind === 'escalated' ? (
          <Line label={t('inquiries.escalated_to')} value={to} set={set_to} max_length={120} />
        ) : null}
        <Line label={t('requests.said')} value={text} set={set_text} max_length={2000} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn fill" disabled={action.busy || !day || text.trim() === ''}>
            {t('requests.step_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
