// Where practice differs from the contract: which of the four answers it got, and the weighing of
// cost and risk behind what was taken or left out.
import { useId, useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract, Gap, Weighing } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_new_record, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';
import { LetterLink } from './letter_link';
import { LineInput } from './line_input';

const kAnswers = ['G1', 'G2', 'G3', 'G4'] as const;

export function Gaps({ data, done }: { data: Contract; done: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Panel
        title={t('entrust.gaps_title')}
        count={data.gaps.length}
        end={
          data.may.gap ? (
            <Link to={to_new_record('contract_gap')}>{t('entrust.gap_new')}</Link>
          ) : null
        }
      >
        {data.gaps.length === 0 ? (
          <Empty why={t('entrust.gaps_none')} />
        ) : (
          <ul className="articles" data-gaps>
            {data.gaps.map((one) => (
              <OneGap key={one.id} data={data} gap={one} done={done} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title={t('entrust.weighings')}
        count={data.weighings.length}
        end={
          data.may.gap ? (
            <Link to={to_new_record('risk_weighing')}>{t('entrust.weighing_new')}</Link>
          ) : null
        }
      >
        {data.weighings.length === 0 ? (
          <Empty why={t('entrust.weighings_none')} />
        ) : (
          <ul className="articles" data-weighings>
            {data.weighings.map((one) => (
              <OneWeighing key={one.id} data={data} one={one} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

function state_of(gap: Gap, today: string): ['ok' | 'warn' | 'bad', TextKey] {
  if (gap.rechecked_on) return ['ok', 'entrust.gap.closed'];
  if (!gap.answer) return ['bad', 'entrust.gap.unanswered'];
  if (gap.answer.key === 'G1' && !gap.contract_change) return ['bad', 'entrust.gap.no_change'];
  if (gap.due && gap.due < today) return ['bad', 'entrust.overdue'];
  return ['warn', 'entrust.gap.waits'];
}

function OneGap({ data, gap, done }: { data: Contract; gap: Gap; done: () => void }) {
  const { t, d, lang } = useWords();
  const [open, set_open] = useState(false);
  const [tone, text] = state_of(gap, data.today);
  return (
    <li>
      <div>
        <h3>
          {gap.clause} {d(data.articles.find((one) => one.clause === gap.clause)?.title)}{' '}
          <Link className="sub" to={to_record('contract_gap', gap.id)}>
            {gap.gap_no}
          </Link>
        </h3>
        <p>
          <b>{t('entrust.gap.says')}</b> {gap.says}
        </p>
        <p>
          <b>{t('entrust.gap.does')}</b> {gap.does}
        </p>
        <p className="sub">
          {gap.seen_on ? date_short(gap.seen_on, lang) : ''} {gap.seen_by}
        </p>
        {open ? (
          <Settle
            data={data}
            gap={gap}
            done={() => {
              set_open(false);
              done();
            }}
          />
        ) : null}
      </div>
      <div className="why">
        <Mark tone={tone}>{t(text)}</Mark>
        {gap.answer ? (
          <p>
            <b>{gap.answer.key}</b> {d(gap.answer.label)}
            <br />
            {gap.answer_reason}
          </p>
        ) : null}
        {gap.owner ? (
          <p>
            {gap.owner} {gap.due ? t('entrust.due_on', { date: date_short(gap.due, lang) }) : ''}
          </p>
        ) : null}
        {gap.contract_change ? (
          <p>{t('entrust.gap.change', { no: gap.contract_change })}</p>
        ) : null}
        {gap.recheck ? <p>{gap.recheck}</p> : null}
        {gap.rechecked_on ? null : (
          <p>
            <LetterLink
              template="entrust_improvement"
              register="contract_gap"
              record={gap.id}
              text={t('entrust.letter.improvement')}
            />
          </p>
        )}
        {data.may.gap && !gap.rechecked_on ? (
          <button
            type="button"
            className="btn s"
            aria-expanded={open}
            onClick={() => set_open(!open)}
          >
            {t('entrust.gap.settle')}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function Settle({ data, gap, done }: { data: Contract; gap: Gap; done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [answer, set_answer] = useState(gap.answer?.key ?? 'G3');
  const [reason, set_reason] = useState(gap.answer_reason ?? '');
  const [owner, set_owner] = useState(gap.owner ?? data.contract.department ?? '');
  const [due, set_due] = useState(gap.due ?? '');
  const [change, set_change] = useState(gap.contract_change ?? '');
  const [again, set_again] = useState('');
  const [found, set_found] = useState('');
  const action = useAction();
  const send = async () => {
    const sent = await action.run(() =>
      api.settle(data.contract.id, gap.id, {
        answer,
        answer_reason: reason,
        owner,
        due,
        contract_change: change,
        ...(again ? { rechecked_on: again, recheck: found } : {}),
      }),
    );
    if (sent) done();
  };
  return (
    <div className="stack" data-settle>
      <fieldset>
        <legend>{t('entrust.gap.answer')}</legend>
        {kAnswers.map((one) => (
          <label key={one} className="block">
            <input
              type="radio"
              name={`${id}-a`}
              checked={answer === one}
              onChange={() => set_answer(one)}
            />{' '}
            {one} {t(`entrust.gap.${one}`)}
          </label>
        ))}
      </fieldset>
      <LineInput label={t('entrust.gap.reason')} value={reason} set={set_reason} long />
      <LineInput label={t('entrust.gap.owner')} value={owner} set={set_owner} />
      <label htmlFor={`${id}-d`}>{t('entrust.due')}</label>
      <DateInput id={`${id}-d`} of={t('entrust.due')} value={due} set={set_due} small />
      {answer === 'G1' ? (
        <LineInput label={t('entrust.gap.change_no')} value={change} set={set_change} />
      ) : null}
      <label htmlFor={`${id}-r`}>{t('entrust.gap.rechecked')}</label>
      <DateInput id={`${id}-r`} of={t('entrust.gap.rechecked')} value={again} set={set_again} small />
      {again ? <LineInput label={t('entrust.gap.found')} value={found} set={set_found} /> : null}
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={!reason || !owner || !due || action.busy}
          onClick={() => void send()}
        >
          {t('entrust.gap.keep')}
        </button>
      </div>
    </div>
  );
}

function OneWeighing({ data, one }: { data: Contract; one: Weighing }) {
  const { t, lang } = useWords();
  const facts: [TextKey, string | null][] = [
    ['entrust.weigh.service', one.service_effect],
    ['entrust.weigh.risk', one.risk_left],
    ['entrust.weigh.harm', one.harm],
    ['entrust.weigh.advice', one.advice],
    ['entrust.weigh.line', one.line],
    ['entrust.weigh.told', one.told_to_residents],
  ];
  const late = one.review_on !== null && one.review_on < data.today;
  return (
    <li>
      <div>
        <h3>
          <Link to={to_record('risk_weighing', one.id)}>{one.option}</Link>{' '}
          <span className="sub">{one.clause}</span>
        </h3>
        {facts.map(([label, value]) =>
          value ? (
            <p key={label}>
              <b>{t(label)}</b> {value}
            </p>
          ) : null,
        )}
      </div>
      <div className="why">
        <Mark tone={one.taken ? 'ok' : 'warn'}>
          {t(one.taken ? 'entrust.weigh.taken' : 'entrust.weigh.not_taken')}
        </Mark>
        <p>
          {t('entrust.weigh.cost', {
            hours: one.hours ?? 0,
            yen: (one.cost_yen ?? 0).toLocaleString(),
          })}
        </p>
        <p>
          {one.decided_by} {one.decided_on ? date_short(one.decided_on, lang) : ''}
        </p>
        {one.review_on ? (
          <Mark tone={late ? 'bad' : 'none'}>
            {t('entrust.weigh.review', { date: date_short(one.review_on, lang) })}
          </Mark>
        ) : null}
      </div>
    </li>
  );
}
