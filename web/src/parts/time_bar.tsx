// 基準日 (when it is so) and 知り得た記録 (what was known): on every record, typed in any of the four
// spellings. Leaving "now" tints the frame (time_band.tsx) and closes editing.
import { useEffect, useId, useState, type InputHTMLAttributes, type ReactNode } from 'react';
import { is_date_or_empty } from '../lib/era_date';
import { narrow_digits } from '../lib/narrow';
import { grouped } from '../lib/number_format';
import { useWords } from '../state/language';
import { useRouter } from '../state/router';
import { useToday } from '../state/server_state';
import { DateInput } from './date_input';
import { Icon } from './icon';
import { Shape } from './mark';

type Say = (fault: string | null) => void;

export function TimeBar({ children }: { children?: ReactNode }) {
  const { t } = useWords();
  const id = useId();
  const [fault, say] = useState<string | null>(null);
  const described = fault ? `${id}-e` : undefined;
  return (
    <>
      <div className="asof mb-1.5" role="group" aria-label={t('time.title')}>
        <Icon name="clock" small />
        <label className="f" htmlFor={`${id}-d`}>
          {t('time.as_of')}
        </label>
        <AsOf id={`${id}-d`} />
        <label className="f ml-2" htmlFor={`${id}-k`}>
          {t('time.as_known')}
        </label>
        <AsKnown id={`${id}-k`} say={say} described={described} />
        {children}
      </div>
      <div role="alert">
        {fault ? (
          <p className="err mb-1.5" id={`${id}-e`}>
            <Shape tone="bad" />
            {fault}
          </p>
        ) : null}
      </div>
    </>
  );
}

interface TimeFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  take: () => void;
  width: number;
}

/** Taken over when the field is left or Enter is pressed. */
function TimeField({ take, width, ...rest }: TimeFieldProps) {
  return (
    <input
      {...rest}
      className="in s"
      style={{ width }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        take();
      }}
    />
  );
}

interface FieldProps {
  id: string;
  say: Say;
  described: string | undefined;
}

function AsOf({ id }: { id: string }) {
  const { t } = useWords();
  const { at, set_query } = useRouter();
  const today = useToday();
  const current = at.as_of ?? today ?? '';
  const [day, set_day] = useState(current);
  useEffect(() => set_day(current), [current]);
  const take = (value: string) => {
    if (value === '') set_day(current);
    if (value === '' || value === current || !is_date_or_empty(value)) return;
    set_query({ as_of: value === today ? null : value });
  };
  return (
    <>
      <DateInput id={id} of={t('time.as_of')} value={day} set={set_day} take={take} width={150} small />
      {at.as_of === null ? <NowMark /> : null}
    </>
  );
}

function NowMark() {
  const { t } = useWords();
  return <span className="sub">{t('time.now_mark')}</span>;
}

function AsKnown({ id, say, described }: FieldProps) {
  const { t } = useWords();
  const { at, set_query } = useRouter();
  const [typed, set_typed] = useState('');
  useEffect(() => set_typed(at.as_known ? grouped(at.as_known) : ''), [at.as_known]);
  const take = () => {
    const text = narrow_digits(typed).replace(/[,\s]/g, '');
    if (text !== '' && !/^\d{1,15}$/.test(text)) {
      say(t('time.bad_entry', { typed }));
      return;
    }
    if (text === (at.as_known ?? '')) return;
    say(null);
    set_query({ as_known: text });
  };
  return (
    <TimeField
      id={id}
      width={196}
      take={take}
      inputMode="numeric"
      value={typed}
      aria-describedby={described}
      placeholder={t('time.as_known_hint')}
      onChange={(event) => set_typed(event.target.value)}
    />
  );
}
