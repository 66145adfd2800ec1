// The ten roles with who acts today; a role nobody fills and nobody stands in for is wrong.
import type { Policies, RoleHolder } from '../../api/policies';
import { Mark, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

const kTones: Record<RoleHolder['state'], Tone> = {
  filled: 'ok',
  no_deputy: 'warn',
  acting: 'warn',
  vacant: 'bad',
};

export function Roles({ data }: { data: Policies }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('policies.roles')} count={data.roles.length}>
      <Scroll label={t('policies.roles')}>
        <table className="tight" data-roles>
          <thead>
            <tr>
              <th scope="col">{t('policies.role')}</th>
              <th scope="col">{t('policies.post')}</th>
              <th scope="col">{t('policies.person')}</th>
              <th scope="col">{t('policies.deputy')}</th>
              <th scope="col">{t('policies.acting')}</th>
            </tr>
          </thead>
          <tbody>
            {data.roles.flatMap(({ role, rows }) =>
              rows.length === 0
                ? [
                    <tr key={role.key} data-role={role.key}>
                      <th scope="row">{d(role.label)}</th>
                      <td colSpan={3}>—</td>
                      <td>
                        <Mark tone="bad">{t('policies.not_appointed')}</Mark>
                      </td>
                    </tr>,
                  ]
                : rows.map((row) => (
                    <tr key={row.id} data-role={role.key}>
                      <th scope="row">
                        <Link to={to_record('security_role', row.id)}>{d(role.label)}</Link>
                        <div className="sub">{row.department}</div>
                      </th>
                      <td>{row.post}</td>
                      <td>{row.person ?? '—'}</td>
                      <td>{[row.deputy_post, row.deputy].filter(Boolean).join('　') || '—'}</td>
                      <td>
                        <Mark tone={kTones[row.state]}>{t(`policies.role_state.${row.state}`)}</Mark>
                      </td>
                    </tr>
                  )),
            )}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
