// The inputs of one parcel, house or asset; what was changed says what it was.
import { useId } from 'react';
import type { ApiFault, CaseObject, CaseValue } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { DateInput } from '../../parts/date_input';
import { Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { input_value } from '../../texts';
import { inputs_of, typed_value, value_of, type Group, type Input } from './case_edit';

const kLandUses = [
  'building_land',
  'comparable_to_building_land',
  'other_land',
  'farmland',
  'urban_farmland',
  'specified_urban_farmland',
  'productive_green',
] as const;

interface Props {
  group: Group;
  object: CaseObject;
  was: CaseObject;
  title: string | null;
  out: boolean;
  toggle: () => void;
  fault_at: (key: string) => ApiFault | null;
  set: (key: string, value: CaseValue) => void;
}

export function ObjectForm({ group, object, was, title, out, toggle, fault_at, set }: Props) {
  const { t } = useWords();
  return (
    <Panel
      title={`${t(`what_if.group.${group}`)} ${String(object.id)}`}
      aside={<span className="sub">{title ?? ''}</span>}
      end={
        <label className="row gap-1">
          <input type="checkbox" checked={out} onChange={toggle} />
          {t('what_if.leave_out')}
        </label>
      }
    >
      {out ? null : (
        <div className="pad">
          <div className="fields">
            {inputs_of(group, object).map((input) => (
              <InputField
                key={input.key}
                input={input}
                value={value_of(object, input.key)}
                was={value_of(was, input.key)}
                fault={fault_at(input.key)}
                set={(value) => set(input.key, value)}
              />
            ))}
          </div>
          {group === 'houses' ? <Reliefs object={object} /> : null}
        </div>
      )}
    </Panel>
  );
}

interface FieldProps {
  input: Input;
  value: CaseValue;
  was: CaseValue;
  fault: ApiFault | null;
  set: (value: CaseValue) => void;
}

function InputField({ input, value, was, fault, set }: FieldProps) {
  const { t, lang } = useWords();
  const id = useId();
  const changed = String(value) !== String(was);
  return (
    <div data-changed={changed || undefined}>
      <label className="f" htmlFor={id}>
        {t(`what_if.${input.key}` as Parameters<typeof t>[0])}
      </label>
      <Control id={id} input={input} value={value} fault={fault !== null} set={set} />
      {changed ? (
        <p className="sub">{t('what_if.was', { value: shown(input, was, t) })}</p>
      ) : null}
      {fault ? (
        <p className="err" id={`${id}-error`}>
          <Shape tone="bad" />
          {lang === 'ja' ? fault.message_ja : fault.message_en}
        </p>
      ) : null}
    </div>
  );
}

interface ControlProps {
  id: string;
  input: Input;
  value: CaseValue;
  fault: boolean;
  set: (value: CaseValue) => void;
}

function Control({ id, input, value, fault, set }: ControlProps) {
  const { t } = useWords();
  const described = { id, 'aria-invalid': fault, 'aria-describedby': fault ? `${id}-error` : undefined };
  if (input.kind === 'flag')
    return (
      <select
        {...described}
        className="sel"
        value={String(value === true)}
        onChange={(event) => set(event.target.value === 'true')}
      >
        <option value="true">{t('state.yes')}</option>
        <option value="false">{t('state.no')}</option>
      </select>
    );
  if (input.kind === 'date')
    return (
      <DateInput
        id={id}
        of={t('what_if.built')}
        value={String(value)}
        set={set}
        invalid={fault}
        described={described['aria-describedby']}
      />
    );
  if (input.kind === 'land_use')
    return (
      <select
        {...described}
        className="sel"
        value={String(value)}
        onChange={(event) => set(event.target.value)}
      >
        {kLandUses.map((use) => (
          <option key={use} value={use}>
            {t(`what_if.use.${use}`)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...described}
      className="in"
      inputMode={input.kind === 'text' ? 'decimal' : 'numeric'}
      maxLength={30}
      value={typeof value === 'number' && input.kind === 'yen' ? grouped(value) : String(value)}
      onChange={(event) => set(typed_value(input.kind, event.target.value))}
    />
  );
}

function shown(input: Input, value: CaseValue, t: ReturnType<typeof useWords>['t']): string {
  if (input.kind === 'flag') return t(value === true ? 'state.yes' : 'state.no');
  if (input.kind === 'land_use')
    return t(`what_if.use.${String(value)}` as Parameters<typeof t>[0]);
  return typeof value === 'number' ? grouped(value) : String(value);
}

/** Reliefs follow from the house's own record; they are shown, not tried out. */
function Reliefs({ object }: { object: CaseObject }) {
  const { t, lang } = useWords();
  const reliefs = (object.reliefs ?? []) as { kind: string; completed?: string }[];
  const names = reliefs.map(({ kind, completed }) =>
    [input_value(lang, kind), completed]
      .filter(Boolean)
      .join(' '),
  );
  return (
    <p className="sub">
      {t('what_if.reliefs')}: {names.length > 0 ? names.join(t('app.list_comma')) : t('what_if.none')}
    </p>
  );
}
