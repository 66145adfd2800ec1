// Head, 52 px: mark and city, the one search box, jobs, alarms, help, language, person.
import type { Home, Overview } from '../api/types';
import { Icon } from '../parts/icon';
import { useWords } from '../state/language';
import { Link } from '../state/router';
import { useServer } from '../state/server_state';
import { GlobalSearch } from './global_search';
import { Me } from './me';

interface Props {
  glance: Home | null;
  registers: Overview | null;
  show_help: () => void;
  menu_open: boolean;
  toggle_menu: () => void;
}

export function TopBar({ glance, registers, show_help, menu_open, toggle_menu }: Props) {
  const { t, d, lang, choose } = useWords();
  const { place } = useServer();
  const running =
    glance?.jobs.filter((job) => job.state === 'running' || job.state === 'queued').length ?? 0;
  const alarms = glance?.alarms.length ?? 0;
  return (
    <header className="top">
      <Link className="brand" to="/" now>
        <span className="seal" aria-hidden="true">
          台
        </span>
        <span>
          <b>{t('app.name')}</b>
          <span className="city">{d(place?.municipality.name)}</span>
        </span>
      </Link>
      <button
        type="button"
        className="btn s menu-toggle"
        aria-expanded={menu_open}
        aria-controls="side"
        onClick={toggle_menu}
      >
        <Icon name="menu" small />
        {t('shell.menu')}
      </button>
      <GlobalSearch registers={registers} />
      <nav aria-label={t('shell.common')}>
        <Link className="tool" to="/jobs" now>
          <Icon name="clock" />
          {t('shell.jobs')} {running > 0 ? <span className="count q">{running}</span> : null}
        </Link>
        <Link className="tool" to="/" now>
          <Icon name="alert" />
          {t('shell.alarms')} {alarms > 0 ? <span className="count">{alarms}</span> : null}
        </Link>
        <button type="button" className="tool" onClick={show_help}>
          <Icon name="help" />
          {t('shell.help')}
        </button>
        <button
          type="button"
          className="tool"
          lang={lang === 'ja' ? 'en' : 'ja'}
          onClick={() => choose(lang === 'ja' ? 'en' : 'ja')}
        >
          {t('app.other_language')}
        </button>
        <Me />
      </nav>
    </header>
  );
}
