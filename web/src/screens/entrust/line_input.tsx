// A labelled line of text in the small forms of this screen.
import { useId } from 'react';

interface Props {
  label: string;
  value: string;
  set: (value: string) => void;
  long?: boolean;
}

export function LineInput({ label, value, set, long = false }: Props) {
  const id = useId();
  return (
    <div className="line-input">
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea
          id={id}
          className="in"
          rows={2}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      ) : (
        <input
          id={id}
          className="in"
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
