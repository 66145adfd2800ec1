// The verdict on what is answered now, with its reasons by item; of a chain, party by party.
import type { Judged, Judgement, Verdict } from '../../api/criteria';
import { StateTag, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';

export const kVerdictTone: Record<Verdict['tone'], Tone> = { good: 'ok', caution: 'warn', bad: 'bad', none: 'none' };

export function VerdictPanel({ judgement, kept }: { judgement: Judgement; kept: boolean }) {
  const { t, d } = useWords();
  return (
    <Panel
      title={t('criteria.verdict')}
      aside={<span className="sub">{t('criteria.edition', { edition: judgement.edition })}</span>}
      end={<StateTag tone={kVerdictTone[judgement.verdict.tone]}>{d(judgement.verdict.label)}</StateTag>}
    >
      <div aria-live="polite" data-verdict={judgement.verdict.key}>
        {judgement.parties.length === 0 ? <Reasons judged={judgement} /> : null}
        {judgement.parties.map((party) => (
          <section key={party.name} className="pad" data-party={party.name}>
            <h3>{t('criteria.party_of_tier', { name: party.name, tier: party.tier })}</h3>
            <StateTag tone={kVerdictTone[party.verdict.tone]}>{d(party.verdict.label)}</StateTag>
            <Reasons judged={party} />
          </section>
        ))}
      </div>
      {kept ? null : <p className="pad sub">{t('criteria.not_saved')}</p>}
    </Panel>
  );
}

function Reasons({ judged }: { judged: Judged }) {
  const { t, d } = useWords();
  if (judged.reasons.length === 0) return <p className="pad">{t('criteria.no_reasons')}</p>;
  return (
    <ul className="pad criteria-reasons">
      {judged.reasons.map((reason) => (
        <li key={reason.code} data-reason={reason.code}>
          {d(reason.text)}
        </li>
      ))}
    </ul>
  );
}
