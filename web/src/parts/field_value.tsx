// One field of a record on screen: text by its type, a link where it points to another record, a
// lock where a protected person stands behind it, 未入力 where nothing was entered.
import type { Display, Field, Values } from '../api/types';
import { document_address, document_value } from '../api/documents';
import { file_size } from '../lib/number_format';
import { hidden_reference, value_text, withheld_link } from '../lib/value_text';
import { useWords } from '../state/language';
import { Link } from '../state/router';
import { to_record } from '../state/routes';
import { Mark } from './mark';
import { Protected } from './person_name';
import { state_tone } from './state_tone';

interface Props {
  field: Field;
  values: Values;
  display: Display;
  hidden: boolean;
  plain?: boolean;
}

export function useFieldText(): (field: Field, values: Values, display: Display) => string | null {
  const { t, lang } = useWords();
  const words = { yes: t('state.yes'), no: t('state.no'), registered: t('state.registered') };
  return (field, values, display) =>
    value_text(field, values[field.name], display[field.name], lang, words);
}

export function FieldValue({ field, values, display, hidden, plain }: Props) {
  const { t, d } = useWords();
  const text_of = useFieldText();
  const personal =
    field.classification === 'personal' || field.classification === 'personal_number';
  const value = values[field.name];
  if (withheld_link(field))
    return (
      <span className="mut" title={t('link.other_task_why')}>
        {t('link.other_task')}
      </span>
    );
  if (hidden_reference(field, values, display) || (hidden && personal && (value ?? null) === null))
    return <Protected />;
  const text = text_of(field, values, display);
  if (text === null) return <span className="mut">{plain ? '' : t('state.empty')}</span>;
  const tone = state_tone(field, value);
  if (tone) return <Mark tone={tone}>{text}</Mark>;
  const unit = plain
    ? ''
    : field.unit
      ? ` ${d(field.unit)}`
      : field.type === 'yen'
        ? ` ${t('taxpayer.yen')}`
        : '';
  if (field.type === 'ref' && field.target)
    return (
      <Link to={to_record(field.target, String(value))} tabIndex={plain ? -1 : undefined}>
        {text}
      </Link>
    );
  const document = field.type === 'document' ? document_value(value) : null;
  if (document && !plain)
    return (
      <a href={document_address(document.document)} download>
        {document.name} <span className="sub">{file_size(document.size)}</span>
      </a>
    );
  return (
    <>
      {text}
      {unit}
    </>
  );
}
