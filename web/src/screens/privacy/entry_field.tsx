// One field of the form: choice, ticks, date, text. Under it what stood there in the version that
// this one changes, and what the check says about it.
import { useId, useState } from 'react';
import * as api from '../../api/privacy';
import type { Field, Items, Values } from '../../api/privacy';
import { DateInput } from '../../parts/date_input';
import { Mark, Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import type { Shown } from './assessment_screen';
import { kWhole, kWrap } from './words';

interface Props {
  shown: Shown;
  field: Field;
  address: string;
  values: Values;
  used: Values;
  editable: boolean;
  set: (address: string, value: string, block?: string) => void;
}

export function EntryField(props: Props) {
  const { t, d } = useWords();
  const { shown, field, address, values } = props;
  const id = useId();
  const value = values[address] ?? '';
  const before = shown.data.before?.[address] ?? '';
  const changes = shown.version.base !== null && before !== value;
  const found = (shown.data.findings ?? []).filter((one) => one.address === address);
  const plain = field.type === 'check' || field.type === 'bool';
  return (
    <div data-address={address}>
      {plain ? (
        <span className="f" id={id}>
          <Label field={field} />
        </span>
      ) : (
        <label className="f" htmlFor={id}>
          <Label field={field} />
        </label>
      )}
      <Control {...props} id={id} value={value} />
      {changes ? (
        <p className="sub">
          {t('privacy.before')}: {before === '' ? t('privacy.nothing') : spoken(field, before)}
        </p>
      ) : null}
      {found.map((one) => (
        <p key={one.code + d(one.text)}>
          <Shape tone={one.bad ? 'bad' : 'warn'} /> {d(one.text)}
          {one.more ? <span className="sub"> {d(one.more)}</span> : null}
        </p>
      ))}
    </div>
  );
}

function Label({ field }: { field: Field }) {
  const { t, d } = useWords();
  return (
    <>
      {field.path} {d(field.label)}
      {field.important ? ' ※' : ''}
      {field.voluntary ? `（${t('privacy.optional')}）` : ''}
    </>
  );
}

/** Options by their wording, other values as they are. */
export function spoken(field: Field, value: string): string {
  if (field.type !== 'choice' && field.type !== 'check') return value;
  return ticks(value)
    .map(({ option, detail }) => `${field.options[option - 1] ?? ''}${detail ? `（${detail}）` : ''}`)
    .join('、');
}

interface Tick {
  option: number;
  detail: string;
}
const ticks = (value: string): Tick[] =>
  value
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [number = '', ...rest] = line.split(' ');
      return { option: Number(number), detail: rest.join(' ') };
    });
const written = (list: Tick[]) =>
  [...list]
    .sort((a, b) => a.option - b.option)
    .map((one) => (one.detail ? `${one.option} ${one.detail}` : `${one.option}`))
    .join('\n');

interface ControlProps extends Props {
  id: string;
  value: string;
}

function Control(props: ControlProps) {
  const { field, id, value, editable, address, set } = props;
  if (field.type === 'choice') return <ChoiceControl {...props} />;
  if (field.type === 'check') return <CheckControl {...props} />;
  if (field.type === 'bool')
    return (
      <input
        type="checkbox"
        aria-labelledby={id}
        checked={value === '1'}
        disabled={!editable}
        onChange={(event) => set(address, event.target.checked ? '1' : '')}
      />
    );
  if (field.type === 'date')
    return (
      <DateInput
        id={id}
        of={field.label.ja}
        value={value}
        disabled={!editable}
        set={(text) => set(address, text)}
        width={216}
      />
    );
  if (field.type === 'date_or_month')
    return (
      <input
        id={id}
        className="in"
        placeholder="2015-10"
        value={value}
        readOnly={!editable}
        onChange={(event) => set(address, event.target.value)}
      />
    );
  return <TextControl {...props} />;
}

function ChoiceControl({ field, id, value, editable, address, set }: ControlProps) {
  const { t } = useWords();
  const [one] = ticks(value);
  const counted = field.path === 'Ⅱ4';
  return (
    <span className="row" style={kWrap}>
      <select
        id={id}
        className="sel" style={kWhole}
        disabled={!editable}
        value={one?.option ?? ''}
        onChange={(event) =>
          set(
            address,
            event.target.value === ''
              ? ''
              : written([{ option: Number(event.target.value), detail: one?.detail ?? '' }]),
          )
        }
      >
        <option value="">{t('privacy.choose')}</option>
        {field.options.map((text, place) => (
          <option key={text} value={place + 1}>
            {place + 1}) {text}
          </option>
        ))}
      </select>
      {counted && one ? (
        <input
          className="in"
          style={{ width: 80 }}
          aria-label={`${field.path} ${t('privacy.detail')}`}
          value={one.detail}
          readOnly={!editable}
          onChange={(event) =>
            set(address, written([{ option: one.option, detail: event.target.value.trim() }]))
          }
        />
      ) : null}
    </span>
  );
}

