// A levy beside the confirmed one of the year before: what whoever confirms it looks through first.
// Counts come at once; a list names persons, so it is asked for, and recorded, only when opened.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { LevyComparison, LevyMovement, LevyRun } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { translate_or } from '../../texts';
import { ChangeCells, ChangeHeads } from './change_columns';
import { AttentionForm } from './attention_form';
import { ChangeSteps } from './change_steps';
import { LawTag } from './law_tag';
import { LookThrough } from './look_through';

/** In the order in which they deserve a look; "same" has no list. */
const kOrder = ['outlier', 'new_zero', 'gone', 'appeared', 'newly_taxed', 'up', 'down', 'same'];

export function Comparison({ run }: { run: LevyRun }) {
  const { t, lang } = useWords();
  const [attention, set_attention] = useState<api.AskedAttention>(null);
  const asked = attention ? `${attention.times}/${attention.least_yen}` : '';
  const query = useQuery(`comparison:${run.run_no}:${asked}`, (signal) =>
    api.levy_comparison(run.run_no, attention, signal),
  );
  const refused = attention !== null && query.error?.status === 400;
  const nothing = query.error?.has('levy.nothing_to_compare') ?? false;
  const earlier = query.data?.with;
  return (
    <Panel
      title={t('levy.comparison')}
      aside={
        earlier ? (
          <span className="sub">
            <LawTag status={run.law_status} />
            {t('levy.comparison_with', {
              year: fiscal_year(earlier.fiscal_year, lang),
              no: earlier.run_no,
            })}
          </span>
        ) : null
      }
    >
      {nothing ? (
        <Empty why={t('levy.comparison_none')} />
      ) : (
        <>
          {refused ? null : (
            <Await query={query} rows={8}>
              {(comparison) => <Figures comparison={comparison} attention={attention} />}
            </Await>
          )}
          <AttentionForm
            usual={query.data?.usual ?? null}
            refused={refused ? query.error : null}
            set={set_attention}
          />
        </>
      )}
    </Panel>
  );
}

interface FiguresProps {
  comparison: LevyComparison;
  attention: api.AskedAttention;
}

function Figures({ comparison, attention }: FiguresProps) {
  const { t } = useWords();
  const [open, set_open] = useState<string | null>(null);
  const movements = kOrder.flatMap((id) => comparison.movements.filter((one) => one.id === id));
  return (
    <>
      <table>
        <MovementHead />
        <tbody>
          {movements.map((movement) => (
            <MovementRow
              key={movement.id}
              movement={movement}
              open={open === movement.id}
              toggle={() => set_open(open === movement.id ? null : movement.id)}
            />
          ))}
          <MovementRow movement={all_of(comparison)} />
        </tbody>
      </table>
      <p className="sub pad">
        {t('levy.outlier_note', {
          times: comparison.outlier.times,
          yen: grouped(comparison.outlier.least_yen),
        })}
      </p>
      {open ? (
        <LookThrough
          key={open}
          run_no={comparison.run.run_no}
          list={open}
          attention={attention}
        />
      ) : null}
      <ChangeSteps steps={comparison.steps} />
    </>
  );
}

function all_of({ movements, before_yen, after_yen }: LevyComparison): LevyMovement {
  const parts = movements.filter(({ id }) => id !== 'outlier');
  const taxpayers = parts.reduce((sum, part) => sum + part.taxpayers, 0);
  return { id: 'all', taxpayers, before_yen, after_yen };
}

function MovementHead() {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t('levy.movement')}</th>
        <th scope="col" className="num">
          {t('levy.taxpayers')}
        </th>
        <ChangeHeads />
        <th scope="col">
          <span className="vh">{t('levy.look_through')}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  movement: LevyMovement;
  open?: boolean;
  toggle?: () => void;
}

function MovementRow({ movement, open = false, toggle }: RowProps) {
  const { t, lang } = useWords();
  const { id, taxpayers, before_yen, after_yen } = movement;
  const listed = toggle !== undefined && id !== 'same' && taxpayers > 0;
  const name = translate_or(lang, `levy.movement.${id}`, id);
  return (
    <tr className={id === 'all' ? 'sum' : open ? 'on' : ''}>
      <th scope="row">{name}</th>
      <td className="num">{grouped(taxpayers)}</td>
      <ChangeCells before={before_yen} after={after_yen} />
      <td>
        {listed ? (
          <button
            type="button"
            className="btn s"
            aria-expanded={open}
            aria-label={`${name} ${t('levy.look_through')}`}
            onClick={toggle}
          >
            {t('levy.look_through')}
          </button>
        ) : null}
      </td>
    </tr>
  );
}
