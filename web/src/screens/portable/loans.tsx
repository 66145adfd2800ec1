// Loans in one state: out (the late ones first), to be decided, approved and not handed out yet.
import { useState } from 'react';
import * as api from '../../api/portable';
import type { Loan, Portable } from '../../api/portable';
import { date_short } from '../../lib/era_date';
import { Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

interface Props {
  which: 'out' | 'waiting' | 'approved';
  data: Portable;
  done: () => void;
}

export function Loans({ which, data, done }: Props) {
  const { t } = useWords();
  const title = t(`portable.${which}`);
  const { total, rows } = data[which];
  const decides = which === 'waiting' && data.may.ask;
  return (
    <Panel title={title} count={total}>
      {rows.length === 0 ? (
        <Empty why={t('portable.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={title}>
          <table className="tight" data-loans={which}>
            <thead>
              <tr>
                <th scope="col">{t('portable.medium')}</th>
                <th scope="col">{t('portable.who')}</th>
                <th scope="col">{t('portable.purpose')}</th>
                <th scope="col">{t('portable.due')}</th>
                {decides ? <th scope="col">{t('portable.decision')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((loan) => (
                <Row key={loan.id} loan={loan} decides={decides} done={done} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ loan, decides, done }: { loan: Loan; decides: boolean; done: () => void }) {
  const { t, d, lang } = useWords();
  const date = date_short(loan.due, lang);
  return (
    <tr data-loan={loan.loan_no}>
      <th scope="row" className="nw">
        <Link to={to_record('medium_loan', loan.id)}>{loan.medium?.number ?? loan.loan_no}</Link>
        <div className="sub">
          {loan.medium?.word} {loan.origin.key === 'constructed' ? d(loan.origin.label) : ''}
        </div>
      </th>
      <td>
        {loan.requested_by}
        <div className="sub">
          {loan.section}
          {loan.lent_on
            ? `　${t('portable.since', { date: date_short(loan.lent_on, lang), at: loan.lent_at ?? '' })}`
            : ''}
        </div>
      </td>
      <td>
        {loan.purpose}
        <div className="sub">
          {d(loan.data_kind.label)}
          {loan.terminal ? `　${t('portable.on_terminal', { no: loan.terminal.number ?? '' })}` : ''}
          {loan.carry_out ? `　${t('portable.carry_out')}` : ''}
        </div>
      </td>
      <td className="nw">
        {loan.overdue ? <Mark tone="bad">{t('portable.overdue', { date })}</Mark> : date}
      </td>
      {decides ? (
        <td>
          <Decision loan={loan} done={done} />
        </td>
      ) : null}
    </tr>
  );
}

function Decision({ loan, done }: { loan: Loan; done: () => void }) {
  const { t } = useWords();
  const [refusing, set_refusing] = useState(false);
  const [reason, set_reason] = useState('');
  const action = useAction();
  const say = (approve: boolean) =>
    void action.run(() => api.decide(loan.id, approve, reason)).then((sent) => sent && done());
  if (loan.own) return <Mark tone="inf">{t('portable.own')}</Mark>;
  return (
    <div>
      <div className="row">
        <button type="button" className="btn s" disabled={action.busy} onClick={() => say(true)}>
          {t('portable.approve')}
        </button>
        <button
          type="button"
          className="btn s"
          disabled={action.busy || (refusing && reason.trim() === '')}
          onClick={() => (refusing ? say(false) : set_refusing(true))}
        >
          {t('portable.refuse')}
        </button>
      </div>
      {refusing ? (
        <Line label={t('portable.reason')} value={reason} set={set_reason} max_length={200} />
      ) : null}
      <ActionTrouble fault={action.fault} />
    </div>
  );
}