function CheckControl({ field, id, value, editable, address, set }: ControlProps) {
  const { t } = useWords();
  const list = ticks(value);
  return (
    <div role="group" aria-labelledby={id} className="stack">
      {field.options.map((text, place) => {
        const option = place + 1;
        const one = list.find((tick) => tick.option === option);
        const others = list.filter((tick) => tick.option !== option);
        return (
          <span className="row" style={kWrap} key={text}>
            <label className="row" style={kWrap}>
              <input
                type="checkbox"
                checked={one !== undefined}
                disabled={!editable}
                onChange={(event) =>
                  set(
                    address,
                    written(event.target.checked ? [...others, { option, detail: '' }] : others),
                  )
                }
              />{' '}
              {text}
            </label>
            {one && text.includes('（　）') ? (
              <input
                className="in"
                aria-label={`${text} ${t('privacy.detail')}`}
                value={one.detail}
                readOnly={!editable}
                onChange={(event) =>
                  set(address, written([...others, { option, detail: event.target.value }]))
                }
              />
            ) : null}
          </span>
        );
      })}
    </div>
  );
}

function TextControl(props: ControlProps) {
  const { t } = useWords();
  const { shown, field, id, value, editable, address, set } = props;
  const used = props.used[address] ?? '';
  const blocks = shown.data.blocks ?? [];
  const block = blocks.find((one) => one.key === used);
  const lines = Math.min(Math.max(value.split('\n').length + Math.floor(value.length / 60), 2), 16);
  return (
    <>
      <textarea
        id={id}
        className="in"
        style={{ width: '100%', maxWidth: 900, height: 'auto', lineHeight: 1.6 }}
        rows={lines}
        value={value}
        readOnly={!editable}
        onChange={(event) => set(address, event.target.value)}
      />
      {block && !block.current ? <Mark tone="warn">{t('privacy.block_old')}</Mark> : null}
      {editable && field.type === 'text' && (field.important || used !== '') ? (
        <label className="row" style={kWrap}>
          <span className="sub">{t('privacy.block')}</span>
          <select
            className="sel" style={kWhole}
            value={used}
            onChange={(event) => {
              const chosen = blocks.find((one) => one.key === event.target.value);
              const old = block?.body ?? '';
              const next = chosen?.body ?? '';
              const text =
                old !== '' && value.includes(old)
                  ? value.replace(old, next)
                  : [value, next].filter(Boolean).join('\n');
              set(address, text, event.target.value);
            }}
          >
            <option value="">{t('privacy.block_none')}</option>
            {blocks
              .filter((one) => one.current || one.key === used)
              .map((one) => (
                <option key={one.key} value={one.key}>
                  {`${one.title} ${one.edition}`}
                </option>
              ))}
          </select>
        </label>
      ) : null}
      {editable && field.type === 'item_list' ? <ItemsMaker {...props} /> : null}
    </>
  );
}

function ItemsMaker({ shown, address, set }: ControlProps) {
  const { t, d } = useWords();
  const [made, set_made] = useState<Items | null>(null);
  const task = shown.data.task.id;
  const choose = async (chosen: string) => {
    const list = await api.items(task, chosen);
    set_made(list);
    if (list.chosen !== null) set(address, list.text);
  };
  if (made === null)
    return (
      <div>
        <button type="button" className="btn s" onClick={() => void choose('')}>
          {t('privacy.items')}
        </button>
      </div>
    );
  return (
    <label className="row" style={kWrap}>
      <span className="sub">{t('privacy.items')}</span>
      <select
        className="sel" style={kWhole}
        data-items
        value={made.chosen ?? ''}
        onChange={(event) => void choose(event.target.value)}
      >
        <option value="">{t('privacy.choose')}</option>
        {made.tasks.map((one) => (
          <option key={one.id} value={one.id}>
            {`${d(one.label)} (${one.items})`}
          </option>
        ))}
      </select>
      {made.chosen === null ? null : (
        <span role="status">{t('privacy.items_made', { count: made.count })}</span>
      )}
    </label>
  );
}
