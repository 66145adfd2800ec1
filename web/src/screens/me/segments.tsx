// One of a few choices, side by side; eras or western years are one of them.
import { useWords } from '../../state/language';

interface Props {
  id: string;
  label: string;
  value: string;
  /** Value, text, and the text's language where it is not the screen's. */
  options: readonly (readonly [string, string, string?])[];
  choose: (value: string) => void;
}

export function Segments({ id, label, value, options, choose }: Props) {
  return (
    <div className="row flex-wrap">
      <span id={id}>{label}</span>
      <span className="seg" role="group" aria-labelledby={id}>
        {options.map(([one, text, lang]) => (
          <button
            key={one}
            type="button"
            lang={lang}
            aria-pressed={value === one}
            onClick={() => choose(one)}
          >
            {text}
          </button>
        ))}
      </span>
    </div>
  );
}

export function CalendarChoice({ id }: { id: string }) {
  const { t, calendar, write_dates } = useWords();
  return (
    <Segments
      id={id}
      label={t('date.shown')}
      value={calendar}
      options={[
        ['era', t('date.era')],
        ['western', t('date.western')],
      ]}
      choose={(next) => write_dates(next === 'western' ? 'western' : 'era')}
    />
  );
}
