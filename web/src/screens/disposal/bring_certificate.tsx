// Bringing a certificate or a photograph: dropped or chosen, its kind, the serial numbers it shows
// – ticked, typed or scanned. A number that is not of this disposal is named at once, and the server
// refuses it as well.
import { useId, useState, type FormEvent } from 'react';
import { fresh_key } from '../../api/client';
import * as api from '../../api/disposals';
import type { AddedCertificate, DisposalSheet } from '../../api/disposals';
import { bring } from '../../api/documents';
import { parse_date } from '../../lib/era_date';
import { FaultText } from '../../parts/field_fault';
import { FileChoice } from '../../parts/file_choice';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kKinds = ['.pdf', '.png', '.jpg', '.jpeg', '.tif', '.tiff'] as const;
const kMost = 20 * 1024 * 1024;
type Kind = 'destruction' | 'erasure' | 'photo';

interface Done {
  certificate: AddedCertificate | null;
  lines: number;
}

const iso = (text: string) => (text === '' ? null : (parse_date(text) ?? text));

export function BringCertificate({ sheet, done }: { sheet: DisposalSheet; done: () => void }) {
  const { t } = useWords();
  const [file, set_file] = useState<File | null>(null);
  const [kind, set_kind] = useState<Kind>('destruction');
  const [number, set_number] = useState('');
  const [issuer, set_issuer] = useState('');
  const [issued, set_issued] = useState('');
  const [chosen, set_chosen] = useState<ReadonlySet<string>>(new Set());
  const [said, set_said] = useState<Done | null>(null);
  const action = useAction();
  const photo = kind === 'photo';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    set_said(null);
    const sent = await action.run(async () => {
      const register = photo ? 'certificate_line_document' : 'disposal_certificate_document';
      const kept = (await bring(register, 'file', file, () => {})).file;
      const serials = [...chosen];
      if (photo) {
        const { lines } = await api.add_photo(sheet.id, { serials, file: kept }, fresh_key());
        set_said({ certificate: null, lines });
        return;
      }
      const certificate = await api.add_certificate(
        sheet.id,
        { certificate_no: number, kind, issuer, issued_on: iso(issued), serials, file: kept },
        fresh_key(),
      );
      set_said({ certificate, lines: certificate.lines });
    });
    if (!sent) return;
    set_file(null);
    set_chosen(new Set());
    done();
  };
  return (
    <Panel title={t('disposal.paper')}>
      <form className="pad stack" data-paper onSubmit={(event) => void send(event)}>
        <p className="sub">{t('disposal.paper_why')}</p>
        <FileChoice
          label={t('disposal.paper_file')}
          file={file}
          choose={set_file}
          kinds={kKinds}
          most_bytes={kMost}
        />
        <Choice
          label={t('disposal.paper_kind')}
          value={kind}
          set={(value) => set_kind(value as Kind)}
          options={[
            ['destruction', t('disposal.paper_destruction')],
            ['erasure', t('disposal.paper_erasure')],
            ['photo', t('disposal.paper_photo')],
          ]}
        />
        {photo ? null : (
          <>
            <Line label={t('disposal.paper_no')} value={number} set={set_number} max_length={40} />
            <Line
              label={t('disposal.paper_issuer')}
              value={issuer}
              set={set_issuer}
              max_length={100}
            />
            <DateLine label={t('disposal.paper_issued')} value={issued} set={set_issued} />
          </>
        )}
        <Serials sheet={sheet} chosen={chosen} set={set_chosen} />
        <ActionTrouble fault={action.fault} />
        {said ? <Said said={said} /> : null}
        <div>
          <button
            type="submit"
            className="btn fill"
            disabled={
              !file || action.busy || chosen.size === 0 || (!photo && number.trim() === '')
            }
          >
            {t('disposal.paper_send')}
          </button>
        </div>
      </form>
    </Panel>
  );
}

interface SerialsProps {
  sheet: DisposalSheet;
  chosen: ReadonlySet<string>;
  set: (chosen: ReadonlySet<string>) => void;
}

function Serials({ sheet, chosen, set }: SerialsProps) {
  const { t } = useWords();
  const id = useId();
  const [typed, set_typed] = useState('');
  const [wrong, set_wrong] = useState<string | null>(null);
  const all = sheet.items.map((item) => item.serial);
  const toggle = (serial: string) => {
    const next = new Set(chosen);
    if (!next.delete(serial)) next.add(serial);
    set(next);
  };
  const take = () => {
    const serial = typed.normalize('NFKC').trim();
    if (serial === '') return;
    if (!all.includes(serial)) {
      set_wrong(t('disposal.paper_foreign', { serial }));
      return;
    }
    set_wrong(null);
    set_typed('');
    set(new Set([...chosen, serial]));
  };
  return (
    <fieldset data-serials>
      <legend className="f">
        {t('disposal.paper_serials')}{' '}
        <span className="sub" aria-live="polite">
          {t('disposal.paper_chosen', { n: chosen.size })}
        </span>
      </legend>
      <label className="f" htmlFor={id}>
        {t('disposal.paper_type')}
      </label>
      <input
        id={id}
        className="in"
        type="text"
        autoComplete="off"
        maxLength={60}
        value={typed}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-e`}
        onChange={(event) => set_typed(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault(); // a reader of bar codes ends with it: the form is not sent
          take();
        }}
      />
      <div role="alert">
        <FaultText id={`${id}-e`} text={wrong} />
      </div>
      <p className="row">
        <button type="button" className="btn s" onClick={() => set(new Set(all))}>
          {t('disposal.paper_all')}
        </button>
        <button type="button" className="btn s" onClick={() => set(new Set())}>
          {t('disposal.paper_none')}
        </button>
      </p>
      <ul className="max-h-[220px] overflow-y-auto" tabIndex={0} aria-label={t('disposal.paper_serials')}>
        {sheet.items.map((item) => (
          <li key={item.id}>
            <label className="row py-1.5">
              <input
                type="checkbox"
                checked={chosen.has(item.serial)}
                onChange={() => toggle(item.serial)}
              />{' '}
              {item.serial}
              {item.certified.length > 0 ? (
                <span className="sub">
                  {' '}
                  {t('disposal.paper_on', {
                    numbers: item.certified.map((one) => one.line_no).join(' '),
                  })}
                </span>
              ) : null}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Said({ said }: { said: Done }) {
  const { t } = useWords();
  const { certificate } = said;
  if (certificate === null)
    return (
      <Note tone="ok" role="status">
        {t('disposal.photo_done', { n: said.lines })}
      </Note>
    );
  return (
    <Note tone={certificate.elsewhere.length === 0 ? 'ok' : 'warn'} role="status">
      <div>
        {t('disposal.paper_done', { number: certificate.certificate_no, n: certificate.lines })}
      </div>
      {certificate.elsewhere.map((one) => (
        <div key={`${one.serial}/${one.certificate_no}`}>
          {t('disposal.paper_elsewhere', { serial: one.serial, number: one.certificate_no })}
        </div>
      ))}
    </Note>
  );
}
