// Several lines of text, a box to tick: fields of a small form (form_line.tsx has the others).
import { useId } from 'react';

export function Area({
  label,
  value,
  set,
  max = 300,
}: {
  label: string;
  value: string;
  set: (value: string) => void;
  max?: number;
}) {
  const id = useId();
  return (
    <div>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="in"
        rows={2}
        maxLength={max}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}

export function Tick({
  label,
  value,
  set,
}: {
  label: string;
  value: boolean;
  set: (value: boolean) => void;
}) {
  return (
    <label className="row tick">
      <input
        type="checkbox"
        className="cb"
        checked={value}
        onChange={(event) => set(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
