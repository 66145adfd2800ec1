// What an answer rests on: document, query or statement, with its words, its term, and the documents
// that were put to the stored answer.
import { useId, useState } from 'react';
import type { Ground, GroundKind, StoredAnswer } from '../../api/assessments';
import { add_document, bring, record_documents } from '../../api/documents';
import { fresh_key } from '../../api/client';
import { DateInput } from '../../parts/date_input';
import { FileChoice } from '../../parts/file_choice';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { kDocumentEndings } from '../record/document_kinds';

const kKinds: readonly GroundKind[] = ['statement', 'document', 'query'];
const kNow = { as_of: null, as_known: null };

interface Props {
  no: string;
  unknown: boolean;
  query: string | null;
  ground: Ground;
  stored: StoredAnswer | null;
  set: (ground: Ground) => void;
}

export function GroundFields({ no, unknown, query, ground, stored, set }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="criteria-ground" data-ground={no}>
      <label className="row">
        <span>{t('criteria.ground')}</span>
        <select
          className="sel s"
          aria-label={t('criteria.ground_of', { no })}
          value={ground.ground}
          onChange={(event) => {
            const kind = event.target.value as GroundKind;
            set({ ...ground, ground: kind, query: kind === 'query' ? (query ?? '') : '' });
          }}
        >
          {kKinds
            .filter((kind) => kind !== 'query' || query !== null)
            .map((kind) => (
              <option key={kind} value={kind}>
                {t(`criteria.ground.${kind}`)}
              </option>
            ))}
        </select>
      </label>
      <label className="row grow" htmlFor={id}>
        <span className="vh">{t('criteria.evidence_of', { no })}</span>
        <input
          id={id}
          className="in wide"
          maxLength={400}
          placeholder={t('criteria.evidence_hint')}
          value={ground.evidence}
          onChange={(event) => set({ ...ground, evidence: event.target.value })}
        />
      </label>
      <span className="row">
        <span>{t(unknown ? 'criteria.settle_by' : 'criteria.proof_until')}</span>
        <DateInput
          small
          label={t(unknown ? 'criteria.settle_by_of' : 'criteria.proof_until_of', { no })}
          value={(unknown ? ground.settle_by : ground.proof_until) ?? ''}
          set={(text) =>
            set(unknown ? { ...ground, settle_by: text || null } : { ...ground, proof_until: text || null })
          }
        />
      </span>
      {stored ? <Proofs answer={stored} /> : null}
    </div>
  );
}

function Proofs({ answer }: { answer: StoredAnswer }) {
  const { t } = useWords();
  const [open, set_open] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn s quiet"
        aria-expanded={open}
        onClick={() => set_open(!open)}
      >
        {t('criteria.documents_of', { no: answer.item })}
      </button>
      {open ? <Documents answer={answer} /> : null}
    </>
  );
}

/** Documents of the stored answer; a new one is examined by the server before it is taken. */
function Documents({ answer }: { answer: StoredAnswer }) {
  const { t } = useWords();
  const today = useToday() ?? '';
  const action = useAction();
  const [file, set_file] = useState<File | null>(null);
  const query = useQuery(`answer documents ${answer.record}`, (signal) =>
    record_documents('criteria_answer', answer.record, kNow, signal),
  );
  const data = query.data;
  const add = async (one: File) => {
    const register = data?.register ?? '';
    const brought = await bring(register, 'file', one, () => undefined);
    await add_document(
      register,
      {
        values: { subject: answer.number, kind: 'evidence', title: one.name.slice(0, 120), file: brought.file },
        valid_from: today,
        reason: '',
        purpose: null,
      },
      fresh_key(),
    );
  };
  if (!data) return null;
  return (
    <div className="criteria-documents">
      <ul>
        {data.documents.map((one) => (
          <li key={one.id}>
            <Link to={`/registers/criteria_answer/${answer.record}`}>{one.title ?? one.number}</Link>{' '}
            <span className="sub">{one.file ? one.file.sha256.slice(0, 12) : ''}</span>
          </li>
        ))}
        {data.documents.length === 0 ? <li className="sub">{t('criteria.no_documents')}</li> : null}
      </ul>
      <ActionTrouble fault={action.fault} />
      {data.may_add ? (
        <>
          <FileChoice
            label={t('criteria.add_document')}
            file={file}
            choose={set_file}
            kinds={kDocumentEndings}
            most_bytes={data.most_bytes}
          />
          <button
            type="button"
            className="btn s"
            disabled={file === null || action.busy}
            onClick={() => {
              if (!file) return;
              void action
                .run(() => add(file))
                .then((well) => {
                  if (!well) return;
                  set_file(null);
                  query.reload();
                });
            }}
          >
            {t('criteria.put_document')}
          </button>
        </>
      ) : null}
    </div>
  );
}
