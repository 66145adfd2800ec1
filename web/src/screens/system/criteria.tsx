// The cloud criteria: verdict, every item with what it asks and whether it is met, and the reasons.
import type { SystemSheet, Text } from '../../api/types';
import { Mark, StateTag, type Tone } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { translate_or } from '../../texts';

type Item = NonNullable<SystemSheet['judgement']>['items'][number];

const kVerdictTone: Record<string, Tone> = {
  fit: 'ok',
  fit_with_notes: 'ok',
  conditional: 'warn',
  incomplete: 'warn',
  unfit: 'bad',
  out_of_scope: 'none',
};

export function Criteria({ judgement }: { judgement: SystemSheet['judgement'] }) {
  const { t, d } = useWords();
  const cell_text = useCellText();
  if (!judgement)
    return (
      <Panel title={t('system.criteria')}>
        <Empty why={t('system.criteria_none')} next={t('system.criteria_none_next')} />
      </Panel>
    );
  return (
    <Panel
      title={t('system.criteria')}
      end={
        <StateTag tone={kVerdictTone[judgement.verdict] ?? 'none'}>{d(judgement.label)}</StateTag>
      }
    >
      <table className="crit">
        <caption className="vh">{t('system.criteria_caption')}</caption>
        <tbody>
          {judgement.items.map((item) => (
            <tr key={item.no}>
              <td className="num" style={{ width: 38 }}>
                {item.no}
              </td>
              <th scope="row">{d(item.label)}</th>
              <td className="mut nw">{cell_text(item.cell)}</td>
              <td style={{ width: 92 }}>
                <Met item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {judgement.reasons.length > 0 ? (
        <div className="border-t border-solid-gray-100 px-3 py-2">
          <b>{t('system.reasons')}</b>
          <ul>
            {judgement.reasons.map((reason, index) => (
              <li key={`${reason.code}/${index}`}>{d(reason.text)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  );
}

/** The catalogue's cell comes as its key or as its text; keys have short names that fit the
 *  column. */
function useCellText(): (cell: string | Text) => string {
  const { d, lang } = useWords();
  return (cell) => (typeof cell === 'object' ? d(cell) : translate_or(lang, `cell.${cell}`, cell));
}

function is_required(cell: string | Text): boolean {
  const { ja, en } = typeof cell === 'object' ? cell : { ja: cell, en: cell };
  return /^(必須|原則必須)/.test(ja) || en.toLowerCase().startsWith('required');
}

/** What is required and not met is wrong; what is only recommended and not met is a caution. */
function Met({ item }: { item: Item }) {
  const { t } = useWords();
  const unused =
    typeof item.cell === 'object' ? item.cell.ja === '対象外' : item.cell === 'not_applicable';
  if (unused) return <span className="mut">—</span>;
  if (item.satisfied) return <Mark tone="ok">{t('system.satisfied')}</Mark>;
  if (item.satisfied === null || item.answer === 'unknown' || item.answer === null)
    return <Mark tone="none">{t('system.unanswered')}</Mark>;
  return <Mark tone={is_required(item.cell) ? 'bad' : 'warn'}>{t('system.unsatisfied')}</Mark>;
}
