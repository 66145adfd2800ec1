// The chain as it stands: a list within a list, drawn as a tree. A link without approval is red and
// says so in words; what hangs nowhere stands at the end.
import type { ChainParty, ChainWorker } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { StateTag } from '../../parts/mark';
import { useWords } from '../../state/language';
import { Faults } from './faults';

interface Props {
  tree: readonly ChainParty[];
  workers: readonly ChainWorker[];
}

export function ChainTree({ tree, workers }: Props) {
  const { t } = useWords();
  const known = new Set(tree.map((party) => party.id));
  // Whoever is in a circle, or below nobody: not under anything that is drawn.
  const lost = tree.filter(
    (party) => party.level === 0 || (party.level > 1 && !known.has(party.under ?? '')),
  );
  const tops = tree.filter((party) => party.level === 1);
  return (
    <>
      <ul className="chain-tree" data-tree>
        {tops.map((party) => (
          <Node key={party.id} party={party} tree={tree} workers={workers} />
        ))}
      </ul>
      {lost.length > 0 ? (
        <>
          <h3 className="pad">{t('chain.lost')}</h3>
          <ul className="chain-tree">
            {lost.map((party) => (
              <li key={party.id}>
                <Card party={party} workers={workers} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Node({ party, tree, workers }: Props & { party: ChainParty }) {
  const below = tree.filter((one) => one.under === party.id && one.level > 0);
  return (
    <li>
      <Card party={party} workers={workers} />
      {below.length > 0 ? (
        <ul>
          {below.map((one) => (
            <Node key={one.id} party={one} tree={tree} workers={workers} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Card({ party, workers }: { party: ChainParty; workers: readonly ChainWorker[] }) {
  const { t, d, lang } = useWords();
  const bad = party.faults.some((fault) => fault.bad);
  const people = workers.filter((worker) => worker.party === party.id && !worker.left_on).length;
  return (
    <div className={bad ? 'chain-card wrong' : 'chain-card'} data-party={party.no}>
      <div className="titles">
        <b>{party.name}</b>
        <span className="tag">{t('chain.level', { n: party.level })}</span>
        {party.level === 1 ? (
          <StateTag tone="ok">{t('chain.engaged')}</StateTag>
        ) : party.approved ? (
          <StateTag tone="ok">{t('chain.approved')}</StateTag>
        ) : (
          <StateTag tone="bad">{t('chain.not_approved')}</StateTag>
        )}
        {party.number_handled ? <span className="tag">{t('chain.numbers')}</span> : null}
      </div>
      <p>
        {party.work}（{party.information}）
      </p>
      <p className="sub">
        {party.approved_on
          ? t('chain.approved_line', {
              on: date_short(party.approved_on, lang),
              no: party.approval_no ?? '—',
              until: party.until ? date_short(party.until, lang) : '—',
            })
          : null}{' '}
        {party.working_since
          ? t('chain.working_line', { on: date_short(party.working_since, lang) })
          : null}{' '}
        {t('chain.people', { n: people })}
      </p>
      <Faults faults={party.faults} />
      {party.needs?.map((need) => (
        <p className="sub" key={need.en}>
          {t('chain.needs', { what: d(need) })}
        </p>
      ))}
    </div>
  );
}
