// The views that a register offers by name: one tab each, beside the list as it stands at first,
// with how many rows each has.
import * as api from '../../api/lists';
import type { Definition } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { Tabs, type Tab } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import type { ListState } from './list_state';
import { kAll, own_id } from './list_views';

export function ViewTabs({ definition, state }: { definition: Definition; state: ListState }) {
  const { t, d } = useWords();
  const { at } = useRouter();
  const { list, name } = definition;
  const narrowed = Object.keys(list.filters).length > 0;
  const kept = state.mine.map((view) => view.id + JSON.stringify(view.filters)).join();
  const counts = useQuery(`counts:${name}:${at.as_of ?? ''}:${at.as_known ?? ''}:${kept}`, (signal) =>
    api.view_counts(name, at, signal),
  );
  const plain = [
    { id: '', label: t(narrowed ? 'list.view_default' : 'list.view_all') },
    ...(narrowed ? [{ id: kAll, label: t('list.view_all') }] : []),
    ...list.views.map((view) => ({ id: view.id, label: d(view.label) })),
    ...state.mine.map((view) => ({ id: own_id(view), label: view.name })),
  ];
  const tabs: Tab[] = plain.map((tab) => {
    const total = counts.data?.views.find((one) => one.id === tab.id)?.total ?? null;
    if (total === null) return tab;
    const n = grouped(total);
    return { ...tab, count: n, counted: t('list.row_count', { n }) };
  });
  if (tabs.length === 1) return null;
  return (
    <Tabs
      label={t('list.views')}
      tabs={tabs}
      current={state.tab ?? 'none'}
      choose={state.choose_view}
    />
  );
}
