// Breadcrumb, title with tags, actions at the right; sets the title of the browser's tab.
import { useEffect, type ReactNode } from 'react';
import { useWords } from '../state/language';
import { Link } from '../state/router';
import { useServer } from '../state/server_state';

export interface Crumb {
  label: string;
  to?: string;
}

interface Props {
  crumbs?: readonly Crumb[];
  title: string;
  tags?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
}

export function PageHead({ crumbs, title, tags, actions, above }: Props) {
  const { t, d } = useWords();
  const { place } = useServer();
  const city = d(place?.municipality.name ?? null);
  useEffect(() => {
    document.title = `${title}｜${t('app.name')} ${city}`;
  }, [title, t, city]);
  return (
    <>
      {crumbs ? (
        <nav aria-label={t('shell.crumbs')}>
          <ol className="crumb">
            {/* An area that is called as its register is said once. */}
            {crumbs.filter((crumb, at) => crumb.label !== crumbs[at + 1]?.label).map((crumb) => (
              <li key={crumb.label}>
                {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="head">
        <div>
          {above}
          <div className="titles">
            <h1>{title}</h1>
            {tags}
          </div>
        </div>
        {actions ? <div className="acts">{actions}</div> : null}
      </div>
    </>
  );
}
