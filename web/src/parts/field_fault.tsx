// What is wrong with a field, in words: found here while typing, or by the server on saving.
import type { ApiFault } from '../api/types';
import type { FieldFault } from '../lib/field_check';
import { grouped } from '../lib/number_format';
import { useWords } from '../state/language';
import { translate_or, type TextKey } from '../texts';
import { Note, Shape } from './mark';

export interface Said {
  /** Of the input that it belongs to. */
  id: string;
  label: string;
  text: string;
}

export function useFaultWords() {
  const { t, d, lang } = useWords();
  const found = (fault: FieldFault): string => {
    switch (fault.kind) {
      case 'too_long':
        return t('check.too_long', { limit: fault.limit, length: fault.length });
      case 'decimals':
        return t('check.decimals', { limit: fault.limit });
      case 'range': {
        const min = fault.min === null ? '' : grouped(fault.min);
        const max = fault.max === null ? '' : grouped(fault.max);
        if (fault.max === null) return t('check.min', { min });
        return fault.min === null ? t('check.max', { max }) : t('check.range', { min, max });
      }
      case 'shape':
        return translate_or(lang, `check.shape.${fault.shape}`, t('check.unknown_code'));
      case 'between':
        return d(fault.message);
      case 'compare':
        return t(`check.compare.${fault.op}` as TextKey, {
          field: d(fault.field),
          other: d(fault.other),
        });
      case 'then_required':
        return t('check.then_required', { field: d(fault.field), value: d(fault.value) });
      case 'sum':
        return t('check.sum', { total: d(fault.total) });
      default:
        return t(`check.${fault.kind}`);
    }
  };
  const told = (fault: ApiFault) => (lang === 'ja' ? fault.message_ja : fault.message_en);
  return { found, told };
}

export function FaultText({ id, text }: { id: string; text: string | null }) {
  if (text === null) return null;
  return (
    <p className="err" id={id}>
      <Shape tone="bad" />
      {text}
    </p>
  );
}

/** All of them on top of a form, each a link to its place. */
export function FaultSummary({ faults }: { faults: readonly Said[] }) {
  const { t } = useWords();
  return (
    <div role="alert" className="empty:hidden mb-3" data-faults>
      {faults.length > 0 ? (
        <Note tone="bad">
          <b>{t('check.summary', { n: faults.length })}</b>
          <ul>
            {faults.map((one) => (
              <li key={one.id}>
                <a
                  href={`#${one.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(one.id)?.focus();
                  }}
                >
                  {one.label}
                </a>
                : {one.text}
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
    </div>
  );
}

