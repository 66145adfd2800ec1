// Help: how to use the screens, and every key that works right now.
import { Dialog } from '../parts/dialog';
import { useKeyTable } from '../state/keys';
import { useWords } from '../state/language';

export function KeysDialog({ close }: { close: () => void }) {
  const { t } = useWords();
  const { keys } = useKeyTable();
  const general = keys.filter((key) => key.cap === '/' || key.cap === '?');
  const own = keys.filter((key) => key.cap !== '' && !general.includes(key));
  return (
    <Dialog title={t('keys.title')} close={close}>
      <p>{t('keys.intro')}</p>
      <p className="mt-1">{t('keys.amounts')}</p>
      <p className="mt-1">{t('keys.dates')}</p>
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
      <dl className="kv">
        {general.map((key) => (
          <Cap key={key.cap} cap={key.cap} label={key.label} />
        ))}
        <Cap cap="Tab" label={t('keys.tab')} />
        <Cap cap="Esc" label={t('keys.close')} />
      </dl>
      <p className="mt-4 text-right">
        <button type="button" className="btn" data-first onClick={close}>
          {t('action.close')}
        </button>
      </p>
    </Dialog>
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
