// One step: name, result, arithmetic, rounding, then article, row of the law table and source.
import { useId, useState } from 'react';
import type { Citation, ExplanationStep, Value } from '../../api/types';
import { arithmetic, input_text } from '../../lib/arithmetic';
import { date_short } from '../../lib/era_date';
import { useWords } from '../../state/language';
import { input_name, input_value, translate_or } from '../../texts';

interface Props {
  step: ExplanationStep;
  no: number;
  depth: number;
  last: boolean;
  /** In a trial: what it gave before; null: there was no such step. */
  was?: Value | undefined;
}

export function ExplainStep({ step, no, last, was }: Props) {
  const { t, d, lang } = useWords();
  const shown = (text: string) => input_value(lang, text);
  const { words, equation, others } = arithmetic(d(step.formula), step.inputs, shown);
  const rounding =
    step.rounding === 'none' || step.rounding === '' ? '' : rounding_text(step.rounding, lang);
  return (
    <li className={last ? 'st end' : 'st'}>
      <span className="no" aria-hidden="true">
        {no}
      </span>
      <div className="hd">
        <span>{d(step.text)}</span>
        <span>
          {shown(input_text(step.result))} <Unit unit={step.unit} />
        </span>
      </div>
      {was === undefined ? null : (
        <p className="sub">
          {was === null
            ? t('what_if.step_new')
            : t('what_if.was', { value: shown(input_text(was)) })}
        </p>
      )}
      {words === equation || words.toLowerCase() === d(step.text).toLowerCase() ? null : <p className="sub words">{words}</p>}
      <p className="eq">
        {equation}
        {rounding ? (
          <>
            {'\u3000'}
            <span className="nw">{rounding}</span>
          </>
        ) : null}
      </p>
      {others.length > 0 ? (
        <p className="sub">
          {others.map((input) => `${input_name(lang, input.name)} ${input.text}`).join('　')}
        </p>
      ) : null}
      <Sources law={step.law} citations={step.citations} />
    </li>
  );
}

function Unit({ unit }: { unit: string }) {
  const { lang } = useWords();
  return <>{translate_or(lang, `explain.unit.${unit}`, '')}</>;
}

const kRoundingEn: readonly [RegExp, string][] = [
  [/(?:千|1,000)円未満切捨て（第1期に合算）/, 'cut to 1,000 yen, the rest into part 1'],
  [/表示のみ小数第(\d)位未満切捨て/, 'cut to $1 decimals for display only'],
  [/(?:千|1,000)円未満切捨て/, 'cut to 1,000 yen'],
  [/(?:百|100)円未満切捨て/, 'cut to 100 yen'],
  [/十円未満切捨て/, 'cut to 10 yen'],
  [/0\.01㎡未満切捨て/, 'cut to 0.01 m²'],
  [/円未満切捨て/, 'cut to the yen'],
  [/円未満切上げ/, 'raised to the yen'],
  [/年未満切捨て/, 'cut to the year'],
  [/小数第?(\d)位未満切捨て/, 'cut to $1 decimals'],
  [/四捨五入/, 'rounded half up'],
  [/切捨て/, 'cut off'],
];

function rounding_text(rounding: string, lang: 'ja' | 'en'): string {
  if (lang === 'ja') return rounding;
  for (const [pattern, text] of kRoundingEn) {
    const hit = pattern.exec(rounding);
    if (hit) return text.replace('$1', hit[1] ?? '');
  }
  return rounding;
}

/** The article in words; each row of the law table unfolds in place to its source and its state. */
function Sources({ law, citations }: { law: string; citations: readonly Citation[] }) {
  const [open, set_open] = useState<number | null>(null);
  const id = useId();
  const shown = open === null ? null : citations[open];
  const covered = citations.some((citation) => citation.law === law);
  return (
    <>
      <p className="src">
        {law && !covered ? <span className="mut">{law}</span> : null}
        {citations.map((citation, index) => (
          <button
            key={citation.row}
            type="button"
            className="link"
            aria-expanded={open === index}
            aria-controls={`${id}-c`}
            onClick={() => set_open(open === index ? null : index)}
          >
            {citation.law || citation.row}
          </button>
        ))}
      </p>
      <div id={`${id}-c`}>{shown ? <CitationDetail citation={shown} /> : null}</div>
    </>
  );
}

function CitationDetail({ citation }: { citation: Citation }) {
  const { t, lang } = useWords();
  return (
    <div className="cite">
      <dl className="kv" style={{ gap: '0 10px' }}>
        <dt>{t('explain.law')}</dt>
        <dd>{citation.law}</dd>
        <dt>{t('explain.row')}</dt>
        <dd>{citation.row}</dd>
        {citation.source ? (
          <>
            <dt>{t('explain.source')}</dt>
            <dd>{citation.source}</dd>
          </>
        ) : null}
        {citation.checked_on ? (
          <>
            <dt>{t('explain.checked_on')}</dt>
            <dd>{date_short(citation.checked_on, lang)}</dd>
          </>
        ) : null}
        <dt>{t('explain.status')}</dt>
        <dd>
          {translate_or(lang, `explain.law.${citation.status}`, citation.status)}
          {citation.verified ? '' : `${t('app.comma')}${t('explain.unverified')}`}
        </dd>
      </dl>
    </div>
  );
}
