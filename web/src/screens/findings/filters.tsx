// Conditions of the findings; each lives in the address, so that a view can be handed on.
import { useId } from 'react';
import type { Findings } from '../../api/findings';
import { Shape, type Tone } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { counted, narrowed, type Condition } from './narrowing';
import { tone_text } from './proofs';

const kTones: readonly Tone[] = ['bad', 'warn', 'ok', 'none'];
const kKinds = ['prevents', 'detects', 'tracks', 'none'] as const;

export function Filters({ page }: { page: Findings }) {
  const { t, d } = useWords();
  const { search, set_query } = useRouter();
  const labels = new Map<string, string>();
  for (const one of page.findings) {
    labels.set(`class ${one.class.key}`, d(one.class.label));
    labels.set(`state ${one.state.key}`, d(one.state.label));
  }
  const chosen = (condition: Condition) => search.get(condition) ?? '';
  const tones = counted(narrowed(page.findings, search, 'tone'), 'tone');
  const kinds = counted(narrowed(page.findings, search, 'kind'), 'kind');
  const total = narrowed(page.findings, search, 'tone').length;
  return (
    <div className="findings-filters">
      <span className="seg" role="group" aria-label={t('findings.tone')}>
        <button type="button" aria-pressed={chosen('tone') === ''} onClick={() => set_query({ tone: null })}>
          {t('findings.all', { n: total })}
        </button>
        {kTones
          .filter((tone) => tone !== 'none' || tones.has(tone))
          .map((tone) => (
            <button
              key={tone}
              type="button"
              data-tone={tone}
              aria-pressed={chosen('tone') === tone}
              onClick={() => set_query({ tone })}
            >
              <span className="mk">
                <Shape tone={tone} />
                <span>
                  {t(tone_text[tone])} {tones.get(tone) ?? 0}
                </span>
              </span>
            </button>
          ))}
      </span>
      <span className="seg" role="group" aria-label={t('findings.kind')}>
        <button type="button" aria-pressed={chosen('kind') === ''} onClick={() => set_query({ kind: null })}>
          {t('findings.all_kinds')}
        </button>
        {kKinds
          .filter((kind) => kind !== 'none' || kinds.has(kind))
          .map((kind) => (
            <button
              key={kind}
              type="button"
              data-kind={kind}
              aria-pressed={chosen('kind') === kind}
              onClick={() => set_query({ kind })}
            >
              {t(`findings.${kind}`)} {kinds.get(kind) ?? 0}
            </button>
          ))}
      </span>
      {(['department', 'class', 'clause', 'state'] as const).map((condition) => (
        <Choice
          key={condition}
          label={t(`findings.${condition}`)}
          value={chosen(condition)}
          set={(value) => set_query({ [condition]: value || null })}
          options={[...counted(page.findings, condition)].map(([value, n]) => ({
            value,
            n,
            label: labels.get(`${condition} ${value}`) ?? value,
          }))}
        />
      ))}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  set: (value: string) => void;
  options: { value: string; label: string; n: number }[];
}

function Choice({ label, value, set, options }: ChoiceProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <span className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="sel s" value={value} onChange={(event) => set(event.target.value)}>
        <option value="">{t('findings.any', { n: options.length })}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>{`${one.label}（${String(one.n)}）`}</option>
        ))}
      </select>
    </span>
  );
}
