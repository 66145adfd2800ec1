// The preview of a bulk change: one line a row – old, new, or why it is refused.
import { useState } from 'react';
import type { Definition } from '../../api/types';
import type { BulkPreview, BulkRow, BulkState } from '../../api/types_bulk';
import type { Difference, Side } from '../../api/types_change';
import { grouped } from '../../lib/number_format';
import { useFieldText } from '../../parts/field_value';
import { Mark, type Tone } from '../../parts/mark';
import { Protected } from '../../parts/person_name';
import { useWords } from '../../state/language';

const kAtOnce = 200;
const kTone: Record<BulkState, Tone> = { ready: 'inf', same: 'none', refused: 'bad' };

interface Props {
  definition: Definition;
  preview: BulkPreview;
}

export function PreviewTable({ definition, preview }: Props) {
  const { t } = useWords();
  const [state, set_state] = useState<BulkState | null>(preview.refused > 0 ? 'refused' : null);
  const [most, set_most] = useState(kAtOnce);
  const rows = preview.rows.filter((row) => state === null || row.state === state);
  const counts = { ready: preview.ready, same: preview.same, refused: preview.refused };
  return (
    <>
      <div className="seg mb-2" role="group" aria-label={t('bulk.which')}>
        <button type="button" aria-pressed={state === null} onClick={() => set_state(null)}>
          {t('bulk.all')} {grouped(preview.total)}
        </button>
        {(['ready', 'same', 'refused'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={state === one}
            onClick={() => set_state(one)}
          >
            {t(`bulk.state.${one}`)} {grouped(counts[one])}
          </button>
        ))}
      </div>
      <div className="bulkrows" tabIndex={0} role="region" aria-label={t('bulk.rows')}>
        <table className="tight diff">
          <thead>
            <tr>
              <th scope="col">{t('bulk.row')}</th>
              <th scope="col">{t('bulk.state')}</th>
              <th scope="col">{t('bulk.old_new')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <Line key={row.id} definition={definition} row={row} />
            ))}
          </tbody>
        </table>
        {rows.length > most ? (
          <button type="button" className="link p-2" onClick={() => set_most(most + kAtOnce)}>
            {t('bulk.more_rows', { n: grouped(rows.length - most) })}
          </button>
        ) : null}
      </div>
    </>
  );
}

function Line({ definition, row }: { definition: Definition; row: BulkRow }) {
  const { t, d } = useWords();
  return (
    <tr data-state={row.state} data-key={row.key}>
      <th scope="row" className="nw">
        {row.key}
      </th>
      <td className="nw">
        <Mark tone={kTone[row.state]}>{t(`bulk.state.${row.state}`)}</Mark>
      </td>
      <td>
        {row.protected ? <Protected /> : null}
        {row.differences.map((one) => (
          <p key={one.field}>
            {d(one.label)} <Change definition={definition} one={one} />
          </p>
        ))}
        {row.reasons.map((text) => (
          <p key={text.en}>{d(text)}</p>
        ))}
        {row.warnings.map((text) => (
          <p key={text.en}>
            <Mark tone="warn">{d(text)}</Mark>
          </p>
        ))}
      </td>
    </tr>
  );
}

function Change({ definition, one }: { definition: Definition; one: Difference }) {
  const { t } = useWords();
  const text_of = useFieldText();
  const field = definition.fields.find((item) => item.name === one.field);
  if (one.hidden || !field) return <Protected />;
  const shown = (side: Side) =>
    text_of(field, { [field.name]: side.value }, { [field.name]: side.display }) ??
    t('state.empty');
  return (
    <>
      <del>{shown(one.before)}</del> → <ins>{shown(one.after)}</ins>
    </>
  );
}
