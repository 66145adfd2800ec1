// How many taxpayers changed by how much: a table whose rows carry their bar.
import type { LevyStep } from '../../api/types';
import { change, grouped } from '../../lib/number_format';
import { useWords } from '../../state/language';
import type { TextArgs, TextKey } from '../../texts';

const kBar = 240;

/** The words of a step: below, between, the same, from. */
export function step_text(step: LevyStep): [TextKey, TextArgs] {
  const { from_percent: from, to_percent: to } = step;
  const signed = (percent: number) => (percent === 0 ? '0' : change(percent));
  if (from === 0 && to === 0) return ['levy.step_same', {}];
  if (from === null) return ['levy.step_below', { to: signed(to ?? 0) }];
  if (to === null) return ['levy.step_from', { from: signed(from) }];
  return ['levy.step_between', { from: signed(from), to: signed(to) }];
}

export function ChangeSteps({ steps }: { steps: readonly LevyStep[] }) {
  const { t } = useWords();
  const most = Math.max(1, ...steps.map((step) => step.taxpayers));
  return (
    <div className="pad">
      <table>
        <caption className="text-left font-bold">{t('levy.steps')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('levy.ratio')}</th>
            <th scope="col" className="num">
              {t('levy.taxpayers')}
            </th>
            <td />
            <th scope="col" className="num">
              {t('levy.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const [key, args] = step_text(step);
            return (
              <tr key={`${step.from_percent} ${step.to_percent}`}>
                <th scope="row" className="nw">
                  {t(key, args)}
                </th>
                <td className="num">{grouped(step.taxpayers)}</td>
                <td aria-hidden="true">
                  <svg width={kBar} height="12">
                    <rect
                      width={Math.ceil((step.taxpayers * kBar) / most)}
                      height="12"
                      className="fill-key-400"
                    />
                  </svg>
                </td>
                <td className="num">{change(step.difference_yen)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
