// One fact of an item. What is left empty is not told, and proves nothing.
import { useId } from 'react';
import type { Dated, FactRule, FactValue } from '../../api/criteria';
import { DateInput } from '../../parts/date_input';
import { useWords } from '../../state/language';

interface Props {
  rule: FactRule;
  value: FactValue;
  set: (value: FactValue) => void;
}

export function FactField({ rule, value, set }: Props) {
  const { d, t } = useWords();
  const id = useId();
  if (rule.type === 'dated') return <DatedField rule={rule} value={value} set={set} />;
  const options =
    rule.type === 'boolean'
      ? [
          ['true', t('criteria.yes')],
          ['false', t('criteria.no')],
        ]
      : rule.type === 'review'
        ? [
            ['accept', t('criteria.accept')],
            ['reject', t('criteria.reject')],
          ]
        : rule.values.map((one) => [one, one]);
  if (rule.type === 'boolean' || rule.type === 'choice' || rule.type === 'review')
    return (
      <span className="row">
        <label htmlFor={id}>{d(rule.label)}</label>
        <select
          id={id}
          className="sel"
          value={said(rule, value)}
          onChange={(event) => set(meant(rule, event.target.value))}
        >
          <option value="">{t('criteria.not_told')}</option>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </span>
    );
  return (
    <span className="row">
      <label htmlFor={id}>{d(rule.label)}</label>
      <input
        id={id}
        className="in"
        value={listed(rule, value)}
        placeholder={rule.values.join(', ')}
        onChange={(event) => set(of_list(rule, event.target.value))}
      />
    </span>
  );
}

function said(rule: FactRule, value: FactValue): string {
  if (value === null || value === undefined) return '';
  if (rule.type === 'review')
    return String((value as Record<string, unknown>)['decision'] ?? '');
  return String(value);
}

function meant(rule: FactRule, text: string): FactValue {
  if (text === '') return null;
  if (rule.type === 'boolean') return text === 'true';
  return rule.type === 'review' ? { decision: text } : text;
}

/** Flags are told by the names that are given; the others are not met. */
function listed(rule: FactRule, value: FactValue): string {
  if (value === null || value === undefined) return '';
  if (rule.type === 'flags')
    return rule.values.filter((one) => (value as Record<string, unknown>)[one] === true).join(', ');
  return (value as string[]).join(', ');
}

function of_list(rule: FactRule, text: string): FactValue {
  if (text.trim() === '') return null;
  const names = text.split(/[,、]\s*/).map((one) => one.trim());
  if (rule.type !== 'flags') return names;
  return Object.fromEntries(rule.values.map((one) => [one, names.includes(one)]));
}

const kDays = ['first_day', 'last_day', 'seen_on'] as const;

function DatedField({ rule, value, set }: Props) {
  const { d, t } = useWords();
  const id = useId();
  const list = (value as Dated[] | null) ?? [];
  const entry = list[0] ?? { name: '' };
  const put = (changed: Partial<Record<keyof Dated, string>>) => {
    const next = Object.fromEntries(
      Object.entries({ ...entry, ...changed }).filter(([key, text]) => key === 'name' || text),
    ) as unknown as Dated;
    if (next.name === '') set(null);
    else set([next, ...list.slice(1)]);
  };
  return (
    <span className="row criteria-dated">
      <label htmlFor={id}>{d(rule.label)}</label>
      <select
        id={id}
        className="sel"
        value={entry.name}
        onChange={(event) => put({ name: event.target.value })}
      >
        <option value="">{t('criteria.not_told')}</option>
        {[...new Set([...rule.values, entry.name])].filter(Boolean).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      {entry.name === ''
        ? null
        : kDays.map((day) => (
            <label key={day} className="row">
              <span>{t(`criteria.${day}`)}</span>
              <DateInput
                small
                label={`${d(rule.label)} ${t(`criteria.${day}`)}`}
                value={entry[day] ?? ''}
                set={(text) => put({ [day]: text })}
              />
            </label>
          ))}
    </span>
  );
}
