// The table of changes as it will be printed, row by row of the difference; what a person adds to a
// row – when it was submitted, why, and the ground where a ※ field is changed afterwards.
import { useState } from 'react';
import * as api from '../../api/privacy';
import type { Change } from '../../api/privacy';
import { Choice, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { Shown } from './assessment_screen';
import { kOpen } from './words';

export function ChangesPanel(shown: Shown) {
  const { t } = useWords();
  const { data, version } = shown;
  const rows = data.changes ?? [];
  const editable = data.may.change && kOpen.includes(version.state);
  return (
    <Panel title={t('privacy.tab_changes')} count={rows.length}>
      {rows.length === 0 ? (
        <Empty why={t('privacy.no_changes')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('privacy.tab_changes')}>
          <table className="tight words" data-changes>
            <thead>
              <tr>
                {(['item', 'before', 'after', 'time', 'explanation'] as const).map((one) => (
                  <th scope="col" key={one}>
                    {t(`privacy.${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.item} row={row} shown={shown} editable={editable} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

interface RowProps {
  row: Change;
  shown: Shown;
  editable: boolean;
}

function Row({ row, shown, editable }: RowProps) {
  const { t } = useWords();
  const [open, set_open] = useState(false);
  return (
    <tr>
      <th scope="row">
        {row.item}
        {row.important ? ' ※' : ''}
        {editable ? (
          <div>
            <button
              type="button"
              className="btn s"
              aria-expanded={open}
              onClick={() => set_open(!open)}
            >
              {t('privacy.explanation')}
            </button>
          </div>
        ) : null}
        {open ? <NoteForm row={row} shown={shown} /> : null}
      </th>
      <td style={{ whiteSpace: 'pre-wrap' }}>{row.before}</td>
      <td style={{ whiteSpace: 'pre-wrap' }}>{row.after}</td>
      <td className="nw">
        {row.in_advance ? t('privacy.in_advance') : t('privacy.afterwards')}
        {row.by_rule ? <div className="sub">{t('privacy.by_rule')}</div> : null}
      </td>
      <td>
        {row.explanation}
        {row.needs_ground ? (
          <div>
            <Mark tone="warn">{t('privacy.ground_asked')}</Mark>
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function NoteForm({ row, shown }: { row: Change; shown: Shown }) {
  const { t } = useWords();
  const [time, set_time] = useState(row.in_advance ? 'before' : 'after');
  const [explanation, set_explanation] = useState(row.explanation);
  const [ground, set_ground] = useState('');
  const action = useAction();
  const save = async () => {
    const note = { item: row.item, time, explanation, ground };
    const { data, version, done } = shown;
    if (await action.run(() => api.save(data.task.id, version.id, {}, [], [note]))) done();
  };
  return (
    <div className="stack" data-note>
      <Choice
        label={t('privacy.time')}
        value={time}
        set={set_time}
        options={[
          ['before', t('privacy.in_advance')],
          ['after', t('privacy.afterwards')],
        ]}
      />
      <Line label={t('privacy.explanation')} value={explanation} set={set_explanation} />
      {row.important && time === 'after' ? (
        <Line label={t('privacy.ground')} value={ground} set={set_ground} />
      ) : null}
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void save()}
        >
          {t('privacy.note_save')}
        </button>
      </div>
    </div>
  );
}
