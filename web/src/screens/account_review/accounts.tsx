// The accounts of a round, a page at a time: chosen for keeping together, or decided one by one.
import { useId, useState } from 'react';
import * as api from '../../api/account_review';
import type { Asked, ReviewAccount, ReviewPage, ReviewSheet, Side } from '../../api/account_review';
import { Await } from '../../parts/await';
import { Line } from '../../parts/form_line';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { AccountRow } from './account_row';
import { Decide } from './decide';

interface Props {
  id: string;
  sheet: ReviewSheet;
  asked: Asked;
  choose: (more: Partial<Asked>) => void;
  turn: (offset: number) => void;
  decided: () => void;
}
export interface Deciding {
  row: ReviewAccount;
  side: Side;
}

/** Whom a row may be decided for by whoever looks: in the side that was chosen, else the first. */
export const side_of = (row: ReviewAccount, side: Side | null): Side | null => {
  const sides: Side[] = side ? [side] : ['manager', 'owner'];
  return sides.find((one) => row[one].may) ?? null;
};
const plain = (row: ReviewAccount, side: Side | null) =>
  side !== null &&
  row[side].may &&
  row[side].decision === null &&
  row.match.key === 'certain' &&
  !row.classes.includes('leaver');

export function Accounts({ id, sheet, asked, choose, turn, decided }: Props) {
  const { t } = useWords();
  const key = `account-review:${id}:${JSON.stringify(asked)}`;
  const query = useQuery(key, (signal) => api.accounts(id, asked, signal));
  const [deciding, set_deciding] = useState<Deciding | null>(null);
  const after = () => {
    query.reload();
    decided();
  };
  return (
    <>
      <Narrow sheet={sheet} asked={asked} choose={choose} />
      <Await query={query} rows={12}>
        {(page) => (
          <Panel title={t('review.accounts')} count={page.total}>
            {page.rows.length === 0 ? (
              <Empty why={t('review.nothing')} next={t('review.nothing_next')} />
            ) : (
              <>
                <Table
                  key={key}
                  id={id}
                  page={page}
                  asked={asked}
                  after={after}
                  decide={(row, side) => set_deciding({ row, side })}
                />
                <Pages page={page} turn={turn} />
              </>
            )}
          </Panel>
        )}
      </Await>
      {deciding ? (
        <Decide
          id={id}
          deciding={deciding}
          close={() => set_deciding(null)}
          done={() => {
            set_deciding(null);
            after();
          }}
        />
      ) : null}
    </>
  );
}

function Narrow({ sheet, asked, choose }: Pick<Props, 'sheet' | 'asked' | 'choose'>) {
  const { t } = useWords();
  const id = useId();
  const sides = (['manager', 'owner'] as const).filter((side) => sheet.may[side]);
  return (
    <div className="acts-row min-w-0 flex-wrap" data-narrow>
      <div role="group" aria-label={t('review.side')} className="seg">
        {sheet.may.see_all ? (
          <button
            type="button"
            aria-pressed={asked.side === null}
            onClick={() => choose({ side: null })}
          >
            {t('review.side.all')}
          </button>
        ) : null}
        {sides.map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={asked.side === side}
            onClick={() => choose({ side })}
          >
            {t(`review.side.${side}`)}
          </button>
        ))}
      </div>
      <label className="row gap-1 nw">
        <input
          type="checkbox"
          checked={asked.waiting}
          onChange={(event) => choose({ waiting: event.target.checked })}
        />{' '}
        {t('review.waiting')}
      </label>
      <label className="sub" htmlFor={id}>
        {t('review.section')}
      </label>
      <select
        id={id}
        className="in"
        value={asked.department ?? ''}
        onChange={(event) => choose({ department: event.target.value || null })}
      >
        <option value="">{t('review.section_all')}</option>
        {sheet.sections
          .filter((one) => one.accounts > 0)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </select>
    </div>
  );
}

interface TableProps {
  id: string;
  page: ReviewPage;
  asked: Asked;
  after: () => void;
  decide: (row: ReviewAccount, side: Side) => void;
}

function Table({ id, page, asked, after, decide }: TableProps) {
  const { t } = useWords();
  const [chosen, set_chosen] = useState<readonly string[]>([]);
  const may = page.rows.filter((row) => plain(row, asked.side)).map((row) => row.id);
  const toggle = (row: string) =>
    set_chosen(chosen.includes(row) ? chosen.filter((one) => one !== row) : [...chosen, row]);
  return (
    <>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('review.accounts')}>
        <table className="tight" data-accounts>
          <thead>
            <tr>
              <th scope="col">
                {may.length > 0 ? (
                  <input
                    type="checkbox"
                    aria-label={t('review.choose_all')}
                    checked={chosen.length === may.length}
                    onChange={() => set_chosen(chosen.length === may.length ? [] : may)}
                  />
                ) : (
                  <span className="sr-only">{t('review.choose_all')}</span>
                )}
              </th>
              <th scope="col">{t('review.account')}</th>
              <th scope="col">{t('review.person')}</th>
              <th scope="col">{t('review.last_used')}</th>
              <th scope="col">{t('review.side.manager')}</th>
              <th scope="col">{t('review.side.owner')}</th>
              <th scope="col">{t('review.state')}</th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <AccountRow
                key={row.id}
                row={row}
                side={asked.side}
                may_choose={may.includes(row.id)}
                chosen={chosen.includes(row.id)}
                toggle={() => toggle(row.id)}
                decide={decide}
              />
            ))}
          </tbody>
        </table>
      </div>
      {asked.side && may.length > 0 ? (
        <Bulk id={id} side={asked.side} rows={chosen} done={after} />
      ) : null}
    </>
  );
}

interface BulkProps {
  id: string;
  side: Side;
  rows: readonly string[];
  done: () => void;
}

function Bulk({ id, side, rows, done }: BulkProps) {
  const { t } = useWords();
  const action = useAction();
  const [reason, set_reason] = useState('');
  const send = async () => {
    const well = await action.run(() => api.decide(id, side, 'keep', reason, [...rows]));
    if (well) done();
  };
  return (
    <div className="pad stack" data-bulk>
      <p className="sub">{t('review.bulk_why')}</p>
      <Line label={t('review.reason')} value={reason} set={set_reason} max_length={400} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn"
          disabled={action.busy || rows.length === 0 || reason.trim() === ''}
          onClick={() => void send()}
        >
          {t('review.bulk', { n: rows.length })}
        </button>
      </div>
    </div>
  );
}

/** Only where there is more than one page. */
function Pages({ page, turn }: { page: ReviewPage; turn: (offset: number) => void }) {
  const { t } = useWords();
  const { total, offset, limit } = page;
  if (total <= limit) return null;
  const last = offset + page.rows.length;
  return (
    <div className="row pad" data-pages>
      <button
        type="button"
        className="btn s"
        disabled={offset === 0}
        onClick={() => turn(Math.max(0, offset - limit))}
      >
        {t('review.before', { n: limit })}
      </button>
      <span className="sub" aria-live="polite">
        {t('review.page', { first: offset + 1, last, total })}
      </span>
      <button
        type="button"
        className="btn s"
        disabled={last >= total}
        onClick={() => turn(offset + limit)}
      >
        {t('review.after', { n: limit })}
      </button>
    </div>
  );
}
