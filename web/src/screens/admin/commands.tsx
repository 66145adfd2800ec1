// What a screen beside a running server cannot do: said with the command that does it.
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';

export function Commands({ why, rows }: { why: string; rows: readonly (readonly [string, string])[] }) {
  const { t } = useWords();
  return (
    <Panel title={t('admin.commands')}>
      <p className="pad">{why}</p>
      <div className="wide" tabIndex={0} role="group" aria-label={t('admin.commands')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('admin.what')}</th>
              <th scope="col">{t('admin.command')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([what, command]) => (
              <tr key={command}>
                <th scope="row">{what}</th>
                <td>
                  <code className="cmd">{command}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
