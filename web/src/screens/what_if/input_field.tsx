// One input of a trial: its control by kind, what it was, and its fault.
import { useId } from 'react';
import type { ApiFault, CaseValue } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { DateInput } from '../../parts/date_input';
import { Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import type { TextKey } from '../../texts';
import type { Input } from './case_edit';
import { NumberInput } from './number_input';

const kLandUses = [
  'building_land',
  'comparable_to_building_land',
  'other_land',
  'farmland',
  'urban_farmland',
  'specified_urban_farmland',
  'productive_green',
] as const;

interface FieldProps {
  input: Input;
  label: string;
  value: CaseValue;
  was: CaseValue;
  fault: ApiFault | null;
  set: (value: CaseValue) => void;
}

export function InputField({ input, label, value, was, fault, set }: FieldProps) {
  const { t } = useWords();
  const id = useId();
  const changed = String(value ?? '') !== String(was ?? '');
  return (
    <div data-changed={changed || undefined}>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <Control id={id} input={input} label={label} value={value} fault={fault !== null} set={set} />
      {changed ? (
        <p className="sub">{t('what_if.was', { value: shown(input, was, t) })}</p>
      ) : null}
      {fault ? <Fault id={`${id}-error`} fault={fault} /> : null}
    </div>
  );
}

export function Fault({ id, fault }: { id?: string; fault: ApiFault }) {
  const { lang } = useWords();
  return (
    <p className="err" id={id}>
      <Shape tone="bad" />
      {lang === 'ja' ? fault.message_ja : fault.message_en}
    </p>
  );
}

interface ControlProps {
  id: string;
  input: Input;
  label: string;
  value: CaseValue;
  fault: boolean;
  set: (value: CaseValue) => void;
}

function Control({ id, input, label, value, fault, set }: ControlProps) {
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
        of={label}
        value={String(value ?? '')}
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
    <NumberInput
      {...described}
      kind={input.kind}
      placeholder={input.optional ? t('what_if.not_said') : undefined}
      value={value}
      set={set}
    />
  );
}

function shown(input: Input, value: CaseValue, t: ReturnType<typeof useWords>['t']): string {
  if (value === null || value === '') return t('what_if.not_said');
  if (input.kind === 'flag') return t(value === true ? 'state.yes' : 'state.no');
  if (input.kind === 'land_use') return t(`what_if.use.${String(value)}` as TextKey);
  return typeof value === 'number' ? grouped(value) : String(value);
}
