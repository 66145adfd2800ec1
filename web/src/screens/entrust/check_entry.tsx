// A check, item by item: does the measure exist, is it carried out, what shows it.
import { useId, useState } from 'react';
import * as api from '../../api/entrust';
import type { AnsweredItem, Check, Contract } from '../../api/entrust';
import { DateInput } from '../../parts/date_input';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';

const kMeasure = ['yes', 'no', 'na'] as const;
const kPractice = ['yes', 'no', 'unseen', 'na'] as const;

const answers_of = (data: Contract, check: Check): AnsweredItem[] =>
  data.articles.map((one) => {
    const known = check.items.find((item) => item.clause === one.clause);
    return {
      clause: one.clause,
      measure: known?.measure?.key ?? '',
      practice: known?.practice?.key ?? '',
      evidence: known?.evidence ?? '',
      why: known?.why ?? '',
    };
  });

interface Props {
  data: Contract;
  check: Check;
  done: () => void;
}

export function CheckEntry({ data, check, done }: Props) {
  const { t } = useWords();
  const id = useId();
  const [items, set_items] = useState(() => answers_of(data, check));
  const [on, set_on] = useState(check.done_on ?? data.today);
  const [by, set_by] = useState(check.done_by ?? '');
  const [place, set_place] = useState(check.place ?? '');
  const [on_site, set_on_site] = useState(check.on_site ?? true);
  const [why, set_why] = useState(check.why_not_on_site ?? '');
  const action = useAction();
  const change = (clause: string, part: Partial<AnsweredItem>) =>
    set_items(items.map((one) => (one.clause === clause ? { ...one, ...part } : one)));
  const rest = () =>
    set_items(
      items.map((one) => ({
        ...one,
        measure: one.measure || 'yes',
        practice: one.practice || 'yes',
      })),
    );
  const send = async (close: boolean) => {
    const sent = await action.run(() =>
      api.check(data.contract.id, check.id, {
        done_on: on,
        place,
        done_by: by,
        on_site,
        why_not_on_site: on_site ? '' : why,
        close,
        items: items.filter((one) => one.measure && one.practice),
      }),
    );
    if (sent) done();
  };
  return (
    <div className="stack" data-check-entry>
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-on`}>{t('entrust.done_day')}</label>
        <DateInput id={`${id}-on`} of={t('entrust.done_day')} value={on} set={set_on} small />
        <label htmlFor={`${id}-by`}>{t('entrust.done_by')}</label>
        <input
          id={`${id}-by`}
          className="in s"
          value={by}
          onChange={(event) => set_by(event.currentTarget.value)}
        />
        <label htmlFor={`${id}-at`}>{t('entrust.place')}</label>
        <input
          id={`${id}-at`}
          className="in s"
          value={place}
          onChange={(event) => set_place(event.currentTarget.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={on_site}
            onChange={(event) => set_on_site(event.currentTarget.checked)}
          />{' '}
          {t('entrust.on_site')}
        </label>
        {on_site ? null : (
          <>
            <label htmlFor={`${id}-why`}>{t('entrust.why_not')}</label>
            <input
              id={`${id}-why`}
              className="in s"
              value={why}
              onChange={(event) => set_why(event.currentTarget.value)}
            />
          </>
        )}
      </div>
      <div>
        <button type="button" className="btn s" onClick={rest}>
          {t('entrust.rest_yes')}
        </button>
      </div>
      <Scroll label={t('entrust.items')}>
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('entrust.clause')}</th>
              <th scope="col">{t('entrust.measure')}</th>
              <th scope="col">{t('entrust.practice')}</th>
              <th scope="col">{t('entrust.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Item key={one.clause} data={data} item={one} change={change} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <ActionTrouble fault={action.fault} />
      <div className="row gap-x-2">
        <button
          type="button"
          className="btn"
          disabled={!by || action.busy}
          onClick={() => void send(false)}
        >
          {t('entrust.keep')}
        </button>
        <button
          type="button"
          className="btn fill"
          disabled={!by || action.busy}
          onClick={() => void send(true)}
        >
          {t('entrust.close_check')}
        </button>
      </div>
    </div>
  );
}

interface ItemProps {
  data: Contract;
  item: AnsweredItem;
  change: (clause: string, part: Partial<AnsweredItem>) => void;
}

function Item({ data, item, change }: ItemProps) {
  const { t, d } = useWords();
  const article = data.articles.find((one) => one.clause === item.clause);
  const choice = (part: 'measure' | 'practice', keys: readonly string[]) => (
    <select
      className="in s"
      aria-label={`${item.clause} ${t(`entrust.${part}`)}`}
      value={item[part]}
      onChange={(event) => change(item.clause, { [part]: event.currentTarget.value })}
    >
      <option value="">{t('entrust.not_answered')}</option>
      {keys.map((key) => (
        <option key={key} value={key}>
          {t(`entrust.${part}.${key}` as TextKey)}
        </option>
      ))}
    </select>
  );
  return (
    <tr>
      <th scope="row">
        {item.clause} {d(article?.title)}
      </th>
      <td>
        <div className="sub">{d(article?.measure)}</div>
        {choice('measure', kMeasure)}
      </td>
      <td>
        <div className="sub">{d(article?.practice)}</div>
        {choice('practice', kPractice)}
      </td>
      <td>
        <input
          className="in s"
          aria-label={`${item.clause} ${t('entrust.evidence')}`}
          value={item.evidence}
          onChange={(event) => change(item.clause, { evidence: event.currentTarget.value })}
        />
        {item.measure === 'na' ? (
          <input
            className="in s"
            aria-label={`${item.clause} ${t('entrust.why_na')}`}
            placeholder={t('entrust.why_na')}
            value={item.why}
            onChange={(event) => change(item.clause, { why: event.currentTarget.value })}
          />
        ) : null}
      </td>
    </tr>
  );
}
