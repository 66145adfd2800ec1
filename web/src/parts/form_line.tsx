// A labelled input or choice of a small form.
import { useId } from 'react';

interface LineProps {
  label: string;
  value: string;
  set: (value: string) => void;
  type?: 'text' | 'number' | 'date' | 'time' | 'datetime-local';
  max_length?: number;
}

export function Line({ label, value, set, type = 'text', max_length = 200 }: LineProps) {
  const id = useId();
  return (
    <p>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="in"
        type={type}
        maxLength={max_length}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </p>
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
