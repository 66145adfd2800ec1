// Evidence: what was taken, with its digest, and every hand it passed through.
import { bring } from '../../api/documents';
import * as api from '../../api/incidents';
import type { Incident } from '../../api/incidents';
import { japan_time } from '../../lib/era_date';
import { DeskTable } from '../../parts/desk_table';
import { Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { useWords } from '../../state/language';

export function Evidence({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Panel title={t('incident.evidence')} count={incident.evidence.rows.length}>
        <DeskTable table={incident.evidence} none={t('incident.evidence_none')} />
        {incident.may.evidence ? (
          <details data-evidence>
            <summary className="pad">{t('incident.evidence_add')}</summary>
            <AddEvidence incident={incident} done={done} />
          </details>
        ) : null}
      </Panel>
      <Panel title={t('incident.custody')} count={incident.custody.rows.length}>
        <DeskTable table={incident.custody} none={t('incident.custody_none')} />
        {incident.may.evidence && incident.evidence.rows.length > 0 ? (
          <details data-custody>
            <summary className="pad">{t('incident.custody_add')}</summary>
            <HandOn incident={incident} done={done} />
          </details>
        ) : null}
      </Panel>
    </>
  );
}

function AddEvidence({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  const now = japan_time(new Date().toISOString());
  return (
    <QuickForm
      id="evidence"
      fields={[
        { name: 'what', label: t('incident.evidence_what'), type: 'line' },
        {
          name: 'form',
          label: t('incident.evidence_form'),
          type: 'choice',
          options: [
            ['file', t('incident.form_file')],
            ['device', t('incident.form_device')],
            ['paper', t('incident.form_paper')],
          ],
        },
        {
          name: 'file',
          label: t('incident.evidence_file'),
          type: 'file',
          when: (values) => values.form === 'file',
        },
        { name: 'taken_on', label: t('incident.taken_on'), type: 'date', initial: now?.date ?? '' },
        {
          name: 'taken_at',
          label: t('incident.taken_at'),
          type: 'line',
          initial: now?.clock.slice(0, 5) ?? '',
        },
        { name: 'taken_where', label: t('incident.taken_where'), type: 'line' },
        { name: 'kept_at', label: t('incident.kept_at'), type: 'line' },
      ]}
      send_label={t('incident.evidence_send')}
      send={async (values, file) => {
        const kept =
          file && values.form === 'file'
            ? (await bring('incident_evidence_document', 'file', file, () => undefined)).file
            : null;
        const made = await api.add_evidence(incident.id, { ...values, file: kept });
        return t('incident.evidence_added', {
          number: made.number,
          sha256: made.sha256 === '' ? '—' : made.sha256,
        });
      }}
      done={done}
    />
  );
}

function HandOn({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  return (
    <QuickForm
      id="custody"
      fields={[
        {
          name: 'evidence',
          label: t('incident.evidence'),
          type: 'choice',
          options: incident.evidence.rows.map((row) => [row.id, row.cells[0]?.ja ?? row.id] as const),
        },
        { name: 'from_person', label: t('incident.custody_from'), type: 'line' },
        { name: 'to_person', label: t('incident.custody_to'), type: 'line' },
        { name: 'place', label: t('incident.custody_place'), type: 'line' },
        { name: 'aim', label: t('incident.custody_aim'), type: 'line' },
      ]}
      send_label={t('incident.custody_send')}
      send={async (values) => {
        const said = await api.hand_on(incident.id, values);
        if (said.agrees === null) return t('incident.custody_no_file');
        return t(said.agrees ? 'incident.custody_agrees' : 'incident.custody_differs');
      }}
      done={done}
    />
  );
}
