// Verdicts that would be others today: because the edition changed, a certificate ran out or evidence
// is past its term.
import * as api from '../../api/assessments';
import { StateTag } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { kVerdictTone } from './verdict_panel';

export function RedoPanel() {
  const { t, d } = useWords();
  const query = useQuery('assessments to redo', api.redo);
  const data = query.data;
  if (!data) return null;
  return (
    <Panel title={t('criteria.redo')} count={data.assessments.length}>
      {data.assessments.length === 0 ? (
        <p className="pad">{t('criteria.redo_none', { n: data.judged })}</p>
      ) : (
        <ul className="pad criteria-redo">
          {data.assessments.map((one) => (
            <li key={one.id} data-redo={one.number}>
              <Link to={`/criteria/${one.catalog}?assessment=${one.id}`}>
                {`${one.number} ${one.subject}`}
              </Link>
              <div className="row">
                <StateTag tone={kVerdictTone[one.then.tone]}>{d(one.then.label)}</StateTag>
                <span>→</span>
                <StateTag tone={kVerdictTone[one.now.tone]}>{d(one.now.label)}</StateTag>
              </div>
              {one.changes.map((change) => (
                <div key={change.path} className="sub">
                  {t('criteria.redo_change', {
                    item: change.item,
                    label: d(change.label),
                    before: change.before,
                    after: change.after,
                  })}
                </div>
              ))}
              {one.reasons.map((reason) => (
                <div key={reason.code} className="sub">
                  {d(reason.text)}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
