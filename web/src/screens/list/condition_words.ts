// A condition in words, as its chip shows it.
import type { Field } from '../../api/types';
import { useFieldText } from '../../parts/field_value';
import { useWords } from '../../state/language';
import { read, type Condition } from './conditions';

const kDays: ReadonlySet<Field['type']> = new Set(['date', 'year_month', 'fiscal_year']);

export function useConditionWords(): (field: Field | undefined, text: string) => string {
  const { t } = useWords();
  const text_of = useFieldText();
  const shown = (field: Field | undefined, value: string) => {
    if (!field) return value;
    if (field.type === 'ref') return value.replace(/^@/, '');
    return text_of(field, { [field.name]: value }, {}) ?? value;
  };
  return (field, text) => {
    const condition: Condition = read(field, text);
    const { comparison } = condition;
    if (comparison === 'empty') return t('list.empty_value');
    if (comparison === 'filled') return t('list.filled_value');
    const [first = '', second = ''] = condition.values.map((value) => shown(field, value));
    if (comparison === 'between') return t('list.words.between', { value: first, to: second });
    const days = field !== undefined && kDays.has(field.type);
    if (comparison === 'from') return t(days ? 'list.words.after' : 'list.words.from', { value: first });
    if (comparison === 'to') return t(days ? 'list.words.before' : 'list.words.to', { value: first });
    const value = condition.values.map((one) => shown(field, one)).join(t('list.words.join'));
    return t(`list.words.${comparison}`, { value });
  };
}
