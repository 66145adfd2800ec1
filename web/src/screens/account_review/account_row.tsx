// One account: as its list writes it, the person it was matched with and why, both decisions.
import type { ReviewAccount, Side, SideSaid } from '../../api/account_review';
import { date_short } from '../../lib/era_date';
import { Mark, type Tone } from '../../parts/mark';
import { useWords } from '../../state/language';
import { side_of } from './accounts';

interface Props {
  row: ReviewAccount;
  side: Side | null;
  may_choose: boolean;
  chosen: boolean;
  toggle: () => void;
  decide: (row: ReviewAccount, side: Side) => void;
}
const kMatch: Record<string, Tone> = {
  certain: 'ok',
  likely: 'inf',
  ambiguous: 'warn',
  unknown: 'bad',
  shared: 'warn',
};
const kAgreed: Record<ReviewAccount['agreed'], Tone> = {
  waiting: 'none',
  agreed: 'ok',
  differs: 'bad',
};

export function AccountRow({ row, side, may_choose, chosen, toggle, decide }: Props) {
  const { t, lang } = useWords();
  const mine = side_of(row, side);
  return (
    <tr data-account={row.account_id}>
      <td>
        {may_choose ? (
          <input
            type="checkbox"
            aria-label={t('review.choose', { account: row.account_id })}
            checked={chosen}
            onChange={toggle}
          />
        ) : null}
      </td>
      <th scope="row" className="min-w-[150px]">
        {row.account_id} {row.state === 'locked' ? <span className="tag">{t('review.locked')}</span> : null}
        <div className="sub">
          {row.name_written || '—'} {row.department_written}
        </div>
        <div className="sub">
          {row.source}
          {row.compared === 'new' || row.compared === 'changed' ? (
            <>
              {' '}
              <span className="tag b">{t(`review.compared.${row.compared}`)}</span>
            </>
          ) : null}
        </div>
      </th>
      <Person row={row} />
      <td className="nw">
        {row.last_used ? date_short(row.last_used, lang) : t('review.not_known')}
      </td>
      <Said said={row.manager} />
      <Said said={row.owner} />
      <td>
        <Mark tone={kAgreed[row.agreed]}>{t(`review.agreed.${row.agreed}`)}</Mark>
        {row.carried_out === 'nothing' ? null : (
          <div className="sub">{t(`review.carried_out.${row.carried_out}`)}</div>
        )}
        {mine ? (
          <div>
            <button type="button" className="btn s" onClick={() => decide(row, mine)}>
              {t('review.decide')}
              <span className="sr-only">
                {t('review.decide_of', { account: row.account_id, side: t(`review.side.${mine}`) })}
              </span>
            </button>
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function Person({ row }: { row: ReviewAccount }) {
  const { t, d, lang } = useWords();
  const { person } = row;
  return (
    <td className="min-w-[220px]">
      <Mark tone={kMatch[row.match.key] ?? 'none'}>{d(row.match.label)}</Mark>{' '}
      {person ? (
        <>
          {person.name} <span className="sub">{person.no}</span> {person.department}
          {person.left_on ? (
            <>
              {' '}
              <b>{t('review.left', { date: date_short(person.left_on, lang) })}</b>
            </>
          ) : null}
        </>
      ) : null}
      {row.candidates.map((one) => (
        <div key={one}>{one}</div>
      ))}
      <div className="sub">{row.reasons.map((one) => d(one)).join(lang === 'ja' ? '、' : '; ')}</div>
    </td>
  );
}

function Said({ said }: { said: SideSaid }) {
  const { t, lang } = useWords();
  return (
    <td className="min-w-[110px]">
      {said.decision ? (
        <b>{t(`review.decision.${said.decision}`)}</b>
      ) : (
        <span className="mut">{t('review.undecided')}</span>
      )}
      <div className="sub">{said.department}</div>
      {said.decision ? (
        <div className="sub">
          {said.reason} {said.on ? date_short(said.on, lang) : ''} {said.by}
        </div>
      ) : null}
    </td>
  );
}
