// Inquiry slips: what is open, what comes again and again, one slip with its handling.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { Inquiries } from '../../api/requests';
import { date_short, parse_date } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_inquiry, to_list } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Pager } from './pager';
import { SearchLine } from './search_line';

const kWhich = ['open', 'overdue', 'answered', 'all'] as const;
const kChannels = ['counter', 'phone', 'post', 'mail'] as const;
const kCategories = [
  'use',
  'who_saw',
  'accuracy',
  'leak',
  'my_number',
  'procedure',
  'other',
] as const;

export function InquiriesScreen() {
  const { t } = useWords();
  const [which, set_which] = useState<string>('open');
  const [q, set_q] = useState('');
  const [offset, set_offset] = useState(0);
  const query = useQuery(`inquiries ${which} ${q} ${offset}`, api.inquiries({ which, q, offset }));
  const counts = query.data?.counts;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.inquiries') }]}
        title={t('inquiries.title')}
        actions={
          <Link className="btn s" to={to_list('inquiry')}>
            {t('inquiries.register')}
          </Link>
        }
      />
      <div className="stack">
        <Tabs
          label={t('requests.which')}
          tabs={kWhich.map((one) => ({
            id: one,
            label: t(`inquiries.which_${one}`),
            count: counts ? String(counts[one]) : null,
          }))}
          current={which}
          choose={(id) => {
            set_which(id);
            set_offset(0);
          }}
        />
        <div id="tab-panel" role="tabpanel" className="stack">
          <SearchLine
            label={t('inquiries.find')}
            search={(text) => {
              set_q(text);
              set_offset(0);
            }}
          />
          <Await query={query} rows={12}>
            {(data) => (
              <>
                <Table data={data} />
                <Pager total={data.total} offset={data.offset} go={set_offset} />
                <Repeats data={data} />
                {data.may_receive ? <NewSlip data={data} /> : null}
              </>
            )}
          </Await>
        </div>
      </div>
    </main>
  );
}

function Table({ data }: { data: Inquiries }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('inquiries.title')} count={data.total}>
      {data.rows.length === 0 ? (
        <Empty why={t('inquiries.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('inquiries.title')}>
          <table className="tight" data-inquiries>
            <thead>
              <tr>
                <th scope="col">{t('inquiries.number')}</th>
                <th scope="col">{t('inquiries.subject')}</th>
                <th scope="col">{t('inquiries.category')}</th>
                <th scope="col">{t('requests.department')}</th>
                <th scope="col">{t('inquiries.due')}</th>
                <th scope="col">{t('requests.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className="nw">
                    <Link to={to_inquiry(row.id)}>{row.inquiry_no}</Link>
                    <div className="sub">{date_short(row.received_on, lang)}</div>
                  </th>
                  <td>{row.subject}</td>
                  <td className="nw">{d(row.category.label)}</td>
                  <td>{row.department?.name}</td>
                  <td className="nw">
                    {row.late ? (
                      <Mark tone="bad">{t('inquiries.late', { date: date_short(row.due, lang) })}</Mark>
                    ) : (
                      date_short(row.due, lang)
                    )}
                  </td>
                  <td className="nw">
                    {d(row.state.label)}
                    {row.escalated_to ? <div className="sub">{row.escalated_to}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Repeats({ data }: { data: Inquiries }) {
  const { t } = useWords();
  if (data.repeats.length === 0) return null;
  return (
    <Panel title={t('inquiries.repeats')}>
      <ul className="pad plain" data-repeats>
        {data.repeats.map((one) => (
          <li key={one.subject}>{t('inquiries.repeat', { subject: one.subject, count: one.count })}</li>
        ))}
      </ul>
    </Panel>
  );
}

function NewSlip({ data }: { data: Inquiries }) {
  const { t } = useWords();
  const { go } = useRouter();
  const [form, set] = useState<Record<string, string>>({
    channel: 'phone',
    category: 'use',
    received_on: data.today,
  });
  const action = useAction();
  const field = (name: string) => (value: string) => set({ ...form, [name]: value });
  const said = (name: string) => (form[name] ?? '').trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(
      Object.entries(form)
        .map(([name, value]) => [name, value.trim()] as const)
        .filter(([, value]) => value !== ''),
    );
    body.received_on = parse_date(said('received_on')) ?? said('received_on');
    void action.run(async () => go(to_inquiry((await api.ask(body)).id)));
  };
  return (
    <Panel title={t('inquiries.new')}>
      <form className="pad stack" data-new-inquiry onSubmit={send}>
        <DateLine label={t('requests.received_on')} value={form.received_on ?? ''} set={field('received_on')} />
        <Choice
          label={t('requests.channel')}
          value={said('channel')}
          set={field('channel')}
          options={kChannels.map((one) => [one, t(`inquiries.channel_${one}`)] as const)}
        />
        <Choice
          label={t('inquiries.category')}
          value={said('category')}
          set={field('category')}
          options={kCategories.map((one) => [one, t(`inquiries.category_${one}`)] as const)}
        />
        <Choice
          label={t('requests.department')}
          value={said('department')}
          set={field('department')}
          options={[
            ['', t('letters.choose')] as const,
            ...data.departments.map((one) => [one.id, one.name] as const),
          ]}
        />
        <Line label={t('inquiries.subject')} value={form.subject ?? ''} set={field('subject')} max_length={120} />
        <Line label={t('inquiries.content')} value={form.content ?? ''} set={field('content')} max_length={2000} />
        <Line label={t('inquiries.asker')} value={form.asker ?? ''} set={field('asker')} />
        <Line label={t('inquiries.contact')} value={form.contact ?? ''} set={field('contact')} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button
            type="submit"
            className="btn fill"
            disabled={
              action.busy || ['department', 'subject', 'content'].some((name) => said(name) === '')
            }
          >
            {t('inquiries.new_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
