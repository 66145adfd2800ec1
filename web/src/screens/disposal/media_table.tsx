// Each medium of a disposal in one line: ledger, erasure, hand-over, destruction, certificate,
// photograph. What bears another serial number than the ledger is wrong, in shape, colour and word.
import type { ReactNode } from 'react';
import type { DisposalItem, DisposalSheet } from '../../api/disposals';
import { date_short } from '../../lib/era_date';
import { Mark, StateTag, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { step_text } from './disposals_screen';

const kTones: Record<string, Tone> = {
  fit: 'ok',
  fit_with_notes: 'ok',
  incomplete: 'warn',
  unfit: 'bad',
};
const kColumns = ['erased', 'handed', 'destroyed', 'certified', 'photo'] as const;

export function MediaTable({ sheet }: { sheet: DisposalSheet }) {
  const { t } = useWords();
  return (
    <Panel
      title={t('disposal.table')}
      count={sheet.items.length}
      aside={<span className="sub">{t('disposal.table_note')}</span>}
    >
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('disposal.table')}>
        <table className="tight" data-media>
          <thead>
            <tr>
              <th scope="col">{t('disposal.serial')}</th>
              <th scope="col">{t('disposal.class')}</th>
              {kColumns.map((column) => (
                <th key={column} scope="col">
                  {t(`disposal.${column}`)}
                </th>
              ))}
              <th scope="col">{t('disposal.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Row({ item }: { item: DisposalItem }) {
  const { t, d } = useWords();
  // What has a step before it is not wrong yet; what has none left and does not fit is.
  const underway = item.next !== 'none' && item.next !== 'resolve';
  return (
    <tr data-serial={item.serial}>
      <th scope="row" className="nw">
        <Link to={to_record('disposal_item', item.id)}>{item.serial}</Link>
        {item.medium ? (
          <div className="sub">
            <Link to={to_record('medium', item.medium.id)}>{item.medium.medium_no}</Link>{' '}
            {d(item.medium.kind.label)}
          </div>
        ) : null}
      </th>
      <td className="min-w-[190px]">
        ({item.disposal_class.key}) {d(item.method.label)}
        <div className="sub">{d(item.derived.text)}</div>
      </td>
      <Erasure item={item} />
      <HandOver item={item} />
      <Destruction item={item} />
      <Certificate item={item} />
      <Photo item={item} />
      <td>
        {underway ? (
          <StateTag tone="inf">{t('disposal.underway')}</StateTag>
        ) : (
          <StateTag tone={kTones[item.judgement.verdict] ?? 'none'}>
            {d(item.judgement.label)}
          </StateTag>
        )}
        {item.next === 'none' ? null : <div>{t(step_text(item.next))}</div>}
        {item.judgement.reasons.length > 0 ? (
          <ul className="sub">
            {item.judgement.reasons.map((reason) => (
              <li key={reason.code}>{d(reason.text)}</li>
            ))}
          </ul>
        ) : null}
      </td>
    </tr>
  );
}

function Cell({ item, column, needed, children }: CellProps) {
  const { t } = useWords();
  if (children === null)
    return <td className="mut nw">{t(needed ? 'disposal.missing' : 'disposal.unneeded')}</td>;
  return <td className={item.differences.includes(column) ? 'bad' : undefined}>{children}</td>;
}
interface CellProps {
  item: DisposalItem;
  column: string;
  needed: boolean;
  children: ReactNode;
}

/** The serial number where it is another one than the ledger's. */
function Other({ item, serial }: { item: DisposalItem; serial: string | null }) {
  const { t } = useWords();
  if (serial === item.serial) return null;
  return (
    <div>
      <Mark tone="bad">{serial ?? t('disposal.no_serial')}</Mark>
    </div>
  );
}

function Erasure({ item }: { item: DisposalItem }) {
  const { t, d, lang } = useWords();
  return (
    <Cell item={item} column="erasure" needed={item.way.key !== 'witness'}>
      {item.runs.length === 0
        ? null
        : item.runs.map((run) => (
            <div key={run.id}>
              <Mark tone={run.verdict.key === 'accepted' ? 'ok' : 'bad'}>
                <Link to={to_record('erasure_run', run.id)}>
                  {run.ended_on ? date_short(run.ended_on, lang) : run.run_no}
                </Link>
              </Mark>
              <div className="sub">
                {d(run.tool.label)} {run.edition} {d(run.result.label)}・{d(run.verification.label)}
                {run.reader_proved?.key === 'not_run_on_hardware' ? (
                  <div>{t('disposal.not_on_hardware')}</div>
                ) : null}
              </div>
              <Other item={item} serial={run.serial_read} />
            </div>
          ))}
    </Cell>
  );
}

function HandOver({ item }: { item: DisposalItem }) {
  const { lang } = useWords();
  return (
    <Cell item={item} column="hand_over" needed={item.way.key === 'certificate'}>
      {item.hand_overs.length === 0
        ? null
        : item.hand_overs.map((one) => (
            <div key={one.id} className="nw">
              <Link to={to_record('hand_over', one.id)}>{date_short(one.handed_on, lang)}</Link>
              <div className="sub">{one.slip_no}</div>
              <Other item={item} serial={one.serial} />
            </div>
          ))}
    </Cell>
  );
}

function Destruction({ item }: { item: DisposalItem }) {
  const { d, lang } = useWords();
  return (
    <Cell item={item} column="destruction" needed={item.method.key === 'destroy'}>
      {item.destructions.length === 0
        ? null
        : item.destructions.map((one) => (
            <div key={one.id} className="nw">
              <Link to={to_record('destruction', one.id)}>{date_short(one.done_on, lang)}</Link>
              <div className="sub">
                {d(one.way.label)} {d(one.result.label)}
              </div>
              <Other item={item} serial={one.serial_read} />
            </div>
          ))}
    </Cell>
  );
}

function Certificate({ item }: { item: DisposalItem }) {
  return (
    <Cell item={item} column="certificate" needed={item.way.key !== 'staff'}>
      {item.certified.length === 0
        ? null
        : item.certified.map((one) => (
            <div key={one.id} className="nw">
              <Link to={to_record('certificate_line', one.id)}>{one.line_no}</Link>
              <Other item={item} serial={one.serial} />
            </div>
          ))}
    </Cell>
  );
}

function Photo({ item }: { item: DisposalItem }) {
  const { d } = useWords();
  return (
    <Cell item={item} column="photo" needed={item.way.key === 'certificate'}>
      {item.certified.length === 0
        ? null
        : item.certified.map((one) => (
            <Mark key={one.id} tone={one.photo.key === 'readable' ? 'ok' : 'bad'}>
              {d(one.photo.label)}
            </Mark>
          ))}
    </Cell>
  );
}
