// The text of a letter as it may still be changed; one line of the box is one paragraph.
import { useId } from 'react';
import type { LetterText } from '../../api/letters';
import { Choice, Line } from '../../parts/form_line';
import { useWords } from '../../state/language';

interface Props {
  text: LetterText;
  set: (text: LetterText) => void;
}

export function TextForm({ text, set }: Props) {
  const { t } = useWords();
  const field = (name: 'title' | 'to' | 'issuer' | 'contact' | 'ground') => (value: string) =>
    set({ ...text, [name]: value });
  return (
    <>
      <Line label={t('letters.to')} value={text.to} set={field('to')} />
      <Choice
        label={t('letters.honorific')}
        value={text.honorific}
        set={(value) => set({ ...text, honorific: value })}
        options={[
          ['sama', '様'],
          ['onchu', '御中'],
        ]}
      />
      <Line label={t('letters.heading')} value={text.title} set={field('title')} />
      <Paragraphs
        label={t('letters.body')}
        value={text.body}
        set={(body) => set({ ...text, body })}
        rows={9}
      />
      <Paragraphs
        label={t('letters.points')}
        value={text.points}
        set={(points) => set({ ...text, points })}
        rows={6}
      />
      <Line label={t('letters.ground')} value={text.ground} set={field('ground')} />
      <Line label={t('letters.issuer')} value={text.issuer} set={field('issuer')} />
      <Line label={t('letters.contact')} value={text.contact} set={field('contact')} max_length={400} />
    </>
  );
}

interface ParagraphsProps {
  label: string;
  value: string[];
  set: (value: string[]) => void;
  rows: number;
}

function Paragraphs({ label, value, set, rows }: ParagraphsProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="in letter-text"
        rows={rows}
        lang="ja"
        value={value.join('\n')}
        aria-describedby={`${id}-n`}
        onChange={(event) =>
          set(event.target.value === '' ? [] : event.target.value.split('\n'))
        }
      />
      <p className="sub" id={`${id}-n`}>
        {t('letters.one_line')}
      </p>
    </div>
  );
}

/** Without empty lines, as it is sent. */
export const cleaned = (text: LetterText): LetterText => ({
  ...text,
  body: text.body.map((one) => one.trim()).filter(Boolean),
  points: text.points.map((one) => one.trim()).filter(Boolean),
});
