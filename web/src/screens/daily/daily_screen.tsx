// Daily controls on one screen: who is inside, then every check as a figure that opens its list, then
// training, absentees and open breaches.
import * as api from '../../api/daily';
import type { Daily, Figure } from '../../api/daily';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import type { TextKey } from '../../texts';
import { Breaches, Training } from './follow_up';
import { Visitors } from './visitors';

export function DailyScreen() {
  const { t } = useWords();
  const query = useQuery('daily', api.daily);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.daily') }]}
        title={t('daily.title')}
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              {data.inside ? (
                <Visitors data={data} inside={data.inside} done={query.reload} />
              ) : null}
              <Sections data={data} />
              <Training data={data} />
              <Breaches data={data} />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Sections({ data }: { data: Daily }) {
  const { t } = useWords();
  return (
    <Panel title={t('daily.figures')}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('daily.figures')}>
        <table className="tight" data-figures>
          <tbody>
            {data.sections.map((section) => (
              <tr key={section.id} data-section={section.id}>
                <th scope="row" className="nw">
                  {t(`daily.section.${section.id}` as TextKey)}
                </th>
                <td>
                  <div className="row flex-wrap">
                    {section.figures.map((figure) => (
                      <One key={figure.id} figure={figure} />
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function One({ figure }: { figure: Figure }) {
  const { d } = useWords();
  return (
    <Link to={figure.to} className="mr-4">
      <Mark tone={figure.tone}>
        {d(figure.label)} <b>{figure.count}</b>
      </Mark>
    </Link>
  );
}
