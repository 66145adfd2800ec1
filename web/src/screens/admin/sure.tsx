// What cannot be undone asks once more, in its place; the focus goes along.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../state/language';

interface Props {
  label: string;
  question: string;
  busy: boolean;
  go: () => void;
}

export function Sure({ label, question, busy, go }: Props) {
  const { t } = useWords();
  const [asked, set_asked] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (asked) answer.current?.focus();
    else if (was.current) first.current?.focus();
    was.current = asked;
  }, [asked]);
  if (!asked)
    return (
      <p>
        <button
          ref={first}
          type="button"
          className="btn s"
          disabled={busy}
          onClick={() => set_asked(true)}
        >
          {label}
        </button>
      </p>
    );
  return (
    <div className="acts-row" role="group" aria-label={label}>
      <b>{question}</b>
      <button
        ref={answer}
        type="button"
        className="btn s fill"
        disabled={busy}
        onClick={() => {
          set_asked(false);
          go();
        }}
      >
        {label}
      </button>
      <button type="button" className="btn s" onClick={() => set_asked(false)}>
        {t('admin.cancel')}
      </button>
    </div>
  );
}
