// A labelled input, date or choice of a small form.
import { useId } from 'react';
import { DateInput } from './date_input';
import { Shape } from './mark';

interface LineProps {
  label: string;
  value: string;
  set: (value: string) => void;
  max_length?: number;
  width?: number;
  /** Said under the field when it cannot be used. */
  fault?: string | null;
  /** What the keyboard of a phone offers. */
  digits?: boolean;
}

export function Line(props: LineProps) {
  const { label, value, set, max_length = 200, fault = null } = props;
  const id = useId();
  return (
    <div>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="in"
        style={props.width ? { width: props.width } : undefined}
        type="text"
        inputMode={props.digits ? 'numeric' : undefined}
        maxLength={max_length}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-e`}
        onChange={(event) => set(event.target.value)}
      />
      {fault === null ? null : (
        <p className="err" id={`${id}-e`}>
          <Shape tone="bad" />
          {fault}
        </p>
      )}
    </div>
  );
}

interface DateLineProps {
  label: string;
  value: string;
  set: (value: string) => void;
}

export function DateLine({ label, value, set }: DateLineProps) {
  const id = useId();
  return (
    <div>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <DateInput id={id} of={label} value={value} set={set} width={216} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  set: (value: string) => void;
  options: readonly (readonly [string, string])[];
}

export function Choice({ label, value, set, options }: ChoiceProps) {
  const id = useId();
  return (
    <p>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="sel"
        value={value}
        onChange={(event) => set(event.target.value)}
      >
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}
