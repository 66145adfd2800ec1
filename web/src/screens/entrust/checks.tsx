// The checks with their paired table: what was found, and entering one item by item.
import { useState } from 'react';
import { paper, type Check, type Contract } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { CheckEntry } from './check_entry';
import { LetterLink } from './letter_link';

export function Checks({ data, done }: { data: Contract; done: () => void }) {
  const { t } = useWords();
  const [open, set_open] = useState<string | null>(null);
  if (data.checks.length === 0)
    return (
      <Panel title={t('entrust.checks')}>
        <Empty why={t('entrust.checks_none')} next={t('entrust.checks_none_next')} />
      </Panel>
    );
  return (
    <>
      {[...data.checks].sort((a, b) => a.due.localeCompare(b.due)).map((one) => (
        <OneCheck
          key={one.id}
          data={data}
          check={one}
          open={open === one.id}
          turn={() => set_open(open === one.id ? null : one.id)}
          done={() => {
            set_open(null);
            done();
          }}
        />
      ))}
    </>
  );
}

interface Props {
  data: Contract;
  check: Check;
  open: boolean;
  turn: () => void;
  done: () => void;
}

function OneCheck({ data, check, open, turn, done }: Props) {
  const { t, d, lang } = useWords();
  const tone = check.late ? 'bad' : check.done_on ? 'ok' : 'none';
  return (
    <Panel
      title={`${d(check.kind?.label)} ${check.check_no}`}
      end={t('entrust.due_on', { date: date_short(check.due, lang) })}
    >
      <div className="pad stack" data-check={check.check_no}>
        <div className="row flex-wrap gap-x-4">
          <Mark tone={tone}>
            {check.done_on
              ? t(check.late ? 'entrust.done_late' : 'entrust.done_on', {
                  date: date_short(check.done_on, lang),
                })
              : t(check.late ? 'entrust.overdue' : 'entrust.planned')}
          </Mark>
          {check.entered_late ? (
            <Mark tone="warn">
              {t('entrust.entered_late', { date: date_short(check.entered_late, lang) })}
            </Mark>
          ) : null}
          {check.result ? (
            <Mark tone={check.result.key === 'ok' ? 'ok' : 'warn'}>{d(check.result.label)}</Mark>
          ) : null}
          {check.done_by ? <span>{check.done_by}</span> : null}
          {check.place ? <span>{check.place}</span> : null}
          {check.why_not_on_site ? (
            <span>{t('entrust.not_on_site', { why: check.why_not_on_site })}</span>
          ) : null}
          <a
            className="btn s"
            href={paper(data.contract.id, 'table.pdf', `check=${check.id}&lang=${lang}`)}
            target="_blank"
            rel="noreferrer"
          >
            {t('entrust.paper.filled')}
          </a>
          {check.done_on ? null : (
            <LetterLink
              template="entrust_reminder"
              register="contract_check"
              record={check.id}
              text={t('entrust.letter.reminder')}
            />
          )}
          {data.may.check && !check.closed ? (
            <button type="button" className="btn s" aria-expanded={open} onClick={turn}>
              {t('entrust.enter')}
            </button>
          ) : null}
        </div>
        {check.items.length > 0 && !open ? <Found data={data} check={check} /> : null}
        {open ? <CheckEntry data={data} check={check} done={done} /> : null}
      </div>
    </Panel>
  );
}

const tone_of = (result: string | undefined) =>
  result === 'ok' || result === 'not_applicable'
    ? 'ok'
    : result === 'not_operated' || result === 'missing'
      ? 'bad'
      : 'warn';

function Found({ data, check }: { data: Contract; check: Check }) {
  const { t, d } = useWords();
  const [all, set_all] = useState(false);
  const told = check.items.filter((one) => all || tone_of(one.result?.key) !== 'ok');
  const title = (clause: string) => data.articles.find((one) => one.clause === clause)?.title;
  return (
    <>
      <p className="row gap-x-4">
        <span>
          {t('entrust.items_found', {
            n: check.items.length,
            open: check.open.length + check.unanswered,
            bad: check.not_kept.length,
          })}
        </span>
        <button type="button" className="btn s" aria-pressed={all} onClick={() => set_all(!all)}>
          {t('entrust.show_all')}
        </button>
      </p>
      {told.length > 0 ? (
        <Scroll label={t('entrust.items')}>
          <table className="tight">
            <thead>
              <tr>
                <th scope="col">{t('entrust.clause')}</th>
                <th scope="col">{t('entrust.measure')}</th>
                <th scope="col">{t('entrust.practice')}</th>
                <th scope="col">{t('entrust.result')}</th>
                <th scope="col">{t('entrust.evidence')}</th>
              </tr>
            </thead>
            <tbody>
              {told.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    {one.clause} <span className="sub">{d(title(one.clause))}</span>
                  </th>
                  <td>{d(one.measure?.label)}</td>
                  <td>{d(one.practice?.label)}</td>
                  <td>
                    <Mark tone={tone_of(one.result?.key)}>{d(one.result?.label)}</Mark>
                  </td>
                  <td>
                    {one.evidence ?? '—'}
                    {one.why ? <div className="sub">{one.why}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
    </>
  );
}
