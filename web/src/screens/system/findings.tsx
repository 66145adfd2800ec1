// Findings of the audit that concern this system, exceptions first.
import type { SystemSheet, Verdict } from '../../api/types';
import { Mark, type Tone } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

const kTone: Record<Verdict, Tone> = { fit: 'ok', caution: 'warn', unfit: 'bad' };
const kOrder: Verdict[] = ['unfit', 'caution', 'fit'];

export function Findings({ findings }: { findings: SystemSheet['findings'] }) {
  const { t, d } = useWords();
  const sorted = [...findings].sort(
    (a, b) => kOrder.indexOf(a.state) - kOrder.indexOf(b.state) || a.no.localeCompare(b.no),
  );
  return (
    <Panel title={t('system.findings')} count={findings.length}>
      {findings.length === 0 ? (
        <Empty why={t('system.findings_none')} next={t('system.findings_none_next')} />
      ) : (
        <table className="tight">
          <tbody>
            {sorted.map((finding) => (
              <tr key={finding.id}>
                <td className="nw" style={{ width: 56 }}>
                  {finding.no}
                </td>
                <th scope="row">
                  <Link to={to_record(finding.register ?? 'finding', finding.id)}>
                    {finding.title}
                  </Link>
                </th>
                <td className="nw">
                  <Mark tone={kTone[finding.state] ?? 'none'}>
                    {finding.label ? d(finding.label) : t(`verdict.${finding.state}`)}
                  </Mark>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
