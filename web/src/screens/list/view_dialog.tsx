// Keeping a list under a name, and tidying what was kept: renamed, made the standard, deleted.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/lists';
import type { SavedView, SaveView } from '../../api/types';
import { Dialog } from '../../parts/dialog';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { ListState } from './list_state';
import { own_id } from './list_views';

interface Props {
  register: string;
  state: ListState;
  most: number;
  close: () => void;
  changed: () => void;
}

const body_of = (view: SavedView): SaveView => ({
  name: view.name,
  filters: view.filters,
  sort: view.sort,
  columns: view.columns ?? [],
  lines: view.lines,
  standard: view.standard,
});

export function ViewDialog({ register, state, most, close, changed }: Props) {
  const { t } = useWords();
  const { own, mine, query } = state;
  const [name, set_name] = useState(own?.name ?? '');
  const [standard, set_standard] = useState(own?.standard ?? false);
  const { busy, fault, run } = useAction();
  const now = (): SaveView => ({
    name: name.trim(),
    filters: query.filters,
    sort: query.sort ? { field: query.sort, direction: query.direction } : null,
    columns: state.columns,
    lines: state.lines,
    standard,
  });
  const keep = async (id: string | null) => {
    let kept: SavedView | null = null;
    const done = await run(async () => {
      kept = id
        ? await api.change_view(register, id, now())
        : await api.keep_view(register, now());
    });
    if (!done || !kept) return;
    const view = own_id(kept);
    state.forget_choices(view);
    changed();
    state.choose_view(view);
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep(null);
  };
  return (
    <Dialog title={t('view.title')} close={close}>
      <form onSubmit={submit} noValidate>
        <p className="sub mb-2">
          {t('view.what')}
          {query.q ? ` ${t('view.q_not_kept')}` : ''}
        </p>
        <label className="f" htmlFor="view-name">
          {t('view.name')}
        </label>
        <input
          id="view-name"
          data-first
          className="in w-full"
          maxLength={60}
          value={name}
          onChange={(event) => set_name(event.target.value)}
        />
        <p className="my-2">
          <input
            id="view-standard"
            type="checkbox"
            className="cb"
            checked={standard}
            onChange={(event) => set_standard(event.target.checked)}
          />{' '}
          <label htmlFor="view-standard">{t('view.standard')}</label>
        </p>
        <ActionTrouble fault={fault} />
        <p className="row flex-wrap">
          <button type="submit" className="btn fill" disabled={busy}>
            {t('view.keep_new')}
          </button>
          {own ? (
            <button type="button" className="btn" disabled={busy} onClick={() => void keep(own.id)}>
              {t('view.keep_again', { name: own.name })}
            </button>
          ) : null}
          <button type="button" className="btn quiet" onClick={close}>
            {t('action.close')}
          </button>
        </p>
      </form>
      <h3 className="mb-1 mt-4 text-[15px]">{t('view.mine', { n: mine.length, most })}</h3>
      {mine.length === 0 ? <p className="sub">{t('view.none')}</p> : null}
      <ul className="views">
        {mine.map((view) => (
          <OneView key={view.id} register={register} view={view} changed={changed} />
        ))}
      </ul>
    </Dialog>
  );
}

interface OneProps {
  register: string;
  view: SavedView;
  changed: () => void;
}

function OneView({ register, view, changed }: OneProps) {
  const { t } = useWords();
  const { busy, fault, run } = useAction();
  const [naming, set_naming] = useState<string | null>(null);
  const change = async (more: Partial<SaveView>) => {
    if (await run(() => api.change_view(register, view.id, { ...body_of(view), ...more }))) {
      set_naming(null);
      changed();
    }
  };
  const drop = async () => {
    if (await run(() => api.drop_view(register, view.id))) changed();
  };
  if (naming !== null)
    return (
      <li>
        <form
          className="row w-full"
          onSubmit={(event) => {
            event.preventDefault();
            void change({ name: naming.trim() });
          }}
        >
          <input
            className="in s flex-1"
            aria-label={t('view.rename_to')}
            autoFocus
            maxLength={60}
            value={naming}
            onChange={(event) => set_naming(event.target.value)}
          />
          <button type="submit" className="btn s" disabled={busy}>
            {t('view.rename')}
          </button>
        </form>
        <ActionTrouble fault={fault} />
      </li>
    );
  return (
    <li>
      <b className="truncate">{view.name}</b>
      {view.standard ? <span className="tag b">{t('view.is_standard')}</span> : null}
      <span className="end">
        <button
          type="button"
          className="link"
          disabled={busy}
          onClick={() => void change({ standard: !view.standard })}
        >
          {t(view.standard ? 'view.no_standard' : 'view.make_standard')}
        </button>
        <button type="button" className="link" disabled={busy} onClick={() => set_naming(view.name)}>
          {t('view.rename')}
        </button>
        <button type="button" className="link" disabled={busy} onClick={() => void drop()}>
          {t('view.drop')}
        </button>
      </span>
      <ActionTrouble fault={fault} />
    </li>
  );
}
