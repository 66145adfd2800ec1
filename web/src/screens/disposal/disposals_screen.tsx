// All disposals of media: how far each has come, what comes next, until when.
import { useState } from 'react';
import * as api from '../../api/disposals';
import type { DisposalRow, Disposals, Progress } from '../../api/disposals';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_disposal, to_list } from '../../state/routes';
import { ExitsPanel } from './exits_panel';
import type { TextKey } from '../../texts';

export const step_text = (next: string) => `disposal.step.${next}` as TextKey;

export function DisposalsScreen() {
  const { t } = useWords();
  const [ended, set_ended] = useState(false);
  const [offset, set_offset] = useState(0);
  const query = useQuery(`disposals:${ended}:${offset}`, (signal) =>
    api.disposals(offset, ended, signal),
  );
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.disposal') }]}
        title={t('disposal.title')}
        actions={
          <Link className="btn s" to={to_list('disposal')}>
            {t('disposal.record')}
          </Link>
        }
      />
      <div className="stack">
        <div className="row" role="group" aria-label={t('disposal.state')}>
          {[false, true].map((which) => (
            <button
              key={String(which)}
              type="button"
              className={which === ended ? 'btn s fill' : 'btn s'}
              aria-pressed={which === ended}
              onClick={() => {
                set_ended(which);
                set_offset(0);
              }}
            >
              {t(which ? 'disposal.ended' : 'disposal.running')}
            </button>
          ))}
        </div>
        <Panel title={t('disposal.title')} count={query.data?.total}>
          <Await query={query} rows={8}>
            {(data) =>
              data.rows.length === 0 ? (
                <Empty why={t('disposal.none')} next={t('disposal.none_next')} />
              ) : (
                <>
                  <Table data={data} />
                  <Pages data={data} turn={set_offset} />
                </>
              )
            }
          </Await>
        </Panel>
        <ExitsPanel />
      </div>
    </main>
  );
}

function Table({ data }: { data: Disposals }) {
  const { t } = useWords();
  const steps = ['erased', 'handed', 'destroyed', 'certified'] as const;
  return (
    <table className="tight" data-disposals>
      <thead>
        <tr>
          <th scope="col">{t('disposal.no')}</th>
          <th scope="col">{t('disposal.plan')}</th>
          <th scope="col">{t('disposal.state')}</th>
          <th scope="col" className="num">
            {t('disposal.media')}
          </th>
          {steps.map((step) => (
            <th key={step} scope="col" className="num">
              {t(`disposal.${step}`)}
            </th>
          ))}
          <th scope="col">{t('disposal.due')}</th>
          <th scope="col">{t('disposal.next')}</th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <Row key={row.id} row={row} today={data.today} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, today }: { row: DisposalRow; today: string }) {
  const { t, d } = useWords();
  const waits = row.next === 'none' || row.next === 'close';
  const tone: Tone = waits ? 'ok' : row.consent_missing || late(row, today) ? 'bad' : 'warn';
  return (
    <tr>
      <td className="nw">
        <Link to={to_disposal(row.id)}>{row.disposal_no}</Link>
      </td>
      <th scope="row">
        {row.title}
        <div className="sub">
          {row.section}
          {row.origin === 'constructed' ? `　${t('disposal.constructed')}` : ''}
        </div>
      </th>
      <td className="nw">{d(row.state.label)}</td>
      <td className="num">{row.media}</td>
      <Count step={row.erased} />
      <Count step={row.handed_over} />
      <Count step={row.destroyed} />
      <Count step={row.certified} />
      <td className="nw">
        <Due row={row} today={today} />
      </td>
      <td>
        <Mark tone={tone}>{t(step_text(row.next))}</Mark>
      </td>
    </tr>
  );
}

const open = (row: DisposalRow) => row.state.key !== 'closed' && row.state.key !== 'cancelled';
const late = (row: DisposalRow, today: string) =>
  open(row) && row.certificate_due !== null && row.certificate_due < today;

function Due({ row, today }: { row: DisposalRow; today: string }) {
  const { t, lang } = useWords();
  if (row.certificate_due === null) return <span className="mut">{t('disposal.no_due')}</span>;
  const date = date_short(row.certificate_due, lang);
  return late(row, today) && row.certified.done < row.certified.needed ? (
    <Mark tone="bad">{t('disposal.late', { date })}</Mark>
  ) : (
    <>{date}</>
  );
}

function Count({ step }: { step: Progress }) {
  const { t } = useWords();
  if (step.needed === 0) return <td className="num mut">—</td>;
  return (
    <td className="num nw">{t('disposal.of', { done: step.done, needed: step.needed })}</td>
  );
}

const kPage = 30;

/** Only where there is more than one page. */
function Pages({ data, turn }: { data: Disposals; turn: (offset: number) => void }) {
  const { t } = useWords();
  if (data.total <= kPage) return null;
  const last = data.offset + data.rows.length;
  return (
    <div className="row pad" data-pages>
      <button
        type="button"
        className="btn s"
        disabled={data.offset === 0}
        onClick={() => turn(Math.max(0, data.offset - kPage))}
      >
        {t('disposal.before')}
      </button>
      <span className="sub" aria-live="polite">
        {t('disposal.page', { first: data.offset + 1, last, total: data.total })}
      </span>
      <button
        type="button"
        className="btn s"
        disabled={last >= data.total}
        onClick={() => turn(data.offset + kPage)}
      >
        {t('disposal.after')}
      </button>
    </div>
  );
}
