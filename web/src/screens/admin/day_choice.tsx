// The day of which roles and departments are shown; as soon as it can be read, it is asked for.
import { is_date_or_empty } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { useWords } from '../../state/language';

interface Props {
  /** Empty: the day that the server answered for. */
  day: string;
  answered: string;
  choose: (day: string) => void;
}

export function DayChoice({ day, answered, choose }: Props) {
  const { t } = useWords();
  return (
    <div className="acts-row">
      <span className="f" aria-hidden="true">
        {t('departments.day')}
      </span>
      <DateInput label={t('departments.day')} value={day || answered} set={choose} width={170} small />
    </div>
  );
}

/** What may be asked for: not a date half typed. */
export const askable = (day: string) => (is_date_or_empty(day) ? day : '');
