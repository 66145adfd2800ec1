// `?`: what this screen is for, where the guide shows how, and every key that works right now.
import { guide } from 'virtual:guide';
import { Dialog } from '../parts/dialog';
import { useKeyTable } from '../state/keys';
import { useWords } from '../state/language';
import { Link, useRouter } from '../state/router';
import { to_guide } from '../state/routes';
import { help_of } from './help';

export function HelpDialog({ close }: { close: () => void }) {
  const { t } = useWords();
  const { route } = useRouter();
  const help = help_of[route.screen];
  return (
    <Dialog title={t('help.title')} close={close}>
      <p>{t(help.what)}</p>
      <h3 className="mb-1 mt-4">{t('help.how')}</h3>
      <ul className="ways">
        {help.ways.map((way) => (
          <Way key={way} way={way} chosen={close} />
        ))}
      </ul>
      <KeyList />
      <p className="acts mt-4">
        <Link className="btn" to={to_guide()} onClick={close}>
          {t('help.open_guide')}
        </Link>
        <button type="button" className="btn" data-first onClick={close}>
          {t('action.close')}
        </button>
      </p>
    </Dialog>
  );
}

function Way({ way, chosen }: { way: string; chosen: () => void }) {
  const { d } = useWords();
  const [page, section] = way.split('#');
  const title = guide.find(({ id }) => id === page)?.sections.find(({ id }) => id === section);
  if (!title) throw new Error(`the guide has no ${way}`);
  return (
    <li>
      <Link to={to_guide(page, section)} onClick={chosen}>
        {d(title.title)}
      </Link>
    </li>
  );
}

function KeyList() {
  const { t } = useWords();
  const { keys } = useKeyTable();
  const general = keys.filter((key) => key.cap === '/' || key.cap === '?');
  const own = keys.filter((key) => key.cap !== '' && !general.includes(key));
  return (
    <>
      {own.length > 0 ? (
        <>
          <h3 className="mb-1 mt-4">{t('keys.this_screen')}</h3>
          <dl className="kv">
            {own.map((key) => (
              <Cap key={key.cap + key.label} cap={key.cap} label={key.label} />
            ))}
          </dl>
        </>
      ) : null}
      <h3 className="mb-1 mt-4">{t('keys.everywhere')}</h3>
      <p className="sub">{t('keys.intro')}</p>
      <dl className="kv">
        {general.map((key) => (
          <Cap key={key.cap} cap={key.cap} label={key.label} />
        ))}
        <Cap cap="Tab" label={t('keys.tab')} />
        <Cap cap="Esc" label={t('keys.close')} />
      </dl>
    </>
  );
}

function Cap({ cap, label }: { cap: string; label: string }) {
  return (
    <>
      <dt>
        <kbd>{cap}</kbd>
      </dt>
      <dd>{label}</dd>
    </>
  );
}
